/**
 * What a person marked in plans that were really issued, before the parser read any of them. Their texts are not kept here
 * (they name who signed): `REAL_PLANS_DIR` names a folder that holds each as `<file>.txt`, lines as their source has them.
 *
 * `marks`: "@ path L: leads P: coordinating H: until" sets what holds for the lines below; then line numbers of the text,
 * one duty each: "37.2" the second sentence of line 37, "26..29" one duty over four lines, "73-77" five lines, one each,
 * "?65" may be read as a duty or not. Own notes follow the number. "H: a|b": either day. A path is the chain of markers.
 */
export interface RealPlan {
  file: string;
  source: string;
  /** "fresh": marked and read once when every rule stood. */
  use: "tuned" | "held out" | "fresh";
  symbol: string | null;
  issuedOn: string | null;
  /** Symbol, day, issuer (a part of its name), as far as they are said. */
  bases: [string, string | null, string | null][];
  terms: string[];
  marks: string;
}

const officers =
  "P: Phó chỉ tịch; Trưởng đoàn thể xã; Chuyên viên cơ quan MTTQ xã L: Phó chủ tịch Thường trực, phụ trách lĩnh vực Giám sát và Phản biện xã hội";
const electionLaws: RealPlan["bases"] = [
  ["85/2015/QH13", "2015-06-25", null],
  ["83/2025/QH15", "2025-06-24", null],
  ["75/2015/QH13", "2015-06-09", null],
  ["97/2025/QH15", "2025-06-27", null],
];

