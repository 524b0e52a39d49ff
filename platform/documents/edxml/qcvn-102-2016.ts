import type { RuleText } from "../nd30/rule-set.ts";

/** What an edXML package must have, as dated data beside the format rules of Decree 30. */
export const qcvn102of2016 = {
  id: "qcvn-102-2016",
  legalBasis: "QCVN 102:2016/BTTTT (Thông tư 10/2016/TT-BTTTT), Sửa đổi 1:2022 (Thông tư 01/2022/TT-BTTTT)",
  validFrom: "2016-10-01",
  /** Quyết định 20/2020/QĐ-TTg: a letter and digits, children after dots. */
  organId: /^[A-Z][0-9A-Z]{0,9}(\.[0-9A-Z]{1,10}){0,5}$/,
  limits: { subject: 500, content: 500, attachmentName: 200, organName: 300, place: 150 },
  priorities: ["0", "1", "2", "3", "4"],
  steeringTypes: ["0", "1", "2"],
  businessTypes: ["0", "1", "2", "3"],
  mediaTypes: {
    "application/pdf": "%PDF-",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "PK",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "PK",
    "application/msword": "",
    "application/zip": "PK",
    "application/octet-stream": "",
    "text/plain": "",
  } as Readonly<Record<string, string>>,
  rules: {
    "xml.well-formed": { vi: "XML đúng cú pháp, UTF-8", en: "Well-formed XML" },
    "xml.namespace": { vi: "Không gian tên http://www.mic.gov.vn/TBT/QCVN_102_2016", en: "Namespace" },
    "structure.envelope": {
      vi: "Đủ lớp edXMLEnvelope, edXMLHeader, edXMLBody, edXMLManifest, AttachmentEncoded",
      en: "All layers",
    },
    "from.organ-id": { vi: "Mã định danh cơ quan gửi", en: "Code of the sender" },
    "from.name": { vi: "Tên cơ quan gửi", en: "Name of the sender" },
    "to.present": { vi: "Ít nhất một nơi nhận", en: "One recipient at least" },
    "to.organ-id": { vi: "Mã định danh nơi nhận", en: "Codes of recipients" },
    "to.unique": { vi: "Không nơi nhận nào lặp lại", en: "No recipient twice" },
    "code.number": { vi: "Số văn bản", en: "Number" },
    "code.notation": { vi: "Ký hiệu văn bản", en: "Notation" },
    "promulgation.place": { vi: "Địa danh", en: "Place" },
    "promulgation.date": { vi: "Ngày ban hành yyyy/MM/dd", en: "Day of issue" },
    "type.name": { vi: "Loại văn bản", en: "Type" },
    subject: { vi: "Trích yếu, tối đa 500 ký tự", en: "Subject, at most 500 characters" },
    content: { vi: "Nội dung, tối đa 500 ký tự", en: "Content, at most 500 characters" },
    "signer.name": { vi: "Họ và tên người ký", en: "Signer" },
    "due-date": { vi: "Hạn trả lời yyyy/MM/dd", en: "Due date" },
    "to-places": {
      vi: "Nơi nhận ghi trong văn bản, mỗi nơi tối đa 150 ký tự",
      en: "Places, at most 150 characters each",
    },
    "other.priority": { vi: "Độ khẩn 0 đến 4", en: "Priority 0 to 4" },
    "other.amounts": { vi: "Số bản, số trang là số nguyên dương", en: "Copies and pages" },
    "steering-type": { vi: "Loại chỉ đạo 0 đến 2", en: "Steering type" },
    "document-id": {
      vi: "Mã văn bản “mã cơ quan,yyyy/MM/dd,số/ký hiệu” khớp các trường",
      en: "DocumentId agrees with its parts",
    },
    "trace.present": { vi: "Vết gửi có mã cơ quan và thời điểm", en: "Trace header" },
    "trace.business": { vi: "Bussiness/BussinessDocType 0 đến 3", en: "Business type" },
    "manifest.matched": { vi: "Mỗi Reference có đúng một Attachment", en: "References and attachments match" },
    "attachment.name": { vi: "Tên tệp, tối đa 200 ký tự, không có đường dẫn", en: "Attachment names" },
    "attachment.type": { vi: "Kiểu tệp đúng với nội dung", en: "Media type agrees with the bytes" },
    "attachment.encoding": { vi: "Mã base64 giải được, không rỗng", en: "Base64 decodes" },
    "attachment.hash": { vi: "SHA-256 của tệp khớp", en: "SHA-256 agrees" },
  } satisfies Record<string, RuleText>,
} as const;

export type EdxmlRule = keyof typeof qcvn102of2016.rules;
