import { bodyRows } from "./nd30-2020-body.ts";
import { headRows } from "./nd30-2020-head.ts";
import type { RuleSet } from "./rule-set.ts";

/**
 * Decree 30/2020/NĐ-CP. Whether and when it is replaced is for the law to say: a later set is added beside
 * this one with its own dates, and documents are held against the set of their day.
 */
export const nd30of2020: RuleSet = {
  id: "nd30-2020",
  name: {
    vi: "Thể thức văn bản hành chính theo Nghị định 30/2020/NĐ-CP",
    en: "Format of administrative documents, Decree 30/2020/NĐ-CP",
  },
  legalBasis:
    "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư, Phụ lục I, II, III",
  validFrom: "2020-03-05",
  validTo: null,
  limits: {
    paper: { width: 210, height: 297 },
    margins: { top: [20, 25], bottom: [20, 25], left: [30, 35], right: [15, 20] },
    font: "Times New Roman",
    pageNumberSize: [13, 14],
    firstLine: [10, 12.7],
    paragraphGap: 6,
    lineSpacing: [1, 1.5],
    shortRule: [1 / 3, 1 / 2],
    fullRule: [0.95, 1.05],
  },
  types: {
    "nghi quyet": "NQ",
    "quyet dinh": "QĐ",
    "chi thi": "CT",
    "quy che": "QC",
    "quy dinh": "QyĐ",
    "thong cao": "TC",
    "thong bao": "TB",
    "huong dan": "HD",
    "chuong trinh": "CTr",
    "ke hoach": "KH",
    "phuong an": "PA",
    "de an": "ĐA",
    "du an": "DA",
    "bao cao": "BC",
    "bien ban": "BB",
    "to trinh": "TTr",
    "hop dong": "HĐ",
    "cong dien": "CĐ",
    "ban ghi nho": "BGN",
    "ban thoa thuan": "BTT",
    "giay uy quyen": "GUQ",
    "giay moi": "GM",
    "giay gioi thieu": "GGT",
    "giay nghi phep": "GNP",
    "phieu gui": "PG",
    "phieu chuyen": "PC",
    "phieu bao": "PB",
    "thu cong": "",
    "cong van": "",
  },
  rows: [...headRows, ...bodyRows],
};

export const ruleSets: readonly RuleSet[] = [nd30of2020];
