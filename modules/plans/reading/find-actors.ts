import type { Span } from "./reading.ts";

export interface FoundActor extends Span {
  name: string;
}

const departments = [
  "Văn hóa, Thể thao và Du lịch",
  "Văn hoá, Thể thao và Du lịch",
  "Thông tin và Truyền thông",
  "Giáo dục và Đào tạo",
  "Khoa học và Công nghệ",
  "Lao động - Thương binh và Xã hội",
  "Lao động, Thương binh và Xã hội",
  "Kế hoạch và Đầu tư",
  "Nông nghiệp và Môi trường",
  "Nông nghiệp và Phát triển nông thôn",
  "Tài nguyên và Môi trường",
  "Dân tộc và Tôn giáo",
  "Tài chính",
  "Tư pháp",
  "Nội vụ",
  "Y tế",
  "Công Thương",
  "Công thương",
  "Xây dựng",
  "Giao thông vận tải",
  "Ngoại vụ",
  "Du lịch",
];
const offices = [
  "Văn hóa - Xã hội",
  "Văn hoá - Xã hội",
  "Văn hóa và Thông tin",
  "Văn hóa và Xã hội",
  "Thông tin cơ sở",
  "Kinh tế, Hạ tầng và Đô thị",
  "Kinh tế",
  "Tài chính - Kế hoạch",
  "Nội vụ",
  "Tư pháp",
  "Giáo dục và Đào tạo",
  "Y tế",
  "Lao động - Thương binh và Xã hội",
];
const where =
  "(?: (?:tỉnh|xã|phường|đặc khu|huyện|thành phố|Trung ương|cấp xã|cấp tỉnh|các cấp|trực thuộc|khu vực|cơ sở))?(?: [\\p{Lu}][\\p{L}']*(?: [\\p{Lu}\\d][\\p{L}\\d']*){0,3})?";
const places =
  "(?:các )?(?:huyện|xã|phường|đặc khu|thành phố|thị trấn)(?:, (?:các )?(?:huyện|xã|phường|đặc khu|thành phố|thị trấn))*(?: (?:[\\p{Lu}][\\p{L}']*)(?: [\\p{Lu}][\\p{L}']*){0,2}(?: và [\\p{Lu}][\\p{L}']*(?: [\\p{Lu}][\\p{L}']*){0,2})?)?";

