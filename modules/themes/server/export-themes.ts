import { formatDate, todayInVietnam } from "#kernel/civil-date.ts";
import { shownText, suppressionNote, type Shown } from "#kernel/suppression.ts";
import type { Block } from "#platform/documents/nd30/content.ts";
import { writeOfficialDocument } from "#platform/documents/nd30/write-document.ts";
import { writeWorkbook, type WriteCell } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { issuerOf } from "#modules/documents/server.ts";
import type { Themes, ThemeTopic } from "../contract.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { asThemePeriod, themePeriodCode, themePeriodLabel, type ThemePeriod } from "../rules.ts";

type Language = "vi" | "en";
const wordsOf = (language: Language): Record<keyof typeof messagesVi, string> =>
  language === "vi" ? messagesVi : messagesEn;
const label = (t: { labelVi: string; labelEn: string }, language: Language) =>
  language === "vi" ? t.labelVi : t.labelEn;
const rule = (themes: Themes) => ({ threshold: themes.threshold, legalBasis: "" });

function nameOf(themes: Themes, extension: string): string {
  const code = themes.period === null ? "" : `-${themePeriodCode(asThemePeriod(themes.period))}`;
  return `chu-de-nhan-dan-hoi${code}.${extension}`;
}

/** What stands on the screen as a workbook: topics, communes and how it went, under the same suppression. */
export async function exportThemes(themes: Themes, language: Language): Promise<FileAnswer> {
  const text = wordsOf(language);
  const titles = [
    text["themes.title"],
    themes.area?.name ?? text["themes.whole"],
    themes.period === null ? text["themes.empty"] : themePeriodLabel(asThemePeriod(themes.period), language),
    suppressionNote(language, rule(themes)),
  ];
  const topicName = (id: string) => {
    const known = themes.topics.find((t) => t.topic === id);
    return known === undefined ? (id === "unsorted" ? text["themes.unsorted"] : id) : label(known, language);
  };
  const seen = [...new Set(themes.communes.flatMap((c) => c.topics.map((t) => t.topic)))];
  const along = [...new Set(themes.series.flatMap((p) => p.topics.map((t) => t.topic)))];
  const countIn = (topics: readonly { topic: string; count: number }[], id: string): WriteCell =>
    topics.find((t) => t.topic === id)?.count ?? text["themes.not-shown"];
  const bytes = await writeWorkbook([
    {
      name: text["themes.sheet.topics"],
      titles,
      columns: [
        { header: text["themes.topic"], width: 44 },
        { header: text["themes.count"], width: 14, number: "count" },
        { header: text["themes.previous"], width: 14, number: "count" },
        { header: text["themes.change"], width: 20 },
      ],
      rows: [
        ...themes.topics.map((t): WriteCell[] => [
          label(t, language),
          t.count,
          t.previous ?? text["themes.not-shown"],
          text[`themes.change.${t.change}`],
        ]),
        ...(themes.total === null ? [] : [[text["themes.total"], themes.total, null, null] satisfies WriteCell[]]),
      ],
    },
    ...(themes.communes.length === 0
      ? []
      : [
          {
            name: text["themes.sheet.communes"],
            titles,
            columns: [
              { header: text["themes.commune"], width: 30 },
              ...seen.map((id) => ({ header: topicName(id), width: 18, number: "count" as const })),
              { header: text["themes.total"], width: 18, number: "count" as const },
            ],
            rows: themes.communes.map((c): WriteCell[] => [
              c.name,
              ...seen.map((id) => countIn(c.topics, id)),
              c.total,
            ]),
          },
        ]),
    {
      name: text["themes.sheet.series"],
      titles,
      columns: [
        { header: text["themes.kind"], width: 44 },
        ...along.map((id) => ({ header: topicName(id), width: 18, number: "count" as const })),
        { header: text["themes.total"], width: 18, number: "count" as const },
      ],
      rows: themes.series.map((p): WriteCell[] => [
        themePeriodLabel(asThemePeriod(p), language),
        ...along.map((id) => countIn(p.topics, id)),
        p.total ?? text["themes.not-shown"],
      ]),
    },
  ]);
  return new FileAnswer({
    bytes,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    fileName: nameOf(themes, "xlsx"),
  });
}

