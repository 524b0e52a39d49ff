import { writeFile } from "node:fs/promises";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { type Principal, publicCaller } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import { readDocx } from "#platform/documents/docx/read-docx.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { questionCommands } from "#modules/questions/server.ts";
import { talkCommands } from "#modules/talks/server.ts";
import { buildUnit } from "#modules/units/server.ts";
import { dialogueCommands } from "./commands.ts";
import { readDialoguePage } from "./dialogue-page.ts";
import { DialogueQuery, listDialogues } from "./list-dialogues.ts";
import { findPublicDialogue, listPublicDialogues } from "./public-dialogues.ts";

const db = useTestDatabase();
const now = new Date("2026-11-20T03:00:00Z");
let dran: number;
let village: number;
let ly: Principal;
let ha: Principal;
let stranger: Principal;
const dialogueId = newId();

const who = (userId: string, role: "officer" | "unitHead", unitId: number): Principal => ({
  userId,
  personId: null,
  displayName: userId,
  grants: [{ role, unitId }],
  homeUnitId: unitId,
});

beforeAll(async () => {
  const { pool } = db.database;
  const province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  dran = await buildUnit(pool, { name: "Xã D'Ran", code: "24934", kind: "commune", parentId: province });
  village = await buildUnit(pool, { name: "Thôn Lạc Viên", kind: "hamlet", parentId: dran });
  const damRong = await buildUnit(pool, { name: "Xã Đam Rông 1", code: "24886", kind: "commune", parentId: province });
  ly = who("cong.ly", "unitHead", dran);
  ha = who("thu.ha", "officer", dran);
  stranger = who("k.duyen", "unitHead", damRong);
});

const act = async <A = unknown>(by: Principal, name: string, payload: unknown, at = now) =>
  (
    await executeCommand<A>(
      {
        pool: db.database.pool,
        commands: { ...dialogueCommands, ...questionCommands, ...talkCommands } as never,
        now: () => at,
      },
      by,
      { id: newId(), name, payload },
    )
  ).answer;
const page = (by: Principal, id: string = dialogueId) =>
  inTransaction(db.database.pool, by, (tx) => readDialoguePage(tx, by, id));
const asPublic = <T>(work: Parameters<typeof inTransaction<T>>[2]) =>
  inTransaction(db.database.pool, publicCaller, work, { readOnly: true });

const plan = {
  dialogueId,
  title: "Hội nghị đối thoại của Chủ tịch UBND xã với Nhân dân năm 2026",
  placeDetail: "Hội trường UBND xã",
  legalBasis: "Kế hoạch số 12/KH-UBND ngày 05/01/2026",
  startsAt: "2026-11-18T07:00:00Z",
};
const agenda = [
  { id: newId(), title: "Báo cáo tình hình kinh tế - xã hội", presenter: "Phó Chủ tịch UBND xã" },
  { id: newId(), title: "Nhân dân nêu ý kiến, Chủ tịch trả lời" },
];
const presided = { name: "Trương Công Lý", position: "Chủ tịch UBND xã D'Ran" };
const result = {
  dialogueId,
  attendance: 86,
  secretaryName: "Nguyễn Thị Thu Hà",
  startsAt: "2026-11-18T07:00:00Z",
  endsAt: "2026-11-18T10:05:00Z",
  opening: "Chủ tịch UBND xã khai mạc, nêu mục đích buổi đối thoại.",
  conclusion: "Các phòng chuyên môn trả lời bằng văn bản đúng hạn.\nUBND xã theo dõi việc đã hứa.",
};

test("is planned with an agenda by who writes there; an identity or a foreign talk is refused", async () => {
  await expect(
    act(stranger, "dialogue.plan", { ...plan, unitId: dran, placeUnitId: dran, agenda }),
  ).rejects.toMatchObject({
    code: "access.denied",
  });
  await expect(
    act(ha, "dialogue.plan", { ...plan, title: "Gọi 0912 345 678", unitId: dran, placeUnitId: dran }),
  ).rejects.toMatchObject({ code: "dialogue.identity-in-text", detail: { fields: { "/title": expect.any(String) } } });
  const talkId = newId();
  const talk = (id: string, kind: string) => ({
    talkId: id,
    unitId: dran,
    placeUnitId: dran,
    kind,
    title: "Đối thoại với Nhân dân",
    startsAt: plan.startsAt,
  });
  const other = newId();
  await act(ha, "talk.plan", talk(talkId, "dialogueMeeting"));
  await act(ha, "talk.plan", talk(other, "residentMeeting"));
  const asked = { ...plan, unitId: dran, placeUnitId: dran, agenda };
  await expect(act(ha, "dialogue.plan", { ...asked, talkId: other })).rejects.toMatchObject({
    code: "dialogue.talk-unfit",
  });
  await act(ha, "dialogue.plan", { ...asked, talkId });
  await act(ha, "dialogue.edit", {
    ...plan,
    version: 1,
    placeUnitId: village,
    talkId,
    agenda: agenda.toReversed(),
  });
  const seen = await page(ha);
  expect(seen).toMatchObject({
    place: { name: "Thôn Lạc Viên" },
    talk: { id: talkId },
    version: 2,
    missing: ["held", "secretary"],
    head: { position: "CHỦ TỊCH" },
  });
  expect(seen.agenda.map((i) => i.title)).toEqual(agenda.toReversed().map((i) => i.title));
  await expect(page(stranger)).rejects.toMatchObject({ code: "dialogue.not-found" });
});

