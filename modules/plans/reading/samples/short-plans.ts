/** Plans of communes and departments, in the same notation as the province's: all invented, marked before the parser was run. */
export const communePlan = `ỦY BAN NHÂN DÂN XÃ D'RAN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND D'Ran, ngày 15 tháng 01 năm 2026
KẾ HOẠCH
Công tác tuyên truyền miệng năm 2026
Căn cứ Nghị định số 49/2024/NĐ-CP ngày 10 tháng 5 năm 2024 của Chính phủ quy định hoạt động thông tin cơ sở;
Căn cứ Kế hoạch số 03/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh Lâm Đồng về công tác tuyên truyền miệng năm 2026,
Ủy ban nhân dân xã ban hành Kế hoạch như sau:
I. Mục đích, yêu cầu
1. ⟦Nâng cao nhận thức của cán bộ, đảng viên và Nhân dân về các chủ trương của Đảng, chính sách, pháp luật của Nhà nước.⟧
2. ⟦Công tác tuyên truyền bảo đảm thường xuyên, đúng đối tượng, tiết kiệm.⟧
II. Nội dung
1. Tổ chức buổi tuyên truyền
a) ⟦Mỗi thôn, tổ dân phố tổ chức ít nhất 02 buổi tuyên truyền trong một quý.⟧‹L: Mỗi thôn, tổ dân phố; H: hằng quý›
b) ⟦Tổ chức 04 hội nghị đối thoại giữa Chủ tịch Ủy ban nhân dân xã với Nhân dân, hoàn thành trước ngày 30/11/2026.⟧‹H: 2026-11-30›
2. Tài liệu
a) ⟦Biên soạn đề cương tuyên truyền hằng tháng bằng tiếng Việt và tiếng Chu Ru.⟧‹H: hằng tháng›
b) ⟦Đăng tải tài liệu trên Trang thông tin điện tử của xã.⟧
III. Tổ chức thực hiện
1. Phòng Văn hóa - Xã hội: ⟦chủ trì, phối hợp với Ủy ban Mặt trận Tổ quốc Việt Nam xã và các đoàn thể triển khai Kế hoạch này.⟧‹L: Phòng Văn hóa - Xã hội; P: Ủy ban Mặt trận Tổ quốc Việt Nam xã; các đoàn thể› ⟦Tổng hợp kết quả, báo cáo Ủy ban nhân dân xã trước ngày 20 hằng tháng.⟧‹L: Phòng Văn hóa - Xã hội; H: ngày 20 hằng tháng›
2. Công an xã: ⟦Cung cấp thông tin về phương thức, thủ đoạn của tội phạm lừa đảo trên không gian mạng để tuyên truyền cho Nhân dân.⟧‹L: Công an xã›
3. Trưởng thôn, Tổ trưởng tổ dân phố: ⟦bố trí địa điểm, mời Nhân dân dự và ghi lại ý kiến của Nhân dân.⟧‹L: Trưởng thôn; Tổ trưởng tổ dân phố›
4. Kinh phí: từ ngân sách xã năm 2026 và nguồn hợp pháp khác.
Trên đây là Kế hoạch công tác tuyên truyền miệng năm 2026 của xã D'Ran./.
Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
CHỦ TỊCH
Trương Công Lý
`;

