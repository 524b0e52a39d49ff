import { fold } from "#kernel/text/fold.ts";

/** "Kế hoạch: Tuyên truyền …"; an abstract that begins with its type already ("Biên bản họp …") does not say it twice. */
export function withType(typeName: string, abstract: string): string {
  const [type, words] = [fold(typeName), fold(abstract)];
  // "Báo cáo viên …" is who reports, not what is reported
  const said = words === type || (words.startsWith(`${type} `) && !words.startsWith(`${type} vien `));
  return said ? abstract : `${typeName}: ${abstract}`;
}
