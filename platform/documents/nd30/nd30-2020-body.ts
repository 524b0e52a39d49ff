import type { RuleRow } from "./rule-set.ts";

const upright = { italic: false } as const;
const bold = { bold: true, italic: false } as const;
const regular = { bold: false, italic: false } as const;

/** Rows 14 to 32: the words, the foot and the annexes. */
export const bodyRows: readonly RuleRow[] = [
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
