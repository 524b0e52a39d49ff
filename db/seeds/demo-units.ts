/**
 * The demo's places: Lâm Đồng around 2025-07-01, when three provinces became one and the districts ceased
 * (Resolution 202/2025/QH15; communes: Resolution 1671/NQ-UBTVQH15). Public facts with their official codes; a
 * part of the 333 communes before and the 124 after. The same code often stands for another place afterwards.
 */
import type { SuccessionRow, UnitRow } from "#modules/units/shared.ts";

/** code | name | kind | code of the parent | level */
const before = `
68|Tỉnh Lâm Đồng|province||1
67|Tỉnh Đắk Nông|province||1
60|Tỉnh Bình Thuận|province||1
677|Huyện Đơn Dương|district|68|2
678|Huyện Đức Trọng|district|68|2
674|Huyện Đam Rông|district|68|2
675|Huyện Lạc Dương|district|68|2
672|Thành phố Đà Lạt|city|68|2
673|Thành phố Bảo Lộc|city|68|2
680|Huyện Bảo Lâm|district|68|2
679|Huyện Di Linh|district|68|2
602|Huyện Phú Quí|district|60|2
593|Thành phố Phan Thiết|city|60|2
660|Thành phố Gia Nghĩa|city|67|2
661|Huyện Đăk Glong|district|67|2
662|Huyện Cư Jút|district|67|2
667|Huyện Tuy Đức|district|67|2
666|Huyện Đắk R'Lấp|district|67|2
595|Huyện Tuy Phong|district|60|2
596|Huyện Bắc Bình|district|60|2
24928|Thị trấn D'Ran|township|677|3
24934|Xã Lạc Xuân|commune|677|3
24931|Thị trấn Thạnh Mỹ|township|677|3
24937|Xã Đạ Ròn|commune|677|3
24952|Xã Tu Tra|commune|677|3
24940|Xã Lạc Lâm|commune|677|3
24943|Xã Ka Đô|commune|677|3
24949|Xã Ka Đơn|commune|677|3
24955|Xã Quảng Lập|commune|677|3
24958|Thị trấn Liên Nghĩa|township|678|3
24982|Xã Phú Hội|commune|678|3
24961|Xã Hiệp An|commune|678|3
24964|Xã Liên Hiệp|commune|678|3
24967|Xã Hiệp Thạnh|commune|678|3
24973|Xã N'Thol Hạ|commune|678|3
24976|Xã Tân Hội|commune|678|3
24979|Xã Tân Thành|commune|678|3
24886|Xã Phi Liêng|commune|674|3
24889|Xã Đạ K' Nàng|commune|674|3
24874|Xã Liêng Srônh|commune|674|3
24877|Xã Rô Men|commune|674|3
24859|Xã Đạ M' Rong|commune|674|3
24875|Xã Đạ Rsal|commune|674|3
24850|Xã Đưng KNớ|commune|675|3
24853|Xã Đạ Tông|commune|674|3
24856|Xã Đạ Long|commune|674|3
24781|Phường 2|ward|672|3
24784|Phường 1|ward|672|3
24793|Phường 4|ward|672|3
24796|Phường 10|ward|672|3
24802|Phường 3|ward|672|3
24772|Phường 8|ward|672|3
24775|Phường 12|ward|672|3
24778|Phường 9|ward|672|3
24787|Phường 6|ward|672|3
24790|Phường 5|ward|672|3
24808|Xã Tà Nung|commune|672|3
24799|Phường 11|ward|672|3
24805|Xã Xuân Thọ|commune|672|3
24810|Xã Trạm Hành|commune|672|3
24811|Xã Xuân Trường|commune|672|3
24769|Phường 7|ward|672|3
24846|Thị trấn Lạc Dương|township|675|3
24862|Xã Lát|commune|675|3
24847|Xã Đạ Chais|commune|675|3
24848|Xã Đạ Nhim|commune|675|3
24865|Xã Đạ Sar|commune|675|3
24820|Phường 2|ward|673|3
24832|Xã Đạm Bri|commune|673|3
25078|Xã Lộc Tân|commune|680|3
24826|Phường B'lao|ward|673|3
24829|Phường Lộc Sơn|ward|673|3
24838|Xã Lộc Nga|commune|673|3
25000|Thị trấn Di Linh|township|679|3
25009|Xã Tân Châu|commune|679|3
25027|Xã Liên Đầm|commune|679|3
25030|Xã Gung Ré|commune|679|3
25012|Xã Tân Nghĩa|commune|679|3
25018|Xã Đinh Lạc|commune|679|3
25033|Xã Bảo Thuận|commune|679|3
23272|Xã Ngũ Phụng|commune|602|3
23275|Xã Long Hải|commune|602|3
23278|Xã Tam Thanh|commune|602|3
22930|Phường Phú Trinh|ward|593|3
22945|Phường Lạc Đạo|ward|593|3
22951|Phường Bình Hưng|ward|593|3
22921|Phường Phú Hài|ward|593|3
22924|Phường Phú Thủy|ward|593|3
22936|Phường Thanh Hải|ward|593|3
24611|Phường Nghĩa Đức|ward|660|3
24612|Phường Nghĩa Thành|ward|660|3
24619|Phường Quảng Thành|ward|660|3
24622|Xã Đắk Ha|commune|661|3
24640|Thị trấn Ea T'Ling|township|662|3
24655|Xã Tâm Thắng|commune|662|3
24658|Xã Cư Knia|commune|662|3
24661|Xã Trúc Sơn|commune|662|3
24736|Xã Quảng Trực|commune|667|3
24733|Thị trấn Kiến Đức|township|666|3
24754|Xã Kiến Thành|commune|666|3
24756|Xã Nghĩa Thắng|commune|666|3
24757|Xã Đạo Nghĩa|commune|666|3
22972|Thị trấn Phan Rí Cửa|township|595|3
22978|Xã Phong Phú|commune|595|3
22993|Xã Hòa Minh|commune|595|3
22996|Xã Chí Công|commune|595|3
22975|Xã Phan Dũng|commune|595|3
23038|Xã Phan Thanh|commune|596|3
23041|Xã Hồng Thái|commune|596|3
23053|Xã Hòa Thắng|commune|596|3
23056|Xã Hồng Phong|commune|596|3
`;

