import { expect, test } from "vitest";
import { withType } from "./abstract-words.ts";

test("a document's type is said once before what it is about", () => {
  expect(withType("Kế hoạch", "Tuyên truyền phòng cháy rừng")).toBe("Kế hoạch: Tuyên truyền phòng cháy rừng");
  expect(withType("Biên bản", "Biên bản đối thoại quý III")).toBe("Biên bản đối thoại quý III");
  expect(withType("Biên bản", "BIÊN BẢN")).toBe("BIÊN BẢN");
  expect(withType("Báo cáo", "Báo cáo viên được công nhận")).toBe("Báo cáo: Báo cáo viên được công nhận");
});
