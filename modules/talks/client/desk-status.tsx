import {
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleUserRound,
  CircleX,
  Clock3,
  CornerUpLeft,
  FileCheck,
  type LucideIcon,
} from "lucide-react";
import { useText } from "#platform/i18n/use-text.ts";
import { StateBadge, type Tone } from "#platform/ui/state-badge.tsx";
import type { AudienceKind, TalkKind, TalkMode, TalkStatus } from "../contract.ts";
import { talkText, type TalkTexts } from "./desk-text.ts";

const looks: Record<TalkStatus, { tone: Tone; icon: LucideIcon }> = {
  planned: { tone: "off", icon: CircleDashed },
  assigned: { tone: "off", icon: Clock3 },
  accepted: { tone: "act", icon: CircleUserRound },
  declined: { tone: "warn", icon: CircleX },
  delivered: { tone: "warn", icon: CircleDot },
  returned: { tone: "warn", icon: CornerUpLeft },
  verified: { tone: "ok", icon: CircleCheck },
  counted: { tone: "ok", icon: FileCheck },
  cancelled: { tone: "off", icon: CircleX },
};

export function TalkState({ status }: { status: TalkStatus }) {
  const t = useText(talkText);
  return (
    <StateBadge tone={looks[status].tone} icon={looks[status].icon}>
      {t(`talk.status.${status}`)}
    </StateBadge>
  );
}

// The lists of choices, typed against the contract without loading its schemas into the page.
const kinds = {
  residentMeeting: 1,
  currentAffairsBriefing: 1,
  speakerConference: 1,
  thematicConference: 1,
  organisationMeeting: 1,
  voterContactMeeting: 1,
  dialogueMeeting: 1,
  internalBriefing: 1,
  readingMeeting: 1,
  skillContest: 1,
} satisfies Record<TalkKind, 1>;
const modes = { inPerson: 1, online: 1, hybrid: 1 } satisfies Record<TalkMode, 1>;
const audiences = { residents: 1, officials: 1, members: 1, pupils: 1, mixed: 1 } satisfies Record<AudienceKind, 1>;

export const talkKindList = Object.keys(kinds) as TalkKind[];
export const talkModeList = Object.keys(modes) as TalkMode[];
export const audienceList = Object.keys(audiences) as AudienceKind[];
export const statusList = Object.keys(looks) as TalkStatus[];
export const languageList = ["vi", "kpm", "cma", "cje", "rad", "cmo", "cjm"] as const;

export function languageName(t: TalkTexts, code: string): string {
  const known = languageList.find((l) => l === code);
  return known === undefined ? code : t(`language.${known}`);
}

export const kindChoices = (t: TalkTexts) => talkKindList.map((value) => ({ value, label: t(`talk.kind.${value}`) }));
export const modeChoices = (t: TalkTexts) => talkModeList.map((value) => ({ value, label: t(`talk.mode.${value}`) }));
export const audienceChoices = (t: TalkTexts) =>
  audienceList.map((value) => ({ value, label: t(`talk.audience.${value}`) }));
export const statusChoices = (t: TalkTexts) => statusList.map((value) => ({ value, label: t(`talk.status.${value}`) }));
export const languageChoices = (t: TalkTexts) =>
  languageList.map((value) => ({ value, label: t(`language.${value}`) }));