export const draftsPlan = `UỶ BAN NHÂN DÂN
TỈNH LÂM ĐỒNG
-------
Số: 2210/KH-UBND
Lâm Đồng, ngày 18 tháng 4 năm 2023
KẾ HOẠCH
Truyền thông dự thảo chính sách trên địa bàn tỉnh giai đoạn 2023 - 2027
Thực hiện Quyết định số 407/QĐ-TTg ngày 30/3/2022 của Thủ tướng Chính phủ phê duyệt Đề án “Tổ chức truyền thông chính sách có tác động lớn đến xã hội trong quá trình xây dựng văn bản quy phạm pháp luật giai đoạn 2022 - 2027” (sau đây gọi tắt là Đề án), UBND tỉnh ban hành Kế hoạch như sau:
I. MỤC TIÊU
1. Mục tiêu chung
⟦Nâng cao chất lượng xây dựng văn bản quy phạm pháp luật; tạo sự đồng thuận của xã hội ngay từ khâu dự thảo.⟧
2. Mục tiêu cụ thể
a) ⟦Năm 2023, 100% dự thảo chính sách có tác động lớn đến xã hội được tổ chức truyền thông.⟧‹H: 2023›
b) ⟦Đến năm 2025, 100% người làm công tác truyền thông chính sách được bồi dưỡng kiến thức, kỹ năng.⟧‹H: 2025›
II. NHIỆM VỤ VÀ GIẢI PHÁP
1. Xác định dự thảo cần truyền thông
1.1. ⟦Cơ quan chủ trì soạn thảo rà soát, xác định chính sách có tác động lớn đến xã hội theo ba tiêu chí của Đề án.⟧‹L: Cơ quan chủ trì soạn thảo›
1.2. ⟦Xây dựng kế hoạch truyền thông trước khi lấy ý kiến ít nhất 30 ngày.⟧
2. Tổ chức truyền thông
2.1. ⟦Đăng tải dự thảo, bản thuyết minh trên Cổng thông tin điện tử tỉnh.⟧
2.2. ⟦Tổ chức tọa đàm, đối thoại với đối tượng chịu tác động trực tiếp.⟧
2.3. ⟦Tiếp nhận, tổng hợp, giải trình ý kiến góp ý; công khai kết quả tiếp thu.⟧
III. TỔ CHỨC THỰC HIỆN
1. ⟦Giao Sở Tư pháp chủ trì, phối hợp với Sở Thông tin và Truyền thông hướng dẫn, theo dõi, kiểm tra việc thực hiện Kế hoạch; ⟧⟦định kỳ 6 tháng, hằng năm báo cáo UBND tỉnh.⟧‹L: Sở Tư pháp; H: 6 tháng›
2. ⟦Giao Sở Tài chính hướng dẫn lập dự toán, bố trí kinh phí thực hiện Kế hoạch.⟧‹L: Sở Tài chính›
3. ⟦Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội vận động hội viên, Nhân dân tham gia góp ý.⟧‹L: Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh; các tổ chức chính trị - xã hội›
4. Các sở, ban, ngành; UBND các huyện, thành phố Đà Lạt và Bảo Lộc có trách nhiệm:
a) ⟦Phân công cán bộ làm đầu mối truyền thông chính sách, gửi danh sách về Sở Tư pháp trước ngày 31/5/2023.⟧‹H: 2023-05-31›
b) ⟦Báo cáo kết quả thực hiện trước ngày 05/12 hằng năm.⟧‹H: 05/12 hằng năm›
Kế hoạch này thay thế Kế hoạch số 998/KH-UBND ngày 12/02/2022 của UBND tỉnh.
Trên đây là Kế hoạch truyền thông dự thảo chính sách, yêu cầu các cơ quan, đơn vị, địa phương triển khai thực hiện./.
Nơi nhận:
- Như trên;
`;

export const trainingPlan = `UBND TỈNH LÂM ĐỒNG
SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH
Số: 88/KH-SVHTTDL
Lâm Đồng, ngày 10 tháng 3 năm 2026
KẾ HOẠCH
Bồi dưỡng nghiệp vụ cho tuyên truyền viên cơ sở năm 2026
Căn cứ Kế hoạch số 03/KH-UBND ngày 05/01/2026 của UBND tỉnh, Sở Văn hóa, Thể thao và Du lịch (sau đây gọi tắt là Sở) xây dựng Kế hoạch bồi dưỡng như sau:
I. MỤC ĐÍCH
⟦Trang bị cho tuyên truyền viên cơ sở kỹ năng nói trước công chúng, trả lời câu hỏi và tiếp nhận ý kiến của Nhân dân.⟧
II. NỘI DUNG, ĐỐI TƯỢNG, THỜI GIAN
1. Đối tượng: tuyên truyền viên cơ sở các xã, phường, đặc khu.
2. Nội dung bồi dưỡng
- Kỹ năng thuyết trình.
- Kỹ năng trả lời câu hỏi khó.
- Quy định về bảo vệ dữ liệu cá nhân.
3. Thời gian: từ tháng 4 đến tháng 9 năm 2026.
4. Địa điểm: tại 06 cụm xã.
III. PHÂN CÔNG
1. Phòng Thông tin cơ sở
a) ⟦Tham mưu Lãnh đạo Sở ban hành quyết định mở lớp, hoàn thành trong tháng 3/2026.⟧‹L: Phòng Thông tin cơ sở; H: 2026-03-31›
b) ⟦Mời giảng viên, biên soạn tài liệu bồi dưỡng.⟧‹L: Phòng Thông tin cơ sở›
c) ⟦Chủ trì, phối hợp với Văn phòng Sở chuẩn bị cơ sở vật chất cho các lớp.⟧‹L: Phòng Thông tin cơ sở; P: Văn phòng Sở›
d) ⟦Tổng hợp kết quả, báo cáo Giám đốc Sở trong quý IV/2026.⟧‹L: Phòng Thông tin cơ sở; H: 2026-12-31›
2. Văn phòng Sở: ⟦thẩm định dự toán, thanh quyết toán kinh phí theo quy định.⟧‹L: Văn phòng Sở›
3. Đề nghị UBND các xã, phường, đặc khu: ⟦cử tuyên truyền viên tham gia đầy đủ, đúng thành phần, gửi danh sách về Sở trước ngày 25/3/2026.⟧‹L: UBND các xã, phường, đặc khu; H: 2026-03-25›
Trong quá trình thực hiện, nếu có vướng mắc, ⟦các đơn vị phản ánh về Sở để xem xét, giải quyết.⟧‹L: các đơn vị›
GIÁM ĐỐC
`;

