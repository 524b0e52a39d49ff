/**
 * Written passages in the ways that plans, reports and outlines cite, with what a reader finds in them. Each noise was
 * seen in public documents: spaces, line breaks, Ð for Đ, a lost space before "ngày", small letters, old dots, a number
 * with a letter, "&" in an office. The last group holds what looks alike and is nothing.
 */
export interface CitationSample {
  text: string;
  symbols: readonly string[];
  laws?: readonly string[];
  /** article, clause, point, and the symbol or name of its document */
  articles?: readonly (readonly [number, number | null, string | null, string | null])[];
  dates?: readonly string[];
}

export const citationSamples: readonly CitationSample[] = [
  {
    text: "Thực hiện Chỉ thị số 30-CT/TW ngày 05/02/2024 của Ban Bí thư, Kế hoạch số 124-KH/TU ngày 17/6/2024 của Tỉnh ủy, Ủy ban nhân dân tỉnh ban hành kế hoạch.",
    symbols: ["30-CT/TW", "124-KH/TU"],
    dates: ["2024-02-05", "2024-06-17"],
  },
  {
    text: "Căn cứ khoản 3, Điều 24 Nghị định số 49/2024/NÐ-CP ngày 10 tháng 5 năm 2024 của Chính phủ quy định về hoạt động thông tin cơ sở;",
    symbols: ["49/2024/NĐ-CP"],
    articles: [[24, 3, null, "49/2024/NĐ-CP"]],
    dates: ["2024-05-10"],
  },
  {
    text: "Theo điểm a khoản 2 Điều 5 và Điều 6 của Nghị định 49/2024/nđ-cp, Luật Thực hiện dân chủ ở cơ sở năm 2022, Điều 11, Điều 12.",
    symbols: ["49/2024/NĐ-CP"],
    laws: ["Thực hiện dân chủ ở cơ sở"],
    articles: [
      [5, 2, "a", "49/2024/NĐ-CP"],
      [6, null, null, "49/2024/NĐ-CP"],
      [11, null, null, "Thực hiện dân chủ ở cơ sở"],
      [12, null, null, "Thực hiện dân chủ ở cơ sở"],
    ],
  },
  {
    text: "Quy chế 973 - QĐ/BTGTW ngày 15-12-2021; 09 KH/ĐU; Quy định số 144-QÐ/TW; Nghị quyết số 1671/NQ-\nUBTVQH15 và Nghị quyết 202/2025/QH15.",
    symbols: ["973-QĐ/BTGTW", "09-KH/ĐU", "144-QĐ/TW", "1671/NQ-UBTVQH15", "202/2025/QH15"],
    dates: ["2021-12-15"],
  },
  {
    text: "Thực hiện Công văn số\n5104/BTTTT-PTTH&TTĐT và Công văn số 8011-CV/BTCTW, ngày 27/02/2025; Thông báo số 70-TB/TWngày 06 tháng 01 năm 2012.",
    symbols: ["5104/BTTTT-PTTH&TTĐT", "8011-CV/BTCTW", "70-TB/TW"],
    dates: ["2025-02-27", "2012-01-06"],
  },
  {
    text: "Nghị quyết số 36a/NQ-CP; Quyết định số 01/1999/QĐ.UB ngày 15/01/1999; Tờ trình số 118/TTr- STTTT; Thông tư liên tịch số 02/2013/TTLT-BNV-BLĐTBXH-BTC-BYT.",
    symbols: ["36a/NQ-CP", "01/1999/QĐ-UB", "118/TTr-STTTT", "02/2013/TTLT-BNV-BLĐTBXH-BTC-BYT"],
    dates: ["1999-01-15"],
  },
  {
    text: "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 (có hiệu lực từ ngày 01/01/2026), Nghị định số 356/2025/NĐ-CP thay thế Nghị định số 13/2023/NĐ-CP.",
    symbols: ["91/2025/QH15", "356/2025/NĐ-CP", "13/2023/NĐ-CP"],
    dates: ["2026-01-01"],
  },
  {
    text: "Tại các Điều 5, 6 và 7 Thông tư số 10/2025/TT-BVHTTDL; khoản 1 và khoản 2 Điều 3 Luật Tiếp cận thông tin năm 2016; Điều 9, khoản 2 Hiến pháp năm 2013.",
    symbols: ["10/2025/TT-BVHTTDL"],
    laws: ["Tiếp cận thông tin", ""],
    articles: [
      [5, null, null, "10/2025/TT-BVHTTDL"],
      [6, null, null, "10/2025/TT-BVHTTDL"],
      [7, null, null, "10/2025/TT-BVHTTDL"],
      [3, 1, null, "Tiếp cận thông tin"],
      [9, 2, null, ""],
    ],
  },
  {
    text: "Ban hành ngày mồng năm tháng hai năm hai nghìn không trăm hai mươi tư, có hiệu lực từ ngày hai mươi mốt tháng mười một năm 2025; hết hạn ngày 31/02/2024.",
    symbols: [],
    dates: ["2024-02-05", "2025-11-21", "none"],
  },
  {
    text: "Luật đất đai năm 2003 và Luật Phòng, chống thiên tai năm 2013 vẫn được hỏi; Luật Bảo hiểm y tế quy định mức đóng; Bộ luật Dân sự số 91/2015/QH13.",
    symbols: ["91/2015/QH13"],
    laws: ["đất đai", "Phòng, chống thiên tai", "Bảo hiểm y tế"],
  },
  {
    text: "Chỉ thị số 07/CT-TTg ngày 21/3/2023 và Quyết định 407/QĐ-TTg ngày 30/3/2022 của Thủ tướng Chính phủ; 41/QĐ-UBND; Số: 05/KH-UBND.",
    symbols: ["07/CT-TTg", "407/QĐ-TTg", "41/QĐ-UBND", "05/KH-UBND"],
    dates: ["2023-03-21", "2022-03-30"],
  },
  {
    text: "Giai đoạn 2016-2020, tháng 12-2018, tỉ lệ 3/5, trực 24/7, mua 1.200.000 đồng, bón 5 kg/ha, phun 20 l/ha, chạy 40 km/h, gọi 0263.382.1234, mã 68/24934, 10/2025, 15-20 người, số nhà 12/4 TT. Công an xã, có điều 1 số người lo, luật sư nói Luật này, học 2 TT/tháng, khổ A4/KT-01, ISO 9001:2015/TCVN, đường 723-QL20.",
    symbols: [],
  },
];
