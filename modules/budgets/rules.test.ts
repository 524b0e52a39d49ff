import { expect, test } from "vitest";
import { addSums, fundsOf, namesPrivatePerson, noSums } from "./rules.ts";

test.each([
  "Nguyễn Thị Lan",
  "Ông Trần Văn Nam",
  "bà Lê Thị Hoa",
  "Hộ kinh doanh Trần Văn Nam",
  "Gia đình ông Bùi Văn Tư",
  "K' Brès Ha",
  "Nhà hảo tâm Phạm Văn Bình",
  "NGUYỄN THỊ LAN",
])("%s is a person and is never kept", (name) => expect(namesPrivatePerson(name)).toBe(true));

test.each([
  "Công ty TNHH Nguyễn Văn Nam",
  "Doanh nghiệp tư nhân Phú Quý",
  "Hợp tác xã Nông nghiệp Lạc Xuân",
  "Ngân hàng Chính sách xã hội tỉnh",
  "Hội Nông dân xã D'Ran",
  "Nhà máy chè Cầu Đất",
  "Vinamilk",
  "Tập đoàn Bưu chính Viễn thông",
  "Quỹ Thiện Tâm",
  "Chùa Linh Phước",
])("%s is an organisation", (name) => expect(namesPrivatePerson(name)).toBe(false));

test("what one gave to another of them counts once", () => {
  const above = { ...noSums, income: 100, given: 40, spent: 10, available: 50 };
  const below = { ...noSums, taken: 40, spent: 15, available: 25 };
  expect(fundsOf(addSums(above, below))).toBe(100);
});
