/**
 * Where the tiles of the 124 communes, wards and the special zone of Lâm Đồng stand: roughly as on the map, by name as
 * of 1 July 2025. A unit that is not here gets a tile of its own in the rows below: nothing is left out.
 */
const places = `
Phường Mũi Né|8|11
Phường Phú Thủy|7|12
Phường Phan Thiết|7|10
Phường Tiến Thành|8|12
Phường Bình Thuận|6|11
Xã Tuyên Quang|8|10
Phường Hàm Thắng|6|10
Xã Hàm Thuận|5|10
Xã La Dạ|6|9
Xã Đông Giang|7|11
Xã Hồng Sơn|5|9
Xã Hàm Thuận Bắc|7|9
Xã Hàm Liêm|6|12
Xã Liên Hương|12|9
Xã Phan Rí Cửa|11|9
Xã Tuy Phong|11|8
Xã Vĩnh Hảo|12|10
Xã Bắc Bình|10|9
Xã Phan Sơn|9|10
Xã Hải Ninh|9|9
Xã Sông Lũy|10|10
Xã Lương Sơn|8|9
Xã Hồng Thái|10|8
Xã Hòa Thắng|9|11
Xã Hàm Thuận Nam|5|11
Xã Hàm Thạnh|5|12
Xã Hàm Kiệm|4|10
Xã Tân Lập|5|13
Xã Tân Thành|3|11
Xã Tánh Linh|4|9
Xã Bắc Ruộng|3|10
Xã Nghị Đức|3|9
Xã Đồng Kho|4|11
Xã Suối Kiết|2|10
Xã Đức Linh|2|9
Xã Hoài Đức|1|10
Xã Nam Thành|1|8
Xã Trà Tân|2|11
Xã Tân Minh|3|12
Xã Hàm Tân|2|13
Xã Sơn Mỹ|2|12
Phường Phước Hội|4|13
Phường La Gi|3|13
Xã Tân Hải|4|12
Phường Bắc Gia Nghĩa|3|4
Phường Nam Gia Nghĩa|2|5
Phường Đông Gia Nghĩa|4|3
Xã Quảng Sơn|5|4
Xã Quảng Hòa|4|4
Xã Quảng Khê|5|3
Xã Tà Đùng|5|5
Xã Cư Jút|5|0
Xã Đắk Wil|4|1
Xã Nam Dong|4|0
Xã Đức Lập|3|1
Xã Đắk Mil|2|2
Xã Đắk Sắk|3|0
Xã Thuận An|4|2
Xã Krông Nô|6|1
Xã Nam Đà|5|2
Xã Nâm Nung|5|1
Xã Quảng Phú|6|2
Xã Đức An|3|2
Xã Đắk Song|2|3
Xã Thuận Hạnh|2|1
Xã Trường Xuân|3|3
Xã Kiến Đức|2|4
Xã Nhân Cơ|1|5
Xã Quảng Tín|1|4
Xã Quảng Trực|1|3
Xã Tuy Đức|0|4
Xã Quảng Tân|1|2
Phường Lâm Viên - Đà Lạt|10|4
Phường Xuân Hương - Đà Lạt|9|5
Phường Cam Ly - Đà Lạt|10|3
Phường Xuân Trường - Đà Lạt|10|5
Phường 2 Bảo Lộc|5|7
Phường 1 Bảo Lộc|4|8
Phường B'Lao|4|6
Phường 3 Bảo Lộc|5|8
Phường Lang Biang - Đà Lạt|11|3
Xã Lạc Dương|9|3
Xã Đam Rông 4|7|3
Xã Đam Rông 3|6|4
Xã Đam Rông 2|7|2
Xã Đam Rông 1|8|4
Xã Nam Ban Lâm Hà|8|5
Xã Đinh Văn Lâm Hà|7|5
Xã Nam Hà Lâm Hà|7|4
Xã Phú Sơn Lâm Hà|8|6
Xã Phúc Thọ Lâm Hà|6|5
Xã Tân Hà Lâm Hà|9|4
Xã Đơn Dương|11|6
Xã D'Ran|10|7
Xã Ka Đô|11|5
Xã Quảng Lập|11|7
Xã Đức Trọng|9|7
Xã Hiệp Thạnh|8|8
Xã Tân Hội|9|6
Xã Ninh Gia|9|8
Xã Tà Năng|7|6
Xã Tà Hine|10|6
Xã Di Linh|7|7
Xã Đinh Trang Thượng|6|7
Xã Gia Hiệp|6|6
Xã Bảo Thuận|7|8
Xã Hòa Ninh|5|6
Xã Hòa Bắc|8|7
Xã Sơn Điền|6|8
Xã Bảo Lâm 1|4|5
Xã Bảo Lâm 5|3|7
Xã Bảo Lâm 4|3|5
Xã Bảo Lâm 2|4|7
Xã Bảo Lâm 3|2|6
Xã Đạ Huoai|2|7
Xã Đạ Huoai 2|1|7
Xã Đạ Huoai 3|1|6
Xã Đạ Tẻh|2|8
Xã Đạ Tẻh 3|0|7
Xã Đạ Tẻh 2|3|6
Xã Cát Tiên|1|9
Xã Cát Tiên 3|0|5
Xã Cát Tiên 2|3|8
Đặc khu Phú Quý|13|13
`;

export interface TilePlace {
  column: number;
  row: number;
}

const known = new Map(
  places
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", column, row] = line.split("|");
      return [name, { column: Number(column), row: Number(row) }] as const;
    }),
);

const COLUMNS = 14;

/** A place for each name; those that the map knows first, then the rest in rows by their order. */
export function tilePlaces(names: readonly string[]): { places: TilePlace[]; onMap: boolean } {
  const onMap = names.map((name) => known.get(name.normalize("NFC")));
  // A few names that happen to be on the map say nothing about where the others lie.
  const useMap = onMap.filter((place) => place !== undefined).length > names.length / 2;
  const below = useMap ? Math.max(...onMap.map((place) => place?.row ?? 0)) + 1 : 0;
  let rest = 0;
  const places = onMap.map((place) => {
    if (useMap && place !== undefined) return place;
    const at = rest++;
    return { column: at % COLUMNS, row: below + Math.floor(at / COLUMNS) };
  });
  return { places, onMap: useMap };
}
