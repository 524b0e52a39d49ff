import { expect, test } from "vitest";
import type { Presided } from "./contract.ts";
import {
  capacityLine,
  isHead,
  missingForMinutes,
  nextDialogueStatus,
  presidedFault,
  signingPosition,
} from "./rules.ts";

const ly: Presided = {
  name: "Trương Công Lý",
  position: "Chủ tịch UBND xã D'Ran",
  capacity: null,
  absenceReason: null,
};
const deputy: Presided = { ...ly, name: "Nguyễn Văn Bình", position: "Phó Chủ tịch UBND xã" };

test("the head presides, or a substitute with the reason", () => {
  expect(presidedFault(ly, "CHỦ TỊCH")).toBeNull();
  expect(presidedFault({ ...ly, position: "chu tich" }, "CHỦ TỊCH")).toBeNull();
  expect(presidedFault(deputy, "CHỦ TỊCH")).toBe("dialogue.substitute-unnamed");
  expect(presidedFault({ ...deputy, capacity: "KT" }, "CHỦ TỊCH")).toBe("dialogue.absence-unexplained");
  expect(presidedFault({ ...deputy, capacity: "KT", absenceReason: "Họp tỉnh" }, "CHỦ TỊCH")).toBeNull();
  expect(presidedFault({ ...ly, capacity: "TUQ", absenceReason: "Họp tỉnh" }, "CHỦ TỊCH")).toBe(
    "dialogue.head-substitutes",
  );
  expect(isHead("Chủ tịchh", "CHỦ TỊCH")).toBe(false);
});

test("after the minutes nothing changes but what was promised", () => {
  expect(nextDialogueStatus("planned", "record", false)).toBe("held");
  expect(nextDialogueStatus("held", "record", true)).toBeNull();
  expect(nextDialogueStatus("held", "promise", true)).toBe("held");
  expect(nextDialogueStatus("cancelled", "record", false)).toBeNull();
});

test("a substitute signs for the head", () => {
  expect(capacityLine({ capacity: "KT" }, "Chủ tịch")).toBe("KT. CHỦ TỊCH");
  expect(capacityLine(ly, "Chủ tịch")).toBeNull();
  expect(signingPosition("Phó Chủ tịch UBND xã D'Ran")).toBe("PHÓ CHỦ TỊCH");
  expect(signingPosition("Giám đốc Sở Văn hóa")).toBe("GIÁM ĐỐC");
});

test("minutes want that it was held, a secretary and an agenda", () => {
  const now = new Date("2026-11-20T10:00:00Z");
  expect(missingForMinutes({ status: "planned", secretaryName: null, agenda: [], endsAt: null }, now)).toEqual([
    "held",
    "secretary",
    "agenda",
  ]);
  expect(
    missingForMinutes({ status: "held", secretaryName: "A", agenda: [1], endsAt: "2026-11-20T11:00:00Z" }, now),
  ).toEqual(["past"]);
});
