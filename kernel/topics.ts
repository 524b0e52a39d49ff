/** Topics of essential information: the list of Article 6 of Decree 49/2024/NĐ-CP. */
export const topicsLegalBasis = "Điều 6 Nghị định 49/2024/NĐ-CP";

export const topics = [
  { code: "rules", vi: "Đường lối, chính sách, pháp luật; sự kiện của Đảng, Nhà nước và địa phương", en: "Policies, law and events of the Party, the State and the locality" },
  { code: "projects", vi: "Chương trình, dự án trên địa bàn", en: "Local projects and programmes" },
  { code: "knowledge", vi: "Kiến thức chính trị, kinh tế, văn hóa, khoa học", en: "Political, economic, cultural and scientific knowledge" },
  { code: "security", vi: "An ninh, trật tự, quân sự, quốc phòng", en: "Security, public order and military affairs" },
  { code: "safety", vi: "Thiên tai, cứu hộ, cháy nổ, dịch bệnh", en: "Disaster, rescue, fire and epidemics" },
  { code: "examples", vi: "Gương người tốt, việc tốt, mô hình hay", en: "Good examples and models" },
  { code: "crime", vi: "Phòng, chống tội phạm, tệ nạn xã hội", en: "Measures against crime and social ills" },
  { code: "services", vi: "Sản phẩm, dịch vụ", en: "Products and services" },
] as const;

export type TopicCode = (typeof topics)[number]["code"];

export function topicName(code: string, locale: "vi" | "en" = "vi"): string {
  return topics.find((t) => t.code === code)?.[locale] ?? code;
}
