/**
 * Plans that were written and marked before the parser was run and were not looked at while it was tuned: the honest
 * figures come from these. Same notation as the others.
 */
export const forestPlan = `ỦY BAN NHÂN DÂN
XÃ ĐAM RÔNG 1
Số: 105/KH-UBND
Đam Rông 1, ngày 02 tháng 12 năm 2025
KẾ HOẠCH
Tuyên truyền phòng cháy, chữa cháy rừng mùa khô 2025 - 2026
Căn cứ Luật Lâm nghiệp năm 2017;
Căn cứ Công văn số 9120/UBND-NN ngày 20/11/2025 của UBND tỉnh về tăng cường phòng cháy, chữa cháy rừng,
UBND xã xây dựng Kế hoạch như sau:
I. TÌNH HÌNH
Mùa khô năm 2024 - 2025, trên địa bàn xã đã xảy ra 03 vụ cháy thảm cỏ, không gây thiệt hại về rừng. Nguyên nhân chủ yếu do đốt dọn rẫy. Một số hộ chưa báo với trưởng thôn trước khi đốt.
II. MỤC ĐÍCH, YÊU CẦU
1. ⟦Giúp người dân hiểu và thực hiện đúng quy định về đốt dọn thực bì.⟧
2. ⟦Hạn chế thấp nhất số vụ cháy và thiệt hại do cháy rừng gây ra.⟧
3. ⟦Nội dung tuyên truyền phải ngắn gọn, có bản tiếng K'Ho.⟧
III. NHIỆM VỤ
1. Trước mùa khô (đến hết ngày 31/12/2025)
- ⟦Họp thôn phổ biến lịch trực và quy định báo trước khi đốt rẫy.⟧
- ⟦Ký cam kết với các hộ có rẫy giáp rừng.⟧
- ⟦Dựng 12 bảng cấp dự báo cháy rừng tại cửa rừng.⟧
2. Trong mùa khô
- ⟦Phát thanh bản tin cấp cháy rừng ít nhất 02 lần/ngày trên đài truyền thanh xã.⟧
- ⟦Khi dự báo cháy từ cấp IV trở lên, tổ trực thôn đi từng hộ nhắc không đốt rẫy.⟧‹L: tổ trực thôn›
- ⟦Xử lý nghiêm các trường hợp vi phạm và thông báo rộng rãi kết quả xử lý.⟧
3. Sau mùa khô
- ⟦Đánh giá kết quả, biểu dương thôn không để xảy ra cháy rừng, hoàn thành trước ngày 31/5/2026.⟧‹H: 2026-05-31›
IV. TỔ CHỨC THỰC HIỆN
1. Phòng Kinh tế
- ⟦Là cơ quan thường trực, theo dõi, đôn đốc các thôn thực hiện Kế hoạch.⟧‹L: Phòng Kinh tế›
- ⟦Hằng tuần tổng hợp tình hình, báo cáo Chủ tịch UBND xã vào chiều thứ Sáu.⟧‹L: Phòng Kinh tế; H: hằng tuần›
2. Phòng Văn hóa - Xã hội
- ⟦Viết tin, bài phát trên đài truyền thanh; dịch bản tin sang tiếng K'Ho.⟧‹L: Phòng Văn hóa - Xã hội›
3. Hạt Kiểm lâm khu vực
- ⟦Đề nghị cử kiểm lâm địa bàn cùng dự họp thôn để giải đáp cho bà con.⟧‹L: Hạt Kiểm lâm khu vực›
4. Các trường học trên địa bàn
⟦Lồng ghép nội dung phòng cháy rừng vào giờ sinh hoạt dưới cờ.⟧‹L: Các trường học trên địa bàn›
Kinh phí: Từ nguồn sự nghiệp của xã và Quỹ bảo vệ và phát triển rừng.
Nhận được Kế hoạch này, yêu cầu các đơn vị nghiêm túc thực hiện./.
Nơi nhận:
- Như phần IV;
- Lưu: VT.
`;

