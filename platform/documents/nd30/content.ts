/** What an administrative document says; how it looks is the writer's and the rule set's business. */
export interface OfficialDocument {
  /** Cơ quan chủ quản, in the ordinary spelling; the writer sets capitals. */
  governing?: string;
  /** Cơ quan ban hành văn bản. */
  issuer: string;
  /** Null leaves room for the number on paper ("Số:      /BC-UBND"). */
  number: number | null;
  /** All after the slash: "BC-UBND". */
  symbol: string;
  /** Địa danh: "D'Ran", "Lâm Đồng". */
  place: string;
  /** 'YYYY-MM-DD', or null while it is a draft ("ngày … tháng … năm …"). */
  date: string | null;
  kind: { type: "named"; name: string; abstract: string } | { type: "letter"; abstract: string };
  /** Kính gửi: for submissions, reports to a superior, and letters. */
  addressees?: readonly string[];
  /** Who decides, above the bases of a decision (model 1.2): "Chủ tịch Ủy ban nhân dân xã D'Ran". */
  decider?: string;
  /** Each without its closing mark: "Căn cứ Nghị định số 49/2024/NĐ-CP ngày …". */
  bases?: readonly string[];
  body: readonly Block[];
  signature: {
    /** "TM. ỦY BAN NHÂN DÂN" */
    authority?: string;
    /** "KT. CHỦ TỊCH" */
    capacity?: string;
    /** "CHỦ TỊCH", "PHÓ CHỦ TỊCH" */
    position: string;
    /** Without academic titles. Empty while nobody has signed. */
    name: string;
  };
  /** Minutes (model 1.10): who wrote them signs on the left, level with the chair. */
  secretary?: { position: string; name: string };
  /** Without dash and mark; "Như trên" is added by the writer where there are addressees. */
  recipients: readonly string[];
  /** After "Lưu: VT": the drafting unit, "VHXH". */
  filing?: string;
  annexes?: readonly Annex[];
}

export interface Annex {
  title: string;
  body: readonly Block[];
}

export type Block =
  | { kind: "part"; number: string; title: string }
  | { kind: "clause"; number: number; title?: string; text?: string }
  | { kind: "point"; index: number; text: string }
  /** "QUYẾT ĐỊNH:" between the bases and the first article. */
  | { kind: "heading"; text: string }
  /** "Điều 1. …": the number bold, a title bold on its line, a text upright after the number. */
  | { kind: "article"; number: number; title?: string; text?: string }
  | { kind: "paragraph"; text: string; italic?: boolean }
  | { kind: "table"; columns: readonly TableColumn[]; rows: readonly TableRow[]; caption?: string };

export interface TableColumn {
  header: string;
  /** Share of the text width; the shares of a table add up to 1. */
  share: number;
  align?: "left" | "center" | "right";
}

export interface TableRow {
  cells: readonly string[];
  bold?: boolean;
  indent?: number;
}