/** In the order in which they are tried at a place: the longer before the shorter. */
const forms = [
  `Sở (?:${departments.join("|")})(?: tỉnh(?: [\\p{Lu}][\\p{L}]*){0,2})?`,
  `Phòng (?:${offices.join("|")})`,
  "(?:Các|các) (?:sở|cơ quan)(?:, (?:sở|ban|ngành|đơn vị|địa phương|đoàn thể|cơ quan|UBND (?:các )?[\\p{Ll} ]{2,20}?))+(?: thuộc (?:tỉnh|xã))?(?: và đoàn thể)?(?: (?:cấp tỉnh|cấp xã|liên quan|có liên quan))?",
  "(?:Các|các) (?:ban|phòng|đơn vị|đoàn thể|chi bộ|tổ chức chính trị - xã hội|cơ quan báo chí|trường học|hội|ngành)(?:, (?:ban|ngành|phòng|đơn vị|địa phương|đoàn thể|cơ quan))*(?: (?:trực thuộc|trên địa bàn|có liên quan|liên quan|thuộc tỉnh|thuộc xã))*",
  "(?:Thủ trưởng|thủ trưởng|Người đứng đầu|người đứng đầu)(?: (?:các )?(?:cơ quan|cấp ủy|sở)(?:, (?:cơ quan|đơn vị|tổ chức|địa phương|ban|ngành|chính quyền))*| các cấp)?",
  `(?:Chủ tịch )?(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân) ${places}`,
  "(?:Chủ tịch )?(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân) tỉnh(?: [\\p{Lu}][\\p{L}]*){0,2}",
  `(?:Ủy ban|Uỷ ban|UB|Ban Thường trực Ủy ban|Ban Thường trực Uỷ ban) ?(?:Mặt trận Tổ quốc|MTTQ)(?: Việt Nam)?(?: (?:tỉnh|xã|phường|đặc khu|các cấp))?`,
  `Mặt trận Tổ quốc(?: Việt Nam)?(?: các cấp)?`,
  "Ban Tuyên giáo(?: và Dân vận)?(?: (?:Tỉnh ủy|Tỉnh uỷ|Trung ương|Đảng ủy))?",
  "Ban (?:Xây dựng Đảng|Dân vận|Tổ chức|Nội chính|Dân tộc|Tổ chức Hội thi|Giám khảo|Chỉ đạo|Thường vụ (?:Tỉnh ủy|Đảng ủy(?: xã)?))",
  "Đài (?:Phát thanh|Truyền thanh|PT)(?:[ -](?:và )?(?:Truyền hình|TH))?" + where,
  "Báo và (?:Phát thanh, Truyền hình|Đài Phát thanh và Truyền hình|Đài Phát thanh - Truyền hình)(?: [\\p{Lu}][\\p{L}]*){0,2}",
  "Báo [\\p{Lu}][\\p{L}]* [\\p{Lu}][\\p{L}]*",
  "Bộ Chỉ huy [Qq]uân sự(?: tỉnh)?|Ban Chỉ huy [Qq]uân sự(?: xã| phường)?|Bộ đội Biên phòng(?: tỉnh)?",
  "Công an (?:tỉnh|xã|phường|đặc khu|các xã, phường, đặc khu|các huyện, thành phố)",
  "Hội (?:Liên hiệp Phụ nữ|Nông dân|Cựu chiến binh|Chữ thập đỏ|Liên hiệp Thanh niên|Nhà báo|Luật gia|Người cao tuổi)(?: (?:tỉnh|xã|phường|đặc khu))?",
  "(?:Tỉnh Đoàn|Tỉnh đoàn|Đoàn [Tt]hanh niên(?: Cộng sản Hồ Chí Minh)?(?: (?:xã|phường|tỉnh))?|Đoàn TNCS Hồ Chí Minh(?: (?:xã|phường|tỉnh))?)",
  "(?:Liên đoàn Lao động|Công đoàn)(?: (?:tỉnh|xã|phường|cơ sở))?",
  "Văn phòng (?:UBND|Ủy ban nhân dân|HĐND và UBND|Sở|Tỉnh ủy|Đảng ủy)(?: (?:tỉnh|xã|phường))?",
  "Bảo hiểm xã hội (?:tỉnh|cơ sở)|Kho bạc Nhà nước(?: tỉnh)?|Hạt Kiểm lâm(?: khu vực)?|Trạm Y tế(?: (?:xã|phường))?|Trung tâm [\\p{Lu}][\\p{L}]*(?:[ ,-]+(?:và )?[\\p{Lu}][\\p{L}]*){1,5}",
  "(?:Mỗi |mỗi |[Cc]ác )?(?:[Tt]rưởng thôn|[Tt]ổ trưởng tổ dân phố|[Tt]rưởng buôn)",
  `(?:Mỗi|mỗi|Từng|từng) ${places}`,
  "(?:Mỗi|mỗi|Các|các) thôn(?:, (?:buôn|tổ dân phố|khu phố))*|(?:[Tt]ổ trực|[Tt]ổ công tác|[Tt]ổ truyền thông)(?: (?:thôn|cơ sở))?",
  "(?:[Cc]ơ quan|đơn vị) (?:chủ trì )?soạn thảo|[Cc]ơ quan chủ trì soạn thảo|[Cc]ơ quan báo chí",
  "(?:(?:Đội ngũ|đội ngũ) )?(?:[Bb]áo cáo viên|[Tt]uyên truyền viên|[Cc]ộng tác viên)(?: (?:cơ sở|nòng cốt|các cấp|cấp tỉnh|cấp xã|pháp luật))?",
  "(?:[Cc]án bộ truyền thông chính sách|[Nn]gười phát ngôn)",
  `(?:Đảng ủy|Đảng uỷ) ${places}`,
  "Trường Chính trị(?: tỉnh)?",
  "(?:Đảng ủy|Đảng uỷ|Cấp ủy|cấp ủy)(?: (?:xã|phường|các cấp))?",
  "Sở(?= (?:chủ trì|phối hợp|ban hành|tổng hợp)|$|[,.;:])",
];
const pattern = new RegExp(
  `(?<!\\p{L})(?:${forms.map((f) => f.replaceAll(/ (?![^[]*\])/gu, "\\s?")).join("|")})(?!\\p{L})`,
  "gu",
);

/** Bodies and people by office that a text names, in order. Only what is said: no list is completed. */
export function findActors(text: string, offset = 0): FoundActor[] {
  return [...text.matchAll(pattern)].map((m) => {
    const name = m[0].trim();
    return { name, start: offset + m.index, end: offset + m.index + name.length };
  });
}
