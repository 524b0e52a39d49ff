export const messagesVi = {
  "problem.material.not-found": "Không tìm thấy tài liệu này, hoặc tài liệu không dành cho đơn vị của anh/chị.",
  "problem.material.topic-unknown": "Không có chủ đề này trong danh mục.",
  "problem.material.unit-unknown": "Không tìm thấy đơn vị ban hành.",
  "problem.material.reach-outside":
    "Tài liệu chỉ dành được cho người trong địa bàn của đơn vị ban hành. Hãy chọn lại nơi sử dụng.",
  "problem.material.not-a-draft": "Chỉ sửa được bản nháp. Hãy tạo phiên bản mới rồi sửa ở đó.",
  "problem.material.draft-exists": "Tài liệu đã có một bản nháp. Hãy sửa tiếp bản nháp đó.",
  "problem.material.edited-elsewhere":
    "Bản nháp vừa được người khác sửa. Nội dung anh/chị viết vẫn còn trên máy này; hãy mở bản mới nhất và so lại.",
  "problem.material.state": "Không thể làm việc này với phiên bản ở trạng thái hiện tại. Hãy tải lại trang.",
  "problem.material.incomplete": "Chưa thể duyệt: cần có thông điệp chính và nguồn hoặc căn cứ pháp lý.",
  "problem.material.dates": "Ngày hết hiệu lực phải sau ngày bắt đầu.",
  "problem.material.language-same": "Đây là ngôn ngữ gốc của tài liệu.",
  "problem.material.language-missing": "Chưa có bản ngôn ngữ này.",
  "problem.material.file-type":
    "Loại tệp này không được đính kèm. Hãy dùng PDF, DOCX, XLSX, PPTX, ảnh, âm thanh hoặc văn bản.",
  "problem.material.file-too-large": "Tệp quá lớn (nhiều nhất 20 MB).",
  "problem.material.file-missing": "Không tìm thấy tệp đính kèm.",

  "material.title": "Tài liệu",
  "material.status.draft": "Bản nháp",
  "material.status.approved": "Đang dùng",
  "material.status.recalled": "Đã thu hồi",
  "material.status.superseded": "Đã thay thế",
  "material.column.title": "Tên tài liệu",
  "material.column.topic": "Chủ đề",
  "material.column.issuer": "Đơn vị ban hành",
  "material.column.number": "Phiên bản",
  "material.column.status": "Trạng thái",
  "material.column.validFrom": "Dùng từ ngày",
  "material.column.validTo": "Đến hết ngày",
  "material.column.approvedAt": "Ngày duyệt",
} as const;
