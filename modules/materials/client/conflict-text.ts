import { catalogue } from "#platform/i18n/catalogue.ts";

const vi = {
  "conflicts.title": "Số liệu khác nhau giữa các tài liệu",
  "conflicts.words":
    "Hai tài liệu đang dùng nói cùng một việc nhưng ngày hoặc con số khác nhau. Cả hai đơn vị ban hành đều thấy mục này.",
  "conflicts.none": "Không có chỗ nào khác nhau",
  "conflicts.none-words":
    "Khi một tài liệu được duyệt, các ngày và con số trong đó được đối chiếu với tài liệu đang dùng cùng chủ đề.",
  "conflicts.open": "Chưa giải quyết",
  "conflicts.dismissed": "Đã giải thích",
  "conflicts.gone": "Không còn dùng",
  "conflicts.state": "Tình trạng",
  "conflicts.back": "Tài liệu",
  "conflicts.version": "phiên bản {n}",
  "conflicts.reason": "Vì sao cả hai cùng đúng",
  "conflicts.reason-help":
    "Ví dụ: hai đợt khác nhau. Lý do được ghi vào nhật ký. Nếu một bên sai, hãy tạo phiên bản mới để sửa.",
  "conflicts.reason-missing": "Hãy ghi lý do.",
  "conflicts.dismiss": "Cả hai cùng đúng…",
  "conflicts.dismiss-do": "Ghi lý do",
  "conflicts.dismissing": "Đang ghi…",
  "conflicts.done": "Đã ghi lý do.",
  "conflicts.because": "Lý do: {reason}",
  "conflicts.all": "Xem tất cả",
  "conflicts.here": "Tài liệu khác ghi khác",
} as const;

const en: { readonly [K in keyof typeof vi]: string } = {
  "conflicts.title": "Figures that differ between materials",
  "conflicts.words": "Two materials in use say the same thing with another date or figure. Both issuers see this.",
  "conflicts.none": "Nothing differs",
  "conflicts.none-words":
    "When a material is approved, its dates and figures are held against those in use on the same topic.",
  "conflicts.open": "Open",
  "conflicts.dismissed": "Explained",
  "conflicts.gone": "No longer in use",
  "conflicts.state": "State",
  "conflicts.back": "Materials",
  "conflicts.version": "version {n}",
  "conflicts.reason": "Why both are right",
  "conflicts.reason-help":
    "Such as: two rounds. The reason goes into the journal. If one is wrong, begin a new version and correct it.",
  "conflicts.reason-missing": "Write the reason.",
  "conflicts.dismiss": "Both are right…",
  "conflicts.dismiss-do": "Save the reason",
  "conflicts.dismissing": "Saving…",
  "conflicts.done": "The reason is saved.",
  "conflicts.because": "Reason: {reason}",
  "conflicts.all": "See all",
  "conflicts.here": "Another material says otherwise",
};

export const conflictText = catalogue<typeof vi>(vi, en);
