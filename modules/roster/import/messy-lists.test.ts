import fc from "fast-check";
import { expect, test } from "vitest";
import { asCivilDate, formatDate } from "#kernel/civil-date.ts";
import { excelSerial } from "#kernel/typed-date.ts";
import { writeLegacy } from "#kernel/text/legacy-tables.ts";
import { sameWords } from "#kernel/text/tone-placement.ts";
import { ImportPlanner } from "./plan.ts";
import { readList } from "./people.ts";
import type { SourceCell, SourceSheet } from "./sheet.ts";

/** Lists as a generator mangles them: whatever the wording, order, titles, forms and fonts, the people come out as they went in. */
const today = asCivilDate("2026-03-20");
const label = { vi: "", en: "" };
const catalogue = {
  kinds: [
    { id: "rapporteur", label, hasLevel: true, mayBeCore: false, needsDecision: true },
    { id: "grassrootsCommunicator", label, hasLevel: false, mayBeCore: true, needsDecision: true },
    { id: "collaborator", label, hasLevel: false, mayBeCore: false, needsDecision: false },
  ],
  levels: [
    { id: "province", label, from: null, to: null },
    { id: "commune", label, from: null, to: null },
  ],
  rules: [],
  standards: [],
};
const commune = { id: 7, name: "Xã D'Ran", level: "commune" as const };

const people = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom(
      "Nguyễn Thị Thu Hà",
      "Ya Thuần",
      "Võ Thị Ánh Nguyệt",
      "K' Brèm",
      "Touneh Ma Nghiêm",
      "Nguyễn Hữu Phước",
      "Đặng Ngọc Ẩn",
      "Vũ Hoàng Anh",
      "Phạm Quốc Hải",
      "Lê Thị Hoà",
      "Trần Xuân Trường",
    ),
    kind: fc.constantFrom("grassrootsCommunicator", "rapporteur", "collaborator"),
    symbol: fc.constantFrom("118/QĐ-UBND", "09-QĐ/ĐU", "41/QĐ-UBND"),
    day: fc.constantFrom("2025-07-01", "2024-02-29", "2025-12-31", "2023-03-05").map(asCivilDate),
    place: fc.constantFrom("Thôn Lạc Xuân 1", "Thôn 3", "UBND xã", "Tổ dân phố Đường Mới"),
  }),
  { minLength: 1, maxLength: 6, selector: (p) => p.name },
);
type Person = typeof people extends fc.Arbitrary<(infer P)[]> ? P : never;

const wordings: Record<"name" | "kind" | "symbol" | "day" | "place" | "cccd" | "dantoc", readonly string[]> = {
  name: ["Họ và tên", "HỌ TÊN", "Họ và tên BCV, TTV", "Họ, tên", "Tên báo cáo viên"],
  kind: ["Loại", "Loại hình", "Đối tượng", "Vai trò", "Chức danh"],
  symbol: ["Số quyết định", "Số QĐ", "Quyết định công nhận", "Số, ký hiệu", "QĐ số"],
  day: ["Ngày quyết định", "Ngày QĐ", "Ngày ký", "Ngày công nhận", "Ngày ban hành"],
  place: ["Nơi công tác", "Đơn vị", "Thôn/TDP", "Địa bàn", "Đơn vị công tác"],
  cccd: ["Số CCCD", "CMND", "Căn cước công dân"],
  dantoc: ["Dân tộc", "Thành phần dân tộc", "DÂN TỘC"],
};
const kindWords: Record<string, readonly string[]> = {
  grassrootsCommunicator: ["Tuyên truyền viên cơ sở", "TTV", "Tuyên truyền viên"],
  rapporteur: ["Báo cáo viên cấp xã", "BCV cấp xã", "BCV"],
  collaborator: ["Cộng tác viên", "CTV"],
};

const choices = fc.record({
  order: fc.shuffledSubarray(["name", "kind", "symbol", "day", "place", "cccd", "dantoc"] as const, { minLength: 7 }),
  wording: fc.array(fc.nat(), { minLength: 7, maxLength: 7 }),
  titles: fc.subarray([
    "ỦY BAN NHÂN DÂN XÃ D'RAN",
    "DANH SÁCH BÁO CÁO VIÊN, TUYÊN TRUYỀN VIÊN NĂM 2026",
    "(Kèm theo báo cáo ngày 11/3/2026)",
    "",
  ]),
  numbered: fc.boolean(),
  decomposed: fc.boolean(),
  footer: fc.boolean(),
  each: fc.array(
    fc.record({
      form: fc.constantFrom(
        "plain",
        "nfd",
        "capitals",
        "tcvn3",
        "vni",
        "tcvn3 unsaid",
        "vni unsaid",
        "old tones",
        "spaces",
      ),
      day: fc.constantFrom("text", "short", "serial", "dashes", "iso"),
      word: fc.nat(),
    }),
    { minLength: 6, maxLength: 6 },
  ),
});

