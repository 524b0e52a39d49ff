import type { RuleRow, RuleSet } from "./rule-set.ts";

const upright = { italic: false } as const;
const bold = { bold: true, italic: false } as const;
const regular = { bold: false, italic: false } as const;

const rows: readonly RuleRow[] = [
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
  {
    row: 14,
    id: "legal-bases",
    name: { vi: "Căn cứ ban hành", en: "Legal bases" },
    source: "Phụ lục I, Phần I, Mục II.6",
    look: { size: [13, 14], bold: false, italic: true, letters: "lower" },
    rules: {
      marks: {
        vi: "Mỗi căn cứ một dòng, cuối dòng “;”, dòng cuối “.”",
        en: "One a line, “;” after each, “.” after the last",
      },
    },
  },
  {
    row: 15,
    id: "body",
    name: { vi: "Nội dung", en: "Body" },
    source: "Phụ lục I, Phần I, Mục II.6",
    look: { size: [13, 14], ...upright, align: "both" },
    rules: {
      "first-line": { vi: "Lùi đầu dòng 1 cm hoặc 1,27 cm", en: "First line 1 cm or 1.27 cm" },
      gap: { vi: "Giữa các đoạn tối thiểu 6 pt", en: "At least 6 pt between paragraphs" },
      "line-spacing": { vi: "Giãn dòng từ đơn đến 1,5", en: "Line spacing single to 1.5" },
    },
  },
  {
    row: 16,
    id: "chapter",
    name: { vi: "Phần, chương", en: "Part, chapter" },
    source: "Phụ lục I, Phần I, Mục II.6",
    look: { size: [13, 14], ...bold, align: "center" },
    rules: {
      numeral: { vi: "Chữ số La Mã", en: "Roman numeral" },
      title: { vi: "Tiêu đề ở dòng dưới, in hoa, đậm, canh giữa", en: "Title below, capitals, bold, centred" },
    },
  },
  {
    row: 17,
    id: "section",
    name: { vi: "Mục, tiểu mục", en: "Section" },
    source: "Phụ lục I, Phần I, Mục II.6",
    look: { size: [13, 14], ...bold, align: "center" },
    rules: {
      numeral: { vi: "Chữ số Ả Rập", en: "Arabic numeral" },
      title: { vi: "Tiêu đề ở dòng dưới, in hoa, đậm, canh giữa", en: "Title below, capitals, bold, centred" },
    },
  },
  {
    row: 18,
    id: "roman-heading",
    name: { vi: "Mục đánh số La Mã (I. II.)", en: "Roman headings (I. II.)" },
    source: "Phụ lục I, Phần II (mẫu b)",
    look: { size: [13, 14], ...bold, letters: "upper" },
  },
  {
    row: 19,
    id: "article",
    name: { vi: "Điều", en: "Article" },
    source: "Phụ lục I, Phần I, Mục II.6",
    look: { size: [13, 14], ...bold, letters: "lower" },
    rules: {
      form: { vi: "“Điều 1. Tiêu đề”, chữ số Ả Rập, dấu chấm", en: "“Điều 1. Title”" },
    },
  },
  {
    row: 20,
    id: "clause",
    name: { vi: "Khoản", en: "Clause" },
    source: "Phụ lục I, Phần I, Mục II.6",
    look: { size: [13, 14], ...upright, letters: "lower" },
    rules: {
      weight: { vi: "Đứng; chỉ đậm khi là tiêu đề trên dòng riêng", en: "Bold only as a title on a line of its own" },
    },
  },
  {
    row: 21,
    id: "point",
    name: { vi: "Điểm", en: "Point" },
    source: "Phụ lục I, Phần I, Mục II.6",
    look: { size: [13, 14], ...regular, letters: "lower" },
    rules: {
      order: {
        vi: "Theo bảng chữ cái tiếng Việt: a) b) c) d) đ) e) g)",
        en: "Vietnamese alphabet: a) b) c) d) đ) e) g)",
      },
    },
  },
  {
    row: 22,
    id: "authority",
    name: { vi: "Quyền hạn, chức vụ người ký", en: "Authority and position" },
    source: "Phụ lục I, Phần I, Mục II.7",
    look: { size: [13, 14], ...bold, letters: "upper", align: "center" },
    rules: {
      mark: { vi: "TM., Q., KT., TL., TUQ. viết tắt có dấu chấm", en: "TM., Q., KT., TL., TUQ. with a full stop" },
    },
  },
  {
    row: 23,
    id: "signer",
    name: { vi: "Họ tên người ký", en: "Signer's name" },
    source: "Phụ lục I, Phần I, Mục II.7",
    look: { size: [13, 14], ...bold, letters: "lower", align: "center" },
    rules: {
      titles: { vi: "Không ghi học hàm, học vị trước họ tên", en: "No academic titles before the name" },
    },
  },
  {
    row: 24,
    id: "addressees",
    name: { vi: "Kính gửi", en: "Addressees" },
    source: "Phụ lục I, Phần I, Mục II.9",
    look: { size: [13, 14], ...regular, letters: "lower" },
    rules: {
      marks: {
        vi: "Nhiều nơi: mỗi nơi một dòng “- …;”, dòng cuối “.”",
        en: "Several: “- …;” each, “.” after the last",
      },
      lined: { vi: "Các dòng thẳng hàng dưới dấu hai chấm", en: "Lined up after the colon" },
      allowed: {
        vi: "Chỉ ở công văn, tờ trình, báo cáo gửi cấp trên",
        en: "Only in letters, submissions and reports to a superior",
      },
    },
  },
  {
    row: 25,
    id: "recipients-label",
    name: { vi: "“Nơi nhận:”", en: "“Nơi nhận:”" },
    source: "Phụ lục I, Phần I, Mục II.9",
    look: { size: [12, 12], bold: true, italic: true, letters: "lower", align: "left" },
    rules: {
      present: { vi: "Có “Nơi nhận:”", en: "Present" },
      flush: { vi: "Sát lề trái", en: "Flush left" },
      level: { vi: "Ngang hàng với quyền hạn, chức vụ", en: "Level with the authority" },
    },
  },
  {
    row: 26,
    id: "recipients",
    name: { vi: "Danh sách nơi nhận", en: "Recipients" },
    source: "Phụ lục I, Phần I, Mục II.9",
    look: { size: [11, 11], ...regular, letters: "lower" },
    rules: {
      marks: { vi: "Mỗi nơi một dòng “- …;”", en: "“- …;” each on a line" },
      "as-above": {
        vi: "Có Kính gửi thì dòng đầu là “- Như trên;”",
        en: "“- Như trên;” first where there are addressees",
      },
      filing: {
        vi: "Dòng cuối “- Lưu: VT, …” kết thúc bằng dấu chấm",
        en: "“- Lưu: VT, …” last, ending with a full stop",
      },
    },
  },
  {
    row: 27,
    id: "annex",
    name: { vi: "Phụ lục", en: "Annex" },
    source: "Phụ lục I, Phần I, Mục III.1",
    look: { size: [14, 14], ...bold, letters: "lower", align: "center" },
    rules: {
      numeral: { vi: "Từ hai phụ lục trở lên đánh số La Mã", en: "Roman numerals from two annexes on" },
      title: { vi: "Tiêu đề in hoa, 13–14, đậm, canh giữa", en: "Title in capitals, 13–14, bold, centred" },
      reference: { vi: "“(Kèm theo … số …)” nghiêng, 13–14", en: "“(Kèm theo … số …)” in italics, 13–14" },
    },
  },
  {
    row: 28,
    id: "urgency",
    name: { vi: "Dấu chỉ độ khẩn", en: "Urgency" },
    source: "Phụ lục I, Phần I, Mục III.2",
    look: { size: [13, 14], ...bold, letters: "upper" },
    rules: {
      box: { vi: "Đóng khung", en: "In a box" },
    },
  },
  {
    row: 29,
    id: "circulation",
    name: { vi: "Chỉ dẫn phạm vi lưu hành", en: "Circulation" },
    source: "Phụ lục I, Phần I, Mục III.2",
    look: { size: [13, 14], ...bold, letters: "upper" },
    rules: {
      box: { vi: "Đóng khung", en: "In a box" },
    },
  },
  {
    row: 30,
    id: "drafter",
    name: { vi: "Ký hiệu người soạn thảo, số lượng bản", en: "Drafter's mark and copies" },
    source: "Phụ lục I, Phần I, Mục III.3",
    look: { size: [11, 11], ...upright },
  },
  {
    row: 31,
    id: "contact",
    name: { vi: "Địa chỉ, thư điện tử, điện thoại cơ quan", en: "Contact block" },
    source: "Phụ lục I, Phần I, Mục III.4",
    look: { size: [11, 12], ...upright, letters: "lower" },
    rules: {
      place: { vi: "Ở trang thứ nhất, dưới đường kẻ dài hết chiều ngang", en: "Page 1, under a full-width rule" },
    },
  },
  {
    row: 32,
    id: "end-mark",
    name: { vi: "Dấu kết thúc nội dung", en: "End mark" },
    source: "Phụ lục III (các mẫu)",
    rules: {
      present: { vi: "Nội dung kết thúc bằng “./.”", en: "The text ends with “./.”" },
    },
  },
];

