import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { type DemoFill, unitOf } from "./demo-fill.ts";
import { evening } from "./evening.ts";

interface Entry {
  key: string;
  kind: string;
  symbol?: string;
  on?: string;
  year?: number;
  issuer?: string;
  abstract?: string;
  from?: string;
  to?: string;
}

const government = "Chính phủ";
const premier = "Thủ tướng Chính phủ";
const assembly = "Quốc hội";
const standing = "Ủy ban Thường vụ Quốc hội";
const information = "Bộ Thông tin và Truyền thông";
const secretariat = "Ban Bí thư";

/** Real public documents that this work rests on. What is not known for sure is left out; the register shows it as unknown. */
const entries: readonly Entry[] = [
  {
    key: "49",
    kind: "decree",
    symbol: "49/2024/NĐ-CP",
    on: "2024-05-10",
    issuer: government,
    abstract: "Quy định về hoạt động thông tin cơ sở",
    from: "2024-07-01",
  },
  {
    key: "52",
    kind: "decision",
    symbol: "52/2016/QĐ-TTg",
    issuer: premier,
    abstract: "Ban hành Quy chế hoạt động thông tin cơ sở",
  },
  {
    key: "30",
    kind: "decree",
    symbol: "30/2020/NĐ-CP",
    on: "2020-03-05",
    issuer: government,
    abstract: "Về công tác văn thư",
    from: "2020-03-05",
  },
  { key: "135", kind: "decision", symbol: "135/QĐ-TTg", on: "2020-01-20", issuer: premier },
  { key: "1273", kind: "officialLetter", symbol: "1273/BTTTT-TTCS", on: "2021-04-27", issuer: information },
  {
    key: "39",
    kind: "circular",
    symbol: "39/2020/TT-BTTTT",
    on: "2020-11-24",
    issuer: information,
    abstract: "Quy định về quản lý đài truyền thanh cấp xã ứng dụng công nghệ thông tin - viễn thông",
  },
  { key: "10tt", kind: "circular", symbol: "10/2018/TT-BTTTT", issuer: information },
  {
    key: "10vh",
    kind: "circular",
    symbol: "10/2025/TT-BVHTTDL",
    on: "2025-06-19",
    issuer: "Bộ Văn hóa, Thể thao và Du lịch",
  },
  {
    key: "43",
    kind: "decree",
    symbol: "43/2025/NĐ-CP",
    issuer: government,
    from: "2025-03-01",
    abstract: "Quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Bộ Văn hóa, Thể thao và Du lịch",
  },
  {
    key: "407",
    kind: "decision",
    symbol: "407/QĐ-TTg",
    on: "2022-03-30",
    issuer: premier,
    abstract:
      "Phê duyệt Đề án Tổ chức truyền thông chính sách có tác động lớn đến xã hội trong quá trình xây dựng văn bản quy phạm pháp luật giai đoạn 2022 - 2027",
  },
  {
    key: "07",
    kind: "directive",
    symbol: "07/CT-TTg",
    on: "2023-03-21",
    issuer: premier,
    abstract: "Về việc tăng cường công tác truyền thông chính sách",
  },
  { key: "30ct", kind: "directive", symbol: "30-CT/TW", on: "2024-02-05", issuer: secretariat },
  {
    key: "155",
    kind: "guideline",
    symbol: "155-HD/BTGTW",
    on: "2024-05-14",
    issuer: "Ban Tuyên giáo Trung ương",
    abstract: "Thực hiện Chỉ thị số 30-CT/TW của Ban Bí thư",
  },
  {
    key: "124",
    kind: "plan",
    symbol: "124-KH/TU",
    on: "2024-06-17",
    issuer: "Tỉnh ủy Lâm Đồng",
    abstract: "Thực hiện Chỉ thị số 30-CT/TW của Ban Bí thư",
  },
  {
    key: "144",
    kind: "regulation",
    symbol: "144-QĐ/TW",
    on: "2024-05-09",
    issuer: "Bộ Chính trị",
    abstract: "Về chuẩn mực đạo đức cách mạng của cán bộ, đảng viên giai đoạn mới",
  },
  { key: "34", kind: "directive", symbol: "34-CT/TU", on: "2024-04-20", issuer: "Tỉnh ủy Lâm Đồng" },
  {
    key: "973",
    kind: "regulation",
    symbol: "973-QĐ/BTGTW",
    on: "2021-12-15",
    issuer: "Ban Tuyên giáo Trung ương",
    abstract: "Quy chế hoạt động báo cáo viên",
  },
  {
    key: "36",
    kind: "guideline",
    symbol: "36-HD/VPTW",
    on: "2018-04-03",
    issuer: "Văn phòng Trung ương Đảng",
    abstract: "Thể thức và kỹ thuật trình bày văn bản của Đảng",
  },
  { key: "80", kind: "resolution", symbol: "80-NQ/TW", issuer: "Bộ Chính trị" },
  {
    key: "91",
    kind: "law",
    symbol: "91/2025/QH15",
    on: "2025-06-26",
    issuer: assembly,
    abstract: "Bảo vệ dữ liệu cá nhân",
    from: "2026-01-01",
  },
  {
    key: "356",
    kind: "decree",
    symbol: "356/2025/NĐ-CP",
    on: "2025-12-31",
    issuer: government,
    abstract: "Quy định chi tiết một số điều và biện pháp thi hành Luật Bảo vệ dữ liệu cá nhân",
    from: "2026-01-01",
  },
  { key: "13", kind: "decree", symbol: "13/2023/NĐ-CP", issuer: government, abstract: "Bảo vệ dữ liệu cá nhân" },
  {
    key: "09",
    kind: "decree",
    symbol: "09/2019/NĐ-CP",
    issuer: government,
    abstract: "Quy định về chế độ báo cáo của cơ quan hành chính nhà nước",
  },
  { key: "info", kind: "law", year: 2016, issuer: assembly, abstract: "Tiếp cận thông tin" },
  { key: "demo", kind: "law", year: 2022, issuer: assembly, abstract: "Thực hiện dân chủ ở cơ sở" },
  { key: "archive", kind: "law", year: 2024, issuer: assembly, abstract: "Lưu trữ" },
  {
    key: "202",
    kind: "resolution",
    symbol: "202/2025/QH15",
    issuer: assembly,
    abstract: "Về việc sắp xếp đơn vị hành chính cấp tỉnh",
  },
  {
    key: "1671",
    kind: "resolution",
    symbol: "1671/NQ-UBTVQH15",
    issuer: standing,
    abstract: "Về việc sắp xếp các đơn vị hành chính cấp xã của tỉnh Lâm Đồng năm 2025",
  },
  { key: "30qh", kind: "resolution", symbol: "30/2026/QH16", issuer: assembly, from: "2026-04-30" },
  { key: "237", kind: "resolution", symbol: "237/NQ-UBTVQH16", issuer: standing, from: "2026-04-30" },
  { key: "11", kind: "resolution", symbol: "11/2024/NQ-HĐND", issuer: "Hội đồng nhân dân tỉnh Bình Thuận" },
  {
    key: "20",
    kind: "decision",
    symbol: "20/2020/QĐ-TTg",
    issuer: premier,
    abstract:
      "Về mã định danh điện tử của các cơ quan, tổ chức phục vụ kết nối, chia sẻ dữ liệu với các bộ, ngành, địa phương",
  },
  { key: "10bt", kind: "circular", symbol: "10/2016/TT-BTTTT", issuer: information },
  { key: "01bt", kind: "circular", symbol: "01/2022/TT-BTTTT", issuer: information },
];