export const partyPlan = `ĐẢNG BỘ TỈNH LÂM ĐỒNG
ĐẢNG ỦY XÃ ĐAM RÔNG 1
*
Số 21-KH/ĐU
Đam Rông 1, ngày 20 tháng 8 năm 2025
KẾ HOẠCH
tuyên truyền Đại hội đại biểu Đảng bộ xã lần thứ I
Thực hiện Hướng dẫn số 155-HD/BTGTW ngày 14/5/2024 của Ban Tuyên giáo Trung ương, Ban Thường vụ Đảng ủy xã xây dựng Kế hoạch tuyên truyền như sau:
I- MỤC ĐÍCH, YÊU CẦU
- ⟦Tạo sự thống nhất trong Đảng, sự đồng thuận trong Nhân dân về thành công của Đại hội.⟧
- ⟦Tuyên truyền phải gắn với phong trào thi đua yêu nước, tránh phô trương, hình thức.⟧
II- NỘI DUNG TUYÊN TRUYỀN
1- Kết quả thực hiện nghị quyết nhiệm kỳ qua.
2- Phương hướng, nhiệm vụ nhiệm kỳ 2025 - 2030.
III- THỜI GIAN
Từ tháng 8 đến hết tháng 10 năm 2025, chia làm hai đợt.
IV- TỔ CHỨC THỰC HIỆN
1- Ban Xây dựng Đảng
- ⟦Tham mưu Ban Thường vụ Đảng ủy chỉ đạo, định hướng công tác tuyên truyền.⟧‹L: Ban Xây dựng Đảng›
- ⟦Cung cấp đề cương tuyên truyền cho báo cáo viên, các chi bộ trước ngày 05/9/2025.⟧‹L: Ban Xây dựng Đảng; H: 2025-09-05›
2- Ủy ban nhân dân xã
- ⟦Chỉ đạo Phòng Văn hóa - Xã hội trang trí khánh tiết, treo băng rôn tại các trục đường chính.⟧‹L: Ủy ban nhân dân xã›
- ⟦Bố trí kinh phí phục vụ tuyên truyền.⟧‹L: Ủy ban nhân dân xã›
3- Ủy ban Mặt trận Tổ quốc Việt Nam xã và các đoàn thể
⟦Tuyên truyền, vận động đoàn viên, hội viên thi đua lập thành tích chào mừng Đại hội; nắm tình hình dư luận, phản ánh kịp thời với Ban Thường vụ Đảng ủy.⟧‹L: Ủy ban Mặt trận Tổ quốc Việt Nam xã; các đoàn thể›
4- Các chi bộ trực thuộc
- ⟦Quán triệt Kế hoạch đến toàn thể đảng viên.⟧‹L: Các chi bộ trực thuộc›
- ⟦Phân công đảng viên phụ trách nhóm hộ để tuyên truyền.⟧‹L: Các chi bộ trực thuộc›
T/M BAN THƯỜNG VỤ
BÍ THƯ
Cil Ha Bang
`;
