import { sql } from "kysely";
import { z } from "zod";
import { authorise, type Principal, refusal } from "#kernel/access.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import { likeWords } from "#kernel/text/fold.ts";
import { listTopics } from "#modules/materials/server.ts";
import { personNames } from "#modules/roster/server.ts";
import { unitPath, unitState } from "#modules/units/server.ts";
import { writeWorkbook, type WriteCell } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import { decodeCursor, page } from "#platform/http/cursor.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import type { Occasion, RestsOn, Spokesperson, StatementFilter, StatementPage, StatementRow } from "../contract.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { statementPolicy } from "../policy.ts";
import { statementProblem } from "../problems.ts";
import { isStale } from "../rules.ts";

interface Row {
  id: string;
  version: number;
  unitId: number;
  topic: string;
  text: string;
  statedOn: CivilDate;
  occasion: Occasion;
  outlet: string | null;
  appointmentId: string;
  personId: string | null;
  restsOn: RestsOn[];
}

const columns = sql`
  s.id, s.version, s.unit_id as "unitId", s.topic, s.text, s.stated_on::text as "statedOn", s.occasion, s.outlet,
  s.appointment_id as "appointmentId", (select a.person_id from appointment a where a.id = s.appointment_id) as "personId",
  coalesce((select json_agg(json_build_object('versionId', v.id, 'materialId', v.material_id, 'title', v.title, 'number', v.number, 'status', v.status)
      order by v.title, v.number)
    from statement_material m join material_version v on v.id = m.version_id where m.statement_id = s.id), '[]'::json) as "restsOn"`;

export async function listStatements(
  tx: Tx,
  filter: StatementFilter,
  limit: number,
  cursor?: string | null,
): Promise<{ items: StatementRow[]; nextCursor: string | null }> {
  const after = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const { rows } = await sql<Row>`
    select ${columns} from statement s
     where s.search like all (${likeWords(filter.q)}::text[])
       and (${filter.topic ?? null}::text is null or s.topic = ${filter.topic ?? null}::text)
       and (${filter.under ?? null}::int is null or s.unit_id in (select descendant_id from unit_scope where ancestor_id = ${filter.under ?? null}::int))
       and (${filter.stale ?? null}::text is null or exists (select from statement_material m join material_version v on v.id = m.version_id
         where m.statement_id = s.id and v.status in ('recalled', 'superseded')))
       and (${after?.[0] ?? null}::date is null or (s.stated_on, s.id) < (${after?.[0] ?? null}::date, ${after?.[1] ?? null}::uuid))
     order by s.stated_on desc, s.id desc limit ${limit + 1}`.execute(tx);
  const present = await presenter(tx, rows);
  return page(rows, limit, (row) => [row.statedOn, row.id], present);
}

export async function readStatementPage(tx: Tx, principal: Principal, id: string): Promise<StatementPage> {
  const { rows } = await sql<Row>`select ${columns} from statement s where s.id = ${id}::uuid`.execute(tx);
  const row = rows[0];
  if (row === undefined) throw statementProblem("statement.not-found", { id });
  const placed = { unitPath: await unitPath(tx, row.unitId) };
  authorise(statementPolicy, "statement.view", principal, placed);
  return {
    ...(await presenter(tx, rows))(row),
    mayEdit: refusal(statementPolicy, "statement.edit", principal, placed) === null,
  };
}

async function presenter(tx: Tx, rows: readonly Row[]): Promise<(row: Row) => StatementRow> {
  const { tree } = await unitState(tx);
  const names = await personNames(
    tx,
    rows.flatMap((r) => (r.personId === null ? [] : [r.personId])),
  );
  return ({ unitId, appointmentId, personId, ...row }) => ({
    ...row,
    unit: { id: unitId, name: tree.versionNear(unitId, row.statedOn)?.name ?? `#${unitId}` },
    spokesperson: { appointmentId, name: (personId === null ? undefined : names.get(personId)) ?? "" },
    stale: isStale(row.restsOn.map((v) => v.status)),
  });
}

/** Who was spokesperson on that day, of the unit and those above and below it, as far as the caller sees the roster. */
export async function listSpokespersons(tx: Tx, unitId: number, on: CivilDate): Promise<Spokesperson[]> {
  const { rows } = await sql<{ appointmentId: string; name: string; position: string | null; unitId: number }>`
    select a.id as "appointmentId", p.full_name as name, p.position, a.unit_id as "unitId"
      from appointment a join person p on p.id = a.person_id
     where a.kind = 'spokesperson' and a.held @> ${on}::date
       and exists (select from unit_scope s where (s.ancestor_id = ${unitId} and s.descendant_id = a.unit_id) or (s.ancestor_id = a.unit_id and s.descendant_id = ${unitId}))
     order by p.sort_given collate "vi-x-icu", p.sort_rest collate "vi-x-icu", a.id limit 200`.execute(tx);
  const { tree } = await unitState(tx);
  return rows.map(({ unitId: at, ...row }) => ({ ...row, unitName: tree.versionNear(at, on)?.name ?? "" }));
}

export async function exportStatements(tx: Tx, filter: StatementFilter, language: "vi" | "en"): Promise<FileAnswer> {
  const text: Record<keyof typeof messagesVi, string> = language === "vi" ? messagesVi : messagesEn;
  const topics = new Map((await listTopics(tx)).map((t) => [t.id, language === "vi" ? t.labelVi : t.labelEn]));
  const rows: WriteCell[][] = [];
  let cursor: string | null = null;
  do {
    const answer = await listStatements(tx, filter, 200, cursor);
    for (const s of answer.items)
      rows.push([
        { day: s.statedOn },
        s.text,
        topics.get(s.topic) ?? s.topic,
        s.spokesperson.name,
        text[`statement.occasion.${s.occasion}`],
        s.outlet,
        s.unit.name,
        s.restsOn.map((v) => `${v.title} (${v.number})`).join("; "),
        s.stale ? text["statement.stale"] : null,
      ]);
    cursor = answer.nextCursor;
  } while (cursor !== null);
  const header = (key: keyof typeof messagesVi, width: number) => ({ header: text[key], width });
  const bytes = await writeWorkbook([
    {
      name: language === "vi" ? "Phát ngôn" : "Statements",
      columns: [
        header("statement.statedOn", 12),
        header("statement.text", 60),
        header("statement.topic", 30),
        header("statement.spokesperson", 24),
        header("statement.occasion", 20),
        header("statement.outlet", 26),
        header("statement.unit", 28),
        header("statement.restsOn", 40),
        header("statement.stale", 18),
      ],
      rows,
    },
  ]);
  return new FileAnswer({
    bytes,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    fileName: "phat-ngon.xlsx",
  });
}