const relations: readonly (readonly [string, "implements" | "amends" | "replaces" | "cites", string])[] = [
  ["49", "replaces", "52"],
  ["356", "replaces", "13"],
  ["356", "implements", "91"],
  ["49", "cites", "info"],
  ["49", "cites", "demo"],
  ["155", "implements", "30ct"],
  ["124", "implements", "30ct"],
  ["1273", "implements", "135"],
  ["01bt", "amends", "10bt"],
];

/** The register, entered by the province's department in its first weeks. */
export async function fillLaws(fill: DemoFill): Promise<void> {
  const dung = fill.accounts.get("dung")!;
  const unitId = unitOf(fill, "department:culture");
  const ids = new Map<string, string>();
  const at = { now: evening(asCivilDate("2026-01-05"), 9) };
  for (const [i, { key, kind, symbol, on, year, issuer, abstract, from, to }] of entries.entries()) {
    const id = newId();
    ids.set(key, id);
    await fill.act(
      dung,
      "law.add",
      {
        id,
        unitId,
        kind,
        symbol: symbol ?? null,
        issuedOn: on ?? null,
        year: on === undefined ? (year ?? null) : null,
        issuer: issuer ?? null,
        abstract: abstract ?? null,
        validFrom: from ?? null,
        validTo: to ?? null,
        source: "Danh mục căn cứ của tỉnh",
      },
      at,
    );
    fill.step("Văn bản pháp luật / laws", i + 1, entries.length);
  }
  for (const [fromKey, kind, toKey] of relations)
    await fill.act(dung, "law.relate", { fromId: ids.get(fromKey), toId: ids.get(toKey), kind }, at);
}
