/** What the demo's authorities answered to what its people asked; shortened for reading out. Two questions still wait. */
export interface DemoAnswer {
  question: string;
  answer: string;
  source: string;
}

export const demoAnswers: readonly DemoAnswer[] = [
  {
    question: "Cả nhà mua bảo hiểm y tế hộ gia đình thì người thứ hai có được giảm không?",
    answer:
      "Có. Người thứ nhất đóng đủ; người thứ hai, thứ ba, thứ tư đóng lần lượt bằng 70%, 60%, 50% mức của người thứ nhất; từ người thứ năm đóng 40%. Cả hộ cùng đóng trong năm mới được giảm.",
    source: "Luật Bảo hiểm y tế, sửa đổi bởi Luật số 51/2024/QH15",
  },
  {
    question: "Chuyển sang xã khác ở thì thẻ bảo hiểm y tế cũ còn dùng được không?",
    answer: "Thẻ còn hạn vẫn dùng được. Muốn đổi nơi khám ban đầu thì đăng ký lại vào 15 ngày đầu của mỗi quý.",
    source: "Luật Bảo hiểm y tế, sửa đổi bởi Luật số 51/2024/QH15",
  },
  {
    question: "Trẻ dưới 6 tuổi có phải mua bảo hiểm y tế không?",
    answer: "Không phải mua. Nhà nước đóng cho trẻ em dưới 6 tuổi; thẻ làm cùng lúc với giấy khai sinh tại xã.",
    source: "Luật Bảo hiểm y tế, Điều 12",
  },
  {
    question: "Đốt dọn rẫy thì phải báo ai trước?",
    answer:
      "Báo trưởng thôn và kiểm lâm địa bàn trước khi đốt, đốt lúc lặng gió, có người canh và băng cản lửa. Những ngày cấp cháy IV, V không được đốt.",
    source: "Nghị định số 156/2018/NĐ-CP; phương án phòng cháy rừng của xã",
  },
  {
    question: "Thấy cháy rừng thì gọi số nào trước?",
    answer: "Gọi 114. Đồng thời báo trưởng thôn để xã huy động người tại chỗ.",
    source: "Luật số 55/2024/QH15",
  },
  {
    question: "Băng cản lửa quanh rẫy cần rộng bao nhiêu?",
    answer: "Dọn sạch cỏ khô quanh rẫy rộng ít nhất 6 đến 8 mét trước khi đốt; chỗ dốc phải rộng hơn.",
    source: "Hướng dẫn của Chi cục Kiểm lâm tỉnh",
  },
  {
    question: "Sổ đỏ ghi tên xã cũ có phải đổi ngay không?",
    answer:
      "Không. Giấy chứng nhận đã cấp vẫn có giá trị; chỉ đổi khi người dân có nhu cầu hoặc khi làm thủ tục đất đai.",
    source: "Nghị quyết số 190/2025/QH15, Điều 10",
  },
  {
    question: "Đổi sổ do sắp xếp xã có mất lệ phí không?",
    answer: "Đổi do Nhà nước sắp xếp đơn vị hành chính thì không thu lệ phí.",
    source: "Nghị quyết số 190/2025/QH15, Điều 10",
  },
  {
    question: "Sau ngày 01/7 làm giấy tờ ở đâu?",
    answer: "Ở Trung tâm phục vụ hành chính công của xã mới, hoặc bất kỳ xã nào trong tỉnh; cũng nộp được qua mạng.",
    source: "Nghị định số 118/2025/NĐ-CP",
  },
  {
    question: "Căn cước ghi địa chỉ cũ còn dùng được không?",
    answer: "Còn dùng được đến hết hạn in trên thẻ; không phải đổi chỉ vì địa chỉ mới.",
    source: "Nghị quyết số 190/2025/QH15, Điều 10",
  },
  {
    question: "Trụ sở xã mới đặt ở chỗ nào, có xa hơn không?",
    answer: "Trụ sở chính ghi ở bảng thông báo của từng xã; trụ sở cũ vẫn nhận hồ sơ vào các ngày đã niêm yết.",
    source: "Thông báo của Ủy ban nhân dân xã",
  },
  {
    question: "Nhà không có máy tính thì nộp hồ sơ qua mạng thế nào?",
    answer: "Nộp bằng điện thoại, hoặc đến tổ công nghệ số cộng đồng của thôn; cán bộ xã làm giúp, không mất tiền.",
    source: "Nghị định số 118/2025/NĐ-CP",
  },
  {
    question: "Quên mật khẩu định danh điện tử thì đến đâu?",
    answer: "Bấm Quên mật khẩu trong ứng dụng; nếu không được thì mang căn cước đến công an xã.",
    source: "Nghị định số 69/2024/NĐ-CP",
  },
  {
    question: "Xe máy cày chạy trên đường xã có phải đăng ký không?",
    answer: "Có. Xe máy chuyên dùng tham gia giao thông phải đăng ký và người lái phải có giấy phép phù hợp.",
    source: "Luật số 36/2024/QH15",
  },
  {
    question: "Uống rượu tối hôm trước sáng đi xe có bị phạt không?",
    answer: "Có, nếu trong máu hoặc hơi thở còn nồng độ cồn lúc đi xe, dù uống từ hôm trước.",
    source: "Luật số 36/2024/QH15; Nghị định số 168/2024/NĐ-CP",
  },
  {
    question: "Có người gọi bảo nộp tiền nhận quà thì báo cho ai?",
    answer: "Không chuyển tiền, không đọc mã cho ai. Báo công an xã và trưởng thôn để nhắc các nhà khác.",
    source: "Hướng dẫn của Công an tỉnh",
  },
  {
    question: "Lỡ bấm vào đường dẫn lạ thì phải làm gì ngay?",
    answer: "Tắt mạng của điện thoại, gọi ngân hàng khóa tài khoản, rồi báo công an xã. Chưa đăng nhập gì trên máy đó.",
    source: "Hướng dẫn của Công an tỉnh",
  },
  {
    question: "Lu chứa nước mưa có cần đậy không?",
    answer: "Cần đậy kín, mỗi tuần cọ rửa một lần để diệt lăng quăng.",
    source: "Hướng dẫn của Sở Y tế",
  },
  {
    question: "Sốt mấy ngày thì phải đến trạm y tế?",
    answer: "Sốt cao hai ngày không giảm, hoặc có chảy máu, đau bụng, mệt lả thì đến trạm y tế ngay.",
    source: "Hướng dẫn của Sở Y tế",
  },
  {
    question: "Nghi con em dùng chất lạ thì hỏi ai cho kín đáo?",
    answer: "Hỏi trạm y tế xã hoặc công an xã; việc xác định và tư vấn được giữ kín.",
    source: "Luật số 73/2021/QH14",
  },
  {
    question: "Vỏ chai thuốc bảo vệ thực vật bỏ ở đâu?",
    answer: "Bỏ vào bể chứa đặt ở bờ ruộng; thôn nào chưa có thì báo xã để đặt thêm.",
    source: "Luật số 72/2020/QH14",
  },
  {
    question: "Muốn vào hợp tác xã rau an toàn thì cần gì?",
    answer: "Làm đơn, góp vốn theo điều lệ và cam kết quy trình rau an toàn; ban quản trị hợp tác xã xem xét.",
    source: "Luật số 17/2023/QH15",
  },
  {
    question: "Đi làm xa thì bỏ phiếu ở đâu?",
    answer: "Bỏ phiếu ở nơi tạm trú nếu đã đăng ký với xã nơi đó; hoặc xin giấy chứng nhận đi bỏ phiếu nơi khác.",
    source: "Luật số 85/2015/QH13, sửa đổi bởi Luật số 83/2025/QH15",
  },
];
