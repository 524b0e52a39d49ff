import { fold } from "#kernel/text/fold.ts";
import { plainView } from "#kernel/text/plain-view.ts";
import type { Sums } from "./contract.ts";

export const noSums: Sums = {
  income: 0,
  taken: 0,
  given: 0,
  spent: 0,
  lapsed: 0,
  carried: 0,
  handed: 0,
  available: 0,
  allowed: 0,
  planned: 0,
};

export function addSums(a: Sums, b: Sums): Sums {
  const sum = { ...a };
  for (const key of Object.keys(noSums) as (keyof Sums)[]) sum[key] += b[key];
  return sum;
}

/** What there is for several lines together: what one gave to another of them counts once. */
export function fundsOf(sums: Sums): number {
  return sums.available + sums.spent + sums.lapsed + sums.carried;
}

/** Family names of nearly everybody, and of the peoples of the Central Highlands, folded. */
const familyNames = new Set(
  "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh mai truong lam doan ha cao luong luu ta to tong thai chau quach kieu la thach ro cil k' k ya ma da ka lieng bon krajan touneh kon sa ya'".split(
    " ",
  ),
);
const courtesy =
  /^(?:ông|bà|anh|chị|cô|chú|bác|em|gia đình|ông bà|hộ|hộ gia đình|hộ kinh doanh|cá nhân|nhà hảo tâm)\s+\p{Lu}/iu;
const organisation =
  /(?<!\p{L})(?:công ty|cty|doanh nghiệp|dntn|hợp tác xã|htx|tập đoàn|tổng|ngân hàng|hội|quỹ|liên|đoàn|chi nhánh|nhà|trường|bệnh viện|trung tâm|viện|câu lạc bộ|cơ sở|chùa|giáo|tổ chức|ban|sở|ủy ban|xí nghiệp|siêu thị|đại lý|khách sạn|báo|đài|company|co|ltd|bank|group|inc|foundation)(?!\p{L})/iu;

/**
 * Whether a sponsor's "name" is that of a private person, which is never kept: a word of address before a name, or two
 * to five capitalised words that begin with a family name and nothing that an organisation is called by.
 */
export function namesPrivatePerson(name: string): boolean {
  const plain = plainView(name).plain.trim();
  if (courtesy.test(plain) && !/^nhà (?:máy|thuốc|hàng|xuất|trường|văn|khách)/iu.test(plain)) return true;
  if (organisation.test(plain)) return false;
  const words = plain.split(/\s+/);
  return (
    words.length >= 2 &&
    words.length <= 5 &&
    words.every((word) => /^\p{Lu}[\p{L}']*$/u.test(word)) &&
    familyNames.has(fold(words[0]!))
  );
}
