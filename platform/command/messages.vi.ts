export const messagesVi = {
  "problem.command.unknown": "Máy chủ chưa biết việc này. Hãy cập nhật ứng dụng rồi gửi lại; mục vẫn còn trên máy.",
  "problem.command.invalid": "Có mục điền chưa đúng. Chưa có gì được ghi; hãy sửa các ô được nêu rồi gửi lại.",
  "problem.command.reused": "Mã này đã dùng cho một việc khác. Việc trước giữ nguyên; hãy gửi lại với mã mới.",
  "problem.sync.file-unreadable":
    "Đây không phải tệp do ứng dụng trên điện thoại xuất, hoặc tệp bị hỏng. Chưa nhập gì; hãy xuất lại tệp trên điện thoại.",
  "problem.sync.file-not-yours": "Tệp này của người khác. Chỉ chủ máy hoặc cán bộ phụ trách nhập được.",
  "problem.sync.file-changed": "Tệp khác với tệp đã xem trước. Chưa nhập gì; hãy chọn lại tệp.",
  "problem.sync.imported-for-other": "Bản ghi do người khác mang tệp tới nhập; cần cán bộ phụ trách xem xét.",
  "problem.sync.foreign-command": "Không phải bản ghi của điện thoại.",
} as const;
