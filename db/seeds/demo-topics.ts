/** What the demo's talks are about, with what people ask there. No question names anybody. */
export interface DemoTopic {
  title: string;
  topic: string;
  /** Days between which it was a matter, open where it still is. */
  from?: string;
  to?: string;
  questions: readonly string[];
}

export const demoTopics: readonly DemoTopic[] = [
  {
    title: "Bảo hiểm y tế hộ gia đình",
    topic: "party-state-policy",
    questions: [
      "Cả nhà mua bảo hiểm y tế hộ gia đình thì người thứ hai có được giảm không?",
      "Chuyển sang xã khác ở thì thẻ bảo hiểm y tế cũ còn dùng được không?",
      "Trẻ dưới 6 tuổi có phải mua bảo hiểm y tế không?",
    ],
  },
  {
    title: "Phòng cháy, chữa cháy rừng mùa khô",
    topic: "disaster-health",
    questions: [
      "Đốt dọn rẫy thì phải báo ai trước?",
      "Thấy cháy rừng thì gọi số nào trước?",
      "Băng cản lửa quanh rẫy cần rộng bao nhiêu?",
    ],
  },
  {
    title: "Cấp đổi giấy chứng nhận quyền sử dụng đất",
    topic: "party-state-policy",
    questions: [
      "Sổ đỏ ghi tên xã cũ có phải đổi ngay không?",
      "Đổi sổ do sắp xếp xã có mất lệ phí không?",
      "Đất rẫy khai hoang lâu năm chưa có sổ thì làm thế nào?",
    ],
  },
  {
    title: "Sắp xếp đơn vị hành chính và chính quyền địa phương hai cấp",
    topic: "party-state-policy",
    from: "2025-03-01",
    to: "2025-10-31",
    questions: [
      "Sau ngày 01/7 làm giấy tờ ở đâu?",
      "Căn cước ghi địa chỉ cũ còn dùng được không?",
      "Trụ sở xã mới đặt ở chỗ nào, có xa hơn không?",
    ],
  },
  {
    title: "Chuyển đổi số: nộp hồ sơ tại nhà",
    topic: "local-affairs",
    questions: [
      "Nhà không có máy tính thì nộp hồ sơ qua mạng thế nào?",
      "Quên mật khẩu định danh điện tử thì đến đâu?",
    ],
  },
  {
    title: "An toàn giao thông, nồng độ cồn",
    topic: "security-order",
    questions: [
      "Xe máy cày chạy trên đường xã có phải đăng ký không?",
      "Uống rượu tối hôm trước sáng đi xe có bị phạt không?",
    ],
  },
  {
    title: "Phòng, chống lừa đảo qua mạng",
    topic: "crime-prevention",
    questions: ["Có người gọi bảo nộp tiền nhận quà thì báo cho ai?", "Lỡ bấm vào đường dẫn lạ thì phải làm gì ngay?"],
  },
  {
    title: "Phòng, chống sốt xuất huyết",
    topic: "disaster-health",
    questions: ["Lu chứa nước mưa có cần đậy không?", "Sốt mấy ngày thì phải đến trạm y tế?"],
  },
  {
    title: "Phòng, chống ma túy trong thanh thiếu niên",
    topic: "crime-prevention",
    questions: ["Nghi con em dùng chất lạ thì hỏi ai cho kín đáo?"],
  },
  {
    title: "Nông thôn mới và vệ sinh môi trường",
    topic: "local-projects",
    questions: ["Vỏ chai thuốc bảo vệ thực vật bỏ ở đâu?", "Đường bê tông vào xóm bao giờ làm tiếp?"],
  },
  {
    title: "Gương sản xuất giỏi: cà phê sạch, rau an toàn",
    topic: "good-examples",
    questions: ["Muốn vào hợp tác xã rau an toàn thì cần gì?"],
  },
  {
    title: "Bầu cử đại biểu Quốc hội khóa XVI và Hội đồng nhân dân các cấp",
    topic: "party-state-policy",
    from: "2025-12-01",
    to: "2026-03-15",
    questions: ["Đi làm xa thì bỏ phiếu ở đâu?"],
  },
];

export const difficulties: readonly string[] = [
  "Loa của nhà văn hóa hỏng, người ngồi sau nghe không rõ.",
  "Mưa lớn, bà con ở cụm rẫy xa không về kịp.",
  "Nhiều người lớn tuổi chưa nghe quen tiếng Việt, cần người nói lại bằng tiếng địa phương.",
  "Nhà văn hóa mất điện nửa buổi, phải dùng đèn pin.",
];
