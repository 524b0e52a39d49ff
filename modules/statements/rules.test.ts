import { expect, test } from "vitest";
import { isStale, namesPerson } from "./rules.ts";

test.each(["Phóng viên Lê Văn Bình, Báo Lâm Đồng", "PV Bình", "nhà báo: Thu Trang", "Báo Lâm Đồng (anh Tuấn)"])(
  "%s names somebody",
  (outlet) => {
    expect(namesPerson(outlet)).toBe(true);
    expect(namesPerson(outlet.normalize("NFD"))).toBe(true);
  },
);

test.each([
  "Báo Lâm Đồng",
  "Đài Phát thanh và Truyền hình Lâm Đồng",
  "Thông tấn xã Việt Nam",
  "Báo Nhân Dân",
  "Tạp chí Tuyên giáo",
  "Báo Phụ nữ",
])("%s is an outlet", (outlet) => expect(namesPerson(outlet)).toBe(false));

test("only what was taken out of use makes a statement stale", () => {
  expect(isStale(["approved", "superseded"])).toBe(true);
  expect(isStale(["recalled"])).toBe(true);
  expect(isStale(["approved"])).toBe(false);
  expect(isStale([])).toBe(false);
});
