import type { OfficialDocument } from "./content.ts";

/** A report as a commune writes it; the tests break it rule by rule. People and figures are invented. */
export function sampleReport(change: Partial<OfficialDocument> = {}): OfficialDocument {
  return {
    governing: "Tỉnh Lâm Đồng",
    issuer: "Ủy ban nhân dân xã D'Ran",
    number: 5,
    symbol: "BC-UBND",
    place: "D'Ran",
    date: "2026-01-05",
    kind: { type: "named", name: "Báo cáo", abstract: "Kết quả công tác tuyên truyền miệng năm 2025" },
    addressees: ["Ủy ban nhân dân tỉnh Lâm Đồng", "Sở Văn hóa, Thể thao và Du lịch tỉnh Lâm Đồng"],
    bases: [
      "Căn cứ Nghị định số 49/2024/NĐ-CP ngày 10 tháng 5 năm 2024 của Chính phủ quy định hoạt động thông tin cơ sở",
      "Căn cứ Chỉ thị số 30-CT/TW ngày 05 tháng 02 năm 2024 của Ban Bí thư về công tác tuyên truyền miệng và hoạt động báo cáo viên trong tình hình mới",
    ],
    body: [
      {
        kind: "paragraph",
        text: "Ủy ban nhân dân xã D'Ran báo cáo kết quả công tác tuyên truyền miệng năm 2025 như sau:",
      },
      { kind: "part", number: "I", title: "Công tác lãnh đạo, chỉ đạo, quán triệt" },
      { kind: "paragraph", text: "Trong kỳ có 12 buổi quán triệt với 840 lượt người dự, tại 12 thôn, tổ dân phố." },
      { kind: "part", number: "II", title: "Kết quả thực hiện" },
      { kind: "clause", number: 1, title: "Đội ngũ báo cáo viên, tuyên truyền viên" },
      { kind: "point", index: 0, text: "Báo cáo viên: 7 người." },
      {
        kind: "point",
        index: 1,
        text: "Tuyên truyền viên cơ sở: 36 người, trong đó 12 người là tuyên truyền viên nòng cốt.",
      },
      {
        kind: "clause",
        number: 2,
        text: "Trong kỳ đã tổ chức 236 buổi tuyên truyền với 9.412 lượt người nghe, tăng 25,5 % so với kỳ trước.",
      },
      {
        kind: "table",
        columns: [
          { header: "Chỉ tiêu", share: 0.6 },
          { header: "Kỳ này", share: 0.2, align: "right" },
          { header: "Kỳ trước", share: 0.2, align: "right" },
        ],
        rows: [
          { cells: ["Buổi tuyên truyền", "236", "188"] },
          { cells: ["Lượt người nghe", "9.412", "7.930"], bold: true },
        ],
      },
      { kind: "part", number: "III", title: "Phương hướng, kiến nghị" },
      {
        kind: "paragraph",
        text: "Trên đây là báo cáo kết quả công tác tuyên truyền miệng năm 2025, Ủy ban nhân dân xã D'Ran kính báo cáo.",
      },
    ],
    signature: {
      authority: "TM. Ủy ban nhân dân",
      capacity: "KT. Chủ tịch",
      position: "Phó Chủ tịch",
      name: "Kra Jăn Ha Tư",
    },
    recipients: ["Thường trực Đảng ủy xã", "Thường trực HĐND xã", "Ủy ban MTTQ Việt Nam xã"],
    filing: "VHXH",
    annexes: [
      {
        title: "Số liệu công tác tuyên truyền miệng năm 2025",
        body: [
          {
            kind: "table",
            columns: [
              { header: "STT", share: 0.1, align: "center" },
              { header: "Đơn vị", share: 0.6 },
              { header: "Buổi", share: 0.3, align: "right" },
            ],
            rows: Array.from({ length: 45 }, (_, i) => ({
              cells: [String(i + 1), `Thôn số ${i + 1}`, String((i * 7) % 13)],
            })),
          },
        ],
      },
    ],
    ...change,
  };
}
