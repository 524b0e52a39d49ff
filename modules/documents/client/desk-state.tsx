import { CircleCheck, CircleDashed, CircleX, Clock, FilePen, Replace } from "lucide-react";
import { useText } from "#platform/i18n/use-text.ts";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import type { IssuedDocument } from "../contract.ts";
import type { DraftLine } from "../draft-contract.ts";
import type { IncomingLine } from "../incoming-contract.ts";
import { documentText } from "./desk-text.ts";

const issued = {
  standing: ["off", CircleCheck],
  corrected: ["warn", FilePen],
  replaced: ["warn", Replace],
  withdrawn: ["bad", CircleX],
} as const;

export function IssuedState({ state }: { state: IssuedDocument["state"] }) {
  const t = useText(documentText);
  const [tone, icon] = issued[state];
  return (
    <StateBadge tone={tone} icon={icon}>
      {t(`documents.state.${state}`)}
    </StateBadge>
  );
}

const drafts = {
  draft: ["act", FilePen],
  submitted: ["warn", Clock],
  issued: ["ok", CircleCheck],
  dropped: ["off", CircleX],
} as const;

export function DraftStateBadge({ state }: { state: DraftLine["status"] }) {
  const t = useText(documentText);
  const [tone, icon] = drafts[state];
  return (
    <StateBadge tone={tone} icon={icon}>
      {t(`documents.draft.status.${state}`)}
    </StateBadge>
  );
}

export function IncomingState({ of }: { of: Pick<IncomingLine, "status" | "overdue"> }) {
  const t = useText(documentText);
  if (of.overdue)
    return (
      <StateBadge tone="warn" icon={Clock}>
        {t("documents.in.overdue")}
      </StateBadge>
    );
  const [tone, icon] = (
    { open: ["act", CircleDashed], done: ["ok", CircleCheck], cancelled: ["off", CircleX] } as const
  )[of.status];
  return (
    <StateBadge tone={tone} icon={icon}>
      {t(`documents.in.status.${of.status}`)}
    </StateBadge>
  );
}