const before = newId();
const meeting = newId();

test("gathers questions before and at the meeting, each a question with its own answer's deadline", async () => {
  for (const [questionId, stage, text] of [
    [before, "before", "Bao giờ sửa đường vào thôn?"],
    [meeting, "meeting", "Vì sao nhà văn hóa chưa có điện?"],
  ] as const) {
    await act(ha, "question.ask", { questionId, origin: "dialogue", placeUnitId: village, text });
    await act(ha, "dialogue.gather", { dialogueId, questionId, stage });
    await act(ha, "dialogue.gather", { dialogueId, questionId, stage });
  }
  expect((await page(ha)).asked).toMatchObject([
    { id: before, stage: "before", reply: null, status: "open", code: expect.stringMatching(/^\w{3}-\w{4}/) },
    { id: meeting, stage: "meeting" },
  ]);
  await expect(act(ha, "dialogue.gather", { dialogueId, questionId: newId(), stage: "before" })).rejects.toMatchObject({
    code: "dialogue.question-unknown",
  });
  await expect(act(ha, "dialogue.reply", { dialogueId, questionId: before, reply: "…" })).rejects.toMatchObject({
    code: "dialogue.wrong-state",
  });
});

test("is held by the head, or by a substitute whose ground is told", async () => {
  const record = (of: object, more: object = {}) =>
    act(ha, "dialogue.record", { ...result, version: 2, presided: of, ...more });
  const deputy = { name: "Nguyễn Văn Bình", position: "Phó Chủ tịch UBND xã" };
  await expect(record(deputy)).rejects.toMatchObject({ code: "dialogue.substitute-unnamed" });
  await expect(record({ ...deputy, capacity: "KT" })).rejects.toMatchObject({ code: "dialogue.absence-unexplained" });
  await expect(record(presided, { endsAt: "2026-11-18T06:00:00Z" })).rejects.toMatchObject({
    code: "dialogue.ends-before-start",
  });
  await expect(
    record(presided, { startsAt: "2026-12-18T06:00:00Z", endsAt: "2026-12-18T09:00:00Z" }),
  ).rejects.toMatchObject({ code: "dialogue.not-yet" });
  await expect(record(presided, { conclusion: "Gặp anh Bảy, căn cước 068090001234" })).rejects.toMatchObject({
    code: "dialogue.identity-in-text",
  });
  await record(presided);
  await act(ha, "dialogue.reply", {
    dialogueId,
    questionId: before,
    reply: "Đường thôn được bố trí vốn năm 2027.",
    repliedBy: "Chủ tịch UBND xã",
  });
  await act(ha, "commitment.make", {
    commitmentId: newId(),
    dialogueId,
    unitId: dran,
    text: "Kéo điện cho nhà văn hóa thôn Lạc Viên",
    dueOn: "2026-12-20",
  });
  expect(await page(ly)).toMatchObject({
    status: "held",
    presided: { ...presided, capacity: null },
    promised: [{ unit: { id: dran }, status: "open" }],
    missing: [],
  });
});

test("minutes are a numbered Biên bản in the format of Decree 30, and close the meeting", async () => {
  const { version } = await page(ha);
  await expect(
    act(ha, "dialogue.issue-minutes", { dialogueId, version, issuedOn: "2026-11-19" }),
  ).rejects.toMatchObject({ code: "access.denied" });
  const issued = await act<{ documentId: string; symbol: string }>(ly, "dialogue.issue-minutes", {
    dialogueId,
    version,
    issuedOn: "2026-11-19",
  });
  expect(issued.symbol).toBe("01/BB-UBND");
  const { rows } = await sql<{ content: Buffer }>`
    select content from issued_document where id = ${issued.documentId}::uuid`.execute(db.owner);
  const bytes = new Uint8Array(rows[0]!.content);
  if (process.env.LOOK_AT_DOCUMENTS) await writeFile(`${process.env.LOOK_AT_DOCUMENTS}/bien-ban.docx`, bytes);
  expect(checkDocument(bytes).filter((f) => f.verdict === "broken")).toEqual([]);
  const text = readDocx(bytes)
    .paragraphs.map((p) => p.text)
    .join("\n");
  for (const said of [
    "86 người",
    "Trương Công Lý",
    "THƯ KÝ",
    "CHỦ TỌA",
    "Bao giờ sửa đường",
    "Kéo điện",
    "20/12/2026",
    "14 giờ 00 phút",
  ])
    expect(text).toContain(said);
  await expect(act(ha, "dialogue.record", { ...result, version: version + 1, presided })).rejects.toMatchObject({
    code: "dialogue.wrong-state",
  });
  expect((await page(ha)).minutes).toMatchObject({ symbol: "01/BB-UBND" });
});

