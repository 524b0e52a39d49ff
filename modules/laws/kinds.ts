/**
 * Kinds of legal documents: how they are called and which letters stand for them in a symbol. Grammar of symbols:
 * law-and-text part 3. A Party QĐ may be a Quyết định or a Quy định, so letters map to several kinds.
 */
export const lawKinds = [
  "constitution",
  "code",
  "law",
  "ordinance",
  "resolution",
  "decree",
  "decision",
  "directive",
  "circular",
  "jointCircular",
  "regulation",
  "conclusion",
  "plan",
  "guideline",
  "programme",
  "report",
  "notice",
  "officialLetter",
  "other",
] as const;
export type LawKind = (typeof lawKinds)[number];

/** As they stand before a number or a name: the longer word first, of two for one kind the usual one last. */
export const kindWords: readonly (readonly [string, LawKind])[] = [
  ["Thông tư liên tịch", "jointCircular"],
  ["Nghị quyết liên tịch", "resolution"],
  ["Hiến pháp", "constitution"],
  ["Bộ luật", "code"],
  ["Luật", "law"],
  ["Pháp lệnh", "ordinance"],
  ["Nghị quyết", "resolution"],
  ["Nghị định", "decree"],
  ["Quyết định", "decision"],
  ["Chỉ thị", "directive"],
  ["Thông tư", "circular"],
  ["Quy chế", "regulation"],
  ["Quy định", "regulation"],
  ["Kết luận", "conclusion"],
  ["Kế hoạch", "plan"],
  ["Hướng dẫn", "guideline"],
  ["Chương trình", "programme"],
  ["Báo cáo", "report"],
  ["Thông báo", "notice"],
  ["Công văn", "officialLetter"],
];

/** Laws are cited by kind and name only, at the first mention too (Decree 30/2020/NĐ-CP, Phụ lục I, II.6.b). */
export const namedKinds: ReadonlySet<LawKind> = new Set(["constitution", "code", "law", "ordinance"]);

const letters: Record<string, readonly LawKind[]> = {
  NĐ: ["decree"],
  QĐ: ["decision", "regulation"],
  QYĐ: ["regulation"],
  QC: ["regulation"],
  CT: ["directive"],
  NQ: ["resolution"],
  NQLT: ["resolution"],
  TT: ["circular"],
  TTLT: ["jointCircular"],
  KH: ["plan"],
  HD: ["guideline"],
  KL: ["conclusion"],
  TB: ["notice"],
  BC: ["report"],
  CTR: ["programme"],
  PL: ["ordinance"],
};

/** The kinds that a symbol's letters can stand for; empty where they tell nothing (91/2025/QH15, other letters). */
export function kindsOfLetters(type: string | null, family: string): readonly LawKind[] {
  if (family === "letter") return ["officialLetter"];
  return type === null ? [] : (letters[type.toUpperCase()] ?? []);
}

export function kindOfWord(word: string): LawKind | null {
  const lower = word.toLowerCase();
  return kindWords.find(([known]) => known.toLowerCase() === lower)?.[1] ?? null;
}

export function wordOfKind(kind: LawKind): string {
  return kindWords.findLast(([, known]) => known === kind)?.[0] ?? "Văn bản";
}
