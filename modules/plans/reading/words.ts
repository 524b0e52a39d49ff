/** Word lists of the grammar. Written once with single spaces; in a pattern a space also matches nothing, since copied pages glue words. */
const words = (list: string) => list.split(/\s*[|\n]\s*/u).filter((w) => w !== "");

/** What a duty begins with. */
export const actVerbs = words(`
tổ chức | xây dựng | ban hành | báo cáo | tổng hợp | tham mưu | hướng dẫn | kiểm tra | rà soát | thẩm định | bố trí | cấp phát | cấp kinh phí | cung cấp
biên soạn | biên dịch | mở lớp | mở các lớp | thành lập | lập danh sách | lập dự toán | lập kế hoạch | phát hành | đăng tải | đăng | chỉ đạo | phối hợp | chủ trì | tuyên truyền
phổ biến | quán triệt | đôn đốc | theo dõi | khen thưởng | biểu dương | sơ kết | tổng kết | đề xuất | kiến nghị | xử lý | trả lời | tiếp nhận
đối thoại | đào tạo | bồi dưỡng | tập huấn | kiện toàn | củng cố | thực hiện | triển khai | duy trì | đầu tư | mua sắm | chi trả | phân công
công khai | vận động | cử cán bộ | cử tuyên truyền viên | cử báo cáo viên | cử | giải đáp | giải trình | giải quyết | xác định | đánh giá | quản lý | thông tin | thông báo | định hướng
nắm bắt | nắm chắc | nắm tình hình | phát hiện | nhân rộng | lựa chọn | chọn cử | khảo sát | giám sát | thanh tra | ứng dụng | đổi mới | nâng cao
tăng cường | đẩy mạnh | phát huy | kết hợp | bảo đảm | đảm bảo | hướng mạnh | đa dạng hóa | lấy | trang bị | hỗ trợ | huy động | mời | gửi | nộp
ký cam kết | dựng | họp | phát thanh | phát | viết tin | viết bài | dịch | lồng ghép | niêm yết | trang trí | treo | giới thiệu | học tập | nghiên cứu
chuẩn bị | tạo | giúp | làm cho | hạn chế | phấn đấu | khuyến khích | thúc đẩy | góp phần | khắc phục | ngăn chặn | phòng ngừa | đấu tranh
phản bác | chấn chỉnh | lãnh đạo | hoàn thành | hoàn thiện | cập nhật | thống kê | lưu trữ | in ấn | cấp | truyền hình | đưa tin | mở chuyên mục | mở chuyên trang
xây dựng | bám sát | gắn | coi trọng | chú trọng | quan tâm | tập trung | tiếp tục | chủ động | kịp thời | thường xuyên | định kỳ | tích cực | nghiêm túc
tham gia | phát động | tiến hành | thực hành | điều tra | trao đổi | chuyển | bàn giao | ghi | bố trí địa điểm | đề nghị | yêu cầu | giao | là cơ quan | đề cao | khẳng định | củng cố và | quy định
đẩy nhanh | đẩy lùi | từng bước | phấn đấu | ưu tiên | cải cách | thiết lập | lập | rút ra | tham dự | lắng nghe | giải thích | hòa giải | hoà giải | phân loại | trình | thu thập | thí điểm | chăm lo | chăm sóc | tu bổ | tôn tạo
tôn vinh | quảng bá | phân bổ | điều hành | điều phối | chấp hành | khơi dậy | xóa | xoá | giảm | mở | trực tiếp | làm đầu mối | đầu tư | hoàn chỉnh | xuất bản | số hóa | số hoá | lấy ý kiến
chia sẻ | tổng kiểm tra | tập hợp | triệu tập | hiệp thương | ấn định | công nhận | bảo vệ | bảo quản | gìn giữ | giữ | nhấn mạnh | phân tích | làm rõ | cụ thể hóa | cụ thể hoá | tích hợp | đôn đốc
thay thế | bổ sung | sắp xếp | bổ nhiệm | công nhận | miễn nhiệm | thẩm tra | nghiệm thu | thanh toán | thanh quyết toán | quyết toán | sử dụng | phản ánh | tiếp thu | mở rộng | sàng lọc | đưa | khai thác | kết nối | vận hành | nâng cấp | sửa chữa
`);

/** After a semicolon only these begin a duty of its own: others go on with what was asked before. */
export const separateVerbs = words(`
báo cáo | định kỳ 6 tháng | định kỳ 06 tháng | hằng năm báo cáo | giải đáp các | kiểm tra công tác | kiểm tra việc | công bố | thẩm định | gửi báo cáo | tổng hợp, báo cáo | tổng hợp báo cáo
`);

/** What stands before the verb and says when, how or on what ground. */
export const adjuncts =
  "trên cơ sở|căn cứ|theo|khi|nếu|trong|trước|sau|đến|từ|hằng|hàng|định kỳ|chậm nhất|ngoài ra|đồng thời|bên cạnh đó|đối với|nhằm|để|qua|thông qua|với|tùy|tuỳ|đặc biệt|trước mắt|năm|quý|tháng|tại|cuối|đầu|mỗi năm|mỗi quý|mỗi tháng";

export const modals = "phải|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|cần|không được";

/** Sentences that tell or close, and ask for nothing. */
export const tellers = words(`
trên đây là | kế hoạch này | nơi nhận | trong những năm qua | trong các năm qua | trong năm qua | thời gian qua | những năm qua | những năm gần đây | hiện nay | đây là
kết quả đạt được | nguyên nhân | kinh phí | nguồn kinh phí | đối tượng | thời gian | địa điểm | thành phần | số lượng | cơ cấu | tỷ lệ
`);

/** Headings that speak of purposes: what stands below is asked for, but assigned to nobody. */
export const goalHeads = /mục đích|mục tiêu|yêu cầu|quan điểm/iu;
/** Headings below which things are only named. */
export const tellingHeads =
  /^(?:nội dung (?:tuyên truyền|truyền thông|bồi dưỡng|tập huấn)|đối tượng|thời gian|địa điểm|thành phần|kinh phí|tình hình|thực trạng|kết quả|căn cứ|cơ cấu|đặc điểm)/iu;

/** A list as a pattern. */
export function anyOf(list: readonly string[]): string {
  return [...new Set(list)]
    .toSorted((a, b) => b.length - a.length)
    .map((w) => w.replaceAll(" ", "\\s*"))
    .join("|");
}

/** One of the verbs that a duty begins with, whole. */
export const VERB: string = `(?:${anyOf(actVerbs)})(?!\\p{L})`;
