import { expect, test } from "vitest";
import { asCivilDate } from "#kernel/civil-date.ts";
import {
  asPhoneMaterial,
  heldVersions,
  isUsable,
  searchMaterials,
  standingOf,
  type PhoneMaterial,
  validInstead,
} from "./field-material.ts";

const today = asCivilDate("2026-11-23");
const material = (over: object = {}): PhoneMaterial =>
  asPhoneMaterial("v1", {
    versionId: "v1",
    materialId: "m1",
    number: 2,
    title: "Phòng cháy, chữa cháy rừng mùa khô",
    topic: "disaster-health",
    status: "approved",
    validFrom: "2026-10-01",
    validTo: "2027-03-31",
    keyMessages: "- Không đốt rẫy khi gió lớn\n- Báo kiểm lâm ngay",
    body: "Mùa khô ở Đơn Dương…",
    ...over,
  }) as PhoneMaterial;

test("key messages are read from a list or from lines", () => {
  expect(material().keyMessages).toEqual(["Không đốt rẫy khi gió lớn", "Báo kiểm lâm ngay"]);
  expect(material({ keyMessages: ["Một", "Hai"] }).keyMessages).toEqual(["Một", "Hai"]);
  expect(asPhoneMaterial("v1", { title: 7 })).toBeNull();
});

test("a material is blocked from its end on, recalled ones from the day named, with no network needed", () => {
  expect(standingOf(material(), today)).toBe("valid");
  expect(standingOf(material({ validTo: "2026-11-30" }), today)).toBe("endsSoon");
  expect(standingOf(material({ validTo: "2026-11-23" }), today)).toBe("endsSoon");
  expect(standingOf(material({ validTo: "2026-11-22" }), today)).toBe("expired");
  expect(standingOf(material({ validFrom: "2026-12-01" }), today)).toBe("notYet");
  expect(standingOf(material({ status: "recalled", blockedFrom: "2026-12-01" }), today)).toBe("recalled");
  expect(standingOf(material({ status: "recalled", blockedFrom: "2026-11-23" }), today)).toBe("expired");
  expect(standingOf(material({ status: "superseded" }), today)).toBe("superseded");
  expect(
    ["valid", "endsSoon", "notYet", "recalled", "superseded", "expired"].filter((s) => isUsable(s as never)),
  ).toEqual(["valid", "endsSoon"]);
});

test("an old link leads to the version that is valid; only what would open as valid is reported as held", () => {
  const old = material({ versionId: "v1", status: "recalled", blockedFrom: "2026-12-01" });
  const next = material({ versionId: "v2", number: 3 });
  const other = material({ versionId: "v9", materialId: "m9" });
  const later = material({ versionId: "v8", materialId: "m8", validFrom: "2026-12-01" });
  expect(validInstead(old, [old, next, other], today)?.versionId).toBe("v2");
  expect(validInstead(old, [old, other], today)).toBeNull();
  expect(heldVersions([old, next, later, material({ versionId: "v0", validTo: "2026-01-01" })], today)).toEqual([
    "v2",
    "v8",
  ]);
});

test("a recording has an address of its own", () => {
  const languages = [
    { language: "kpm", title: "K'Ho", audio: { size: 90, seconds: 3, sha256: "ab".repeat(32) } },
    { language: "cje", title: "Chu Ru" },
  ];
  const [kho, churu] = material({ languages }).languages;
  expect(kho?.audio).toEqual({
    size: 90,
    seconds: 3,
    path: "/api/materials/versions/v1/languages/kpm/audio?of=abababababab",
  });
  expect(churu?.audio).toBeNull();
});

test("search finds without diacritics, titles before texts, usable before blocked", () => {
  const fire = material();
  const health = material({
    versionId: "v2",
    title: "Bảo hiểm y tế hộ gia đình",
    body: "Khi chữa cháy rừng bị thương…",
  });
  const old = material({ versionId: "v3", title: "Chữa cháy rừng năm 2024", validTo: "2025-01-01" });
  expect(searchMaterials([old, health, fire], "chay rung", today).map((m) => m.versionId)).toEqual(["v1", "v2", "v3"]);
  expect(searchMaterials([fire, health], "BAO HIEM", today).map((m) => m.versionId)).toEqual(["v2"]);
  expect(searchMaterials([fire], "không có gì", today)).toEqual([]);
});