test("the people come out as they went in", () => {
  fc.assert(
    fc.property(people, choices, (list, chosen) => {
      const read = readList(sheetOf(list, chosen), today);
      expect(read).not.toBeNull();
      const planner = new ImportPlanner({
        today,
        catalogue,
        known: [],
        fontsConfirmed: true,
        unit: commune,
        units: new Map(),
        elsewhere: new Set(),
        courtesies: false,
        keepsGroups: false,
        defaults: {},
      });
      const rows = read!.rows.map((row) => planner.decide(read!, row));
      expect(rows.map((r) => [r.outcome, r.reason])).toEqual(list.map(() => ["import", null]));
      for (const [i, person] of list.entries()) {
        const row = rows[i]!;
        expect(sameWords(row.name, person.name), `${row.name} / ${person.name}`).toBe(true);
        expect([row.kind, row.decisionSymbol, row.decisionDate, row.termFrom, row.workplace]).toEqual([
          person.kind,
          person.symbol,
          person.day,
          person.day,
          person.place,
        ]);
      }
      expect(JSON.stringify(rows)).not.toContain("068085001234");
      expect(
        read!.header.columns
          .filter((c) => c.use.use === "forbidden")
          .map((c) => (c.use.use === "forbidden" ? c.use.why : ""))
          .sort(),
      ).toEqual(["citizenId", "ethnicity"]);
    }),
    { numRuns: 400, seed: 20_260_311 },
  );
});

type Choices = typeof choices extends fc.Arbitrary<infer C> ? C : never;

function sheetOf(
  list: readonly Person[],
  { order, wording, titles, numbered, decomposed, footer, each }: Choices,
): SourceSheet {
  const shaped = (text: string) => (decomposed ? text.normalize("NFD") : text);
  const cell = (value: SourceCell["value"]): SourceCell => ({
    value: typeof value === "string" ? shaped(value) : value,
  });
  const pick = <T>(from: readonly T[], n: number) => from[n % from.length] as T;
  const header = order.map((field, i) => cell(pick(wordings[field], wording[i] as number)));
  const rows: SourceCell[][] = titles.map((title) => [cell(title)]);
  rows.push([...(numbered ? [cell("STT")] : []), ...header]);
  for (const [i, person] of list.entries()) {
    const how = each[i]!;
    const values = {
      name: nameAs(person.name, how.form),
      kind: cell(pick(kindWords[person.kind]!, how.word)),
      symbol: cell(person.symbol),
      day: dayAs(person.day, how.day),
      place: cell(person.place),
      cccd: cell("068085001234"),
      dantoc: cell("Kinh"),
    };
    rows.push([...(numbered ? [cell(i + 1)] : []), ...order.map((field) => values[field])]);
  }
  if (footer)
    rows.push(
      [cell(`Tổng cộng: ${list.length} người`)],
      [cell(null), cell("NGƯỜI LẬP BIỂU")],
      [cell(null), cell("Rơ Ông K' Duyên")],
    );
  return { name: "Danh sách", hidden: false, rows, merges: [] };
}

function nameAs(name: string, form: string): SourceCell {
  switch (form) {
    case "nfd":
      return { value: name.normalize("NFD") };
    case "capitals":
      return { value: name.toUpperCase() };
    case "tcvn3":
      return { value: writeLegacy("tcvn3", name), font: ".VnTime" };
    case "vni":
      return { value: writeLegacy("vni", name), font: "VNI-Times" };
    case "tcvn3 unsaid":
      return { value: writeLegacy("tcvn3", name) };
    case "vni unsaid":
      return { value: writeLegacy("vni", name), font: "Calibri" };
    case "old tones":
      return { value: name.replace("oà", "òa") };
    case "spaces":
      return { value: `  ${name.replaceAll(" ", "\u00a0 ")}\n` };
    default:
      return { value: name };
  }
}

function dayAs(day: Person["day"], form: string): SourceCell {
  const [y, m, d] = day.split("-").map(Number);
  switch (form) {
    case "short":
      return { value: `${d}/${m}/${y}` };
    case "serial":
      return { value: excelSerial(day) };
    case "dashes":
      return { value: formatDate(day).replaceAll("/", "-") };
    case "iso":
      return { value: excelSerial(day), day };
    default:
      return { value: formatDate(day) };
  }
}
