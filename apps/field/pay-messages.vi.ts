/** What a speaker was paid, and why. */
export const payMessagesVi = {
  "pay.title": "Thù lao của tôi",
  "pay.go": "Các khoản đã duyệt, từng buổi",
  "pay.none": "Chưa có khoản nào được duyệt",
  "pay.none-help": "Sau khi đơn vị duyệt đợt chi, các khoản của anh/chị hiện ở đây, mỗi khoản một buổi kèm căn cứ.",
  "pay.run": "{unit}, đợt {number}, duyệt ngày {day}",
  "pay.money": "{n} đồng",
  "pay.month": "Cả tháng {month}",
  "pay.difference": "Chênh lệch của khoản đã chi {n} đồng",
  "pay.cut": "Đã tới mức tối đa của tháng, không tính {n} đồng",
  "pay.ask": "Thấy thiếu hoặc sai, anh/chị báo cán bộ phụ trách; phần sửa sẽ vào đợt sau.",
} as const;
