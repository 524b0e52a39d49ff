/**
 * A province's plan in the style of such plans, written for the tests and the demo. Between ⟦ and ⟧ stands what a
 * person marked as one task, before the parser was run; ‹…› behind it says who leads (L), who coordinates (P) and
 * until when (H). Numbers and symbols of the province's own plan are invented.
 */
export const province2024 = `ỦY BAN NHÂN DÂN
TỈNH LÂM ĐỒNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 7415/KH-UBND
Lâm Đồng, ngày 28 tháng 8 năm 2024
KẾ HOẠCH
Thực hiện Chỉ thị số 30-CT/TW của Ban Bí thư về công tác tuyên truyền miệng và hoạt động báo cáo viên trong tình hình mới
Thực hiện Chỉ thị số 30-CT/TW ngày 05/02/2024 của Ban Bí thư Trung ương Đảng về công tác tuyên truyền miệng và hoạt động báo cáo viên trong tình hình mới (sau đây gọi tắt là Chỉ thị số 30-CT/TW); Kế hoạch số 124-KH/TU ngày 17/6/2024 của Ban Thường vụ Tỉnh ủy (sau đây gọi là Kế hoạch số 124-KH/TU), Ủy ban nhân dân tỉnh Lâm Đồng (sau đây gọi là UBND tỉnh) ban hành Kế hoạch thực hiện như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- ⟦Tổ chức nghiên cứu, quán triệt, tuyên truyền và thực hiện nghiêm túc Chỉ thị số 30-CT/TW, Kế hoạch số 124-KH/TU trong các cơ quan, đơn vị, cán bộ, đảng viên, công chức, viên chức, người lao động và đội ngũ báo cáo viên, tuyên truyền viên.⟧
- ⟦Phát huy vai trò lãnh đạo, chỉ đạo và sự phối hợp của các cấp, các ngành, nhất là người đứng đầu trong công tác tuyên truyền miệng.⟧ ⟦Kết hợp tuyên truyền miệng với các hình thức, phương tiện tuyên truyền khác.⟧
- ⟦Củng cố, nâng cao chất lượng đội ngũ báo cáo viên, tuyên truyền viên.⟧ ⟦Tổ chức hội thi báo cáo viên, tuyên truyền viên giỏi; phát huy vai trò của giảng viên kiêm chức.⟧ ⟦Tăng cường trao đổi, thông tin hai chiều trực tiếp với Nhân dân.⟧
2. Yêu cầu
- ⟦Việc triển khai thực hiện phải bám sát nội dung Chỉ thị số 30-CT/TW, Kế hoạch số 124-KH/TU và tình hình thực tế của địa phương, đơn vị.⟧ ⟦Xác định nhiệm vụ, giải pháp toàn diện, có trọng tâm, trọng điểm.⟧
II. NHIỆM VỤ, GIẢI PHÁP
1. Công tác lãnh đạo, chỉ đạo
- ⟦Bảo đảm sự lãnh đạo, chỉ đạo thống nhất, đồng bộ, thường xuyên đổi mới công tác tuyên truyền miệng.⟧ ⟦Thông tin cung cấp phải chính xác, kịp thời, hiệu quả.⟧
- ⟦Xây dựng tiêu chí lựa chọn báo cáo viên, tuyên truyền viên bảo đảm bản lĩnh chính trị, phẩm chất đạo đức, trình độ chuyên môn và kỹ năng truyền đạt.⟧ ⟦Nâng cao chất lượng cung cấp, trao đổi, phản hồi thông tin, đáp ứng nhu cầu thông tin của cán bộ và Nhân dân.⟧
- ⟦Báo cáo viên, cán bộ truyền thông chính sách và người phát ngôn phải thống nhất nội dung thông tin khi cung cấp cho Nhân dân và báo chí.⟧‹L: Báo cáo viên; cán bộ truyền thông chính sách; người phát ngôn›
- ⟦Đối với các chủ trương, chính sách quan trọng, người đứng đầu cơ quan, đơn vị phải trực tiếp phổ biến, quán triệt.⟧‹L: người đứng đầu› ⟦Phối hợp chặt chẽ giữa các cơ quan, đơn vị; phát huy lực lượng nòng cốt là cán bộ chủ chốt, Công đoàn, Đoàn thanh niên.⟧
- ⟦Người đứng đầu các cấp tăng cường đối thoại với Nhân dân; trao đổi, nắm bắt và xử lý thông tin; định hướng từ trong nội bộ ra ngoài xã hội.⟧‹L: Người đứng đầu›
2. Đổi mới nội dung
- ⟦Đổi mới nội dung, hình thức tuyên truyền theo hướng dễ hiểu, có sức thuyết phục, vận động.⟧
- ⟦Thực hiện hiệu quả công tác truyền thông chính sách theo Chỉ thị số 07/CT-TTg ngày 21/3/2023 của Thủ tướng Chính phủ.⟧ ⟦Tổ chức truyền thông dự thảo chính sách có tác động lớn đến xã hội theo Quyết định số 407/QĐ-TTg ngày 30/3/2022 của Thủ tướng Chính phủ đến năm 2027.⟧‹H: 2027›
- ⟦Thông tin kịp thời các sự kiện chính trị của Trung ương và của tỉnh.⟧ ⟦Tuyên truyền nền tảng tư tưởng của Đảng, chủ trương, chính sách, pháp luật và các thành tựu phát triển kinh tế - xã hội.⟧ ⟦Thường xuyên tổ chức nghiên cứu, giới thiệu các bài viết, tác phẩm quan trọng.⟧ ⟦Quán triệt, thực hiện Quy định số 144-QĐ/TW ngày 09/5/2024 của Bộ Chính trị và Chỉ thị số 34-CT/TU ngày 20/4/2024 của Ban Thường vụ Tỉnh ủy.⟧
- ⟦Thủ trưởng các cơ quan, đơn vị chủ động biên soạn, cung cấp tài liệu cho báo cáo viên, tuyên truyền viên, cán bộ truyền thông chính sách, người phát ngôn đối với các chương trình, dự án quan trọng ảnh hưởng đến một bộ phận Nhân dân, nhất là vùng đồng bào dân tộc thiểu số.⟧‹L: Thủ trưởng các cơ quan, đơn vị› ⟦Khi phát sinh vấn đề phức tạp, nhạy cảm được dư luận quan tâm, kịp thời cung cấp thông tin chính thức để định hướng.⟧
- ⟦Bảo đảm cân đối thông tin trong nước, thế giới và địa phương; đấu tranh, phản bác các thông tin sai trái.⟧
3. Đổi mới hình thức
- ⟦Hướng mạnh hoạt động tuyên truyền miệng về cơ sở.⟧ ⟦Kết hợp hình thức trực tiếp với trực tuyến.⟧ ⟦Tăng cường tuyên truyền trực tiếp ở những địa bàn, lĩnh vực phức tạp.⟧ ⟦Theo dõi tình hình, kịp thời cung cấp thông tin, định hướng dư luận xã hội.⟧
- ⟦Ứng dụng công nghệ thông tin, chuyển đổi số trong công tác tuyên truyền miệng; phối hợp giữa báo chí, Internet, mạng xã hội và hệ thống thông tin cơ sở.⟧
- ⟦Lấy sự chuyển biến về nhận thức và hành động của cán bộ, Nhân dân làm thước đo hiệu quả tuyên truyền.⟧ ⟦Đa dạng hóa hình thức: hội nghị báo cáo viên, hội nghị chuyên đề, thông tin thời sự, sinh hoạt của các tổ chức chính trị - xã hội, họp thôn, tổ dân phố, tiếp xúc cử tri.⟧
- Nội dung tuyên truyền ngắn gọn là một yêu cầu xuyên suốt. ⟦Biên soạn tài liệu dễ hiểu, dễ nhớ, phù hợp với từng đối tượng.⟧
4. Xây dựng đội ngũ
- ⟦Người đứng đầu cơ quan, đơn vị lựa chọn người có năng lực, phân công và tạo điều kiện để báo cáo viên, tuyên truyền viên được đào tạo, bồi dưỡng.⟧‹L: Người đứng đầu›
- ⟦Thường xuyên khảo sát, kiểm tra, giám sát, đánh giá hoạt động tuyên truyền miệng.⟧ ⟦Kịp thời phát hiện, nhân rộng mô hình hay, cách làm sáng tạo; biểu dương, khen thưởng tập thể, cá nhân có thành tích.⟧
- ⟦Định kỳ rà soát, kịp thời thay thế, kiện toàn đội ngũ báo cáo viên, tuyên truyền viên bảo đảm số lượng và tiêu chuẩn theo Quy chế.⟧
5. Cơ sở vật chất, chế độ
- ⟦Quan tâm đầu tư cơ sở vật chất, phương tiện kỹ thuật hiện đại phục vụ công tác tuyên truyền miệng.⟧
- ⟦Thực hiện chế độ thù lao đối với tuyên truyền viên cơ sở nòng cốt theo khoản 3 Điều 24 Nghị định số 49/2024/NĐ-CP ngày 10/5/2024 của Chính phủ.⟧
III. KINH PHÍ THỰC HIỆN
Kinh phí thực hiện Kế hoạch do ngân sách nhà nước bảo đảm theo quy định và các nguồn tài trợ, đóng góp hợp pháp khác.
IV. TỔ CHỨC THỰC HIỆN
1. Sở Thông tin và Truyền thông
- ⟦Chỉ đạo, hướng dẫn các cơ quan báo chí, hệ thống thông tin cơ sở trên địa bàn tỉnh tuyên truyền Chỉ thị số 30-CT/TW và Kế hoạch này.⟧‹L: Sở Thông tin và Truyền thông›
- ⟦Hằng năm, tham mưu UBND tỉnh báo cáo kết quả thực hiện Kế hoạch.⟧‹L: Sở Thông tin và Truyền thông; H: hằng năm›
2. Các sở, ban, ngành, đơn vị thuộc tỉnh; UBND các huyện, thành phố
- ⟦Xây dựng kế hoạch thực hiện của cơ quan, đơn vị, địa phương mình trước ngày 30/9/2024.⟧‹L: Các sở, ban, ngành; UBND các huyện, thành phố; H: 2024-09-30›
- ⟦Thông tin đến toàn thể cán bộ, công chức, viên chức, người lao động nội dung Chỉ thị số 30-CT/TW và Kế hoạch này.⟧‹L: Các sở, ban, ngành; UBND các huyện, thành phố›
- ⟦Xây dựng đội ngũ báo cáo viên, tuyên truyền viên; định kỳ bồi dưỡng, tập huấn nghiệp vụ.⟧‹L: Các sở, ban, ngành; UBND các huyện, thành phố› ⟦Quản lý, kiểm tra, đánh giá hoạt động của đội ngũ thuộc phạm vi phụ trách.⟧
- ⟦Hướng dẫn, định hướng nội dung, cung cấp tài liệu cho cộng tác viên, tuyên truyền viên.⟧
- ⟦Theo dõi, đôn đốc, kiểm tra, giám sát việc thực hiện Kế hoạch; định kỳ sơ kết, tổng kết.⟧
Trong quá trình thực hiện, nếu có khó khăn, vướng mắc hoặc vấn đề mới phát sinh, ⟦các cơ quan, đơn vị, địa phương có văn bản gửi Sở Thông tin và Truyền thông để tổng hợp, báo cáo cấp có thẩm quyền xem xét, giải quyết.⟧‹L: các cơ quan, đơn vị, địa phương›
Trên đây là Kế hoạch thực hiện Chỉ thị số 30-CT/TW của Ủy ban nhân dân tỉnh Lâm Đồng./.
Nơi nhận:
- Thường trực Tỉnh ủy;
- Các sở, ban, ngành;
- Lưu: VT, VX.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Phạm Văn Sơn
`;
