/** What server and desk both say; the desk's own words are in client/desk-text.ts. */
export const messagesVi = {
  "problem.overview.unknown-unit": "Không có đơn vị này.",
  "problem.overview.bad-period": "Kỳ phải viết như 2026, 2026-H1, 2026-Q3 hoặc 2026-07.",
  "problem.overview.target-not-found": "Không tìm thấy chỉ tiêu này.",
  "problem.overview.target-ended": "Chỉ tiêu này đã thôi áp dụng từ trước. Không có gì thay đổi.",
  "problem.overview.share-over-hundred": "Chỉ tiêu tính bằng phần trăm hoặc điểm thì không quá 100.",
  "problem.overview.identity":
    "Chỗ này có vẻ chứa số định danh hoặc thông tin liên hệ của một người. Chưa lưu gì. Hãy bỏ phần đó, chỉ ghi số ký hiệu văn bản hoặc lý do.",
  "problem.overview.dates":
    "Đã có mức bắt đầu từ ngày này hoặc sau đó. Chưa lưu gì. Hãy chọn một ngày sau ngày bắt đầu của mức mới nhất.",
  "overview.dates": "Chọn một ngày sau ngày bắt đầu của mức mới nhất.",
  "overview.bad-period": "Kỳ phải viết như 2026, 2026-H1, 2026-Q3 hoặc 2026-07.",
  "overview.share-over-hundred": "Không quá 100.",
  "overview.identity": "Bỏ số định danh hoặc thông tin liên hệ của người.",
} as const;
