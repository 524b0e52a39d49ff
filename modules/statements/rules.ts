import { plainView } from "#kernel/text/plain-view.ts";

/** A person's name beside what they do: the outlet is kept, not who of it asked. */
const PERSON =
  /(?<!\p{L})(?:[Pp]hóng viên|[Nn]hà báo|[Bb]iên tập viên|[Kk]ý giả|PV|BTV|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị)\.?\s*:?\s*\p{Lu}[\p{L}']*/u;

export function namesPerson(outlet: string): boolean {
  return PERSON.test(plainView(outlet).plain);
}

/** A statement rests on sand when one of its versions is no longer what is said. */
export function isStale(statuses: readonly string[]): boolean {
  return statuses.some((status) => status === "recalled" || status === "superseded");
}
