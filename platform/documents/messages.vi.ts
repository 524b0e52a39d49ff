/** Words of the problems that platform/documents raises; keyed as in every room. */
export const messagesVi = {
  "problem.file.unreadable":
    "Không đọc được tệp này: tệp hỏng, chưa tải xong hoặc không đúng loại. Tệp gốc của anh/chị không bị thay đổi.",
  "problem.file.too-large":
    "Tệp quá lớn hoặc bung ra lớn bất thường nên không được mở. Hãy tách thành nhiều tệp nhỏ hơn.",
  "problem.file.unsafe":
    "Tệp có phần không an toàn (khai báo thực thể ngoài, đường dẫn lạ hoặc kích thước sai) nên không được mở. Hãy lưu lại bằng Word hoặc Excel rồi thử lại.",
  "problem.workbook.not-a-workbook": "Tệp này không phải bảng tính Excel (.xlsx).",
  "problem.workbook.legacy-or-locked":
    "Tệp là Excel đời cũ (.xls) hoặc có đặt mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu, chọn “Lưu thành” .xlsx rồi nhập lại.",
  "problem.document.not-a-document": "Tệp này không phải văn bản Word (.docx).",
  "problem.document.legacy-or-locked":
    "Tệp là Word đời cũ (.doc) hoặc có đặt mật khẩu. Hãy mở bằng Word, bỏ mật khẩu, chọn “Lưu thành” .docx rồi thử lại.",
  "problem.document.unknown-rule-set": "Không có bộ quy tắc thể thức với tên này.",
};
