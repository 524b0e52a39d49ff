import { readingSeconds } from "./rules.ts";

/** What goes out of one version in one language. */
export interface Outgoing {
  title: string;
  keyMessages: string;
  body: string;
  qa: readonly { question: string; answer: string }[];
  language: string;
  issuer: string;
  /** The source, or the legal basis where there is none: every text names it. */
  source: string;
}

/** Plain words out of the editor's marks: headings, lists and emphasis lose their signs, nothing of the text is lost. */
export function plainLines(text: string): string[] {
  return text
    .split("\n")
    .map((line) =>
      line
        .replace(/^\s*#{1,6}\s+/, "")
        .replace(/^\s*[-*•]\s+/, "")
        .replaceAll("**", "")
        .trim(),
    )
    .filter((line) => line !== "");
}

const sentence = (line: string) => (/[.!?…:;]$/.test(line) ? line : `${line}.`);
const named = (out: Outgoing) => `Đơn vị ban hành: ${out.issuer}. Nguồn: ${out.source}.`;

/** The whole text, for a board, a page or a bulletin. */
export function fullText(out: Outgoing): string {
  const qa = out.qa.flatMap(({ question, answer }) => [`Hỏi: ${question}`, `Đáp: ${answer}`, ""]);
  return [
    out.title.toUpperCase(),
    "",
    ...plainLines(out.keyMessages).map((line) => `• ${line}`),
    ...(out.body === ""
      ? []
      : ["", ...out.body.split("\n").map((line) => line.replace(/^\s*#{1,6}\s+/, "").replaceAll("**", ""))]),
    ...(qa.length === 0 ? [] : ["", "HỎI VÀ ĐÁP", "", ...qa]),
    "",
    named(out),
    "",
  ]
    .join("\n")
    .replace(/\n{3,}/g, "\n\n");
}

/** What is read aloud for the loudspeaker: whole sentences, the issuer said at the beginning and at the end. */
export function speechScript(out: Outgoing, perMinute: number | null): { text: string; seconds: number | null } {
  const spoken = [
    `Kính thưa bà con. Sau đây là thông tin của ${out.issuer}.`,
    sentence(out.title),
    ...plainLines(out.keyMessages).map(sentence),
    ...plainLines(out.body).map(sentence),
    ...out.qa.flatMap(({ question, answer }) => [`Bà con hỏi: ${sentence(question)}`, `Trả lời: ${sentence(answer)}`]),
    `Thông tin do ${out.issuer} cung cấp. Nguồn: ${sentence(out.source)}`,
    "Xin cảm ơn bà con đã lắng nghe.",
  ].join("\n\n");
  return { text: spoken, seconds: readingSeconds(spoken, perMinute) };
}

/**
 * A few words each: one message a key message, cut at words where one is longer than the channel takes. Every part
 * names issuer and source; where even that leaves no room (`longest` under the names' length) there is none.
 */
export function shortMessages(out: Outgoing, longest: number): string[] {
  const tail = ` (${out.issuer}. Nguồn: ${out.source})`;
  const room = longest - tail.length - "(99/99) ".length;
  if (room < 20) return [];
  const lines = plainLines(out.keyMessages);
  const wanted = (lines.length === 0 ? [""] : lines).map((line) => (line === "" ? out.title : `${out.title}: ${line}`));
  return wanted.flatMap((line) => {
    const parts = cutAtWords(line, room);
    return parts.map((part, at) => `${parts.length === 1 ? "" : `(${at + 1}/${parts.length}) `}${part}${tail}`);
  });
}

function cutAtWords(text: string, room: number): string[] {
  const parts: string[] = [];
  let part = "";
  for (const word of text.split(" ").flatMap((w) => w.match(new RegExp(`.{1,${room}}`, "gu")) ?? [])) {
    if (part !== "" && part.length + 1 + word.length > room) {
      parts.push(part);
      part = word;
    } else part = part === "" ? word : `${part} ${word}`;
  }
  return part === "" ? parts : [...parts, part];
}

/** Few words to set upon a picture, and the words for who cannot see it. */
export function imageText(out: Outgoing): string {
  const points = plainLines(out.keyMessages);
  return [
    "CHỮ ĐẶT TRÊN ẢNH",
    out.title,
    ...points.map((line) => `– ${line}`),
    `${out.issuer}. Nguồn: ${out.source}`,
    "",
    "LỜI THAY ẢNH (alt), đặt cùng ảnh cho người không nhìn thấy",
    `Ảnh thông tin “${out.title}”: ${[...points, `${out.issuer}, nguồn ${out.source}`].map(sentence).join(" ")}`,
    "",
  ].join("\n");
}

/** One cell of CSV (RFC 4180); what a spreadsheet would take for a formula is made text. */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  const text = typeof value === "number" ? String(value) : /^[=+@\t\r]|^-(?! )/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Minutes and seconds as people say them. */
export function spokenLength(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} giây` : `${minutes} phút ${seconds % 60} giây`;
}
