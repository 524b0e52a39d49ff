import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { newId } from "#kernel/ids.ts";
import { asSystem, inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { readSealFile, sealFileName } from "./seal-file.ts";
import { sealJournal } from "./seal.ts";
import { type Finding, verifyJournal } from "./verify.ts";

const db = useTestDatabase();
let app: pg.Pool;
let owner: pg.Pool;
let dataDir: string;

beforeAll(() => {
  app = db.database.pool;
  owner = new pg.Pool({ connectionString: db.url, max: 4 });
});
afterAll(async () => {
  await owner.end();
});
beforeEach(async () => {
  await owner.query("set lock_timeout = '5s'; truncate journal, journal_seal, command restart identity");
  dataDir = await mkdtemp(join(tmpdir(), "caunoi journal "));
  return () => rm(dataDir, { recursive: true });
});

const hoa = { userId: "hoa", personId: null, displayName: "Hoa", grants: [], homeUnitId: null };

/** One entry as the application writes it; the id of the row comes back. */
async function write(action: string, subjectId: string, after: unknown = { attendance: 40 }): Promise<number> {
  return inTransaction(app, hoa, async (tx) => {
    const { rows } = await sql<{ id: number }>`
      insert into journal (user_id, unit_id, action, subject, subject_id, after)
      values ('hoa', null, ${action}, 'talk', ${subjectId}, ${JSON.stringify(after)}::jsonb) returning id`.execute(tx);
    return Number(rows[0]!.id);
  });
}

/** Seals until so many rows are: a transaction of another test file on the same server may hold it up for a moment. */
async function seal(rows: number, folder: string | null = dataDir): Promise<void> {
  for (let sealed = 0; sealed < rows;) {
    sealed += (await sealJournal(app, folder)).sealedRows;
    if (sealed < rows) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function found(): Promise<Partial<Finding>[]> {
  const { findings } = await verifyJournal(owner, dataDir);
  return findings.map(({ kind, id, action, subjectId, seal, differs }) => ({
    kind,
    id,
    action,
    subjectId,
    seal,
    differs,
  }));
}

describe("what the database itself refuses", () => {
  test("the application may neither change nor remove, and cannot write in another's name", async () => {
    await write("talk.recorded", "t1");
    const refused = { code: "42501" };
    await expect(asSystem(app, (tx) => sql`update journal set action = 'x'`.execute(tx))).rejects.toMatchObject(
      refused,
    );
    await expect(asSystem(app, (tx) => sql`delete from journal`.execute(tx))).rejects.toMatchObject(refused);
    await expect(asSystem(app, (tx) => sql`update journal_seal set number = 9`.execute(tx))).rejects.toMatchObject(
      refused,
    );
    await expect(
      inTransaction(app, hoa, (tx) =>
        sql`insert into journal (user_id, action, subject, subject_id) values ('minh', 'a', 'b', 'c')`.execute(tx),
      ),
    ).rejects.toMatchObject(refused);
  });

  test("an owner who is no superuser is kept from it by the trigger", async () => {
    await write("talk.recorded", "t1");
    const client = await owner.connect();
    try {
      await client.query(
        "begin; create role journal_owner_test; grant all on journal to journal_owner_test; alter table journal owner to journal_owner_test; set local role journal_owner_test",
      );
      await expect(client.query("delete from journal")).rejects.toMatchObject({ code: "42501" });
    } finally {
      await client.query("rollback");
      client.release();
    }
  });

  test("a row sent with a digest of its own gets the right one", async () => {
    await inTransaction(app, hoa, (tx) =>
      sql`
      insert into journal (user_id, action, subject, subject_id, digest, prints, xid)
      values ('hoa', 'talk.recorded', 'talk', 't1', '\\x00', '{}', '3')`.execute(tx),
    );
    expect(await found()).toEqual([]);
  });
});

describe("sealing", () => {
  test("chains batches and writes their hashes outside the database", async () => {
    await write("talk.recorded", "t1");
    await write("talk.verified", "t1");
    await seal(2);
    await write("talk.recorded", "t2");
    await seal(1);
    expect(await sealJournal(app, dataDir)).toEqual({ sealedRows: 0, batches: 0 });
    const { rows } = await owner.query(
      "select number::int, encode(previous_hash, 'hex') as previous, encode(hash, 'hex') as hash from journal_seal order by number",
    );
    expect(rows[1].previous).toBe(rows[0].hash);
    expect((await readSealFile(dataDir)).map((l) => [l.number, l.hash])).toEqual(rows.map((r) => [r.number, r.hash]));
    expect(await verifyJournal(owner, dataDir)).toMatchObject({ rows: 3, sealedRows: 3, findings: [] });
  });

  test("leaves what a running transaction may still precede, and takes it when that has ended", async () => {
    const slow = await owner.connect();
    await slow.query("begin");
    await slow.query(
      "insert into journal (user_id, action, subject, subject_id) values ('minh', 'talk.recorded', 'talk', 'slow')",
    );
    await write("talk.recorded", "quick");
    const early = await sealJournal(app, dataDir).finally(() => slow.query("commit"));
    slow.release();
    expect(early.sealedRows).toBe(0);
    await seal(2);
    const gone = await owner.connect();
    await gone.query("begin");
    await gone.query(
      "insert into journal (user_id, action, subject, subject_id) values ('minh', 'talk.recorded', 'talk', 'gone')",
    );
    await gone.query("rollback");
    gone.release();
    await write("talk.recorded", "after");
    await seal(1);
    expect(await found()).toEqual([]);
  });

  test("cuts a transaction of many rows into batches, and two sealers do not clash", async () => {
    await inTransaction(app, hoa, (tx) =>
      sql`
      insert into journal (user_id, action, subject, subject_id)
      select 'hoa', 'person.imported', 'person', n::text from generate_series(1, 2500) n`.execute(tx),
    );
    let sealed = 0;
    while (sealed < 2500) {
      const [one, other] = await Promise.all([sealJournal(app, dataDir), sealJournal(app, dataDir)]);
      sealed += one.sealedRows + other.sealedRows;
    }
    expect(sealed).toBe(2500);
    expect(await verifyJournal(owner, dataDir)).toMatchObject({ sealedRows: 2500, findings: [] });
  });
});

describe("after a copy into a server that counts transactions anew", () => {
  /** As rows look that came with a dump: their transactions are far ahead of this server's. */
  const asFromElsewhere = async (ids: number[]) => {
    await owner.query("update journal set xid = (xid::text::bigint + 1000000000000)::text::xid8 where id = any($1)", [
      ids,
    ]);
    await owner.query(
      "update journal j set digest = journal_digest(j), prints = journal_prints(j) where id = any($1)",
      [ids],
    );
  };

  test("what came along is sealed first, then a new era, and every row is still named", async () => {
    const old = [
      await write("talk.recorded", "t1"),
      await write("talk.verified", "t1"),
      await write("talk.recorded", "t2"),
    ];
    await asFromElsewhere(old);
    await seal(3);
    const left = [await write("talk.amended", "t2"), await write("talk.returned", "t2")];
    await asFromElsewhere(left);
    const fresh = await write("talk.recorded", "t3");
    expect(await found()).toEqual([]);
    await seal(3);
    const late = await write("talk.recorded", "t4");
    expect(await found()).toEqual([]);
    await seal(1);
    expect(
      (await owner.query("select distinct after_id::int from journal_seal order by 1")).rows.map((r) => r.after_id),
    ).toEqual([0, left[1]]);
    expect(await verifyJournal(owner, dataDir)).toMatchObject({ rows: 7, sealedRows: 7, findings: [] });
    await owner.query("update journal set after = '{}' where id = any($1)", [[old[1], left[0], fresh]]);
    await owner.query("delete from journal where id = $1", [late]);
    expect((await found()).map((f) => [f.kind, f.id])).toEqual([
      ["row-altered", old[1]],
      ["row-altered", left[0]],
      ["row-altered", fresh],
      ["row-removed", late],
    ]);
  });
});

describe("verification names", () => {
  let rows: number[];
  beforeEach(async () => {
    rows = [await write("talk.recorded", "t1"), await write("talk.verified", "t1"), await write("talk.recorded", "t2")];
    await seal(3);
  });

  test("a row that was altered, and the columns", async () => {
    await owner.query(`update journal set after = '{"attendance": 400}', user_id = 'minh' where id = $1`, [rows[0]]);
    expect(await found()).toEqual([
      {
        kind: "row-altered",
        id: rows[0],
        action: "talk.recorded",
        subjectId: "t1",
        seal: 1,
        differs: ["user_id", "after"],
      },
    ]);
  });

  test("a row that was renamed by what it was", async () => {
    await owner.query("update journal set action = 'talk.returned', subject_id = 'x' where id = $1", [rows[1]]);
    expect(await found()).toEqual([
      {
        kind: "row-altered",
        id: rows[1],
        action: "talk.verified",
        subjectId: "t1",
        seal: 1,
        differs: ["action", "subject_id"],
      },
    ]);
  });

  test("a row whose digest was made to fit", async () => {
    await owner.query("update journal set after = '{}' where id = $1", [rows[0]]);
    await owner.query("update journal j set digest = journal_digest(j), prints = journal_prints(j) where id = $1", [
      rows[0],
    ]);
    expect(await found()).toMatchObject([{ kind: "row-altered", id: rows[0] }]);
  });

  test("a row that was removed, the last one included", async () => {
    await owner.query("delete from journal where id = any($1)", [[rows[1], rows[2]]]);
    expect(await found()).toEqual([
      { kind: "row-removed", id: rows[1], action: "talk.verified", subjectId: "t1", seal: 1, differs: [] },
      { kind: "row-removed", id: rows[2], action: "talk.recorded", subjectId: "t2", seal: 1, differs: [] },
    ]);
  });

  test("a row that was put in out of turn", async () => {
    await write("talk.recorded", "t3");
    await seal(1);
    await owner.query("alter table journal disable trigger journal_stamp");
    const { rows: made } = await owner.query(`
      insert into journal (xid, user_id, action, subject, subject_id, digest, prints)
      select (select last_xid from journal_seal where number = 1), 'hoa', 'talk.verified', 'talk', 't9', '\\x00', '{}' returning id`);
    await owner.query("alter table journal enable trigger journal_stamp");
    expect(await found()).toMatchObject([
      { kind: "row-inserted", id: Number(made[0].id), action: "talk.verified", subjectId: "t9" },
    ]);
  });

  test("a row that is not sealed yet", async () => {
    const late = await write("talk.amended", "t2");
    await owner.query("update journal set before = '{}' where id = $1", [late]);
    expect(await found()).toEqual([
      { kind: "row-altered", id: late, action: "talk.amended", subjectId: "t2", seal: null, differs: ["before"] },
    ]);
  });

  test("a command whose entry was removed before it was sealed", async () => {
    const id = newId();
    await owner.query("insert into command (id, name, content_hash, user_id) values ($1, 'talk.record', 'x', 'hoa')", [
      id,
    ]);
    expect(await found()).toMatchObject([{ kind: "command-without-entry", action: "talk.record", subjectId: id }]);
  });

  test("a seal that was changed, and one that is gone with its rows", async () => {
    await write("talk.recorded", "t3");
    await seal(1);
    await owner.query("update journal_seal set digests[1] = '\\x00' where number = 1");
    expect(await found()).toContainEqual(expect.objectContaining({ kind: "seal-altered", seal: 1 }));
    await owner.query("delete from journal where id > $1", [rows[2]]);
    await owner.query("delete from journal_seal where number = 2");
    expect(await found()).toContainEqual(expect.objectContaining({ kind: "seal-removed", seal: 2 }));
  });

  test("a whole journal that was written anew, by the hashes kept outside", async () => {
    await owner.query("update journal set after = '{}' where id = $1", [rows[0]]);
    await owner.query("update journal j set digest = journal_digest(j), prints = journal_prints(j) where id = $1", [
      rows[0],
    ]);
    await owner.query("delete from journal_seal");
    const saved = await readSealFile(dataDir);
    await writeFile(join(dataDir, sealFileName), "");
    await seal(3, null);
    expect(await found()).toEqual([]);
    await writeFile(join(dataDir, sealFileName), saved.map((line) => JSON.stringify(line)).join("\n"));
    expect(await found()).toMatchObject([{ kind: "seal-altered", seal: 1 }]);
  });
});
