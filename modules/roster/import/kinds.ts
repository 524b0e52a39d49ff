import { fold } from "#kernel/text/fold.ts";

export interface ReadKind {
  kind: string;
  level: string | null;
  core: boolean;
}

const kinds: readonly [RegExp, string][] = [
  [/bao cao vien|\bbcv\b|\bbvc\b/, "rapporteur"],
  [/tuyen truyen vien|\bttv\b|\bttvcs\b/, "grassrootsCommunicator"],
  [/cong tac vien|\bctv\b/, "collaborator"],
  [/truyen thong chinh sach|\bttcs\b/, "policyCommunicationOfficer"],
  [/phat ngon/, "spokesperson"],
  [/giang vien/, "partTimeLecturer"],
];

const levels: readonly [RegExp, string][] = [
  [/trung uong|\btw\b/, "central"],
  [/\btinh\b|thanh pho truc thuoc/, "province"],
  [/\bhuyen\b|\bthi xa\b/, "district"],
  [/\bxa\b|\bphuong\b|dac khu|thi tran|co so/, "commune"],
];

/** Every kind that a text speaks of; a heading such as "DS BCV, TTV" speaks of two and decides nothing. */
export function kindsIn(text: string): string[] {
  const key = ` ${fold(text).replace(/[^a-z0-9]+/g, " ")} `;
  return kinds.filter(([pattern]) => pattern.test(key)).map(([, kind]) => kind);
}

/** "BCV cấp xã", "TTV nòng cốt"; null when it is no kind. */
export function readKind(text: string): ReadKind | null {
  const found = kindsIn(text);
  if (found.length !== 1) return null;
  const kind = found[0] as string;
  return { kind, level: kind === "rapporteur" ? readLevel(text) : null, core: /nong cot/.test(fold(text)) };
}

export function readLevel(text: string): string | null {
  const key = fold(text);
  return levels.find(([pattern]) => pattern.test(key))?.[1] ?? null;
}
