import { expect, test } from "vitest";
import { asCivilDate } from "#kernel/civil-date.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { damRongList, groupedList, workbookOf } from "../server/messy-workbooks.ts";
import { useOfColumn } from "./columns.ts";
import { findHeader } from "./header.ts";
import { readKind } from "./kinds.ts";
import { readName } from "./names.ts";
import { readList } from "./people.ts";
import type { SourceSheet } from "./sheet.ts";
import { readDay, readDecision, readLanguages, readTerm } from "./values.ts";

const today = asCivilDate("2026-03-20");
const sheetOf = async (sheet: Parameters<typeof workbookOf>[0]) =>
  (await readWorkbook(await workbookOf(sheet)))[0] as SourceSheet;

test.each([
  ["Họ và tên", "name"],
  ["HỌ TÊN", "name"],
  ["Họ, tên đệm và tên", "name"],
  ["Họ và tên BCV", "name"],
  ["Tên báo cáo viên", "name"],
  ["Họ và chữ lót", "familyName"],
  ["Tên", "givenName"],
  ["STT", "index"],
  ["Số TT", "index"],
  ["Chức vụ", "position"],
  ["Chức vụ, đơn vị công tác", "position"],
  ["Đơn vị", "workplace"],
  ["Nơi công tác", "workplace"],
  ["Thôn/TDP", "workplace"],
  ["Số QĐ", "decision"],
  ["Số, ngày quyết định", "decision"],
  ["Quyết định công nhận (số, ngày, tháng, năm)", "decision"],
  ["Ngày QĐ", "decisionDate"],
  ["Ngày ký", "decisionDate"],
  ["Cơ quan ban hành", "decisionIssuer"],
  ["Từ ngày", "termFrom"],
  ["Nhiệm kỳ", "term"],
  ["Thời hạn đến ngày", "termTo"],
  ["Tiếng dân tộc thiểu số", "languages"],
  ["Lĩnh vực phụ trách", "topics"],
  ["Điện thoại cơ quan", "contact"],
  ["Email công vụ", "contact"],
  ["Loại hình", "kind"],
  ["BCV/TTV", "kind"],
  ["Nòng cốt", "core"],
  ["Cấp", "level"],
])("the column “%s” is read as %s", (label, field) => {
  for (const form of [label, label.normalize("NFD"), label.toUpperCase(), ` ${label}\n`])
    expect(useOfColumn(form)).toMatchObject({ use: "field", field });
});

test.each([
  ["Số CCCD", "citizenId"],
  ["CMND/Căn cước", "citizenId"],
  ["Dân tộc", "ethnicity"],
  ["Dân tộc, tôn giáo", "ethnicity"],
  ["Tôn giáo", "religion"],
  ["Ngày sinh", "birth"],
  ["Năm sinh", "birth"],
  ["Tuổi", "birth"],
  ["Đảng viên", "party"],
  ["Ngày vào Đảng", "party"],
  ["Giới tính", "private"],
  ["Quê quán", "private"],
  ["Điện thoại di động", "private"],
])("the column “%s” is dropped (%s)", (label, why) => {
  expect(useOfColumn(label)).toEqual({ use: "forbidden", why });
});

test("the header is found under titles, and what is above it is remembered", async () => {
  const header = findHeader(await sheetOf(damRongList()));
  expect(header?.row).toBe(6);
  expect(header?.titles).toContain("DANH SÁCH BÁO CÁO VIÊN, TUYÊN TRUYỀN VIÊN CƠ SỞ");
});

test("people are the people: no titles, headings, totals, signatures", async () => {
  const list = readList(await sheetOf(damRongList()), today);
  expect(list?.rows.map((r) => r.row)).toEqual([7, 8, 9, 10, 11, 12, 14, 15, 16]);
  expect(list?.rows.at(-1)?.section?.text).toBe("Thôn Păng Dung");
});

test("two header rows with merged groups, and the row that numbers the columns", async () => {
  const list = readList(await sheetOf(groupedList()), today);
  expect(list?.header.row).toBe(3);
  expect(list?.header.columns.map((c) => (c.use.use === "field" ? c.use.field : c.use.use))).toEqual([
    "index",
    "familyName",
    "givenName",
    "forbidden",
    "forbidden",
    "forbidden",
    "kindMark",
    "kindMark",
    "position",
    "workplace",
    "termFrom",
    "termTo",
    "languages",
  ]);
  expect(list?.rows.map((r) => r.row)).toEqual([5, 6, 7, 8]);
  expect(list?.heading.decision).toMatchObject({
    symbol: "118/QĐ-UBND",
    date: { day: "2025-07-01" },
    issuer: "Chủ tịch UBND xã D'Ran",
  });
});