export const insurancePlan = `KẾ HOẠCH
TRUYỀN THÔNG BẢO HIỂM Y TẾ HỘ GIA ĐÌNH QUÝ III NĂM 2026
Thực hiện Công văn số 455/BHXH-TT ngày 15/6/2026 của Bảo hiểm xã hội tỉnh, UBND phường xây dựng kế hoạch:
MỤC TIÊU
⟦Phấn đấu đến hết quý III/2026 có thêm 350 người tham gia bảo hiểm y tế hộ gia đình.⟧‹H: 2026-09-30›
Tỷ lệ bao phủ hiện nay của phường là 91,2% dân số.
NỘI DUNG TRUYỀN THÔNG
- Quyền lợi của người tham gia bảo hiểm y tế.
- Mức đóng, mức hỗ trợ năm 2026.
- Cách đăng ký trên ứng dụng VssID.
HÌNH THỨC
- ⟦Tổ chức 18 buổi nói chuyện tại tổ dân phố trong tháng 7 và tháng 8.⟧
- ⟦Phát 2.000 tờ rơi đến hộ gia đình chưa tham gia.⟧
- ⟦Tuyên truyền viên đến từng hộ có thẻ sắp hết hạn để nhắc gia hạn.⟧‹L: Tuyên truyền viên›
PHÂN CÔNG
- Phòng Văn hóa - Xã hội ⟦chủ trì triển khai, chuẩn bị tài liệu, lịch các buổi nói chuyện.⟧‹L: Phòng Văn hóa - Xã hội›
- Trạm Y tế phường ⟦cử cán bộ giải đáp về khám, chữa bệnh bảo hiểm y tế.⟧‹L: Trạm Y tế phường›
- Hội Liên hiệp Phụ nữ, Hội Nông dân phường ⟦rà soát hội viên chưa tham gia, vận động tham gia trước 15/8/2026.⟧‹L: Hội Liên hiệp Phụ nữ; Hội Nông dân phường; H: 2026-08-15›
- Tổ trưởng tổ dân phố ⟦lập danh sách hộ chưa tham gia, nộp về Phòng Văn hóa - Xã hội chậm nhất ngày 10/7/2026.⟧‹L: Tổ trưởng tổ dân phố; H: 2026-07-10›
Đề nghị các đơn vị phối hợp thực hiện tốt kế hoạch này.
`;

export const contestPlan = `UBND TỈNH LÂM ĐỒNG
BAN TỔ CHỨC HỘI THI
Lâm Đồng, ngày 01 tháng 7 năm 2026
KẾ HOẠCH
Tổ chức Hội thi tuyên truyền viên cơ sở giỏi tỉnh Lâm Đồng năm 2026
(Kèm theo Quyết định số 1520/QĐ-UBND ngày 25/6/2026 của Chủ tịch UBND tỉnh)
Phần I
NHỮNG VẤN ĐỀ CHUNG
1. Mục đích
Hội thi là dịp để tuyên truyền viên học hỏi, trao đổi kinh nghiệm. ⟦Qua Hội thi, phát hiện, biểu dương tuyên truyền viên giỏi và nhân rộng cách làm hay.⟧
2. Yêu cầu
⟦Hội thi phải được tổ chức an toàn, tiết kiệm, công bằng.⟧
3. Đối tượng dự thi
Tuyên truyền viên cơ sở đã có quyết định công nhận của Chủ tịch UBND cấp xã.
Phần II
NỘI DUNG, HÌNH THỨC
1. Vòng sơ khảo: tổ chức tại 06 cụm, từ ngày 10/8 đến ngày 20/8/2026.
2. Vòng chung khảo: tổ chức tại phường Xuân Hương - Đà Lạt, ngày 15/9/2026.
3. Mỗi thí sinh dự thi hai phần:
a) Thuyết trình 10 phút theo chủ đề bốc thăm.
b) Trả lời câu hỏi tình huống.
4. Cơ cấu giải thưởng: 01 giải Nhất, 02 giải Nhì, 03 giải Ba.
Phần III
TỔ CHỨC THỰC HIỆN
1. Sở Văn hóa, Thể thao và Du lịch (cơ quan thường trực)
1.1. ⟦Tham mưu thành lập Ban Tổ chức, Ban Giám khảo và ban hành thể lệ trước ngày 15/7/2026.⟧‹L: Sở Văn hóa, Thể thao và Du lịch; H: 2026-07-15›
1.2. ⟦Xây dựng bộ câu hỏi tình huống và đáp án.⟧‹L: Sở Văn hóa, Thể thao và Du lịch›
1.3. ⟦Chủ trì, phối hợp với Báo và Phát thanh, Truyền hình Lâm Đồng truyền hình trực tiếp vòng chung khảo.⟧‹L: Sở Văn hóa, Thể thao và Du lịch; P: Báo và Phát thanh, Truyền hình Lâm Đồng›
2. Sở Tài chính
⟦Thẩm định dự toán, tham mưu UBND tỉnh cấp kinh phí tổ chức Hội thi.⟧‹L: Sở Tài chính›
3. Sở Y tế
⟦Bố trí xe cứu thương, nhân viên y tế trực tại các vòng thi.⟧‹L: Sở Y tế›
4. UBND các xã, phường, đặc khu
4.1. ⟦Chọn cử ít nhất 01 thí sinh dự vòng sơ khảo, gửi hồ sơ về Ban Tổ chức trước ngày 31/7/2026.⟧‹L: UBND các xã, phường, đặc khu; H: 2026-07-31›
4.2. ⟦Hỗ trợ kinh phí đi lại, ăn ở cho thí sinh của địa phương mình.⟧‹L: UBND các xã, phường, đặc khu›
5. Tỉnh Đoàn
⟦Huy động 30 tình nguyện viên phục vụ hậu cần.⟧‹L: Tỉnh Đoàn›
TRƯỞNG BAN TỔ CHỨC
`;

