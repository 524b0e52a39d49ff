import { todayInVietnam, type CivilDate } from "#kernel/civil-date.ts";
import { languageName } from "#kernel/languages.ts";
import { listTopics } from "#modules/materials/server.ts";
import { writeWorkbook, type WriteCell } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import type { PlanRow, PublicationFilter, PublicationRow } from "../contract.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { listPlans, listPublications } from "./list-channels.ts";
import { listChannels } from "./store.ts";

const mostRows = 20_000;

async function all<R>(
  read: (cursor: string | null) => Promise<{ items: R[]; nextCursor: string | null }>,
): Promise<R[]> {
  const rows: R[] = [];
  let cursor: string | null = null;
  do {
    const part = await read(cursor);
    rows.push(...part.items);
    cursor = part.nextCursor;
  } while (cursor !== null && rows.length < mostRows);
  return rows;
}

/** The register as it is filtered, with the plan and the mix of topics over channels on sheets of their own. */
export async function exportChannels(tx: Tx, filter: PublicationFilter, language: "vi" | "en"): Promise<FileAnswer> {
  const text: Record<keyof typeof messagesVi, string> = language === "vi" ? messagesVi : messagesEn;
  const topics = new Map((await listTopics(tx)).map((t) => [t.id, language === "vi" ? t.labelVi : t.labelEn]));
  const channels = await listChannels(tx, todayInVietnam());
  const channelName = (code: string) => {
    const found = channels.find((c) => c.code === code);
    return found === undefined ? code : language === "vi" ? found.nameVi : found.nameEn;
  };
  const publications = await all<PublicationRow>((cursor) => listPublications(tx, filter, 200, cursor));
  const plans = await all<PlanRow>((cursor) =>
    listPlans(tx, { channel: filter.channel, materialId: filter.materialId, under: filter.under }, 200, cursor),
  );
  const day = (value: CivilDate | null): WriteCell => (value === null ? null : { day: value });
  const bytes = await writeWorkbook([
    {
      name: text["channel.sheet.publications"],
      columns: [
        { header: text["channel.column.published"], width: 14 },
        { header: text["channel.column.title"], width: 50 },
        { header: text["channel.column.number"], width: 10, number: "plain" },
        { header: text["channel.column.topic"], width: 32 },
        { header: text["channel.column.channel"], width: 30 },
        { header: text["channel.column.unit"], width: 28 },
        { header: text["channel.column.place"], width: 40 },
        { header: text["channel.column.link"], width: 36 },
        { header: text["channel.column.reference"], width: 18 },
        { header: text["channel.column.language"], width: 14 },
        { header: text["channel.column.taken-down"], width: 14 },
        { header: text["channel.column.note"], width: 32 },
      ],
      rows: publications.map((p) => [
        day(p.publishedOn),
        p.title,
        p.number,
        topics.get(p.topic) ?? p.topic,
        channelName(p.channel),
        p.unit.name,
        p.place,
        p.link,
        p.reference,
        languageName(p.language, language),
        day(p.takenDownOn),
        p.struck === null
          ? p.mustGo
            ? text["channel.must-go"]
            : p.takenDownNote
          : text["channel.struck"].replace("{reason}", p.struck),
      ]),
    },
    {
      name: text["channel.sheet.plans"],
      columns: [
        { header: text["channel.column.due"], width: 12 },
        { header: text["channel.column.title"], width: 50 },
        { header: text["channel.column.channel"], width: 30 },
        { header: text["channel.column.unit"], width: 28 },
        { header: text["channel.column.state"], width: 16 },
        { header: text["channel.column.note"], width: 40 },
      ],
      rows: plans.map((p) => [
        day(p.dueOn),
        p.title,
        channelName(p.channel),
        p.unit.name,
        text[`channel.state.${p.state}`],
        p.cancelReason ?? p.note,
      ]),
    },
    mixSheet(
      publications,
      text,
      topics,
      channels.map((c) => c.code),
      channelName,
    ),
  ]);
  return new FileAnswer({
    bytes,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    fileName: language === "vi" ? "Sổ đăng, phát.xlsx" : "Register of channels.xlsx",
  });
}

function mixSheet(
  publications: readonly PublicationRow[],
  text: Record<keyof typeof messagesVi, string>,
  topics: Map<string, string>,
  known: readonly string[],
  channelName: (code: string) => string,
) {
  const counted = publications.filter((p) => p.struck === null);
  const channels = [...new Set([...known, ...counted.map((p) => p.channel)])];
  const rows = [...topics.keys()].map((topic) => {
    const ofTopic = counted.filter((p) => p.topic === topic);
    return [
      topics.get(topic) ?? topic,
      ...channels.map((c) => ofTopic.filter((p) => p.channel === c).length),
      ofTopic.length,
    ] as WriteCell[];
  });
  return {
    name: text["channel.sheet.mix"],
    columns: [
      { header: text["channel.column.topic"], width: 44 },
      ...channels.map((c) => ({ header: channelName(c), width: 16 })),
      { header: text["channel.total"], width: 10 },
    ],
    rows,
  };
}
