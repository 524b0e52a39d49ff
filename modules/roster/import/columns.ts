import { fold } from "#kernel/text/fold.ts";

/** What a column of a unit's own list holds. */
export const importFields = [
  "index",
  "name",
  "familyName",
  "givenName",
  "kind",
  "kindMark",
  "level",
  "core",
  "workplace",
  "position",
  "title",
  "decision",
  "decisionDate",
  "decisionIssuer",
  "termFrom",
  "termTo",
  "term",
  "languages",
  "topics",
  "contact",
  "note",
] as const;
export type ImportField = (typeof importFields)[number];

/** Why a column is dropped: data about a person that the roster must not hold (law-and-text part 5). */
export const forbiddenReasons = ["citizenId", "ethnicity", "religion", "birth", "party", "private"] as const;
export type ForbiddenReason = (typeof forbiddenReasons)[number];

export type ColumnUse =
  | { use: "field"; field: ImportField; kind?: string | undefined }
  | { use: "forbidden"; why: ForbiddenReason }
  | { use: "ignored" };

const languagesFirst =
  /tieng dan toc|tieng dtts|ngon ngu|biet tieng|tieng noi|thu tieng|tieng su dung|tieng thong thao/;

const forbidden: readonly [RegExp, ForbiddenReason][] = [
  [
    /cccd|cmnd|cmtnd|\bcmt\b|can cuoc|chung minh (?:nhan|thu)|dinh danh|ho chieu|so giay to|\bbhxh\b|\bbhyt\b|bao hiem/,
    "citizenId",
  ],
  [/\bdan toc\b|thanh phan dt\b/, "ethnicity"],
  [/ton giao/, "religion"],
  [/ngay sinh|nam sinh|thang sinh|^ngay thang nam$|\bsinh\b|\btuoi\b|namsinh/, "birth"],
  [/dang vien|vao dang|tuoi dang|the dang|^dang$|doan vien|ngay chinh thuc/, "party"],
  [
    /gioi tinh|^nam$|^nu$|nam nu|que quan|nguyen quan|ho khau|thuong tru|tam tru|noi o|cho o|dia chi|hon nhan|tai khoan|ma so thue|^anh$|anh the|chan dung|di dong|ca nhan|so rieng/,
    "private",
  ],
];

/** In order; the first that fits decides. Labels are folded and stripped of signs. */
const known: readonly [RegExp, ImportField][] = [
  [/^(?:stt|tt|so tt|so thu tu|no|sott)$/, "index"],
  [/^ho(?: va)?(?: (?:chu|ten))? (?:lot|dem)$|^ho$|^ho chu lot$/, "familyName"],
  [
    /\bho(?: va| &)?(?: chu)?(?: lot| dem)?(?: va)? ?ten\b|^hoten$|^ten (?:bao cao vien|tuyen truyen vien|cong tac vien|bcv|ttv|can bo|nguoi)|^(?:full ?)?name$|^quy danh$/,
    "name",
  ],
  [/^ten$/, "givenName"],
  [/trinh do|chuyen mon|hoc van|ly luan|bang cap|luong|phu cap|thu lao/, "note"],
  [/nong cot/, "core"],
  [
    /(?:co quan|noi|cap|don vi|nguoi)(?: co tham quyen)? (?:ban hanh|cong nhan|ra quyet dinh|ra qd|ky|quyet dinh)/,
    "decisionIssuer",
  ],
  [
    /(?:quyet dinh|\bqd\b).*(?:so|ky hieu).*ngay|so.*ngay.*(?:quyet dinh|\bqd\b)|^so ngay(?: thang)?(?: nam)?(?: quyet dinh| qd)?/,
    "decision",
  ],
  [/tu ngay|bat dau|hieu luc|tham gia tu|ngay bo nhiem|tu thang|ngay nhan nhiem vu/, "termFrom"],
  [/den ngay|het han|ket thuc|den het|het nhiem ky|den thang/, "termTo"],
  [
    /^ngay$|^ngay thang$|ngay.*(?:quyet dinh|\bqd\b|cong nhan|ban hanh|ky\b)|(?:quyet dinh|\bqd\b|cong nhan).*ngay/,
    "decisionDate",
  ],
  [/quyet dinh|\bqd\b|so ky hieu|^so hieu|van ban cong nhan/, "decision"],
  [/nhiem ky|thoi han|thoi gian (?:giu|dam nhan|cong nhan)/, "term"],
  [/^cap$|^cap (?:bcv|bao cao vien|do)|thuoc cap/, "level"],
  [/^loai|loai hinh|^doi tuong|phan loai|vai tro|bcv.*ttv|bao cao vien.*tuyen truyen vien|^kind$/, "kind"],
  [/chuc danh/, "title"],
  [/chuc vu|nghe nghiep|^position$/, "position"],
  [/\bthon\b|\bbuon\b|to dan pho|\btdp\b|khu pho|khu dan cu|dia ban/, "workplace"],
  [/don vi|noi cong tac|co quan|noi lam viec|xa phuong|^xa$|^phuong$|cong tac tai/, "workplace"],
  [/linh vuc|chuyen de|noi dung phu trach|the manh/, "topics"],
  [/dien thoai|\bsdt\b|\bdt\b|lien he|e ?mail|thu dien tu|hop thu/, "contact"],
  [/ghi chu/, "note"],
];

/** A list that has one column a kind and a mark in it. */
const markColumns: readonly [RegExp, string][] = [
  [/^(?:bcv|bao cao vien)$/, "rapporteur"],
  [/^(?:ttv|tuyen truyen vien)(?: co so)?$/, "grassrootsCommunicator"],
  [/^(?:ctv|cong tac vien)$/, "collaborator"],
  [/^nguoi phat ngon$/, "spokesperson"],
  [/^giang vien kiem chuc$/, "partTimeLecturer"],
];

/** Folded label without signs: "Số, ngày QĐ\n(công nhận)" → "so ngay qd cong nhan". */
export function labelKey(label: string): string {
  return fold(label)
    .replace(/[^a-z0-9&]+/g, " ")
    .trim();
}

export function useOfColumn(label: string): ColumnUse {
  const key = labelKey(label);
  if (key === "") return { use: "ignored" };
  if (languagesFirst.test(key)) return { use: "field", field: "languages" };
  // "Điện thoại cơ quan" is an office's, "Điện thoại di động" a person's own.
  if (!/co quan|cong vu/.test(key) || !/dien thoai|mail/.test(key)) {
    const why = forbidden.find(([pattern]) => pattern.test(key))?.[1];
    if (why !== undefined && !(why === "private" && /\bho(?: va)? ten\b/.test(key))) return { use: "forbidden", why };
  } else return { use: "field", field: "contact" };
  const mark = markColumns.find(([pattern]) => pattern.test(key));
  if (mark) return { use: "field", field: "kindMark", kind: mark[1] };
  const field = known.find(([pattern]) => pattern.test(key))?.[1];
  return field === undefined || field === "note" ? { use: "ignored" } : { use: "field", field };
}
