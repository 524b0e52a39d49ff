import { writeXlsx, type Cell, type CellValue } from "hucre/xlsx";
import { writeLegacy } from "#kernel/text/legacy-tables.ts";

/** Workbooks as units really have them, for tests: every trouble has its own rows and its own small story. */
export interface MessySheet {
  name: string;
  rows: CellValue[][];
  merges?: { startRow: number; startCol: number; endRow: number; endCol: number }[];
  fonts?: Record<string, string>;
  dates?: readonly string[];
  hidden?: boolean;
}

/** @param sheets `fonts` and `dates` name cells from zero: "6,1" */
export function workbookOf(...sheets: MessySheet[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(({ name, rows, merges = [], fonts = {}, dates = [], hidden = false }) => {
      const cells = new Map<string, Partial<Cell>>();
      for (const [at, font] of Object.entries(fonts))
        cells.set(at, { ...cells.get(at), value: valueAt(rows, at), style: { font: { name: font, size: 12 } } });
      for (const at of dates)
        cells.set(at, { ...cells.get(at), value: valueAt(rows, at), style: { numFmt: "dd/mm/yyyy" } });
      return { name, rows, merges, cells, hidden };
    }),
  });
}

function valueAt(rows: CellValue[][], at: string): CellValue {
  const [r = 0, c = 0] = at.split(",").map(Number);
  return rows[r]?.[c] ?? null;
}

const tcvn3 = (text: string) => writeLegacy("tcvn3", text);
const vni = (text: string) => writeLegacy("vni", text);

/**
 * The list of the picture (look/desk-import): titles above, forbidden columns, TCVN3 and VNI names, a
 * repeat, a day that is none, a serial number, a missing decision. Header in row 6.
 */
export function damRongList(): MessySheet {
  return {
    name: "Danh sách",
    rows: [
      ["ỦY BAN NHÂN DÂN", null, null, null, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
      ["XÃ ĐAM RÔNG 1", null, null, null, "Độc lập - Tự do - Hạnh phúc"],
      [],
      ["DANH SÁCH BÁO CÁO VIÊN, TUYÊN TRUYỀN VIÊN CƠ SỞ"],
      ["(Số liệu đến ngày 11/3/2026)"],
      [
        "STT",
        "Họ và tên",
        "Loại",
        "Số CCCD",
        "Dân tộc",
        "Số quyết định công nhận",
        "Ngày quyết định",
        "Nơi công tác",
        "Điện thoại cơ quan",
      ],
      [
        1,
        tcvn3("Nguyễn Văn Thịnh"),
        "Tuyên truyền viên cơ sở",
        "068085001234",
        "Kinh",
        "41/QĐ-UBND",
        "05/02/2026",
        "Thôn Păng Sim",
        "0263 3 822 555",
      ],
      [
        2,
        "Liêng Hót Ha Chương".normalize("NFD"),
        "TTV nòng cốt",
        "068085001235",
        "Cil",
        "41/QĐ-UBND",
        "5/2/2026",
        "Thôn Lăng Tô",
        null,
      ],
      [
        3,
        tcvn3("Đặng Ngọc Ân"),
        "Tuyên truyền viên cơ sở",
        68085001236,
        "Kinh",
        "41/QĐ-UBND",
        "05/02/2026",
        "Thôn Thanh Bình",
        null,
      ],
      [4, vni("Trần Văn Bảo"), "BCV cấp xã", null, "Kinh", "09-QĐ/ĐU", "12/01/2026", "Đảng ủy xã", null],
      [5, "Lê Thị Hòa", "Tuyên truyền viên cơ sở", null, "Kinh", "41/QĐ-UBND", "31/02/2026", "Thôn Đạ Mur", null],
      [6, "Rơ Ông K' Lan", "Cộng tác viên", null, "Mạ", null, 46092, "Thôn Bóp La", null],
      ["Thôn Păng Dung"],
      [7, "Phạm Quốc Hải", "Tuyên truyền viên cơ sở", null, "Kinh", "41/QĐ-UBND", 46058, null, null],
      [
        8,
        tcvn3("Phạm Quốc Hải"),
        "Tuyên truyền viên cơ sở",
        null,
        "Kinh",
        "41/QĐ-UBND",
        "05-02-2026",
        "Thôn Păng Dung",
        null,
      ],
      [9, "Kră Jẵn K' Thủy", "Tuyên truyền viên cơ sở", null, "Cil", null, "05/02/2026", "Thôn Păng Sim", null],
      ["Tổng cộng: 9 người"],
      [null, null, null, null, null, "Đam Rông 1, ngày 11 tháng 3 năm 2026"],
      [null, "NGƯỜI LẬP BIỂU", null, null, null, "CHỦ TỊCH"],
      [null, "Rơ Ông K' Duyên"],
    ],
    merges: [
      { startRow: 3, startCol: 0, endRow: 3, endCol: 8 },
      { startRow: 12, startCol: 0, endRow: 12, endCol: 8 },
    ],
    fonts: { "6,1": ".VnTime", "8,1": ".VnTime", "9,1": "VNI-Times", "14,1": ".VnTime" },
    dates: ["13,6"],
  };
}

/** Two header rows with merged groups, a numbering row, family and given names apart, marks for kinds, merged places. */
export function groupedList(): MessySheet {
  return {
    name: "BCV-TTV 2026",
    rows: [
      ["Kèm theo Quyết định số 118/QĐ-UBND ngày 01/7/2025 của Chủ tịch UBND xã D'Ran"],
      [
        "TT",
        "Họ và chữ lót",
        "Tên",
        "Ngày, tháng, năm sinh",
        null,
        "Đảng viên",
        "BCV",
        "TTV",
        "Chức vụ",
        "Địa bàn",
        "Thời gian",
        null,
        "Biết tiếng dân tộc",
      ],
      [null, null, null, "Nam", "Nữ", null, null, null, null, null, "Từ ngày", "Đến ngày", null],
      ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)", "(12)", "(13)"],
      [
        "01",
        "NGUYỄN HỮU",
        "PHƯỚC",
        "02/9/1975",
        null,
        "x",
        null,
        "x",
        "Trưởng thôn",
        "Thôn Lạc Xuân 1",
        "01.07.2025",
        "30/6/2030",
        "không",
      ],
      [
        "02",
        "Võ Thị Ánh",
        "Nguyệt",
        null,
        "1980",
        "x",
        null,
        "x",
        "Trưởng Ban CTMT",
        null,
        "01/7/25",
        "30/6/30",
        "K'Ho, Chu-ru",
      ],
      [
        "03",
        "Touneh Ma",
        "Nghiêm",
        null,
        null,
        null,
        "x",
        null,
        "Phó Chủ tịch",
        "UBND xã",
        "01072025",
        null,
        "Chu Ru và K’Ho",
      ],
      [
        "04",
        "Ông Đặng Ngọc",
        "Ẩn",
        null,
        null,
        null,
        null,
        "x",
        null,
        "Thôn Lạc Xuân 2",
        "2025-07-01",
        "31/4/2030",
        null,
      ],
    ],
    merges: [
      { startRow: 0, startCol: 0, endRow: 0, endCol: 12 },
      { startRow: 1, startCol: 3, endRow: 1, endCol: 4 },
      { startRow: 1, startCol: 10, endRow: 1, endCol: 11 },
      ...[0, 1, 2, 5, 6, 7, 8, 9, 12].map((c) => ({ startRow: 1, startCol: c, endRow: 2, endCol: c })),
      { startRow: 4, startCol: 9, endRow: 5, endCol: 9 },
    ],
  };
}
