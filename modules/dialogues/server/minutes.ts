import { asCivilDate, civilDateOf, formatDate } from "#kernel/civil-date.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import type { Block } from "#platform/documents/nd30/content.ts";
import { writeOfficialDocument } from "#platform/documents/nd30/write-document.ts";
import type { KnownIssuer } from "#modules/documents/shared.ts";
import type { CommitmentPage } from "#modules/questions/shared.ts";
import type { AgendaItem, DialogueQuestion, Presided } from "../contract.ts";
import { capacityLine, signingPosition } from "../rules.ts";

/** All that minutes say, gathered before anything is written. */
export interface Minutes {
  issuer: KnownIssuer;
  title: string;
  placeName: string;
  placeDetail: string | null;
  legalBasis: string | null;
  startsAt: Date;
  endsAt: Date;
  presided: Presided;
  secretaryName: string;
  attendance: number;
  opening: string;
  conclusion: string;
  agenda: readonly AgendaItem[];
  asked: readonly DialogueQuestion[];
  promised: readonly CommitmentPage[];
}

/** Minutes of a dialogue meeting as a "Biên bản" of Decree 30 (model 1.10): the secretary signs left, the chair right. */
export function writeMinutes(
  minutes: Minutes,
  signed: { number: number | null; symbol: string; date: string | null },
): Promise<Uint8Array> {
  const { issuer, presided } = minutes;
  const capacity = capacityLine(presided, issuer.signerPosition);
  return writeOfficialDocument({
    ...(issuer.governing ? { governing: issuer.governing } : {}),
    issuer: issuer.issuer,
    number: signed.number,
    symbol: signed.symbol,
    place: issuer.place,
    date: signed.date,
    kind: { type: "named", name: "Biên bản", abstract: minutes.title },
    body: minutesBody(minutes),
    secretary: { position: "Thư ký", name: minutes.secretaryName },
    signature: {
      authority: "Chủ tọa",
      ...(capacity === null ? {} : { capacity }),
      position: signingPosition(presided.position),
      name: presided.name,
    },
    recipients: issuer.recipients,
    ...(issuer.filing ? { filing: issuer.filing } : {}),
  });
}

function minutesBody(m: Minutes): Block[] {
  const parts: [string, Block[]][] = [
    ["Thời gian, địa điểm, thành phần", presence(m)],
    ["Nội dung, chương trình", programme(m)],
    ["Ý kiến, câu hỏi và trả lời", questions(m)],
    ["Việc đã cam kết", promises(m)],
    ["Kết luận", paragraphs(m.conclusion || "Chủ tọa kết luận như các nội dung đã trả lời, cam kết nêu trên.")],
  ];
  return [
    ...parts.flatMap(([title, blocks], i): Block[] => [
      { kind: "part", number: ["I", "II", "III", "IV", "V"][i]!, title },
      ...blocks,
    ]),
    {
      kind: "paragraph",
      text: `Hội nghị kết thúc vào ${clock(m.endsAt)} cùng ngày. Biên bản đã được đọc cho những người dự họp cùng nghe và thống nhất.`,
    },
  ];
}

function presence(m: Minutes): Block[] {
  const { presided } = m;
  const instead =
    presided.capacity === null
      ? ""
      : `, chủ trì ${presided.capacity}. ${m.issuer.signerPosition.toLocaleLowerCase("vi")}; lý do người đứng đầu vắng mặt: ${trimmed(strike(presided.absenceReason ?? ""))}`;
  const where = [m.placeDetail === null ? null : strike(m.placeDetail), m.placeName]
    .filter((x) => x !== null)
    .join(", ");
  return [
    {
      kind: "clause",
      number: 1,
      text: `Thời gian: bắt đầu ${clock(m.startsAt)} ngày ${formatDate(civilDateOf(m.startsAt))}.`,
    },
    { kind: "clause", number: 2, text: `Địa điểm: ${where}.` },
    { kind: "clause", number: 3, text: `Chủ tọa: ${presided.name}, ${presided.position}${instead}.` },
    { kind: "clause", number: 4, text: `Thư ký: ${m.secretaryName}.` },
    {
      kind: "clause",
      number: 5,
      text: `Số người dự: ${m.attendance.toLocaleString("vi-VN")} người (chỉ đếm số lượng, không lập danh sách người dân).`,
    },
    ...(m.legalBasis === null
      ? []
      : [{ kind: "clause" as const, number: 6, text: `Căn cứ tổ chức: ${trimmed(strike(m.legalBasis))}.` }]),
  ];
}

function programme(m: Minutes): Block[] {
  return [
    ...m.agenda.map((item, i): Block => ({
      kind: "clause",
      number: i + 1,
      text: `${trimmed(strike(item.title))}${item.presenter === null ? "" : ` (${item.presenter})`}.`,
    })),
    ...(m.opening === "" ? [] : paragraphs(m.opening)),
  ];
}

function questions(m: Minutes): Block[] {
  if (m.asked.length === 0) return [{ kind: "paragraph", text: "Hội nghị không có câu hỏi nào được nêu." }];
  return m.asked.flatMap((q, i): Block[] => [
    {
      kind: "clause",
      number: i + 1,
      text: `Câu hỏi số ${q.code} (${q.stage === "before" ? "gửi trước hội nghị" : "nêu tại hội nghị"}): ${strike(q.text)}`,
    },
    {
      kind: "paragraph",
      text:
        q.reply === null
          ? `Chưa trả lời tại hội nghị; trả lời bằng văn bản trước ngày ${formatDate(asCivilDate(q.dueOn))}, tra cứu bằng số ${q.code}.`
          : `Trả lời${q.repliedBy === null ? "" : ` (${q.repliedBy})`}: ${strike(q.reply)}`,
    },
  ]);
}

function promises(m: Minutes): Block[] {
  const made = m.promised.filter((c) => c.status !== "dropped");
  if (made.length === 0) return [{ kind: "paragraph", text: "Hội nghị không có việc nào được cam kết." }];
  return [
    {
      kind: "table",
      columns: [
        { header: "STT", share: 0.1, align: "center" },
        { header: "Việc cam kết", share: 0.46 },
        { header: "Đơn vị chịu trách nhiệm", share: 0.26 },
        { header: "Thời hạn", share: 0.18, align: "center" },
      ],
      rows: made.map((c, i) => ({
        cells: [String(i + 1), strike(c.text), c.unit.name, formatDate(asCivilDate(c.dueOn))],
      })),
    },
  ];
}

/** A text typed in several lines is several paragraphs. */
function paragraphs(text: string): Block[] {
  return strike(text)
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => ({ kind: "paragraph", text: line }));
}

function trimmed(text: string): string {
  return text.replace(/[.;\s]+$/u, "");
}

/** "19 giờ 05 phút", in Vietnam. */
function clock(at: Date): string {
  const [hours, minutes] = new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(11, 16).split(":");
  return `${hours} giờ ${minutes} phút`;
}
