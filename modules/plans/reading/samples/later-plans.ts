/**
 * Two more that were written and marked after the grammar stood, dirty as they come from a province's clerk: glued words,
 * numbers typed by hand that jump, tabs, soft hyphens, a duty over two lines, "Ð", headings without a colon, a table that
 * was pasted as lines. Same notation as the others; docs/measured.md has what the very first run gave.
 */
export const policyPlan = `UỶ BAN NHÂN DÂN        CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LÂM ĐỒNG              Độc lập - Tự do - Hạnh phúc
Số:  2207 /KH - UBND
                      Lâm Ðồng, ngày 09  tháng 3 năm 2026
KẾ HOẠCH
Truyền thông chính sách trên địa bàn tỉnh Lâm Đồng năm 2026
____________
Thực hiện Chỉ thị số 07/CT-TTg ngày 21 tháng 3 năm 2023 của Thủ tướng Chính phủ về việc tăng cường công tác truyền thông chính sách; Quyết định số 407/QĐ-TTg ngày 30/3/2022 của Thủ tướng Chính phủ phê duyệt Ðề án "Tổ chức truyền thông chính sách có tác động lớn đến xã hội trong quá trình xây dựng văn bản quy phạm pháp luật giai đoạn 2022 - 2027" (sau đây viết tắt là Đề án 407),
Xét đề nghị của Sở Văn hóa, Thể thao và Du lịch tại Tờ trình số 88/TTr-SVHTTDL ngày 27/02/2026, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
a) ⟦Tạo đồng thuận xã hội trong xây dựng và thi hành chính sách, pháp luật của tỉnh.⟧
b) ⟦Nâng cao trách nhiệm của người đứng đầu cơ quan, đơn vị trong cung cấp thông tin cho báo chí và Nhân dân.⟧
2. Yêu cầu
a) ⟦Thông tin phải chính xác, đầy đủ, dễ hiểu, phù hợp từng nhóm đối tượng.⟧
b) Kế hoạch này kế thừa kết quả của giai đoạn trước. ⟦Các cơ quan, đơn vị chủ động lồng ghép với nhiệm vụ thường xuyên, tránh hình thức, lãng phí.⟧‹L: Các cơ quan, đơn vị›
II. NHIỆM VỤ, GIẢI PHÁP
1. Kiện toàn đội ngũ
- ⟦Rà soát, lập danh sách cán bộ phụ trách truyền thông chính sách của từng sở, ngành, địa phương; gửi Sở Văn hóa, Thể thao và Du lịch trước ngày 15/4/2026.⟧‹H: 2026-04-15›
- ⟦Tập huấn kỹ năng truyền thông chính sách cho ít nhất 90% cán bộ phụ trách, 01 lần/năm.⟧‹H: hằng năm›
2. Truyền thông dự thảo chính sách
- ⟦Đăng tải toàn văn dự thảo nghị quyết, quyết định quy phạm pháp luật trên Cổng thông tin điện tử tỉnh ít nhất 20 ngày để lấy ý kiến.⟧
- ⟦Tổ chức đối thoại với đối tượng chịu tác động trực tiếp đối với các dự thảo có nội dung phức tạp, nhạy cảm.⟧
- ⟦Tiếp thu, giải trình ý kiến góp ý và công khai kết quả trong 30 ngày kể từ ngày hết hạn lấy ý kiến.⟧
3. Truyền thông qua hệ thống cơ sở
+ ⟦Mỗi xã, phường, đặc khu tổ chức tối thiểu 04 buổi sinh hoạt chuyên đề mỗi quý tại thôn, buôn, tổ dân phố.⟧‹L: Mỗi xã, phường, đặc khu; H: hằng quý›
+ ⟦Phát thanh ít nhất 03 chuyên mục/tuần trên đài truyền thanh xã, có tiếng K'Ho,
Chu Ru, M'Nông ở nơi có đông đồng bào dân tộc thiểu số.⟧
III. TỔ CHỨC THỰC HIỆN
1.Sở Văn hóa, Thể thao và Du lịch
- ⟦Chủ trì, phối hợp với Sở Tư pháp, Văn phòng UBND tỉnh và các địa phương triển khai Kế hoạch này.⟧‹L: Sở Văn hóa, Thể thao và Du lịch; P: Sở Tư pháp; Văn phòng UBND tỉnh›
- ⟦Biên soạn, phát hành 06 bộ tài liệu hỏi - đáp trong năm 2026.⟧‹L: Sở Văn hóa, Thể thao và Du lịch; H: 2026-12-31›
- ⟦Tổng hợp, báo cáo UBND tỉnh kết quả thực hiện định kỳ 6 tháng (trước ngày 15/6) và hằng năm (trước ngày 10/12).⟧‹L: Sở Văn hóa, Thể thao và Du lịch; H: 6 tháng›
2.Sở Tư pháp
- ⟦Lập danh mục dự thảo chính sách có tác động lớn cần truyền thông trong năm, hoàn thành trong tháng 3 năm 2026.⟧‹L: Sở Tư pháp; H: 2026-03-31›
4.Sở Tài chính
⟦Căn cứ khả năng ngân sách, tham mưu UBND tỉnh bố trí kinh phí thực hiện Kế hoạch theo phân cấp.⟧‹L: Sở Tài chính›
5.Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội
⟦Phối hợp vận động đoàn viên, hội viên và Nhân dân tham gia góp ý dự thảo chính sách.⟧‹L: Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh›
6.UBND các xã, phường, đặc khu
- ⟦Ban hành kế hoạch truyền thông của địa phương chậm nhất ngày 31/3/2026;⟧‹L: UBND các xã, phường, đặc khu; H: 2026-03-31› ⟦báo cáo kết quả thực hiện trước ngày 25 tháng cuối quý.⟧‹L: UBND các xã, phường, đặc khu›
- ⟦Người đứng đầu trực tiếp đối thoại với Nhân dân ít nhất 02 lần/năm.⟧‹H: hằng năm›
- ⟦Trả lời câu hỏi, kiến nghị của người dân tại các buổi tuyên truyền trong 15 ngày.⟧‹L: UBND các xã, phường, đặc khu›
IV. KINH PHÍ
Kinh phí thực hiện từ nguồn ngân sách nhà nước theo phân cấp và các nguồn huy động hợp pháp khác.
Trên đây là Kế hoạch truyền thông chính sách năm 2026. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, ⟦các cơ quan, đơn vị, địa phương phản ánh về Sở Văn hóa, Thể thao và Du lịch để tổng hợp, báo cáo UBND tỉnh xem xét, quyết định./.⟧
Nơi nhận:                                   TM. ỦY BAN NHÂN DÂN
- Thủ trưởng các sở, ban, ngành;                  KT. CHỦ TỊCH
- UBND các xã, phường, đặc khu;                 PHÓ CHỦ TỊCH
- Lưu: VT, VX1.
`;

