import { createHash } from "node:crypto";
import { sql } from "kysely";

import { type Principal, type Role, roles } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { newToken } from "#platform/auth/tokens.ts";
import { asSystem } from "#platform/db/session.ts";
import { push } from "#platform/sync/server/push.ts";
import type { TestDatabase } from "#platform/testing/database.ts";
import { buildAccount, grantRole } from "#modules/accounts/server.ts";
import { approveThrough, buildMaterial } from "#modules/materials/server.ts";
import { openQuestions, workOnTask } from "#modules/reports/server.ts";
import { buildPerson } from "#modules/roster/server.ts";
import { buildUnit } from "#modules/units/server.ts";
import { allCommands } from "../rooms.ts";

/**
 * A small country for walking over every route: a province with two communes. All that is asked about lies in
 * D'Ran; whoever holds a role in Đam Rông 1 stands outside.
 */
export interface Persona {
  name: string;
  principal: Principal;
  token: string;
}

export interface World {
  province: number;
  dran: number;
  village: number;
  damRong: number;
  /** On the roster of D'Ran, and the speaker of every talk there. */
  speakerId: string;
  /** What lies in D'Ran and must not be seen from outside: a word in every title and name there. */
  secret: string;
  personas: Persona[];
  system: Principal;
  /** A standard of grassroots communicators; an attachment of an approved material; a report with a talk in it. */
  standardId: number;
  attachmentId: string;
  reportId: string;
  run: <A>(name: string, payload: unknown) => Promise<A>;
  make: Makers;
}

export interface Makers {
  talk: (status?: "assigned" | "delivered" | "verified") => Promise<string>;
  correction: () => Promise<{ talkId: string; correctionId: string }>;
  person: () => Promise<{ personId: string; appointmentId: string }>;
  material: (approved: boolean) => Promise<{ materialId: string; versionId: string }>;
  report: (frozen?: boolean) => Promise<string>;
  /** A report that its head has signed; one that was sent to the province. */
  signed: () => Promise<string>;
  sent: () => Promise<{ reportId: string; sendingId: string }>;
  document: () => Promise<string>;
  held: () => Promise<string>;
  photo: (complete?: boolean) => Promise<string>;
  /** A month that no report of D'Ran has yet; a year without a population figure. */
  period: () => string;
  year: () => number;
  account: () => Promise<{ userId: string; grantId: string; tokenId: string }>;
}

export const secret = "Kín-của-D'Ran";
const pixel = Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex");
export const photo = { bytes: pixel, sha256: createHash("sha256").update(pixel).digest("hex"), size: pixel.length };

export async function buildWorld(db: TestDatabase, send: Send): Promise<World> {
  const { pool } = db.database;
  const province = await buildUnit(pool, { name: "Lâm Đồng", code: "68" });
  const dran = await buildUnit(pool, { name: "D'Ran", code: "24934", kind: "commune", parentId: province });
  const damRong = await buildUnit(pool, { name: "Đam Rông 1", code: "24886", kind: "commune", parentId: province });
  const village = await buildUnit(pool, { name: "Thôn Lạc Viên", kind: "hamlet", parentId: dran });
  const admin = await buildAccount(pool, {
    userName: "quoc.dung",
    displayName: "Hồ Quốc Dũng",
    grants: [{ role: "administrator", unitId: null }],
    withToken: true,
  });
  const system = admin.principal;
  const run = async <A>(name: string, payload: unknown): Promise<A> =>
    (await executeCommand<A>({ pool, commands: allCommands }, system, { id: newId(), name, payload })).answer;

  const { personId: speakerId } = await buildPerson(pool, { fullName: `Ya Thuần ${secret}`, unitId: dran }, system);
  const personas: Persona[] = [{ name: "administrator of everything", principal: system, token: admin.token! }];
  const persona = async (name: string, role: Role, unitId: number, personId: string | null = null) => {
    const made = await buildAccount(pool, {
      userName: `p.${personas.length}`,
      displayName: name,
      grants: [{ role, unitId }],
      personId,
      withToken: true,
    });
    personas.push({ name, principal: made.principal, token: made.token! });
  };
  for (const role of roles) {
    await persona(`${role} of the province`, role, province);
    await persona(`${role} of another commune`, role, damRong);
  }
  await persona("the speaker themself", "speaker", dran, speakerId);
  const standard = await db.owner
    .selectFrom("standard")
    .select("id")
    .where("kind", "=", "grassrootsCommunicator")
    .executeTakeFirstOrThrow();
  const world = { province, dran, village, damRong, speakerId, secret, personas, system, run };
  const make = makers(db, world);
  await make.talk("verified");
  const reportId = newId();
  await run("report.create", { reportId, unitId: dran, period: "2026" });
  return {
    ...world,
    make,
    standardId: standard.id,
    reportId,
    attachmentId: await attach(send, (id) => approveThrough(pool, system, id), make, admin.token!),
  };
}

export type Send = (path: string, init: RequestInit) => Promise<Response>;

async function attach(
  send: Send,
  approve: (versionId: string) => Promise<void>,
  make: Makers,
  token: string,
): Promise<string> {
  const { versionId } = await make.material(false);
  const sent = await send(`/api/materials/versions/${versionId}/files?fileName=ghi-chu.txt`, {
    method: "POST",
    body: "xin chào",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/octet-stream" },
  });
  const { id } = (await sent.json()) as { id: string };
  if (sent.status !== 201) throw new Error(`no attachment: ${sent.status}`);
  await approve(versionId);
  return id;
}

type Ground = Pick<World, "province" | "dran" | "village" | "speakerId" | "personas" | "system" | "run">;

