import type { RuleRow } from "./rule-set.ts";

const upright = { italic: false } as const;
const bold = { bold: true, italic: false } as const;
const regular = { bold: false, italic: false } as const;

/** Rows 1 to 13: the page and the head of the document. */
export const headRows: readonly RuleRow[] = [
  {
    row: 1,
    id: "paper",
    name: { vi: "Khổ giấy", en: "Paper" },
    source: "Phụ lục I, Phần I, Mục I.1, I.2",
    rules: {
      size: { vi: "Khổ A4 (210 mm × 297 mm)", en: "A4 (210 mm × 297 mm)" },
      orientation: {
        vi: "Trình bày theo chiều dài; chiều rộng chỉ khi có bảng, biểu không làm thành phụ lục",
        en: "Portrait; landscape only with tables that are not in an annex",
      },
    },
  },
  {
    row: 2,
    id: "margins",
    name: { vi: "Lề trang", en: "Margins" },
    source: "Phụ lục I, Phần I, Mục I.3",
    rules: {
      top: { vi: "Lề trên 20–25 mm", en: "Top 20–25 mm" },
      bottom: { vi: "Lề dưới 20–25 mm", en: "Bottom 20–25 mm" },
      left: { vi: "Lề trái 30–35 mm", en: "Left 30–35 mm" },
      right: { vi: "Lề phải 15–20 mm", en: "Right 15–20 mm" },
    },
  },
  {
    row: 3,
    id: "font",
    name: { vi: "Phông chữ", en: "Font" },
    source: "Phụ lục I, Phần I, Mục I.4",
    rules: {
      name: { vi: "Times New Roman", en: "Times New Roman" },
      color: { vi: "Màu đen", en: "Black" },
      encoding: { vi: "Bộ mã Unicode dựng sẵn (TCVN 6909:2001)", en: "Precomposed Unicode (TCVN 6909:2001)" },
    },
  },
  {
    row: 4,
    id: "page-number",
    name: { vi: "Số trang", en: "Page number" },
    source: "Phụ lục I, Phần I, Mục I.7",
    look: { size: [13, 14], ...upright },
    rules: {
      place: { vi: "Đặt canh giữa trong lề trên", en: "Centred in the top margin" },
      arabic: { vi: "Chữ số Ả Rập, từ số 1", en: "Arabic, from 1" },
      "hidden-first": { vi: "Không hiển thị ở trang thứ nhất", en: "Hidden on page 1" },
      annex: { vi: "Phụ lục đánh số trang riêng", en: "Annexes numbered separately" },
    },
  },
  {
    row: 5,
    id: "national-title",
    name: { vi: "Quốc hiệu", en: "National title" },
    source: "Phụ lục I, Phần I, Mục II.1",
    look: { size: [12, 13], ...bold, letters: "upper" },
    rules: {
      present: { vi: "Có Quốc hiệu, đúng lời", en: "Present, exact words" },
      place: { vi: "Ở phía trên, bên phải trang đầu", en: "Top right of page 1" },
      "one-line": { vi: "Nằm trên một dòng", en: "On one line" },
      spacing: { vi: "Cách dòng đơn với Tiêu ngữ", en: "Single spacing to the motto" },
    },
  },
  {
    row: 6,
    id: "motto",
    name: { vi: "Tiêu ngữ", en: "Motto" },
    source: "Phụ lục I, Phần I, Mục II.1",
    look: { size: [13, 14], ...bold, letters: "lower", align: "center" },
    rules: {
      words: { vi: "“Độc lập - Tự do - Hạnh phúc”, gạch nối có cách chữ", en: "Exact words, hyphens with spaces" },
      rule: { vi: "Đường kẻ ngang nét liền dài bằng dòng chữ", en: "Solid rule as long as the text" },
    },
  },
  {
    row: 7,
    id: "governing-body",
    name: { vi: "Cơ quan chủ quản", en: "Governing body" },
    source: "Phụ lục I, Phần I, Mục II.2",
    look: { size: [12, 13], ...regular, letters: "upper" },
    rules: {
      spacing: { vi: "Cách dòng đơn", en: "Single spacing" },
    },
  },
  {
    row: 8,
    id: "issuer",
    name: { vi: "Cơ quan ban hành văn bản", en: "Issuer" },
    source: "Phụ lục I, Phần I, Mục II.2",
    look: { size: [12, 13], ...bold, letters: "upper", align: "center" },
    rules: {
      present: { vi: "Có tên cơ quan ban hành", en: "Present" },
      rule: { vi: "Đường kẻ bằng 1/3 đến 1/2 dòng chữ", en: "Rule 1/3 to 1/2 of the text" },
    },
  },
  {
    row: 9,
    id: "number",
    name: { vi: "Số, ký hiệu", en: "Number and symbol" },
    source: "Phụ lục I, Phần I, Mục II.3",
    look: { size: [13, 13], ...regular, align: "center" },
    rules: {
      present: { vi: "Có số, ký hiệu", en: "Present" },
      label: { vi: "“Số:” in thường, có dấu hai chấm", en: "“Số:” in lower case with a colon" },
      zero: { vi: "Số nhỏ hơn 10 có số 0 phía trước", en: "Numbers below 10 take a leading 0" },
      spaces: { vi: "Không cách chữ quanh “/” và “-”", en: "No spaces round / and -" },
      symbol: { vi: "Ký hiệu in hoa, có “/” sau số", en: "Symbol in capitals, “/” after the number" },
    },
  },
  {
    row: 10,
    id: "place-date",
    name: { vi: "Địa danh và thời gian ban hành", en: "Place and date" },
    source: "Phụ lục I, Phần I, Mục II.4",
    look: { size: [13, 14], bold: false, italic: true, letters: "lower", align: "center" },
    rules: {
      present: { vi: "Có địa danh và thời gian", en: "Present" },
      comma: { vi: "Chữ cái đầu địa danh viết hoa, sau địa danh có dấu phẩy", en: "Place capitalised, comma after it" },
      day: { vi: "Ngày nhỏ hơn 10 có số 0 phía trước", en: "Days below 10 take a leading 0" },
      month: {
        vi: "Tháng 1, 2 có số 0 phía trước; tháng 3 đến 9 không có",
        en: "Months 1 and 2 take a leading 0; 3 to 9 do not",
      },
      date: { vi: "Ngày có thật", en: "A real date" },
      level: { vi: "Cùng dòng với số, ký hiệu", en: "On the line of the number" },
    },
  },
  {
    row: 11,
    id: "type-name",
    name: { vi: "Tên loại văn bản", en: "Type name" },
    source: "Phụ lục I, Phần I, Mục II.5",
    look: { size: [13, 14], ...bold, letters: "upper", align: "center" },
    rules: {
      present: { vi: "Có tên loại trong 29 loại (trừ công văn)", en: "One of the 29 types (except letters)" },
    },
  },
  {
    row: 12,
    id: "abstract",
    name: { vi: "Trích yếu nội dung", en: "Abstract" },
    source: "Phụ lục I, Phần I, Mục II.5",
    look: { size: [13, 14], ...bold, letters: "lower", align: "center" },
    rules: {
      present: { vi: "Có trích yếu dưới tên loại", en: "Present below the type name" },
      rule: { vi: "Đường kẻ bằng 1/3 đến 1/2 dòng chữ", en: "Rule 1/3 to 1/2 of the text" },
    },
  },
  {
    row: 13,
    id: "letter-abstract",
    name: { vi: "Trích yếu công văn", en: "Letter's abstract" },
    source: "Phụ lục I, Phần I, Mục II.5",
    look: { size: [12, 13], ...regular, letters: "lower", align: "center" },
    rules: {
      gap: { vi: "Cách 6 pt với số, ký hiệu", en: "6 pt below the number" },
    },
  },
];
