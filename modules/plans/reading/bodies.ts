import type { FoundActor } from "./find-actors.ts";

/** What the name of a body or an office begins with; what only looks like it ("Tổ chức", "Ban hành") is kept out. */
const upper = [
  "Bộ(?! luật)",
  "Ban(?! hành)",
  "Tổ(?! chức)",
  "Báo(?! cáo)",
  "Đoàn(?! kết)",
  "Hội(?! (?:nghị|thảo|thi|họp|nhập|trường|diễn))",
  "Phòng(?!,? (?:chống|ngừa|tránh))",
  "Trường(?! hợp)",
  "Vụ(?! việc)",
  "Thanh tra(?= (?:tỉnh|Sở|Bộ|Chính|nhân|xã|huyện))",
  "Lãnh đạo(?= (?:các|UBND|Ủy|Đảng|cơ|đơn|ban|Ban|xã))",
  ..."Sở|Cục|Chi cục|Tổng cục|Viện|Học viện|Trung tâm|Trạm|Hạt|Hội đồng|Tỉnh đoàn|Tỉnh Đoàn|Liên đoàn|Liên minh|Liên hiệp|Ủy ban|Uỷ ban|UBND|HĐND|UBMTTQ|MTTQ|UBKT|Mặt trận|Đảng ủy|Đảng uỷ|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Huyện ủy|Cấp ủy|Văn phòng|Đài|Cổng thông tin|Thông tấn xã|Công an|Quân khu|Bộ đội|Bảo hiểm xã hội|Kho bạc|Ngân hàng|Tòa án|Toà án|Tiểu ban|Đội|Thường trực|Trung ương|Chủ tịch|Phó [Cc]hủ tịch|Bí thư|Phó [Bb]í thư|Giám đốc|Phó [Gg]iám đốc|Thủ trưởng|Người đứng đầu|Tư lệnh|Ủy viên|Uỷ viên|Trưởng|Phó [Tt]rưởng|Chánh [Vv]ăn phòng|Hiệu trưởng|Công đoàn|Chi bộ|Chi đoàn|Cơ quan|Đơn vị|Cán bộ|Chuyên viên|Công chức|Kế toán|Giáo viên|Bộ phận".split(
    "|",
  ),
].join("|");
const lower =
  "sở|ban|ngành|bộ|cơ quan|đơn vị|tổ chức|địa phương|đoàn thể|phòng|trường|xã|huyện|thôn|hội|thành viên|cấp|chi bộ|cá nhân|doanh nghiệp|quân khu|tỉnh|đội|trưởng|chuyên viên|cán bộ";
const comrade = "(?:(?:[Đđ]ồng chí|đ/c)\\s+)?";
const many = "(?:[Cc]ác|[Mm]ọi|[Tt]oàn thể|[Nn]hững)\\s+";
const HEAD = `(?:${many}${comrade}(?:${upper}|${lower}|[Pp]hó [\\p{Ll}]+)(?!\\p{L})|${comrade}(?:${upper})(?!\\p{L})|(?:bộ phận|cán bộ)(?!\\p{L}))`;
const STARTS = new RegExp(`^${HEAD}`, "u");
const LEADS_IN = /^(?:Trách nhiệm của|Đối với|Đề nghị|Yêu cầu|Giao cho|Giao|Phân công)\s+/u;
const PART = new RegExp(`;\\s*|,\\s+(?=${HEAD})|(?<!HĐND|Báo)\\s+và\\s+(?=${HEAD})`, "gu");

const IN_CHARGE = /(?:phụ trách|theo dõi)\s+(?:các\s+)?(?:lĩnh vực|công tác|mảng|khối)/u;

/** Does it begin with the name of a body or an office? */
export const isBody = (text: string) => STARTS.test(text.replace(LEADS_IN, ""));

/** "Sở Y tế; các sở, ngành liên quan và Công an tỉnh" as three names, each with its place. */
export function splitBodies(text: string, offset: number): FoundActor[] {
  const lead = LEADS_IN.exec(text)?.[0].length ?? 0;
  const out: FoundActor[] = [];
  const push = (from: number, to: number) => {
    const raw = text.slice(from, to);
    const said = raw.replace(/^\s*(?:(?:Các\s+|các\s+)?(?:đồng chí|đ\/c)\s+|Đồng chí\s+|-\s*)?/iu, "");
    const name = said.replace(/[\s.,;:()]+$/u, "");
    const start = from + raw.length - said.length;
    if (/\p{L}{2}/u.test(name)) out.push({ name, start: offset + start, end: offset + start + name.length });
  };
  let from = lead;
  for (const m of text.matchAll(PART)) {
    // "phụ trách lĩnh vực Dân tộc, Tôn giáo và các Hội": what one is in charge of is no list of bodies
    if (m.index < lead || (!m[0].startsWith(";") && IN_CHARGE.test(text.slice(from, m.index)))) continue;
    push(from, m.index);
    from = m.index + m[0].length;
  }
  push(from, text.length);
  return out;
}

const STOPS =
  "trực tiếp|chủ động|thường xuyên|kịp thời|tích cực|khẩn trương|tập trung|tiếp tục|phải|sẽ|cần|có trách nhiệm|chịu trách nhiệm|căn cứ|theo|trên cơ sở|nghiêm túc|được|trong|để|nhằm|với|từ|tại|khi|về|chủ trì";

/**
 * Where a list of bodies ends within a sentence: at its verb. A verb that is part of a name ("các tổ chức …", "Sở Xây dựng")
 * ends nothing.
 */
export function endOfBodies(text: string, verbs: string): number {
  const stop = new RegExp(
    `(?<=\\s)(?<!(?:các|những|mọi|quan,|vị,|ngành,|thể,|bầu|ứng|đề)\\s)(?:${STOPS}|${verbs})(?!\\p{L})|[;:.(]`,
    "u",
  );
  return stop.exec(text)?.index ?? text.length;
}