test("is public only when its head says so; then without names, with what was promised and kept", async () => {
  expect(await asPublic((tx) => listPublicDialogues(tx, { limit: 10 }))).toEqual([]);
  await expect(act(ha, "dialogue.publish", { dialogueId, public: true })).rejects.toMatchObject({
    code: "access.denied",
  });
  await act(ly, "dialogue.publish", { dialogueId, public: true });
  const [commitment] = (await page(ha)).promised;
  await act(ha, "commitment.finish", {
    commitmentId: commitment!.id,
    progressId: newId(),
    text: "Đã đóng điện",
    evidence: "BB nghiệm thu 15/12",
    doneOn: "2026-11-20",
  });
  const shown = await asPublic((tx) => findPublicDialogue(tx, dialogueId));
  expect(shown).toMatchObject({
    status: "held",
    presidedPosition: "Chủ tịch UBND xã D'Ran",
    minutesIssued: true,
    commitments: [{ status: "done", doneOn: "2026-11-20", kept: true }],
    answerIds: [],
  });
  // the number of people who came would be found in an id now and then
  const text = JSON.stringify(shown).replaceAll(/[0-9a-f-]{36}/g, "");
  for (const hidden of ["Trương Công Lý", "Thu Hà", "Bao giờ sửa đường", "86"]) expect(text).not.toContain(hidden);
  await act(ly, "dialogue.publish", { dialogueId, public: false });
  expect(await asPublic((tx) => findPublicDialogue(tx, dialogueId))).toBeNull();
});

test("a substitute signs for the head; what was called off stays; lists page through every one once", async () => {
  const second = newId();
  await act(ha, "dialogue.plan", {
    ...plan,
    dialogueId: second,
    unitId: dran,
    placeUnitId: dran,
    agenda: [{ id: newId(), title: "Nội dung" }],
  });
  await act(ha, "dialogue.record", {
    ...result,
    dialogueId: second,
    version: 1,
    presided: {
      name: "Nguyễn Văn Bình",
      position: "Phó Chủ tịch UBND xã D'Ran",
      capacity: "KT",
      absenceReason: "Dự họp ở tỉnh",
    },
  });
  const issued = await act<{ documentId: string; symbol: string }>(ly, "dialogue.issue-minutes", {
    dialogueId: second,
    version: 2,
    issuedOn: "2026-11-19",
  });
  expect(issued.symbol).toBe("02/BB-UBND");
  const { rows } = await sql<{ content: Buffer; signer_position: string }>`
    select content, signer_position from issued_document where id = ${issued.documentId}::uuid`.execute(db.owner);
  expect(rows[0]!.signer_position).toBe("KT. CHỦ TỊCH PHÓ CHỦ TỊCH");
  const bytes = new Uint8Array(rows[0]!.content);
  if (process.env.LOOK_AT_DOCUMENTS) await writeFile(`${process.env.LOOK_AT_DOCUMENTS}/bien-ban-kt.docx`, bytes);
  expect(checkDocument(bytes).filter((f) => f.verdict === "broken")).toEqual([]);
  const third = newId();
  await act(ha, "dialogue.plan", {
    ...plan,
    dialogueId: third,
    unitId: dran,
    placeUnitId: dran,
    startsAt: "2026-12-18T07:00:00Z",
  });
  await act(ha, "dialogue.cancel", { dialogueId: third, reason: "Bão" });
  await expect(act(ha, "dialogue.cancel", { dialogueId: third, reason: "Bão" })).rejects.toMatchObject({
    code: "dialogue.wrong-state",
  });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const part = await inTransaction(db.database.pool, ha, (tx) =>
      listDialogues(tx, DialogueQuery.parse({ limit: 1, ...(cursor === undefined ? {} : { cursor }) })),
    );
    seen.push(...part.items.map((d) => d.id));
    cursor = part.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen.toSorted()).toEqual([dialogueId, second, third].toSorted());
  expect(
    (await inTransaction(db.database.pool, stranger, (tx) => listDialogues(tx, DialogueQuery.parse({})))).items,
  ).toEqual([]);
  await expect(sql`delete from dialogue`.execute(db.owner)).rejects.toThrow(/never deleted/);
});