function makers(db: TestDatabase, { province, dran, village, speakerId, personas, system, run }: Ground): Makers {
  const { pool } = db.database;
  let n = 0;
  const talk: Makers["talk"] = async (status = "delivered") => {
    const talkId = newId();
    n += 1;
    await run("talk.enter", {
      talkId,
      unitId: dran,
      placeUnitId: village,
      kind: "residentMeeting",
      title: `Buổi ${n} ${secret}`,
      startsAt: new Date(Date.UTC(2026, 0, 1 + (n % 300), 12)).toISOString(),
      speakerIds: [speakerId],
      ...(status === "assigned" ? {} : { attendance: 40 }),
    });
    if (status === "verified") await run("talk.verify", { talkId });
    return talkId;
  };
  let months = 0;
  const period = () => {
    months += 1;
    return `${2001 + Math.floor(months / 12)}-${String(1 + (months % 12)).padStart(2, "0")}`;
  };
  const report: Makers["report"] = async (frozen = false) => {
    n += 1;
    const id = newId();
    await run("report.create", { reportId: id, unitId: dran, period: period() });
    if (!frozen) return id;
    const { taskId } = await run<{ taskId: string }>("report.freeze", { reportId: id });
    await workOnTask(pool, taskId);
    return id;
  };
  const signed: Makers["signed"] = async () => {
    const id = await report(true);
    for (const question of await asSystem(pool, (tx) => openQuestions(tx, id, new Date())))
      await run("report.answer-check", { reportId: id, question, answer: "Đã đối chiếu." });
    const head: Principal = { ...system, userId: "cong.ly", grants: [{ role: "unitHead", unitId: dran }] };
    await executeCommand({ pool, commands: allCommands }, head, {
      id: newId(),
      name: "report.sign",
      payload: { reportId: id, signerName: "Trương Công Lý" },
    });
    return id;
  };
  /** Sent to the province. */
  const sent: Makers["sent"] = async () => {
    const reportId = await signed();
    const sendingId = newId();
    await run("report.send", { sendingId, reportId, receiverId: province });
    return { reportId, sendingId };
  };
  /** The speaker's own phone, a day behind: what it sends is held for an officer. */
  const held = async () => {
    const id = newId();
    const yesterday = new Date(Date.now() - 26 * 3_600_000).toISOString();
    const speaker = personas.at(-1)!.principal;
    const { outcomes } = await push({ pool, commands: allCommands }, speaker, {
      deviceId: newId(),
      clock: yesterday,
      commands: [
        {
          id,
          name: "talk.record",
          deviceAt: yesterday,
          payload: {
            talkId: newId(),
            unitId: dran,
            placeUnitId: village,
            kind: "residentMeeting",
            title: `Giữ lại ${secret}`,
            startsAt: yesterday,
            speakerIds: [speakerId],
            attendance: 12,
          },
        },
      ],
    });
    if (outcomes[0]?.outcome !== "held") throw new Error(`not held: ${JSON.stringify(outcomes[0])}`);
    return id;
  };
  const sendPhoto: Makers["photo"] = async (complete = false) => {
    const id = newId();
    const services = { pool, commands: allCommands };
    await executeCommand(services, system, {
      id,
      name: "photo.start",
      payload: { id, talkId: await talk(), sha256: photo.sha256, size: photo.size, mediaType: "image/jpeg" },
    });
    if (complete)
      await sql`update talk_photo set content = ${photo.bytes}, complete = true where id = ${id}`.execute(db.owner);
    return id;
  };
  let years = 1900;
  return {
    talk,
    held,
    period,
    photo: sendPhoto,
    year: () => (years += 1),
    async correction() {
      const [talkId, correctionId] = [await talk("verified"), newId()];
      await run("talk.correct", { talkId, correctionId, reason: "Thừa một số không", changes: { attendance: 4 } });
      return { talkId, correctionId };
    },
    person: () => buildPerson(pool, { fullName: `Người ${(n += 1)} ${secret}`, unitId: dran }, system),
    material: (approve) =>
      buildMaterial(pool, system, { title: `Đề cương ${(n += 1)} ${secret}`, unitId: dran, approve }),
    report,
    signed,
    sent,
    async document() {
      const id = await signed();
      const issued = await run<{ documentId: string }>("report.issue", {
        reportId: id,
        issuedOn: "2026-11-02",
        signerName: "Trương Công Lý",
      });
      return issued.documentId;
    },
    async account() {
      const made = await buildAccount(pool, {
        userName: `a.${(n += 1)}`,
        displayName: `Tài khoản ${n} ${secret}`,
        homeUnitId: dran,
        grants: [],
        withToken: true,
      });
      const { id: grantId } = await run<{ id: string }>(grantRole.name, {
        userId: made.principal.userId,
        role: "speaker",
        unitId: dran,
      });
      const { rows } = await sql<{
        id: string;
      }>`select id from api_token where user_id = ${made.principal.userId}`.execute(db.owner);
      return { userId: made.principal.userId, grantId, tokenId: rows[0]!.id };
    },
  };
}

/** A token of the persona's own, to be ended without ending the persona. */
export async function ownToken(db: TestDatabase, userId: string): Promise<string> {
  const id = newId();
  await sql`insert into api_token (id, user_id, token_hash, label) values (${id}, ${userId}, ${newToken().hash}, 'to end')`.execute(
    db.owner,
  );
  return id;
}

export async function ownSession(db: TestDatabase, userId: string): Promise<string> {
  const id = newId();
  await sql`insert into account_session (id, token, user_id, expires_at) values (${id}, ${newId()}, ${userId}, now() + interval '1 day')`.execute(
    db.owner,
  );
  return id;
}
