/**
 * What people type for what is written: the abbreviations of the trade, both ways, in folded form.
 * Data, so that a room can add its own.
 */
export const synonyms: ReadonlyArray<readonly [short: string, long: string]> = [
  ["ubnd", "uy ban nhan dan"],
  ["hdnd", "hoi dong nhan dan"],
  ["ttm", "tuyen truyen mieng"],
  ["bcv", "bao cao vien"],
  ["ttv", "tuyen truyen vien"],
  ["ctv", "cong tac vien"],
  ["dtts", "dan toc thieu so"],
  ["mttq", "mat tran to quoc"],
  ["ubmttq", "uy ban mat tran to quoc"],
  ["tdp", "to dan pho"],
  ["cbccvc", "can bo cong chuc vien chuc"],
  ["qd", "quyet dinh"],
  ["nd", "nghi dinh"],
  ["nq", "nghi quyet"],
  ["bhyt", "bao hiem y te"],
  ["bhxh", "bao hiem xa hoi"],
  ["pccc", "phong chay chua chay"],
  ["antt", "an ninh trat tu"],
  ["ntm", "nong thon moi"],
  ["cds", "chuyen doi so"],
  ["vhxh", "van hoa xa hoi"],
  ["tt", "thi tran"],
  ["hnd", "hoi nong dan"],
  ["hlhpn", "hoi lien hiep phu nu"],
  ["dtncshcm", "doan thanh nien cong san ho chi minh"],
];
