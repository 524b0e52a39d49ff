import { z } from "zod";
import { authorise, type Principal, refusal } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { findLawRef } from "#modules/laws/server.ts";
import { listTopics } from "#modules/materials/server.ts";
import { unitPath, unitState } from "#modules/units/server.ts";
import { writeWorkbook, type WriteCell } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page } from "#platform/http/cursor.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { type CorrectionFilter, type CorrectionPage, type CorrectionRow, correctionVerbs } from "../contract.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { correctionPolicy } from "../policy.ts";
import { correctionProblem } from "../problems.ts";
import { type CorrectionAct, nextCorrectionStatus } from "../rules.ts";
import { findCorrection, listStored, type StoredCorrection } from "./store.ts";

export async function listCorrections(
  tx: Tx,
  filter: CorrectionFilter,
  limit: number,
  cursor?: string | null,
): Promise<{ items: CorrectionRow[]; nextCursor: string | null }> {
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const rows = await listStored(tx, filter, after, limit + 1);
  const present = await presenter(tx, rows);
  return page(rows, limit, (row) => [row.order, row.id], present);
}

export async function readCorrectionPage(tx: Tx, principal: Principal, id: string): Promise<CorrectionPage> {
  const row = await findCorrection(tx, id);
  if (row === undefined) throw correctionProblem("correction.not-found", { id });
  const placed = { unitPath: await unitPath(tx, row.unitId), status: row.status };
  authorise(correctionPolicy, "correction.view", principal, placed);
  const act = (verb: string) => verb.split(".")[1] as CorrectionAct;
  return {
    ...(await presenter(tx, [row]))(row),
    may: correctionVerbs.filter(
      (verb) =>
        nextCorrectionStatus(row.status, act(verb)) !== null &&
        refusal(correctionPolicy, verb, principal, placed) === null,
    ),
  };
}

async function presenter(tx: Tx, rows: readonly StoredCorrection[]): Promise<(row: StoredCorrection) => CorrectionRow> {
  const { tree } = await unitState(tx);
  const laws = new Map<string, string>();
  for (const id of new Set(rows.flatMap((r) => (r.lawId === null ? [] : [r.lawId]))))
    laws.set(id, (await findLawRef(tx, id))?.title ?? "");
  const iso = (moment: Date | null) => moment?.toISOString() ?? null;
  return ({ unitId, lawId, updatedAt, approvedAt, publishedAt, withdrawnAt, ...row }) => ({
    id: row.id,
    status: row.status,
    version: row.version,
    unit: { id: unitId, name: tree.versionNear(unitId, row.statedOn)?.name ?? `#${unitId}` },
    topic: row.topic,
    claim: row.claim,
    truth: row.truth,
    law: lawId === null ? null : { id: lawId, title: laws.get(lawId) ?? "" },
    lawPassage: row.lawPassage,
    sourceText: row.sourceText,
    statedOn: row.statedOn,
    nextUpdateOn: row.nextUpdateOn,
    updatedAt: updatedAt.toISOString(),
    approvedAt: iso(approvedAt),
    publishedAt: iso(publishedAt),
    withdrawnAt: iso(withdrawnAt),
    withdrawReason: row.withdrawReason,
  });
}

export async function exportCorrections(tx: Tx, filter: CorrectionFilter, language: "vi" | "en"): Promise<FileAnswer> {
  const text: Record<keyof typeof messagesVi, string> = language === "vi" ? messagesVi : messagesEn;
  const topics = new Map((await listTopics(tx)).map((t) => [t.id, language === "vi" ? t.labelVi : t.labelEn]));
  const rows: WriteCell[][] = [];
  let cursor: string | null = null;
  do {
    const answer = await listCorrections(tx, filter, 200, cursor);
    for (const c of answer.items)
      rows.push([
        c.claim,
        c.truth,
        [c.law?.title, c.lawPassage, c.sourceText].filter((x) => x !== null && x !== undefined).join("; "),
        topics.get(c.topic) ?? c.topic,
        c.unit.name,
        { day: c.statedOn },
        text[`correction.status.${c.status}`],
        c.publishedAt === null ? null : { day: civilDateOf(new Date(c.publishedAt)) },
      ]);
    cursor = answer.nextCursor;
  } while (cursor !== null);
  const header = (key: keyof typeof messagesVi, width: number) => ({ header: text[key], width });
  const bytes = await writeWorkbook([
    {
      name: language === "vi" ? "Đính chính" : "Corrections",
      columns: [
        header("correction.claim", 50),
        header("correction.truth", 60),
        header("correction.source", 40),
        header("correction.topic", 30),
        header("correction.unit", 30),
        header("correction.statedOn", 12),
        header("correction.status", 14),
        header("correction.publishedAt", 14),
      ],
      rows,
    },
  ]);
  return new FileAnswer({
    bytes,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    fileName: "dinh-chinh.xlsx",
  });
}
