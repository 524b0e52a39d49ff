import { describe, expect, test } from "vitest";
import { missingForApproval, nextCorrectionStatus } from "./rules.ts";
import { tracesIn } from "./traces.ts";

describe("what would lead to a person is seen", () => {
  test.each([
    ["Xem https://www.facebook.com/nguyen.van.a nói vậy", "link"],
    ["trên fb.com/abc có bài", "link"],
    ["xem tại facebook.com/groups/dran", "link"],
    ["nhóm t.me/tinhnong", "link"],
    ["Theo @nguyenvana thì thuế tăng", "account"],
    ["Facebook Nguyễn Văn An đăng tin đập vỡ", "account"],
    ["tài khoản mang tên Hoa Rừng nói xã thu tiền", "account"],
    ["trang cá nhân của Lê Thị Bình viết", "account"],
    ["Ông Nguyễn Văn An nói rằng sắp thu hồi đất", "author"],
    ["Nghe bà Trần Thị Bình kể thì thuốc đã hết", "author"],
    ["gọi 0912 345 678 để biết", "identity"],
  ])("%s", (text, kind) => {
    expect(tracesIn(text, true)).toContain(kind);
    expect(tracesIn(text.normalize("NFD"), true)).toContain(kind);
  });
});

describe("what people say of a matter stays", () => {
  test.each([
    "Trên mạng xã hội có tin xã thu hồi đất rẫy không đền bù",
    "Có tin đập Đa Nhim sắp vỡ",
    "Tin đồn uống nước lá cây chữa được sốt xuất huyết",
    "Nghe nói từ tháng sau bảo hiểm y tế tăng 50 %",
    "Có người nói phải lập tài khoản VNeID mới được khám bệnh",
    "Ông bà ở thôn nói cán bộ chưa trả lời",
  ])("%s", (text) => expect(tracesIn(text, true)).toEqual([]));

  test("the address of an office's page may stand as a source, not in a claim", () => {
    const text = "Xem Cổng thông tin của tỉnh: https://lamdong.gov.vn/tin/123";
    expect(tracesIn(text, false)).toEqual([]);
    expect(tracesIn(text, true)).toEqual(["link"]);
  });
});

test("states: without a draft no approval, without approval no publishing, and withdrawn is the end", () => {
  expect(nextCorrectionStatus("draft", "publish")).toBeNull();
  expect(nextCorrectionStatus("draft", "approve")).toBe("approved");
  expect(nextCorrectionStatus("approved", "edit")).toBeNull();
  expect(nextCorrectionStatus("approved", "publish")).toBe("published");
  expect(nextCorrectionStatus("published", "withdraw")).toBe("withdrawn");
  expect(nextCorrectionStatus("withdrawn", "publish")).toBeNull();
  expect(missingForApproval({ truth: "", lawId: null, sourceText: null })).toEqual(["truth", "source"]);
});
