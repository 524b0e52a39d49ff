import { expect, test } from "vitest";
import { asCivilDate } from "#kernel/civil-date.ts";
import { asPhoneMaterial, isUsable, searchMaterials, standingOf, type PhoneMaterial } from "./field-material.ts";

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
