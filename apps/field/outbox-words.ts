import type { SyncStatus } from "#platform/sync/client/engine.ts";
import type { FieldText } from "./field-text.ts";
import type { IconName } from "./icons.tsx";

export interface LineFacts {
  /** Records and other commands that have no receipt. */
  waiting: number;
  /** Pictures that are still here. */
  pictures: number;
  /** Refused or in conflict. */
  needsPerson: number;
  /** Refused: on this phone, but not on its way. */
  refused: number;
  status: SyncStatus;
  online: boolean;
  /** "06:40", or null before the first whole update. */
  lastUpdate: string | null;
}

export interface LineWords {
  icon: IconName;
  warn: boolean;
  head: string;
  rest: string;
}

/** The permanent line in words: what is still on this phone, and what becomes of it. Pure. */
export function lineWords(facts: LineFacts, t: FieldText): LineWords {
  const { waiting, pictures, needsPerson, refused, status, online, lastUpdate } = facts;
  const others = waiting + pictures - refused;
  const parts = [
    waiting > 0 ? t("line.items", { n: waiting }) : "",
    pictures > 0 ? t("line.pictures", { n: pictures }) : "",
  ].filter(Boolean);
  const head = parts.length === 0 ? "" : t("line.on-phone", { what: parts.join(t("line.and")) });
  const stop = status.stop;
  if (stop?.kind === "signed-out")
    return {
      icon: "lock",
      warn: true,
      head: head || t("line.signed-out"),
      rest: head ? t("line.sign-in-to-send") : t("line.sign-in-to-update"),
    };
  if (stop?.kind === "other-person")
    return { icon: "lock", warn: true, head: head || t("line.other-person"), rest: t("line.other-person-rest") };
  if (needsPerson > 0)
    return {
      icon: "flag",
      warn: true,
      head: t("line.needs-you", { n: needsPerson }),
      rest: others > 0 ? t("line.others-kept", { n: others }) : t("line.look"),
    };
  if (head !== "") {
    if (!online) return { icon: "cloudOff", warn: false, head, rest: t("line.when-online") };
    if (stop?.kind === "offline") {
      return {
        icon: "cloudOff",
        warn: false,
        head,
        rest: t(stop.because === "not-our-server" ? "line.portal" : "line.when-online"),
      };
    }
    if (stop?.kind === "later") return { icon: "clock", warn: false, head, rest: t("line.again-soon") };
    return { icon: "upload", warn: false, head, rest: t("line.sending") };
  }
  if (!online || stop?.kind === "offline")
    return { icon: "cloudOff", warn: false, head: t("line.nothing-waits"), rest: t("line.no-network") };
  return {
    icon: "check",
    warn: false,
    head: t("line.nothing-waits"),
    rest: lastUpdate === null ? t("line.never") : t("line.contact", { time: lastUpdate }),
  };
}
