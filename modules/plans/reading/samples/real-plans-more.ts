import type { RealPlan } from "./real-plans.ts";

/** The held-out ones, and openings as web pages give them (about 1,500 signs each, cut in the middle of a sentence). */
export const moreRealPlans: RealPlan[] = [
  {
    file: "252-KH-BCDQG1237",
    source: "a public repository, data/252_2013_KH_BCDQG1237 (Ban Chỉ đạo quốc gia 1237, 11/11/2013)",
    use: "held out",
    symbol: "252/KH-BCĐQG1237",
    issuedOn: "2013-11-11",
    bases: [
      ["24-CT/TW", "2013-05-15", "Bộ Chính trị"],
      ["1237/QĐ-TTg", "2013-07-27", "Thủ tướng Chính phủ"],
      ["1753/QĐ-TTg", "2013-09-30", "Thủ tướng Chính phủ"],
    ],
    terms: ["Ban Chỉ đạo quốc gia 1237", "Ban Chỉ đạo 1237 cấp tỉnh"],
    marks: `@ A/1
23
@ A/2
27
@ B/I/1 L: Ban Chỉ đạo quốc gia; Các Bộ, ngành liên quan; Ban Chỉ đạo các quân khu; Ban Chỉ đạo các tỉnh P: Mặt trận Tổ quốc; Hội Cựu chiến binh các cấp; Các đơn vị thuộc Bộ Quốc phòng; các tổ chức chính trị - xã hội H: 2013-12-31
35-37
@ B/II/1 L: Ban Chỉ đạo quốc gia; Bộ Quốc phòng; các Bộ, ngành, cơ quan liên quan; Ban Chỉ đạo các quân khu; Ban Chỉ đạo các tỉnh H: 2013-12-31
61-67
@ B/III/1 L: Ban Chỉ đạo quốc gia; Bộ Thông tin và Truyền thông; Ban Tuyên giáo Trung ương; Bộ Ngoại giao; Ban Chỉ đạo các quân khu; Ban Chỉ đạo các tỉnh; Các cơ quan báo chí P: Mặt trận Tổ quốc Việt Nam; Hội Cựu chiến binh; Đoàn Thanh niên Cộng sản Hồ Chí Minh; Các đơn vị, địa phương; các tổ chức chính trị - xã hội
83-93
@ B/IV/1 L: Ban Chỉ đạo quốc gia; Bộ Quốc phòng; Tư lệnh các quân khu; Chủ tịch Ủy ban nhân dân các tỉnh H: 2013-12-31
119
121.1
?121.2
123.1
125
127.1
127.2
127.3
?129
@ B/IV/1
121.3 L: Tư lệnh Quân khu
123.2 L: Chủ tịch Ủy ban nhân dân tỉnh
@ B/V/1 L: Ban Chỉ đạo quốc gia; Bộ Quốc phòng; Bộ Lao động - Thương binh và Xã hội; Trung ương Hội Cựu chiến binh Việt Nam; Ban Chỉ đạo các quân khu; Ban Chỉ đạo các tỉnh P: Các cơ quan, đơn vị, địa phương; Mặt trận Tổ quốc Việt Nam; Hội Cựu chiến binh các cấp; các tổ chức, đoàn thể H: 2020-12-31
145-157
@ B/VI/1 L: Ban Chỉ đạo quốc gia; Bộ Quốc phòng; Các quân khu; Ban Công tác đặc biệt H: 2020-12-31
185.1
185.2
187-189
@ B/VII/1 L: Ban Chỉ đạo quốc gia; Ban Công tác đặc biệt; Bộ Ngoại giao; Các Quân khu; Ủy ban nhân dân các tỉnh P: Các Bộ, ngành có liên quan; Trung ương Hội Cựu chiến binh Việt Nam H: 2020-12-31
211-217
@ B/VIII/1 L: Bộ Quốc phòng; Bộ Tài chính P: Các quân khu; Văn phòng Ban Chỉ đạo; Các đơn vị, địa phương H: 2020-12-31
243-251
@ B/IX/1 L: Ban Chỉ đạo quốc gia; Ban Chỉ đạo các quân khu; Ban Chỉ đạo các tỉnh; Các Bộ, ngành, địa phương P: Mặt trận Tổ quốc Việt Nam; Hội Cựu chiến binh các cấp; các tổ chức chính trị - xã hội
271-273
275 H: 2015-12-31|2020-12-31
277
@ C
297 H: 2013-12-31
299.1
299.2
301.1 L: Các Bộ, ngành chức năng; các cơ quan báo chí; Mặt trận Tổ quốc Việt Nam; Hội Cựu chiến binh các cấp
301.2
303.1
303.2
303.3
303.4
305.1
305.2
305.3
305.4
307.1
307.2 L: Các địa phương
307.3
309
311
@ D/1 L: Ban Chỉ đạo quốc gia 1237
317
@ D/2 L: Bộ Quốc phòng
321 P: các Bộ, ngành có liên quan
323
325.1
325.2
@ D/3
329 L: các Bộ, ngành, địa phương, đơn vị; Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam; Trung ương Hội Cựu chiến binh Việt Nam P: Bộ Quốc phòng
@ D/4 L: Ban Chỉ đạo cấp quân khu; Ban Chỉ đạo các tỉnh
333-335
@ D/5 L: Các tổ chức chính trị - xã hội
339
@ D/6 L: Văn phòng Ban Chỉ đạo quốc gia 1237
343 P: các cơ quan chức năng
345-347
@ D/7
353 L: Bộ Quốc phòng
@ *
355 L: các cơ quan, đơn vị, địa phương`,
  },
  {
    file: "01-KH-TBTTKT",
    source:
      "a public repository, extracted-docs.txt (Tiểu ban tuyên truyền bầu cử xã Phố Bảng, Tuyên Quang, 10/12/2025)",
    use: "held out",
    symbol: "01/KH-TBTTKT",
    issuedOn: "2025-12-10",
    bases: [
      ["03/QĐ-UBBC", "2025-12-05", "Phố Bảng"],
      ["46-CT/TW", "2025-05-16", "Bộ Chính trị"],
      ["55-KH/TU", "2025-09-17", "Tỉnh ủy"],
    ],
    terms: [],
    marks: `@ I/1
27-31
@ I/2
35-39
@ *
?45-81
@ III/1
87-95
?99
@ IV
103 L: Trưởng Ban xây dựng Đảng
105.1 L: Phó Trưởng phòng Văn hóa - Xã hội
105.2 L: Phó Trưởng phòng Văn hóa - Xã hội
105.3 L: Phó Trưởng phòng Văn hóa - Xã hội
107.1 L: Phó Giám đốc Trung tâm phục vụ hành chính công P: các thành viên trong tiểu ban
107.2 L: Phó Giám đốc Trung tâm phục vụ hành chính công
109 L: Phó Trưởng ban xây dựng Đảng
111 L: Các thành viên khác trong tiểu ban
@ *
?145`,
  },
  {
    file: "KH-giam-sat-10-12",
    source:
      "a public repository, extracted-docs.txt (Ủy ban MTTQ xã Lương Minh, kiểm tra, giám sát, 10/12/2025; without its second and third round)",
    use: "fresh",
    symbol: null,
    issuedOn: "2025-12-10",
    bases: [
      ["04/KH-MTTQ-BTT", "2025-12-04", "MTTQ Việt Nam"],
      ["13/HD-MTTQ-BTT", "2025-11-17", "MTTQ Việt Nam"],
    ],
    terms: [],
    marks: `@ I
13-15
@ II/1/a
30-32
@ II/1/b
34-38
39 H: 2026-01-25
@ IV/1
43-46
?47
@ IV
48
49 L: Ban Thường trực Ủy ban MTTQ xã
@ IV/3
?50
?54
@ IV/3/-
52-53
@ V/1 L: Ban Thường trực Ủy ban MTTQ Việt Nam xã Lương Minh
57-58
59 P: các Đoàn kiểm tra, giám sát của Tỉnh
60 H: 2026-03-18
@ V/2 L: Các tổ chức thành viên của Mặt trận Tổ quốc xã
62 P: Ban Thường trực UBMTTQ xã
63
@ V/3 L: Ban Công tác Mặt trận các
65-66`,
  },
  {
    file: "173-KH-UBND",
    source: "datafiles.hanoi.gov.vn, KH-173-2026 (UBND thành phố Hà Nội, 2026; first page)",
    use: "tuned",
    symbol: null,
    issuedOn: null,
    bases: [
      ["02-NQ/TW", "2026-03-17", "Bộ Chính trị"],
      ["80-NQ/TW", "2026-01-07", "Bộ Chính trị"],
      ["08-CTr/TU", "2026-03-17", "Thành ủy Hà Nội"],
      ["128/KH-UBND", "2026-03-30", "UBND Thành phố"],
    ],
    terms: [],
    marks: `@ I/1
?19
21
23`,
  },
  {
    file: "24-KH-UBND",
    source: "thuviennhadat.vn (UBND tỉnh Thừa Thiên Huế, 23/01/2021; opening)",
    use: "tuned",
    symbol: "24/KH-UBND",
    issuedOn: "2021-01-23",
    bases: [["14/2020/NQ-HĐND", "2020-11-13", "HĐND tỉnh"]],
    terms: ["NSVMĐT&NT"],
    marks: `@ I/1
31..34
35..39
@ I/2
41..43 L: Các sở, ngành, Mặt trận tổ quốc các cấp`,
  },
  {
    file: "KH-PGDDT-2020",
    source: "a public repository (Phòng Giáo dục và Đào tạo Hiệp Hòa, 10/2020; opening, from a PDF)",
    use: "tuned",
    symbol: null,
    issuedOn: null,
    bases: [
      ["1147/SGDĐT-TTr", "2020-09-30", "Sở Giáo dục và Đào tạo"],
      ["55/2011/NĐ-CP", "2011-07-04", "Chính phủ"],
    ],
    terms: [],
    marks: `@ I
42..48
50..54
56..64.1
56..64.2`,
  },
  {
    file: "KH-UBND-18-02-2021",
    source: "danluc.trieuson.gov.vn (UBND xã Dân Lực, Thanh Hóa, 18/02/2021; opening)",
    use: "tuned",
    symbol: null,
    issuedOn: "2021-02-18",
    bases: [
      ["21/KH-UBND", "2021-01-31", "UBND tỉnh Thanh Hóa"],
      ["197/STTTT", "2021-02-02", "Sở Thông tin và Truyền thông"],
      ["661/KH-UBND", "2021-02-05", "Triệu Sơn"],
    ],
    terms: [],
    marks: `@ *
33`,
  },
  {
    file: "51-KH-UBND",
    source: "thuviennhadat.vn (UBND tỉnh Thái Bình, 30/9/2013; opening)",
    use: "held out",
    symbol: "51/KH-UBND",
    issuedOn: "2013-09-30",
    bases: [
      ["1133/QĐ-TTg", "2013-07-15", "Thủ tướng Chính phủ"],
      ["409/QĐ-TTg", "2012-04-09", "Thủ tướng Chính phủ"],
      ["04-KL/TW", "2011-04-19", "Ban Bí thư"],
    ],
    terms: [],
    marks: `@ I/1
26..29
30..34`,
  },
  {
    file: "07-KH-UBND",
    source: "hoangthang.hoanghoa.thanhhoa.gov.vn (UBND xã Hoằng Thắng, Thanh Hóa, 14/01/2022; opening)",
    use: "held out",
    symbol: "07/KH-UBND",
    issuedOn: "2022-01-14",
    bases: [
      ["05/KH-UBND", "2022-01-11", "Hoằng Hóa"],
      ["03/KH-UBND", "2022-01-11", "UBND xã"],
    ],
    terms: [],
    marks: `@ I/1
25`,
  },
];
