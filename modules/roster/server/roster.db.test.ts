import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { Principal, Role } from "#kernel/access.ts";
import { addDays, asCivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { databaseProblem } from "#platform/db/database-problem.ts";
import { inTransaction } from "#platform/db/session.ts";
import { readWorkbook } from "#platform/documents/workbook-reader.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildUnit } from "#modules/units/server.ts";
import { rosterCommands } from "./commands.ts";
import { exportPeople } from "./export-people.ts";
import { buildPerson } from "./factory.ts";
import { getPersonPage } from "./person-page.ts";
import { listEndings, listPeople, listSpeakers, type PeopleFilter, personNames } from "./queries.ts";
import { listQuotas } from "./quotas.ts";

const db = useTestDatabase();
const today = todayInVietnam();
const at = { province: 0, dran: 0, thon: 0, damRong: 0 };
const ids: Record<string, { personId: string; appointmentId: string }> = {};

function as(role: Role, unitId: number | null, personId: string | null = null): Principal {
  return {
    userId: `${role}-${unitId}-${personId ?? ""}`,
    personId,
    displayName: role,
    homeUnitId: unitId,
    grants: [{ role, unitId }],
  };
}

async function run<A>(by: Principal, name: keyof typeof rosterCommands, payload: unknown): Promise<A> {
  try {
    return (
      await executeCommand<A>({ pool: db.database.pool, commands: rosterCommands as never }, by, {
        id: newId(),
        name,
        payload,
      })
    ).answer;
  } catch (error) {
    throw databaseProblem(error) ?? error;
  }
}

function read<T>(by: Principal, work: Parameters<typeof inTransaction<T>>[2]): Promise<T> {
  return inTransaction(db.database.pool, by, work, { readOnly: true });
}

const names = (by: Principal, filter: PeopleFilter) =>
  read(by, async (tx) => (await listPeople(tx, filter, today, { limit: 50 })).items.map((p) => p.fullName));

beforeAll(async () => {
  const { pool } = db.database;
  at.province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng" });
  at.dran = await buildUnit(pool, { name: "Xã D'Ran", kind: "commune", parentId: at.province });
  at.thon = await buildUnit(pool, { name: "Thôn Lạc Xuân 1", kind: "hamlet", parentId: at.dran });
  at.damRong = await buildUnit(pool, { name: "Xã Đam Rông 1", kind: "commune", parentId: at.province });
  const soon = addDays(today, 38);
  const cast = [
    {
      key: "thuan",
      fullName: "Ya Thuần",
      unitId: at.dran,
      workingLanguages: ["vi", "cje"],
      appointment: { core: true },
    },
    { key: "nguyet", fullName: "Võ Thị Ánh Nguyệt", unitId: at.thon, appointment: { termTo: soon } },
    {
      key: "brem",
      fullName: "K' Brèm",
      unitId: at.dran,
      workingLanguages: ["vi", "kpm"],
      appointment: { kind: "collaborator", decisionSymbol: null },
    },
    { key: "nghiem", fullName: "Touneh Ma Nghiêm", unitId: at.dran, appointment: {} },
    { key: "phuoc", fullName: "Nguyễn Hữu Phước", unitId: at.dran, appointment: { core: true, termTo: soon } },
    { key: "an", fullName: "Đặng Ngọc Ẩn", unitId: at.damRong, appointment: { decisionSymbol: "41/QĐ-UBND" } },
    {
      key: "anh",
      fullName: "Vũ Hoàng Anh",
      unitId: at.province,
      appointment: { kind: "rapporteur", level: "province", decisionSymbol: "30-QĐ/TU" },
    },
    { key: "hoa", fullName: "Nguyễn Thị Hòa", unitId: at.damRong, appointment: {} },
  ];
  for (const { key, ...seed } of cast) ids[key] = await buildPerson(pool, seed);
});

describe("the list", () => {
  test("goes by given name, in the subtree only", async () => {
    expect(await names(as("officer", at.dran), {})).toEqual([
      "K' Brèm",
      "Touneh Ma Nghiêm",
      "Võ Thị Ánh Nguyệt",
      "Nguyễn Hữu Phước",
      "Ya Thuần",
    ]);
    expect(await names(as("analyst", null), { under: at.province })).toEqual([
      "Vũ Hoàng Anh",
      "Đặng Ngọc Ẩn",
      "K' Brèm",
      "Nguyễn Thị Hòa",
      "Touneh Ma Nghiêm",
      "Võ Thị Ánh Nguyệt",
      "Nguyễn Hữu Phước",
      "Ya Thuần",
    ]);
    expect(await names(as("officer", at.dran), { under: at.province })).toHaveLength(5);
    expect(await names(as("speaker", at.dran), {})).toEqual([]);
  });

  test("is searched with and without diacritics, by either placing of tones, exact tones first, by a decision's symbol", async () => {
    const all = as("analyst", null);
    expect(await names(all, { q: "nguyet" })).toEqual(["Võ Thị Ánh Nguyệt"]);
    expect(await names(all, { q: "hoà" })).toEqual(["Nguyễn Thị Hòa", "Vũ Hoàng Anh"]);
    expect(await names(all, { q: "k'brèm".replace("'", "’ ") })).toEqual(["K' Brèm"]);
    expect(await names(all, { q: "nguyeenx" })).toEqual(["Nguyễn Thị Hòa", "Nguyễn Hữu Phước"]);
    expect(await names(all, { q: "41/qđ-ubnd" })).toEqual(["Đặng Ngọc Ẩn"]);
    expect(await names(all, { q: "100%" })).toEqual([]);
  });

  test("is filtered by kind, core, language and state", async () => {
    const all = as("analyst", null);
    expect(await names(all, { kind: "collaborator" })).toEqual(["K' Brèm"]);
    expect(await names(all, { core: "yes" })).toEqual(["Nguyễn Hữu Phước", "Ya Thuần"]);
    expect(await names(all, { language: "cje" })).toEqual(["Ya Thuần"]);
    expect(await names(all, { state: "ending" })).toEqual(["Võ Thị Ánh Nguyệt", "Nguyễn Hữu Phước"]);
    expect(await names(all, { state: "over" })).toEqual([]);
  });

  test("pages without a gap or a double, whatever the page's size", async () => {
    const whole = await names(as("analyst", null), {});
    for (const limit of [1, 2, 3, 7]) {
      const seen: string[] = [];
      for (let cursor: string | undefined; ;) {
        const page = await read(as("analyst", null), (tx) => listPeople(tx, {}, today, { cursor, limit }));
        seen.push(...page.items.map((p) => p.fullName));
        if (page.nextCursor === null) break;
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(whole);
    }
  });

  test("is taken away as a workbook", async () => {
    const { bytes } = await read(as("analyst", null), (tx) => exportPeople(tx, { kind: "rapporteur" }, today, "vi"));
    const cells = (await readWorkbook(bytes))[0]!.rows.flat().map((c) => c.value);
    expect(cells).toEqual(expect.arrayContaining(["Vũ Hoàng Anh", "Báo cáo viên", "cấp tỉnh", "30-QĐ/TU"]));
  });
});

test("terms that end soon, and quota against actual", async () => {
  const endings = await read(as("officer", at.dran), (tx) => listEndings(tx, undefined, 60, today));
  expect(endings.map((e) => [e.fullName, e.daysLeft])).toEqual([
    ["Võ Thị Ánh Nguyệt", 38],
    ["Nguyễn Hữu Phước", 38],
  ]);
  const quotas = await read(as("officer", at.province), (tx) => listQuotas(tx, at.province, today));
  const of = (unitId: number, kind: string) => quotas.find((q) => q.unitId === unitId && q.kind === kind);
  expect(of(at.dran, "grassrootsCommunicator")).toMatchObject({ minimum: 3, actual: 4, difference: 0 });
  expect(of(at.damRong, "grassrootsCommunicator")).toMatchObject({ actual: 2, difference: -1 });
  expect(of(at.province, "rapporteur")).toMatchObject({ actual: 1, difference: -19 });
});

test("a commune may ask the province's speakers, by name alone", async () => {
  const found = await read(as("officer", at.dran), (tx) => listSpeakers(tx, at.thon, today, "anh", 20));
  expect(found.map((s) => [s.fullName, s.unitName])).toEqual([
    ["Vũ Hoàng Anh", "Tỉnh Lâm Đồng"],
    ["Võ Thị Ánh Nguyệt", "Thôn Lạc Xuân 1"],
  ]);
  expect(await read(as("officer", at.dran), (tx) => listSpeakers(tx, at.damRong, today, undefined, 20))).toEqual([]);
  const id = ids.anh!.personId;
  expect(await read(as("officer", at.dran), (tx) => personNames(tx, [id]))).toEqual(new Map([[id, "Vũ Hoàng Anh"]]));
});

describe("changes", () => {
  test("an edit of the version that was seen; the sort key follows a derived name and stays when it was edited", async () => {
    const by = as("officer", at.dran);
    const { personId } = ids.brem!;
    await run(by, "roster.edit-person", { personId, version: 1, changes: { fullName: "K' Brèm Ha" } });
    const key = async () =>
      (await db.owner.selectFrom("person").select("sort_key").where("id", "=", personId).executeTakeFirst())?.sort_key;
    expect(await key()).toBe("Ha, K' Brèm");
    await expect(
      run(by, "roster.edit-person", { personId, version: 1, changes: { position: "Già làng" } }),
    ).rejects.toMatchObject({ code: "roster.changed-since" });
    await run(by, "roster.edit-person", { personId, version: 2, changes: { sortKey: "Brèm, K'" } });
    await run(by, "roster.edit-person", { personId, version: 3, changes: { fullName: "K’  Brèm".normalize("NFD") } });
    expect(await key()).toBe("Brèm, K'");
    await expect(
      run(by, "roster.edit-person", { personId, version: 4, changes: { position: "CCCD 068085001234" } }),
    ).rejects.toMatchObject({ code: "roster.invalid", detail: { fields: { "/position": "roster.private-data" } } });
  });

  test("an appointment once at a time, ended with a reason, and then again", async () => {
    const by = as("officer", at.damRong);
    const { personId, appointmentId } = ids.hoa!;
    const next = {
      personId,
      kind: "grassrootsCommunicator",
      unitId: at.damRong,
      decisionSymbol: "5/QĐ-UBND",
      termFrom: addDays(today, -10),
    };
    await expect(run(by, "roster.appoint", { ...next, appointmentId: newId() })).rejects.toMatchObject({
      code: "roster.already-appointed",
    });
    await run(by, "roster.end-appointment", { appointmentId, lastDay: addDays(today, -11), reason: "moved" });
    await expect(
      run(by, "roster.end-appointment", { appointmentId, lastDay: today, reason: "moved" }),
    ).rejects.toMatchObject({ code: "roster.already-ended" });
    await run(by, "roster.appoint", { ...next, appointmentId: newId() });
    const page = await read(by, (tx) => getPersonPage(tx, by, personId, today));
    expect(page.appointments.map((a) => [a.state, a.lastDay, a.endReason])).toEqual([
      ["current", null, null],
      ["over", addDays(today, -11), "moved"],
    ]);
    expect(page.history.map((h) => h.action)).toEqual([
      "appointment.made",
      "appointment.ended",
      "appointment.made",
      "person.added",
    ]);
  });

  test("standards are attested by the checklist of the kind and the day; the newest stands in front", async () => {
    const by = as("officer", at.dran);
    const { personId, appointmentId } = ids.thuan!;
    const { standards } = await read(by, (tx) => getPersonPage(tx, by, personId, today));
    expect(standards).toHaveLength(5);
    const [first, second] = standards;
    await run(by, "roster.attest", {
      appointmentId,
      attestedOn: today,
      items: [
        { standardId: first!.id, met: false },
        { standardId: second!.id, met: true },
      ],
    });
    await run(by, "roster.attest", {
      appointmentId,
      attestedOn: today,
      decisionSymbol: "118/QĐ-UBND",
      items: [{ standardId: first!.id, met: true }],
    });
    const { attestations } = await read(by, (tx) => getPersonPage(tx, by, personId, today));
    expect(attestations.map((a) => [a.standardId, a.met, a.decisionSymbol])).toEqual([
      [first!.id, true, "118/QĐ-UBND"],
      [second!.id, true, null],
    ]);
    await expect(
      run(by, "roster.attest", {
        appointmentId,
        attestedOn: asCivilDate("2020-01-01"),
        items: [{ standardId: first!.id, met: true }],
      }),
    ).rejects.toMatchObject({ code: "roster.standard-unknown" });
  });

  test("a quota from a day on ends the one before it; only whoever administers the instance", async () => {
    const quota = { unitKind: "commune", kind: "collaborator", minimum: 2, from: today, legalBasis: "01/2026/NQ-HĐND" };
    await expect(run(as("administrator", at.province), "roster.set-quota", quota)).rejects.toMatchObject({
      code: "access.denied",
    });
    await run(as("administrator", null), "roster.set-quota", quota);
    await run(as("administrator", null), "roster.set-quota", { ...quota, minimum: 1, from: addDays(today, 10) });
    await expect(run(as("administrator", null), "roster.set-quota", quota)).rejects.toMatchObject({
      code: "roster.quota-exists",
    });
    const minimum = async (day: typeof today) =>
      (await read(as("analyst", null), (tx) => listQuotas(tx, at.dran, day))).find((q) => q.kind === "collaborator")
        ?.minimum;
    expect([await minimum(today), await minimum(addDays(today, 10))]).toEqual([2, 1]);
  });
});

describe("who may", () => {
  const add = (unitId: number) => ({
    personId: newId(),
    fullName: "Nguyễn Thị Thu Hà",
    unitId,
    appointment: { appointmentId: newId(), kind: "collaborator", unitId, termFrom: today },
  });

  test("only keepers, and only in their subtree", async () => {
    for (const by of [
      as("analyst", at.dran),
      as("verifier", at.dran),
      as("speaker", at.dran),
      as("officer", at.damRong),
    ]) {
      await expect(run(by, "roster.add-person", add(at.dran))).rejects.toMatchObject({ code: "access.denied" });
    }
    await expect(run(as("officer", at.province), "roster.add-person", add(at.thon))).resolves.toBeTruthy();
  });

  test("everybody sees what is held about themselves", async () => {
    const { personId } = ids.nghiem!;
    const me = as("speaker", at.dran, personId);
    expect((await read(me, (tx) => getPersonPage(tx, me, personId, today))).mayEdit).toBe(false);
    await expect(read(me, (tx) => getPersonPage(tx, me, ids.phuoc!.personId, today))).rejects.toMatchObject({
      code: "roster.person-not-found",
    });
  });

  test("row-level security alone shows and changes nothing outside", async () => {
    const outside = as("officer", at.damRong);
    const { personId, appointmentId } = ids.thuan!;
    for (const table of ["person", "appointment"] as const) {
      const id = table === "person" ? personId : appointmentId;
      expect(await read(outside, (tx) => tx.selectFrom(table).select("id").where("id", "=", id).execute())).toEqual([]);
      const changed = await inTransaction(db.database.pool, outside, (tx) =>
        tx.updateTable(table).set({ version: 99 }).where("id", "=", id).executeTakeFirst(),
      );
      expect(Number(changed.numUpdatedRows)).toBe(0);
    }
    expect(await read(outside, (tx) => tx.selectFrom("attestation").selectAll().execute())).toEqual([]);
    const insert = inTransaction(db.database.pool, outside, (tx) =>
      tx
        .insertInto("person")
        .values({ id: newId(), full_name: "Ai Đó", sort_key: "Đó, Ai", unit_id: at.dran })
        .execute(),
    );
    await expect(insert).rejects.toThrow(/row-level security/);
    const nobody: Principal = { ...outside, grants: [] };
    expect(await read(nobody, (tx) => tx.selectFrom("person").select("id").execute())).toEqual([]);
  });

  test("no column can hold what the roster must not know", async () => {
    const { rows } = await sql<{ column_name: string }>`
      select column_name from information_schema.columns where table_name in ('person', 'appointment', 'attestation')`.execute(
      db.owner,
    );
    expect(
      rows
        .map((r) => r.column_name)
        .filter((c) => /birth|ethnic|religion|party|citizen|identity|sex|gender|photo|portrait|address/.test(c)),
    ).toEqual([]);
  });
});
