export const messagesVi = {
  "problem.command.unknown": "Máy chủ chưa biết việc này. Hãy cập nhật ứng dụng rồi gửi lại; mục vẫn còn trên máy.",
  "problem.command.invalid": "Có mục điền chưa đúng. Chưa có gì được ghi; hãy sửa các ô được nêu rồi gửi lại.",
  "problem.command.reused": "Mã này đã dùng cho một việc khác. Việc trước giữ nguyên; hãy gửi lại với mã mới.",
} as const;