const after = `
68|Tỉnh Lâm Đồng|province||1
24934|Xã D'Ran|commune|68|2
24931|Xã Đơn Dương|commune|68|2
24943|Xã Ka Đô|commune|68|2
24955|Xã Quảng Lập|commune|68|2
24958|Xã Đức Trọng|commune|68|2
24967|Xã Hiệp Thạnh|commune|68|2
24976|Xã Tân Hội|commune|68|2
24886|Xã Đam Rông 1|commune|68|2
24877|Xã Đam Rông 2|commune|68|2
24875|Xã Đam Rông 3|commune|68|2
24853|Xã Đam Rông 4|commune|68|2
24781|Phường Xuân Hương - Đà Lạt|ward|68|2
24778|Phường Lâm Viên - Đà Lạt|ward|68|2
24787|Phường Cam Ly - Đà Lạt|ward|68|2
24805|Phường Xuân Trường - Đà Lạt|ward|68|2
24846|Phường Lang Biang - Đà Lạt|ward|68|2
24848|Xã Lạc Dương|commune|68|2
24820|Phường 2 Bảo Lộc|ward|68|2
24829|Phường B'Lao|ward|68|2
25000|Xã Di Linh|commune|68|2
25018|Xã Bảo Thuận|commune|68|2
23272|Đặc khu Phú Quý|special-zone|68|2
22945|Phường Phan Thiết|ward|68|2
22924|Phường Phú Thủy|ward|68|2
24611|Phường Bắc Gia Nghĩa|ward|68|2
24640|Xã Cư Jút|commune|68|2
24736|Xã Quảng Trực|commune|68|2
24733|Xã Kiến Đức|commune|68|2
22972|Xã Phan Rí Cửa|commune|68|2
22978|Xã Tuy Phong|commune|68|2
23041|Xã Hồng Thái|commune|68|2
23053|Xã Hòa Thắng|commune|68|2
`;

/** level of the old unit | old code | new code | extent; a commune that was split has two partial rows */
const successions = `
1|68|68|full
1|67|68|full
1|60|68|full
3|24928|24934|full
3|24934|24934|full
3|24931|24931|full
3|24937|24931|full
3|24952|24931|full
3|24940|24943|full
3|24943|24943|full
3|24949|24955|full
3|24955|24955|full
3|24958|24958|full
3|24982|24958|full
3|24961|24967|full
3|24964|24967|full
3|24967|24967|full
3|24973|24976|full
3|24976|24976|full
3|24979|24976|full
3|24886|24886|full
3|24889|24886|full
3|24874|24877|full
3|24877|24877|full
3|24859|24875|full
3|24875|24875|full
3|24850|24853|full
3|24853|24853|full
3|24856|24853|full
3|24781|24781|full
3|24784|24781|full
3|24793|24781|full
3|24796|24781|full
3|24802|24781|full
3|24772|24778|full
3|24775|24778|full
3|24778|24778|full
3|24787|24787|full
3|24790|24787|full
3|24808|24787|full
3|24799|24805|full
3|24805|24805|full
3|24810|24805|full
3|24811|24805|full
3|24769|24846|full
3|24846|24846|full
3|24862|24846|full
3|24847|24848|full
3|24848|24848|full
3|24865|24848|full
3|24820|24820|full
3|24832|24820|full
3|25078|24820|full
3|24826|24829|full
3|24829|24829|full
3|24838|24829|full
3|25000|25000|full
3|25009|25000|full
3|25027|25000|full
3|25030|25000|full
3|25012|25018|full
3|25018|25018|full
3|25033|25018|full
3|23272|23272|full
3|23275|23272|full
3|23278|23272|full
3|22930|22945|full
3|22945|22945|full
3|22951|22945|full
3|22921|22924|full
3|22924|22924|full
3|22936|22924|full
3|24611|24611|full
3|24612|24611|full
3|24619|24611|full
3|24622|24611|full
3|24640|24640|full
3|24655|24640|full
3|24658|24640|full
3|24661|24640|full
3|24736|24736|full
3|24733|24733|full
3|24754|24733|full
3|24756|24733|full
3|24757|24733|full
3|22972|22972|full
3|22978|22972|partial
3|22993|22972|full
3|22996|22972|full
3|22975|22978|full
3|22978|22978|partial
3|23038|23041|full
3|23041|23041|full
3|23053|23041|partial
3|23053|23053|partial
3|23056|23053|full
`;

const lines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line, i) => ({ line: i + 1, cells: line.split("|") }));

const unitRows = (text: string): UnitRow[] =>
  lines(text).map(({ line, cells: [code = "", name = "", kind = "", parent = "", level = ""] }) => ({
    line,
    code,
    name,
    kind,
    parentCode: parent || null,
    level: Number(level),
  }));

export const unitsBefore: UnitRow[] = unitRows(before);
export const unitsAfter: UnitRow[] = unitRows(after);
export const unitSuccessions: SuccessionRow[] = lines(successions).map(
  ({ line, cells: [level = "", oldCode = "", newCode = "", extent = ""] }) => ({
    line,
    oldLevel: Number(level),
    oldCode,
    newCode,
    extent,
  }),
);