export const digitalPlan = `TỈNH ỦY LÂM ĐỒNG
BAN TUYÊN GIÁO VÀ DÂN VẬN
*
Số 41 - KH/BTGDVTU
ĐẢNG CỘNG SẢN VIỆT NAM
Đà Lạt, ngày 20 tháng 4 năm 2026
KẾ HOẠCH
đổi mới công tác tuyên truyền miệng và hoạt động báo cáo viên
giai đoạn 2026 - 2030
-----
Căn cứ Chỉ thị số 30-CT/TW, ngày 05/02/2024 của Ban Bí thư về phát huy vai trò, nâng cao chất lượng, hiệu quả hoạt động của đội ngũ báo cáo viên, tuyên truyền viên trong tình hình mới; căn cứ Kế hoạch số 124-KH/TU, ngày 17/6/2024 của Ban Thường vụ Tỉnh ủy, Ban Tuyên giáo và Dân vận Tỉnh ủy (sau đây gọi tắt là Ban) xây dựng kế hoạch cụ thể như sau:
I- MỤC TIÊU
1- ⟦Đến năm 2027, 100% báo cáo viên cấp tỉnh được bồi dưỡng kỹ năng trên nền tảng số.⟧‹H: 2027›
2- ⟦Phấn đấu hằng năm có từ 80% số câu hỏi của Nhân dân tại các buổi nói chuyện được trả lời đúng hạn.⟧‹H: hằng năm›
3- Hiện nay, toàn tỉnh có 1.240 báo cáo viên, tuyên truyền viên.
II- NHIỆM VỤ CHỦ YẾU
1- Về nội dung
1.1- ⟦Cung cấp thông tin kịp thời, chính xác; định hướng dư luận trước các vấn đề phức tạp.⟧
1.2- ⟦Xây dựng kho tài liệu dùng chung, cập nhật hằng tháng.⟧‹H: hằng tháng›
2- Về phương thức
2.1- ⟦Kết hợp tuyên truyền trực tiếp với trực tuyến; mở rộng điểm cầu đến cấp xã.⟧
2.2- ⟦Lấy mức độ chuyển biến về nhận thức và hành động của người nghe làm thước đo hiệu quả.⟧
3- Về đội ngũ
3.1- ⟦Rà soát, sàng lọc đội ngũ sau sắp xếp đơn vị hành chính, hoàn thành trong quý II/2026.⟧‹H: 2026-06-30›
3.2- ⟦Tổ chức Hội thi báo cáo viên giỏi cấp tỉnh 2 năm một lần.⟧
3.3- Cơ cấu: mỗi xã có từ 3 đến 5 báo cáo viên; mỗi thôn có ít nhất 1 tuyên truyền viên.
4- Về điều kiện bảo đảm
⟦Trang bị loa di động, máy chiếu cho các xã vùng sâu, vùng xa.⟧ ⟦Thực hiện chế độ thù lao theo khoản 3 Điều 24 Nghị định số 49/2024/NĐ-CP, ngày 10/5/2024 của Chính phủ.⟧
III- TỔ CHỨC THỰC HIỆN
1- Phòng Tuyên truyền - Báo chí, xuất bản: ⟦tham mưu tổ chức Hội nghị báo cáo viên hằng tháng;⟧‹L: Phòng Tuyên truyền - Báo chí, xuất bản; H: hằng tháng› ⟦theo dõi, đôn đốc, tổng hợp kết quả, báo cáo Thường trực Tỉnh ủy trước ngày 20/11 hằng năm.⟧‹L: Phòng Tuyên truyền - Báo chí, xuất bản; H: hằng năm›
2- Đảng ủy các xã, phường, đặc khu và Đảng ủy trực thuộc Tỉnh ủy: ⟦căn cứ Kế hoạch này, xây dựng kế hoạch thực hiện phù hợp với tình hình địa phương, gửi về Ban trước ngày 30/5/2026.⟧‹L: Đảng ủy các xã, phường, đặc khu; H: 2026-05-30›
3- Đề nghị Báo và Phát thanh, Truyền hình Lâm Đồng: ⟦mở chuyên mục "Ý Đảng - Lòng Dân", phát ít nhất 2 kỳ/tháng.⟧‹L: Báo và Phát thanh, Truyền hình Lâm Đồng; H: hằng tháng›
4- Trường Chính trị tỉnh: ⟦đưa nội dung kỹ năng tuyên truyền miệng vào chương trình bồi dưỡng;⟧‹L: Trường Chính trị tỉnh› ⟦phối hợp mở 02 lớp mỗi năm.⟧‹L: Trường Chính trị tỉnh; H: hằng năm›
5- Tỉnh Đoàn, Hội Liên hiệp Phụ nữ tỉnh, Hội Nông dân tỉnh: ⟦lựa chọn, giới thiệu cán bộ trẻ, người có uy tín trong đồng bào dân tộc thiểu số tham gia đội ngũ tuyên truyền viên.⟧‹L: Tỉnh Đoàn; Hội Liên hiệp Phụ nữ tỉnh›
⟦Tổ chức sơ kết vào năm 2028, tổng kết vào năm 2030.⟧‹H: 2028›
                                               K/T TRƯỞNG BAN
                                               PHÓ TRƯỞNG BAN
`;
