import { civilDateOf, todayInVietnam, type CivilDate } from "#kernel/civil-date.ts";
import { writeWorkbook, type WriteCell } from "#platform/documents/workbook-writer.ts";
import { authorise, type Principal } from "#kernel/access.ts";
import type { Tx } from "#platform/db/session.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import type { DraftComment, DraftFilter } from "../contract.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { draftPolicy } from "../policy.ts";
import { readDraftPage } from "./draft-page.ts";
import { listComments, listDrafts } from "./list-drafts.ts";
import { findDraft, listDraftRules, placeDraft } from "./store.ts";

const mostRows = 20_000;
const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
type Words = Record<keyof typeof messagesVi, string>;
const wordsIn = (language: "vi" | "en"): Words => (language === "vi" ? messagesVi : messagesEn);
const day = (value: CivilDate | null): WriteCell => (value === null ? null : { day: value });

/** The list as it is filtered. */
export async function exportDrafts(tx: Tx, filter: DraftFilter, language: "vi" | "en"): Promise<FileAnswer> {
  const text = wordsIn(language);
  const { stages } = await listDraftRules(tx, todayInVietnam());
  const stageName = (code: string) => {
    const stage = stages.find((s) => s.code === code);
    return stage === undefined ? code : language === "vi" ? stage.nameVi : stage.nameEn;
  };
  const rows: WriteCell[][] = [];
  let cursor: string | null = null;
  do {
    const page = await listDrafts(tx, filter, 200, cursor);
    for (const d of page.items)
      rows.push([
        d.title,
        d.unit.name,
        d.outcome === null ? stageName(d.stage) : text[`draft.outcome.${d.outcome}`],
        day(d.stageSince),
        day(d.commentsFrom),
        day(d.commentsUntil),
        text[d.inScope ? "draft.yes" : "draft.no"],
        text[d.communicated ? "draft.yes" : "draft.no"],
        d.comments,
        d.waiting,
        d.unanswered,
      ]);
    cursor = page.nextCursor;
  } while (cursor !== null && rows.length < mostRows);
  const bytes = await writeWorkbook([
    {
      name: text["draft.title"],
      columns: [
        { header: text["draft.column.title"], width: 56 },
        { header: text["draft.column.unit"], width: 32 },
        { header: text["draft.column.stage"], width: 18 },
        { header: text["draft.column.since"], width: 12 },
        { header: text["draft.column.commentsFrom"], width: 14 },
        { header: text["draft.column.commentsUntil"], width: 14 },
        { header: text["draft.column.inScope"], width: 14 },
        { header: text["draft.column.communicated"], width: 14 },
        { header: text["draft.column.comments"], width: 10 },
        { header: text["draft.column.waiting"], width: 12 },
        { header: text["draft.column.unanswered"], width: 16 },
      ],
      rows,
    },
  ]);
  return new FileAnswer({ bytes, mediaType: xlsx, fileName: `${text["draft.title"]}.xlsx` });
}

/** One draft's summary of comments and answers (bảng tổng hợp, tiếp thu, giải trình), and the comments themselves. No place, no name. */
export async function exportAnswers(
  tx: Tx,
  principal: Principal,
  id: string,
  language: "vi" | "en",
): Promise<FileAnswer> {
  const draft = await findDraft(tx, id);
  authorise(draftPolicy, "draft.read-comments", principal, await placeDraft(tx, draft));
  const text = wordsIn(language);
  const page = await readDraftPage(tx, principal, id);
  const articleName = (key: string | null) =>
    key === null ? text["draft.whole"] : `${text["draft.column.article"]} ${key}`;
  const order = (key: string | null) => (key === null ? -1 : Number.parseInt(key, 10));
  const groups = [...page.groups].sort((a, b) => order(a.article) - order(b.article));
  const comments: DraftComment[] = [];
  let cursor: string | null = null;
  do {
    const part = await listComments(tx, id, {}, 200, cursor);
    comments.push(...part.items);
    cursor = part.nextCursor;
  } while (cursor !== null && comments.length < mostRows);
  comments.sort((a, b) => order(a.article) - order(b.article) || (a.receivedAt < b.receivedAt ? -1 : 1));
  const groupTitle = new Map(groups.map((g) => [g.id, g.title]));
  const bytes = await writeWorkbook([
    {
      name: text["draft.sheet.groups"],
      titles: [draft.title],
      columns: [
        { header: text["draft.column.article"], width: 16 },
        { header: text["draft.column.group"], width: 44 },
        { header: text["draft.column.count"], width: 10 },
        { header: text["draft.column.response-kind"], width: 22 },
        { header: text["draft.column.response"], width: 70 },
      ],
      rows: groups.map((g) => [
        articleName(g.article),
        g.summary === "" ? g.title : `${g.title}\n${g.summary}`,
        g.comments,
        g.responseKind === null ? null : text[`draft.response.${g.responseKind}`],
        g.response,
      ]),
    },
    {
      name: text["draft.sheet.comments"],
      titles: [draft.title],
      columns: [
        { header: text["draft.column.article"], width: 16 },
        { header: text["draft.column.clause"], width: 10 },
        { header: text["draft.column.comment"], width: 80 },
        { header: text["draft.column.origin"], width: 22 },
        { header: text["draft.column.received"], width: 12 },
        { header: text["draft.column.group"], width: 44 },
      ],
      rows: comments.map((c) => [
        articleName(c.article),
        c.clause,
        c.text,
        text[`draft.origin.${c.origin}`],
        day(civilDateOf(new Date(c.receivedAt))),
        c.setAside === null
          ? c.groupId === null
            ? null
            : (groupTitle.get(c.groupId) ?? null)
          : text["draft.set-aside"].replace("{reason}", c.setAside),
      ]),
    },
  ]);
  return new FileAnswer({
    bytes,
    mediaType: xlsx,
    fileName: `${text["draft.sheet.groups"]} – ${draft.title.slice(0, 80)}.xlsx`,
  });
}
