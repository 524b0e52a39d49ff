import type { Issuer } from "./contract.ts";

export interface IssuingUnit {
  unitId: number;
  name: string;
  kind: string;
  kindLabel: string;
  level: string;
  parentName: string | null;
  parentLevel: string | null;
}

const PLACE_LEVELS = new Set(["province", "district", "commune"]);
/** "xã D'Ran", "phường 1", "tỉnh Lâm Đồng": the kind is said in small letters before the name. */
const KIND_WORDS = /^(tỉnh|thành phố|xã|phường|thị trấn|đặc khu|huyện|quận|thị xã)\s+/iu;

/**
 * The usual form in which a unit signs: a place signs through its people's committee, a body in its own name under
 * its people's committee. Only a proposal: the unit may say it otherwise.
 */
export function proposeIssuer(unit: IssuingUnit): Issuer {
  const bare = unit.name.replace(KIND_WORDS, "");
  const base = { unitId: unit.unitId, signerName: "", recipients: ["Lãnh đạo đơn vị"], capacity: null };
  if (PLACE_LEVELS.has(unit.level)) {
    const placed = KIND_WORDS.test(unit.name)
      ? lowerFirst(unit.name)
      : `${unit.kindLabel.replace(/\s*\(.*\)$/, "").toLocaleLowerCase("vi")} ${unit.name}`;
    const commune = unit.level === "commune";
    return {
      ...base,
      governing: null,
      issuer: `Ủy ban nhân dân ${placed}`,
      abbreviation: "UBND",
      place: bare,
      authority: "TM. ỦY BAN NHÂN DÂN",
      signerPosition: "CHỦ TỊCH",
      filing: commune ? "VHXH" : "VHTTDL",
      recipients: commune
        ? ["Đảng ủy, HĐND", "Ủy ban MTTQ Việt Nam"]
        : ["Thường trực Tỉnh ủy, HĐND tỉnh", "UBND các xã, phường, đặc khu"],
      addressees: commune && unit.parentName ? [`Ủy ban nhân dân tỉnh ${unit.parentName.replace(KIND_WORDS, "")}`] : [],
    };
  }
  const parentPlace = unit.parentName === null ? null : unit.parentName.replace(KIND_WORDS, "");
  return {
    ...base,
    governing:
      unit.parentLevel === "province" && unit.parentName
        ? `Ủy ban nhân dân ${lowerFirst(KIND_WORDS.test(unit.parentName) ? unit.parentName : `tỉnh ${unit.parentName}`)}`
        : null,
    issuer: unit.name,
    abbreviation: initials(unit.name),
    place: parentPlace ?? bare,
    authority: null,
    signerPosition: unit.kind === "department" ? "GIÁM ĐỐC" : unit.kind === "office" ? "TRƯỞNG PHÒNG" : "THỦ TRƯỞNG",
    filing: null,
    addressees:
      unit.parentLevel === "province" && unit.parentName
        ? [
            `Ủy ban nhân dân ${lowerFirst(KIND_WORDS.test(unit.parentName) ? unit.parentName : `tỉnh ${unit.parentName}`)}`,
          ]
        : [],
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase("vi") + text.slice(1);
}

/** "Sở Văn hóa, Thể thao và Du lịch" → SVHTTDL: the first letter of each syllable, "và" left out. */
export function initials(name: string): string {
  const letters = name
    .normalize("NFC")
    .split(/[\s,.\-–]+/)
    .filter((w) => w !== "" && !/^(và|của|tỉnh)$/iu.test(w))
    .map((w) => [...w][0] as string)
    .join("");
  return letters.toLocaleUpperCase("vi").replace(/[^\p{Lu}\d]/gu, "") || "CQ";
}