export const realPlans: RealPlan[] = [
  {
    file: "773-QD-TTg",
    source: "a public repository, Code/output_chunks (Kế hoạch ban hành kèm theo Quyết định 773/QĐ-TTg năm 2018)",
    use: "tuned",
    symbol: "773/QĐ-TTg",
    issuedOn: "2018-06-26",
    bases: [
      ["26/2005/PL-UBTVQH11", "2005-06-29", "Thường vụ Quốc hội"],
      ["04/2012/PL-UBTVQH13", "2012-07-16", "Thường vụ Quốc hội"],
      ["14-CT/TW", "2017-07-19", "Ban Bí thư"],
      ["63-KL/TW", "2013-05-27", "Ban Chấp hành Trung ương"],
      ["22/2013/QĐ-TTg", "2013-04-26", "Thủ tướng Chính phủ"],
      ["63/NQ-CP", "2017-07-25", "Chính phủ"],
      ["31/CT-TTg", "2012-11-28", "Thủ tướng Chính phủ"],
    ],
    terms: ["Chỉ thị số 14-CT/TW"],
    marks: `@ I/1
23-24
@ I/2
26-28
29 L: Các cơ quan trung ương, địa phương
@ II/1
33-34
35.1
35.2 H: 2020-12-31
36 H: 2019-12-31
37.1
37.2
38 H: 2020-12-31
39 H: 2020-12-31
@ II/2/a
42-43
44 H: 2018-12-31
45 H: 2019-12-31
@ II/2
46
@ II/2/c/-
49-50
@ II/2/c
51
@ II/2/d
53-55
@ II/2/đ
57 H: 2020-12-31
@ II/2/e
59-60
@ II/2
61
?65
?69
@ II/2/h
63
64 H: 2018-12-31
@ II/2/i
66-68
@ II/2/k
70
@ III/1 L: Bộ Lao động - Thương binh và Xã hội
73-77
78 H: 2019-03-31
79-80
81.1
81.2
82-88
89 P: các cơ quan liên quan
90
@ III/2 L: Bộ Quốc phòng
92 P: các bộ, ngành liên quan
93-97
@ III/3 L: Bộ Công an
99-100
101 P: các đơn vị
@ III/4 L: Bộ Tài chính
103-104
@ III/5 L: Bộ Kế hoạch và Đầu tư
106
@ III/6 L: Bộ Xây dựng
108
@ III/7 L: Bộ Y t ế
110
111.1
111.2
112 P: Bộ Lao động - Thương binh và Xã hội
@ III/8 L: Bộ Giáo dục và Đào tạo
114
@ III/9 L: Bộ Thông tin và Truyền thông
116 P: Bộ Lao động - Thương binh và Xã hội; Bộ Quốc phòng
117
@ III/10 L: Bộ Văn hóa, Thể thao và Du lịch
119
@ III/11 L: Bộ Ngoại giao
121 P: Bộ Quốc phòng; Bộ Lao động - Thương binh và Xã hội
@ III
122 L: Đài Truyền hình Việt Nam; Đài Tiếng nói Việt Nam; Thông tấn xã Việt Nam
125 L: Các bộ, ban, ngành khác P: các bộ, ban, ngành liên quan
126 L: Ủy ban trung ương Mặt trận Tổ quốc Việt Nam P: các tổ chức chính trị - xã hội
@ III/13
124 L: Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương P: các bộ, ngành
@ III/16
128 L: Các tổ chức
@ *
129 L: các bộ, ngành; Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương H: hằng năm`,
  },
  {
    file: "16-KH-MTTQ-BTT",
    source: "a public repository, extracted-docs.txt (Ủy ban MTTQ xã Lương Minh, Quảng Ninh, 18/11/2025)",
    use: "tuned",
    symbol: "16/KH-MTTQ-BTT",
    issuedOn: "2025-11-18",
    bases: [
      ...electionLaws,
      ["46-CT/TW", "2025-05-16", "Bộ Chính trị"],
      ["06/KH-MTTW-BTT", "2025-07-22", "Mặt trận Tổ quốc"],
      ["33/KH-MTTQ-BTT", "2025-11-17", "MTTQ Việt Nam"],
      ["21-KH/ĐU", "2025-07-29", "Đảng ủy xã Lương Minh"],
    ],
    terms: [],
    marks: `@ I
27-33
35.1
35.2
@ II/1
43 ${officers} H: 2025-11-30
57 ${officers} H: 2025-11-30
67 ${officers} H: 2025-11-30
@ II/1/1.1
45
47
@ II/1/1.3
69
71
@ II/2
83 ${officers} H: 2026-03-31
103 ${officers} H: 2026-03-31
115 ${officers} H: 2026-03-31
@ II/2/2.1
?85
89 H: 2025-12-10
91 H: 2026-02-03
93 H: 2026-02-20
@ II/2/2.2
105
107 L: MTTQ P: UBND xã; các tổ chức chính trị - xã hội
@ II/3
127-131
133 ${officers} H: 2026-03-31
@ II/4
145 ${officers} H: 2025-12-31
155 ${officers} H: 2026-03-31
@ II/4/4.2
?157
159 L: MTTQ xã P: UBND xã; các tổ chức thành viên
@ II/5
171 ${officers} H: 2025-12-31
181 ${officers} H: 2026-03-31
@ II/5/5.2
?183
?185
@ II/6
?197
209 ${officers} H: 2026-03-31
@ II/6/6.1
199 ${officers} H: 2026-04-30
@ II/6/6.2
211.1
211.2
@ II/7
?221
233 ${officers} H: 2026-04-30
@ II/7/7.1
223 ${officers} H: 2026-04-30
@ II/7/7.2
235
@ III/1
251 L: Chủ tịch Uỷ ban MTTQ Việt Nam xã
253 L: Phó Chủ tịch Thường trực Uỷ ban MTTQ Việt Nam xã
255 L: Phó Chủ tịch Uỷ ban MTTQ Việt Nam xã
@ III/2 L: Các tổ chức chính trị - xã hội
259-263
@ III/3 L: Cán bộ phụ trách lĩnh vực giám sát và phản biện xã hội
267-285
@ III/5 L: Các Phó chủ tịch phụ trách lĩnh vực Dân tộc, Tôn giáo
289-293
@ III/6 L: Phó chủ tịch phụ trách lĩnh vực Công tác Xã hội
297
299 H: định kỳ
301-303
@ III/7 L: Chuyên viên phụ trách lĩnh vực Hành chính, Văn phòng
307-311
@ III/8 L: Ban công tác Mặt trận các thôn
315`,
  },
  {
    file: "KH-MTTQ-BTT-25-11",
    source: "a public repository, extracted-docs.txt (Ủy ban MTTQ xã Lương Minh, 25/11/2025)",
    use: "tuned",
    symbol: null,
    issuedOn: "2025-11-25",
    bases: [
      ...electionLaws,
      ["101/2025/UBTVQH15", "2025-09-26", "Thường vụ Quốc hội"],
      ["13/HD-MTTQ-BTT", "2025-11-17", "MTTQ Việt Nam"],
      ["16/KH-MTTQ-BTT", "2025-11-18", "MTTQ Việt Nam"],
    ],
    terms: [],
    marks: `@ I
31.1
31.2
33-37
@ II/1
43 L: Ban Công tác mặt trận thôn H: 2025-12-05|2025-12-10
@ II/1/1.2
55-57
@ II/2
61 L: Ban Thường trực Ủy ban MTTQ Việt Nam xã H: 2026-01-30|2026-02-03
@ II/2/2.2
73.1
73.2 H: 2026-02-03
75 P: UBND xã
@ II/3
79.1 L: Ban Công tác mặt trận thôn H: 2026-02-12|2026-02-20
79.2
79.3
@ II/3/3.3
91-93
@ II/4
99-101
@ II/5
?107
109 L: Tổ kiểm phiếu
?111
@ III/1
117 L: Chủ tịch Ủy ban MTTQ xã
119 L: Phó Chủ tịch Thường trực Ủy ban MTTQ xã
@ III/2 L: Các tổ chức thành viên của MTTQ xã
123 P: Ban Thường trực Ủy ban MTTQ Việt Nam xã
125
@ III/3 L: Cán bộ phụ trách lĩnh vực giám sát và phản biện xã hội
129-131
@ III/4 L: Chuyên viên phụ trách lĩnh vực Hành chính, Văn phòng
135-139
@ III/5 L: Ban công tác Mặt trận các thôn
143 P: Trưởng thôn
145`,
  },
  {
    file: "KH-tiep-dan-10-12",
    source: "a public repository, extracted-docs.txt (Ủy ban MTTQ xã Lương Minh, 10/12/2025)",
    use: "tuned",
    symbol: null,
    issuedOn: "2025-12-10",
    bases: [
      ["16/KH-MTTQ-BTT", "2025-12-23", "MTTQ Việt Nam"],
      ["16/KH-BTT-MTTQ", null, null],
    ],
    terms: [],
    marks: `@ I
?25
27.1
27.2
27.3
29.1
29.2
29.3 L: Ban Thường trực UBMTTQ xã
31 L: bộ phận xử lý đơn thư
@ II/1
?39.1
39.2
@ II/1/-
43-45
@ II/2
49
59
61.1 L: Ban Thường trực UBMTTQ xã
61.2
@ II/2/-
53
55 L: Ban Thường trực UBMTTQ xã P: các tổ chức thành viên
57
@ II/3
65 L: Ban Thường trực UBMTTQ xã
67
@ III/1 L: Ban Thường trực Ủy ban MTTQ xã
73
75 P: các tổ chức thành viên
77-79
@ III/2 L: Ban Công tác Mặt trận các thôn
83-87
@ III
89 L: Thường trực HĐND; Ủy ban Kiểm tra Đảng ủy xã`,
  },
];