export const electionPlan = `ỦY BAN NHÂN DÂN
TỈNH LÂM ĐỒNG
Số: 310/KH-UBND
Lâm Đồng, ngày 12 tháng 01 năm 2026
KẾ HOẠCH
Tuyên truyền cuộc bầu cử đại biểu Quốc hội khóa XVI và đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2026 - 2031
Căn cứ Nghị quyết số 199/2025/QH15 ngày 16/6/2025 của Quốc hội; Chỉ thị số 46-CT/TW ngày 16/5/2025 của Bộ Chính trị (sau đây gọi là Chỉ thị 46), UBND tỉnh ban hành Kế hoạch tuyên truyền cuộc bầu cử (sau đây gọi là Kế hoạch) cụ thể như sau:
A. MỤC ĐÍCH, YÊU CẦU
1. ⟦Làm cho cán bộ, đảng viên và Nhân dân hiểu rõ ý nghĩa, tầm quan trọng của cuộc bầu cử.⟧
2. ⟦Công tác tuyên truyền được tiến hành sâu rộng, đến từng thôn, buôn, tổ dân phố, kể cả vùng sâu, vùng xa, đặc khu Phú Quý.⟧
B. CÁC ĐỢT TUYÊN TRUYỀN
I. Đợt 1: từ ngày 15/01/2026 đến ngày 22/02/2026
1. ⟦Phổ biến Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân.⟧
2. ⟦Giới thiệu quyền và nghĩa vụ của cử tri.⟧
II. Đợt 2: từ ngày 23/02/2026 đến ngày 15/3/2026
1. ⟦Tập trung tuyên truyền danh sách, tiểu sử người ứng cử; ngày bầu cử, khu vực bỏ phiếu.⟧
2. ⟦Tổ chức tuyên truyền lưu động bằng xe loa tại 124 xã, phường, đặc khu.⟧
C. PHÂN CÔNG NHIỆM VỤ
1. Sở Nội vụ: ⟦Cung cấp tài liệu hỏi - đáp về bầu cử; ⟧⟦giải đáp các vấn đề nghiệp vụ do địa phương hỏi trong 24 giờ.⟧‹L: Sở Nội vụ›
2. Sở Văn hóa, Thể thao và Du lịch: ⟦Chủ trì, phối hợp với Ban Tuyên giáo và Dân vận Tỉnh ủy, Công an tỉnh định hướng nội dung; ⟧‹L: Sở Văn hóa, Thể thao và Du lịch; P: Ban Tuyên giáo và Dân vận Tỉnh ủy; Công an tỉnh›⟦kiểm tra công tác tuyên truyền tại cơ sở.⟧
3. Công an tỉnh: ⟦nắm chắc tình hình an ninh trật tự, kịp thời phát hiện, xử lý thông tin xấu, độc.⟧‹L: Công an tỉnh›
4. Sở Dân tộc và Tôn giáo: ⟦Biên dịch tài liệu ra tiếng K'Ho, M'Nông, Chăm; hoàn thành chậm nhất ngày 31/01/2026.⟧‹L: Sở Dân tộc và Tôn giáo; H: 2026-01-31›
5. Ủy ban nhân dân các xã, phường, đặc khu
a) ⟦Xây dựng kế hoạch tuyên truyền của địa phương trong tháng 01/2026.⟧‹L: Ủy ban nhân dân các xã, phường, đặc khu; H: 2026-01-31›
b) ⟦Niêm yết danh sách cử tri, danh sách người ứng cử đúng thời gian luật định.⟧‹L: Ủy ban nhân dân các xã, phường, đặc khu›
c) ⟦Báo cáo kết quả tuyên truyền về Sở Văn hóa, Thể thao và Du lịch trước 16 giờ thứ Năm hằng tuần.⟧‹L: Ủy ban nhân dân các xã, phường, đặc khu; H: hằng tuần›
UBND tỉnh yêu cầu các sở, ban, ngành, địa phương nghiêm túc triển khai thực hiện./.
`;
