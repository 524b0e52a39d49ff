export const messagesVi = {
  "problem.statement.not-found": "Không tìm thấy phát ngôn này trong phạm vi anh/chị được xem.",
  "problem.statement.topic-unknown": "Không có chủ đề này trong danh mục.",
  "problem.statement.no-spokesperson":
    "Người này không giữ nhiệm vụ người phát ngôn vào ngày đó. Hãy chọn lại, hoặc ghi quyết định giao nhiệm vụ vào Đội ngũ trước.",
  "problem.statement.version-unknown": "Không tìm thấy phiên bản tài liệu này trong phạm vi anh/chị được xem.",
  "problem.statement.version-draft": "Phát ngôn chính thức không dựa trên bản nháp. Hãy chọn phiên bản đã duyệt.",
  "problem.statement.outlet-needed": "Hãy ghi cơ quan báo chí đã hỏi.",
  "problem.statement.outlet-person": "Chỉ ghi tên cơ quan báo chí, không ghi tên nhà báo. Chưa lưu; nội dung vẫn còn.",
  "problem.statement.identity":
    "Có số điện thoại, số giấy tờ hoặc địa chỉ của một người. Chưa lưu; hãy bỏ phần đó rồi lưu lại.",
  "problem.statement.future": "Ngày phát ngôn nằm sau hôm nay.",
  "problem.statement.edited-elsewhere":
    "Người khác vừa sửa mục này. Nội dung anh/chị ghi vẫn còn; hãy mở lại để so rồi lưu.",

  "statement.occasion.pressConference": "Họp báo",
  "statement.occasion.interview": "Trả lời phỏng vấn",
  "statement.occasion.writtenAnswer": "Trả lời bằng văn bản",
  "statement.occasion.release": "Thông cáo",
  "statement.occasion.meeting": "Hội nghị, tiếp xúc",
  "statement.topic": "Chủ đề",
  "statement.text": "Nội dung phát ngôn",
  "statement.statedOn": "Ngày",
  "statement.occasion": "Dịp",
  "statement.outlet": "Cơ quan báo chí",
  "statement.spokesperson": "Người phát ngôn",
  "statement.unit": "Đơn vị",
  "statement.restsOn": "Dựa trên tài liệu",
  "statement.stale": "Tài liệu đã đổi",
  "statement.stale-words": "Phát ngôn này dựa trên tài liệu đã bị thu hồi hoặc thay thế.",
} as const;
