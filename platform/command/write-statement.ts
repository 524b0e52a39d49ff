import { prepared, type Tx } from "#platform/db/session.ts";
import type { RowSet } from "./define.ts";

/**
 * Gathers row sets into one data-modifying statement: one insert a table, fed by
 * jsonb_populate_recordset, so that its text depends on tables and columns only and is planned once a
 * connection, whatever the number of rows. Foreign keys are checked at the end of the statement, so
 * the order of tables does not matter; the first set is the command row, whose key stops a repeat.
 */
export interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

const identifier = /^[a-z][a-z0-9_]*$/;
const texts = new Map<string, { name: string; text: string }>();

export function writeStatement(sets: readonly RowSet[]): Statement {
  const filled = mergeByTable(sets);
  const shape = filled.map((s) => `${s.table}(${s.columns.join(",")})`).join(";");
  let known = texts.get(shape);
  if (known === undefined) {
    known = { name: `w${texts.size}`, text: statementText(filled) };
    texts.set(shape, known);
  }
  return { ...known, values: filled.map((s) => JSON.stringify(s.rows)) };
}

interface FilledSet extends RowSet {
  columns: string[];
}

function mergeByTable(sets: readonly RowSet[]): FilledSet[] {
  const merged = new Map<string, FilledSet>();
  for (const set of sets) {
    const first = set.rows[0];
    if (first === undefined) continue;
    const columns = Object.keys(first);
    const key = `${set.table}(${columns.join(",")})`;
    const there = merged.get(key);
    if (there) there.rows.push(...set.rows);
    else merged.set(key, { table: set.table, rows: [...set.rows], columns });
  }
  return [...merged.values()];
}

function statementText(sets: readonly FilledSet[]): string {
  const inserts = sets.map((set, i) => {
    for (const name of [set.table, ...set.columns])
      if (!identifier.test(name)) throw new Error(`not an identifier: ${name}`);
    const columns = set.columns.map((c) => `"${c}"`).join(",");
    return `w${i} as (insert into "${set.table}" (${columns}) select ${columns} from jsonb_populate_recordset(null::"${set.table}",$${i + 1}::jsonb))`;
  });
  return `with ${inserts.join(",\n")} select 1`;
}

/** Runs the row sets inside an open transaction. */
export async function writeRows(tx: Tx, sets: readonly RowSet[]): Promise<void> {
  if (!sets.some((set) => set.rows.length > 0)) return;
  const { name, text, values } = writeStatement(sets);
  await prepared(tx, name, text, values);
}