const said = (shown: number | null) => shownText(shown as Shown, "vi");

/** A short report in the format of Decree 30, without a number: to be read, put into a larger one, or issued on paper. */
export async function themesDocument(tx: Tx, themes: Themes, unitId: number): Promise<FileAnswer> {
  const today = todayInVietnam();
  const issuer = await issuerOf(tx, unitId, today);
  const period = themes.period === null ? null : asThemePeriod(themes.period);
  const when = period === null ? "" : themePeriodLabel(period, "vi");
  const bytes = await writeOfficialDocument({
    ...(issuer.governing ? { governing: issuer.governing } : {}),
    issuer: issuer.issuer,
    number: null,
    symbol: `BC-${issuer.abbreviation}`,
    place: issuer.place,
    date: null,
    kind: { type: "named", name: "Báo cáo", abstract: `Chủ đề Nhân dân quan tâm, hỏi trong ${when}` },
    addressees: issuer.addressees,
    body: bodyOf(themes, period),
    signature: {
      ...(issuer.authority ? { authority: issuer.authority } : {}),
      ...(issuer.capacity ? { capacity: issuer.capacity } : {}),
      position: issuer.signerPosition,
      name: issuer.signerName,
    },
    recipients: issuer.recipients,
    ...(issuer.filing ? { filing: issuer.filing } : {}),
  });
  return new FileAnswer({
    bytes,
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    fileName: nameOf(themes, "docx"),
  });
}

function bodyOf(themes: Themes, period: ThemePeriod | null): Block[] {
  const top = themes.topics.slice(0, 3).map((t) => `${t.labelVi.toLocaleLowerCase("vi")} (${said(t.count)} câu hỏi)`);
  const place = themes.area === null ? "toàn hệ thống" : `trên địa bàn ${themes.area.name}`;
  return [
    { kind: "part", number: "I", title: "Chủ đề được hỏi" },
    {
      kind: "paragraph",
      text:
        top.length === 0
          ? `Trong kỳ, ${place} không có nhóm câu hỏi nào đủ lớn để nêu.`
          : `Trong kỳ, ${place} Nhân dân hỏi nhiều nhất về: ${top.join("; ")}.`,
    },
    ...(themes.topics.length === 0 ? [] : [topicTable(themes.topics)]),
    ...communePart(themes),
    { kind: "part", number: themes.communes.length > 0 ? "III" : "II", title: "Cách tính" },
    { kind: "paragraph", text: `${messagesVi["themes.method-words"]} ${suppressionNote("vi", rule(themes))}` },
    ...(period === null
      ? []
      : [
          {
            kind: "paragraph" as const,
            text: `Số liệu tính từ ngày ${formatDate(period.startsOn)} đến hết ngày ${formatDate(period.endsOn)}.`,
          },
        ]),
  ];
}

function topicTable(topics: readonly ThemeTopic[]): Block {
  return {
    kind: "table",
    columns: [
      { header: "STT", share: 0.1, align: "center" },
      { header: "Chủ đề", share: 0.5 },
      { header: "Số câu hỏi", share: 0.2, align: "right" },
      { header: "Kỳ trước", share: 0.2, align: "right" },
    ],
    rows: topics.map((t, i) => ({ cells: [String(i + 1), t.labelVi, said(t.count), said(t.previous)] })),
  };
}

function communePart(themes: Themes): Block[] {
  if (themes.communes.length === 0) return [];
  const names = new Map(themes.topics.map((t) => [t.topic, t.labelVi]));
  return [
    { kind: "part", number: "II", title: "Theo xã, phường, đặc khu" },
    {
      kind: "table",
      columns: [
        { header: "Đơn vị", share: 0.32 },
        { header: "Chủ đề được nêu", share: 0.5 },
        { header: "Cộng", share: 0.18, align: "right" },
      ],
      rows: themes.communes.map((c) => ({
        cells: [
          c.name,
          c.topics.map((t) => `${names.get(t.topic) ?? messagesVi["themes.unsorted"]}: ${said(t.count)}`).join("; "),
          said(c.total),
        ],
      })),
    },
  ];
}