test("a header in TCVN3 is a header too", async () => {
  const list = readList(
    await sheetOf({
      name: "DS",
      rows: [
        ["TT", "Hä vµ tªn", "Chøc vô", "Sè quyÕt ®Þnh"],
        [1, "NguyÔn V¨n Hïng", "Tr\u00adëng th«n", "41/Q§-UBND"],
      ],
    }),
    today,
  );
  expect(list?.header.columns.map((c) => c.label)).toEqual(["TT", "Họ và tên", "Chức vụ", "Số quyết định"]);
  expect(list?.rows[0]?.cells.get("name")?.text.text).toBe("Nguyễn Văn Hùng");
  expect(list?.rows[0]?.cells.get("decision")?.text.text).toBe("41/QĐ-UBND");
});

test("subtotals end no list, numerals and headings are nobody, a catalogue of names is no list of people", async () => {
  const list = readList(
    await sheetOf({
      name: "DS",
      rows: [
        ["STT", "Họ và tên", "Chức vụ", "Số QĐ"],
        ["I", "Khối Đảng"],
        [1, "Ya Thuần", "Trưởng thôn", "1/QĐ-UBND"],
        [null, "Cộng: 1 người"],
        ["II", "Khối đoàn thể"],
        [2, "k' brèm", "Già làng", "1/QĐ-UBND"],
        ["Tổng cộng", "2 người"],
        [null, null, "NGƯỜI LẬP"],
        [null, null, "Nguyễn Thị Thu Hà"],
      ],
    }),
    today,
  );
  expect(list?.rows.map((r) => [r.row, r.section?.text])).toEqual([
    [3, "Khối Đảng"],
    [6, "Khối đoàn thể"],
  ]);
  expect(readName("k' brèm", null, false).name).toBe("K' Brèm");
  const without = readList(
    await sheetOf({
      name: "DS",
      rows: [
        ["Họ và tên", "Chức vụ", "Số QĐ"],
        ["Ya Thuần", "Trưởng thôn", "1/QĐ-UBND"],
        ["Cộng: 1 người"],
        ["K' Brèm", "Già làng", "1/QĐ-UBND"],
        ["Tổng cộng: 2 người"],
        ["Người lập biểu"],
        ["Vũ Hoàng Anh"],
      ],
    }),
    today,
  );
  expect(without?.rows.map((r) => r.row)).toEqual([2, 4]);
  expect(
    findHeader(
      await sheetOf({
        name: "Danh mục",
        rows: [
          ["Mã", "Tên"],
          ["BCV", "Báo cáo viên"],
        ],
      }),
    ),
  ).toBeNull();
});

test("a sheet without names is no list", async () => {
  expect(
    findHeader(
      await sheetOf({
        name: "Kinh phí",
        rows: [
          ["STT", "Nội dung", "Số tiền"],
          [1, "Thù lao", 1_200_000],
        ],
      }),
    ),
  ).toBeNull();
});

test("values", () => {
  expect(readDecision("41/QĐ-UBND ngày 05/02/2025", today)).toMatchObject({
    symbol: "41/QĐ-UBND",
    date: { day: "2025-02-05" },
  });
  expect(readDecision("Số 973 - QĐ/BTGTW, 15/12/2021", today)).toMatchObject({
    symbol: "973-QĐ/BTGTW",
    date: { day: "2021-12-15" },
  });
  expect(readDecision("-", today).symbol).toBeNull();
  expect(readTerm("2025 – 2030", today)).toEqual({ from: "2025-01-01", to: "2030-12-31" });
  expect(readTerm("từ 01/7/2025 đến 30/6/2030", today)).toEqual({ from: "2025-07-01", to: "2030-06-30" });
  expect(readLanguages("Kinh, K’Ho; Chu-ru và tiếng Mạ")).toEqual({ tags: ["vi", "kpm", "cje", "cma"], unknown: [] });
  expect(readKind("BCV cấp tỉnh")).toEqual({ kind: "rapporteur", level: "province", core: false });
  expect(readKind("Tuyên truyền viên nòng cốt")).toEqual({ kind: "grassrootsCommunicator", level: null, core: true });
  expect(readKind("BCV, TTV")).toBeNull();
  expect(readDay({ value: 46092 }, today)).toMatchObject({ state: "read", day: "2026-03-11", serial: true });
  expect(readDay({ value: 5_022_025 }, today)).toMatchObject({ state: "read", day: "2025-02-05" });
  expect(readDay({ value: "31/02/2026" }, today)).toEqual({
    state: "fault",
    code: "roster.date-impossible",
    typed: "31/02/2026",
  });
  expect(readName("Đ/c Nguyễn Văn A (SN 1975)", null, false)).toEqual({ name: "Nguyễn Văn A", readable: true });
  expect(readName("Ông Ích Khiêm", null, false).name).toBe("Ông Ích Khiêm");
  expect(readName("võ thị ánh nguyệt", "tcvn3", false).name).toBe("Võ Thị Ánh Nguyệt");
  expect(readName("068123456789", null, false).readable).toBe(false);
});
