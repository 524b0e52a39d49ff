import type { Formats } from "#platform/i18n/formats.ts";
import type { OutboxItem } from "#platform/sync/client/database.ts";
import type { SyncProblem } from "#platform/sync/state.ts";
import type { FieldText } from "../field-text.ts";
import { messagesVi } from "../messages.vi.ts";

type Key = keyof typeof messagesVi;

/** "Buổi 22/11, thôn Phú Thuận": what the item is about, in the words of the list. */
export function itemTitle(item: Pick<OutboxItem, "name" | "about">, t: FieldText, formats: Formats): string {
  const values = { day: item.about.day ? formats.dayShort(item.about.day) : "", place: item.about.place ?? "" };
  const key = `item.${item.name.replace("talk.", "")}` as Key;
  return key in messagesVi ? (t as (key: Key, values: object) => string)(key, values) : t("item.talk", values);
}

/** Why the server could not take it, and what to do, in plain words. */
export function problemText(problem: SyncProblem | undefined, t: FieldText): string {
  const key = `problem.${problem?.code}` as Key;
  const plain = t as (key: Key) => string;
  return key in messagesVi ? plain(key) : t("problem.other", { code: problem?.code ?? "?" });
}

/** The beginning of a hash, enough to compare by eye: "a91f 03c7". */
export function shortHash(hash: string | undefined): string {
  return hash ? `${hash.slice(0, 4)} ${hash.slice(4, 8)}` : "";
}

/** How a settled item was settled: by an officer, or by the person between two versions. */
export function decisionKey(
  item: Pick<OutboxItem, "decision">,
): "outbox.taken" | "outbox.dismissed" | "outbox.settled" {
  if (item.decision === "settled") return "outbox.taken";
  return item.decision === "dismissed" ? "outbox.dismissed" : "outbox.settled";
}
