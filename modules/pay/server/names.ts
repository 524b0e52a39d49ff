import { sql } from "kysely";
import { spokenCode } from "#kernel/ids.ts";
import type { CivilDate } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { unitState } from "#modules/units/server.ts";

export interface TalkWords {
  id: string;
  number: string;
  title: string;
  heldOn: string;
  place: string;
}

/** Talks by id as a line names them: those that the caller may see. */
export async function talkWords(tx: Tx, ids: readonly (string | null | undefined)[]): Promise<Map<string, TalkWords>> {
  const distinct = [...new Set(ids.filter((id) => id !== null && id !== undefined))];
  if (distinct.length === 0) return new Map();
  const { rows } = await sql<{ id: string; title: string; heldOn: string; placeId: number }>`
    select id, title, held_on::text as "heldOn", place_unit_id as "placeId" from talk where id = any (${distinct}::uuid[])`.execute(
    tx,
  );
  const { tree } = await unitState(tx);
  return new Map(
    rows.map(({ id, title, heldOn, placeId }) => [
      id,
      { id, number: spokenCode(id), title, heldOn, place: tree.versionNear(placeId, heldOn as CivilDate)?.name ?? "" },
    ]),
  );
}

/** For whoever holds the ids already: a province's speaker who talked in a commune is paid there and seen by name. */
export async function personNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, full_name as name from person_names(${[...new Set(ids)]}::uuid[])`.execute(tx);
  return new Map(rows.map((r) => [r.id, r.name]));
}

/** Units as they were called in a month, or are called now. */
export async function unitNaming(tx: Tx): Promise<(id: number, month?: string) => { id: number; name: string }> {
  const { tree } = await unitState(tx);
  return (id, month) => ({
    id,
    name: tree.versionNear(id, `${month ?? "9999-12"}-28` as CivilDate)?.name ?? `#${id}`,
  });
}