/**
 * Decree 30/2020/NĐ-CP. Whether and when it is replaced is for the law to say: a later set is added beside
 * this one with its own dates, and documents are held against the set of their day.
 */
export const nd30of2020: RuleSet = {
  id: "nd30-2020",
  name: {
    vi: "Thể thức văn bản hành chính theo Nghị định 30/2020/NĐ-CP",
    en: "Format of administrative documents, Decree 30/2020/NĐ-CP",
  },
  legalBasis:
    "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư, Phụ lục I, II, III",
  validFrom: "2020-03-05",
  validTo: null,
  limits: {
    paper: { width: 210, height: 297 },
    margins: { top: [20, 25], bottom: [20, 25], left: [30, 35], right: [15, 20] },
    font: "Times New Roman",
    pageNumberSize: [13, 14],
    firstLine: [10, 12.7],
    paragraphGap: 6,
    lineSpacing: [1, 1.5],
    shortRule: [1 / 3, 1 / 2],
    fullRule: [0.95, 1.05],
  },
  types: {
    "nghi quyet": "NQ",
    "quyet dinh": "QĐ",
    "chi thi": "CT",
    "quy che": "QC",
    "quy dinh": "QyĐ",
    "thong cao": "TC",
    "thong bao": "TB",
    "huong dan": "HD",
    "chuong trinh": "CTr",
    "ke hoach": "KH",
    "phuong an": "PA",
    "de an": "ĐA",
    "du an": "DA",
    "bao cao": "BC",
    "bien ban": "BB",
    "to trinh": "TTr",
    "hop dong": "HĐ",
    "cong dien": "CĐ",
    "ban ghi nho": "BGN",
    "ban thoa thuan": "BTT",
    "giay uy quyen": "GUQ",
    "giay moi": "GM",
    "giay gioi thieu": "GGT",
    "giay nghi phep": "GNP",
    "phieu gui": "PG",
    "phieu chuyen": "PC",
    "phieu bao": "PB",
    "thu cong": "",
    "cong van": "",
  },
  rows,
};

export const ruleSets: readonly RuleSet[] = [nd30of2020];
