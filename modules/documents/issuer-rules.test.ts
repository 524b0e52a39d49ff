import { describe, expect, test } from "vitest";
import { initials, proposeIssuer } from "./issuer-rules.ts";

const unit = {
  unitId: 1,
  kind: "commune",
  kindLabel: "Xã",
  level: "commune",
  parentName: "Tỉnh Lâm Đồng",
  parentLevel: "province",
};

describe("the usual form in which a unit signs", () => {
  test("a commune signs through its people's committee, to the province's", () => {
    expect(proposeIssuer({ ...unit, name: "Xã D'Ran" })).toMatchObject({
      issuer: "Ủy ban nhân dân xã D'Ran",
      abbreviation: "UBND",
      place: "D'Ran",
      addressees: ["Ủy ban nhân dân tỉnh Lâm Đồng"],
      governing: null,
    });
    expect(proposeIssuer({ ...unit, name: "Xuân Hương - Đà Lạt", kindLabel: "Phường" }).issuer).toBe(
      "Ủy ban nhân dân phường Xuân Hương - Đà Lạt",
    );
    expect(proposeIssuer({ ...unit, name: "Liên Nghĩa", kindLabel: "Thị trấn (cũ)" }).issuer).toBe(
      "Ủy ban nhân dân thị trấn Liên Nghĩa",
    );
  });

  test("a department signs in its own name under the province's people's committee", () => {
    expect(
      proposeIssuer({
        ...unit,
        kind: "department",
        kindLabel: "Sở, ban, ngành",
        level: "body",
        name: "Sở Văn hóa, Thể thao và Du lịch",
      }),
    ).toMatchObject({
      governing: "Ủy ban nhân dân tỉnh Lâm Đồng",
      issuer: "Sở Văn hóa, Thể thao và Du lịch",
      abbreviation: "SVHTTDL",
      place: "Lâm Đồng",
      signerPosition: "GIÁM ĐỐC",
    });
    expect(initials("Phòng Văn hóa - Xã hội")).toBe("PVHXH");
  });
});
