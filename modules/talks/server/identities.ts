import { findIdentities } from "#kernel/text/identity-filter.ts";
import { talkProblem } from "../problems.ts";
import { identitiesInPlace } from "../rules.ts";

interface Written {
  title?: string | undefined;
  placeDetail?: string | null | undefined;
  questions?: readonly { text: string }[];
  difficulties?: readonly { text: string }[];
}

/**
 * The last gate before storage: a text that still carries a phone or citizen number or an address is
 * not stored, not even held. The phone runs the same filter and asks the writer first.
 * @throws talk.identity-in-text with the fields, never with the text
 */
export function refuseIdentities(written: Written): void {
  const fields: Record<string, string> = {};
  const look = (path: string, text: string | null | undefined, find = findIdentities) => {
    if (text && find(text).length > 0) fields[path] = "talk.identity-in-text";
  };
  look("/title", written.title);
  look("/placeDetail", written.placeDetail, identitiesInPlace);
  written.questions?.forEach((q, i) => look(`/questions/${i}/text`, q.text));
  written.difficulties?.forEach((d, i) => look(`/difficulties/${i}/text`, d.text));
  if (Object.keys(fields).length > 0) throw talkProblem("talk.identity-in-text", { fields });
}
