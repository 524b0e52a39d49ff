import { sql } from "kysely";
import { authorise, refusal, type Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import type { PhoneItem, PullSource } from "#platform/sync/server/pull-source.ts";
import { unitPath } from "#modules/units/server.ts";
import { SetChecks, type Check, type CheckList, type ChecksOnPhone } from "../contract.ts";
import { livePolicy } from "../policy.ts";
import { liveProblem } from "../problems.ts";

type Row = Check & { versionId: string };
const columns = sql<Row>`c.id, c.version_id as "versionId", c.position, c.text, c.options, c.correct, c.message, c.translations`;

export async function checksOfVersion(tx: Tx, versionId: string): Promise<Check[]> {
  const { rows } = await sql<Row>`
    select ${columns} from understanding_check c where c.version_id = ${versionId}::uuid and c.retired_at is null order by c.position`.execute(
    tx,
  );
  return rows.map(plain);
}

/** The checks of a talk's materials: of the pinned version, else of the newest version of that material that has some. */
export async function checksOfTalk(tx: Tx, talkId: string): Promise<Check[]> {
  const { rows } = await sql<Row>`
    select ${columns}
      from talk_material t join material_version pinned on pinned.id = t.version_id
      join lateral (select v.id from material_version v
                     where v.material_id = pinned.material_id and exists (select from understanding_check e where e.version_id = v.id and e.retired_at is null)
                     order by (v.id = pinned.id) desc, v.number desc limit 1) v on true
      join understanding_check c on c.version_id = v.id and c.retired_at is null
     where t.talk_id = ${talkId}::uuid order by v.id, c.position`.execute(tx);
  return rows.map(plain);
}

export async function readCheckList(tx: Tx, principal: Principal, versionId: string): Promise<CheckList> {
  const version = await findVersion(tx, versionId);
  const placed = { unitPath: await unitPath(tx, version.unit_id), speakerIds: [] };
  return {
    versionId,
    title: version.title,
    keyMessages: version.key_messages.split("\n").filter((line) => line.trim() !== ""),
    checks: await checksOfVersion(tx, versionId),
    mayEdit: refusal(livePolicy, "check.set", principal, placed) === null,
  };
}

/** Writes a version's checks anew; the old ones are retired and stay with what they measured. */
export const setChecks = defineCommand({
  name: "check.set",
  input: SetChecks,
  async run({ tx, principal, now }, { versionId, checks }) {
    const version = await findVersion(tx, versionId);
    authorise(livePolicy, "check.set", principal, { unitPath: await unitPath(tx, version.unit_id), speakerIds: [] });
    for (const [i, check] of checks.entries()) {
      if (check.correct >= check.options.length)
        throw liveProblem("check.correct-outside", {
          fields: { [`/checks/${i}/correct`]: "check.correct-outside" },
        });
      for (const [language, translation] of Object.entries(check.translations))
        if (translation.options.length !== check.options.length)
          throw liveProblem("check.translation-length", {
            fields: { [`/checks/${i}/translations/${language}/options`]: "check.translation-length" },
          });
    }
    const before = await checksOfVersion(tx, versionId);
    await tx
      .updateTable("understanding_check")
      .set({ retired_at: now.toISOString() })
      .where("version_id", "=", versionId)
      .where("retired_at", "is", null)
      .execute();
    await tx
      .insertInto("understanding_check")
      .values(
        checks.map((check, i) => ({
          id: newId(),
          version_id: versionId,
          position: i + 1,
          text: check.text,
          options: JSON.stringify(check.options),
          correct: check.correct,
          message: check.message,
          translations: JSON.stringify(check.translations),
          created_by: principal.userId,
          created_at: now.toISOString(),
        })),
      )
      .execute();
    const texts = (list: readonly { text: string; options: readonly string[]; correct: number }[]) =>
      list.map(({ text, options, correct }) => ({ text, options, correct }));
    return {
      answer: { versionId },
      journal: [
        {
          action: "check.set",
          subject: "materialVersion",
          subjectId: versionId,
          unitId: version.unit_id,
          before: texts(before),
          after: texts(checks),
        },
      ],
      feed: [{ audience: `unit:${version.reach_id}`, entity: "check", entityId: versionId }],
    };
  },
});

async function findVersion(tx: Tx, versionId: string) {
  const row = await tx
    .selectFrom("material_version")
    .select(["id", "unit_id", "reach_id", "title", "key_messages"])
    .where("id", "=", versionId)
    .executeTakeFirst();
  if (row === undefined) throw liveProblem("check.version-not-found", { versionId });
  return row;
}

/** A phone holds the checks of the materials that it holds, for counting hands where there is no signal. */
export const phoneChecks: PullSource = {
  entity: "check",
  async snapshot(tx, _principal, cap) {
    const { rows } = await sql<Row>`
      select ${columns} from understanding_check c join material_version v on v.id = c.version_id
       where c.retired_at is null and v.status = 'approved' order by v.approved_at desc, c.version_id, c.position limit ${cap * 5}`.execute(
      tx,
    );
    return present(rows).slice(0, cap);
  },
  async load(tx, _principal, ids) {
    const { rows } = await sql<Row>`
      select ${columns} from understanding_check c where c.retired_at is null and c.version_id = any (${[...ids]}::uuid[]) order by c.version_id, c.position`.execute(
      tx,
    );
    return present(rows);
  },
};

function present(rows: readonly Row[]): PhoneItem[] {
  const byVersion = Map.groupBy(rows, (row) => row.versionId);
  return [...byVersion].map(([id, checks]) => {
    const data: ChecksOnPhone = { versionId: id, checks: checks.map(plain) };
    return { id, version: 1, data };
  });
}

function plain({ id, position, text, options, correct, message, translations }: Row): Check {
  return { id, position, text, options, correct, message, translations };
}
