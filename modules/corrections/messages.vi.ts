export const messagesVi = {
  "problem.correction.not-found": "Không tìm thấy mục đính chính này trong phạm vi anh/chị được xem.",
  "problem.correction.topic-unknown": "Không có chủ đề này trong danh mục.",
  "problem.correction.law-unknown": "Không có văn bản này trong sổ văn bản pháp luật.",
  "problem.correction.edited-elsewhere":
    "Người khác vừa sửa mục này. Nội dung anh/chị ghi vẫn còn trên máy; hãy mở bản mới nhất và so lại.",
  "problem.correction.state": "Không làm được việc này ở trạng thái hiện tại. Hãy tải lại trang.",
  "problem.correction.truth-missing": "Chưa thể duyệt: chưa ghi thông tin đúng. Nội dung vẫn được giữ ở bản nháp.",
  "problem.correction.source-missing":
    "Chưa thể duyệt: chưa có nguồn. Hãy chọn một văn bản, hoặc ghi nguồn bằng lời. Nội dung vẫn được giữ ở bản nháp.",
  "problem.correction.identity":
    "Có số điện thoại, số giấy tờ hoặc địa chỉ của một người. Chưa lưu; hãy bỏ phần đó rồi lưu lại.",
  "problem.correction.link": "Có đường dẫn tới trang trên mạng. Chưa lưu; chỉ ghi lời đồn, không ghi nơi đăng.",
  "problem.correction.account": "Có tên tài khoản hoặc trang cá nhân. Chưa lưu; chỉ ghi lời đồn, không ghi ai đăng.",
  "problem.correction.author": "Có tên người nói. Chưa lưu; chỉ ghi lời đồn, không ghi ai nói.",

  "correction.status.draft": "Bản nháp",
  "correction.status.approved": "Đã duyệt",
  "correction.status.published": "Đã công bố",
  "correction.status.withdrawn": "Đã rút",
  "correction.claim": "Thông tin đang lan truyền",
  "correction.truth": "Thông tin đúng",
  "correction.source": "Nguồn",
  "correction.unit": "Đơn vị",
  "correction.topic": "Chủ đề",
  "correction.statedOn": "Ngày",
  "correction.status": "Trạng thái",
  "correction.publishedAt": "Công bố lúc",
} as const;
