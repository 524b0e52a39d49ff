import { addMonths, type CivilDate, civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { asSystem } from "#platform/db/session.ts";
import { finishPayTask } from "#modules/pay/server.ts";
import { type DemoFill, unitOf } from "./demo-fill.ts";
import { evening } from "./evening.ts";

/** What makes the amounts of the demo unmistakable: they were set by nobody. */
const placeholder = "Mức giả định để minh họa, không phải mức của nghị quyết nào";

interface Made {
  runId: string;
  version: number;
  lines: number;
  undecided: number;
}

/**
 * Rates of the three old provinces side by side, as after the merger; D'Ran's month before last paid and locked, last
 * month's run with the checker.
 */
export async function fillPay(fill: DemoFill): Promise<void> {
  fill.step("Thù lao / pay", 0, 2);
  const today = civilDateOf(fill.today);
  await fillRates(fill);
  fill.step("Thù lao / pay", 1, 2);
  const dran = unitOf(fill, "after:24934");
  const month = `${today.slice(0, 8)}01` as CivilDate;
  await storyEvenings(fill, month);
  const paid = await makeRun(fill, dran, addMonths(month, -2), dayIn(addMonths(month, -1), 4));
  if (paid !== null) {
    const on = dayIn(addMonths(month, -1), 6);
    const sent = await act<{ version: number }>(
      fill,
      "ha",
      "pay.submit-run",
      { runId: paid.runId, version: paid.version },
      on,
      9,
    );
    await act(fill, "ly", "pay.approve-run", { runId: paid.runId, version: sent.version }, on, 15);
    await act(fill, "ha", "pay.set-reference", { runId: paid.runId, reference: "PC-0117 (kế toán xã)" }, on, 16);
  }
  // made as early as the month allows, but never after today
  const second = dayIn(month, 2) > today ? today : dayIn(month, 2);
  const waiting = await makeRun(fill, dran, addMonths(month, -1), second);
  if (waiting !== null)
    await act(fill, "ha", "pay.submit-run", { runId: waiting.runId, version: waiting.version }, second, 7.5);
  fill.step("Thù lao / pay", 2, 2);
}

const dayIn = (month: CivilDate, day: number) => `${month.slice(0, 8)}${String(day).padStart(2, "0")}` as CivilDate;

async function fillRates(fill: DemoFill): Promise<void> {
  const rates = [
    { scope: "before:68", name: "tỉnh Lâm Đồng cũ", amount: 200_000, mostTalks: 8 },
    { scope: "before:67", name: "tỉnh Đắk Nông cũ", amount: 180_000, mostTalks: 10 },
    { scope: "before:60", name: "tỉnh Bình Thuận cũ", amount: 220_000, mostAmount: 1_500_000 },
  ].filter((r) => fill.units.has(r.scope));
  for (const { scope, name, ...caps } of rates) {
    const common = { scopeUnitId: unitOf(fill, scope), per: "talk", from: "2024-07-01" };
    const basis = `Nghị quyết của Hội đồng nhân dân ${name} (${placeholder})`;
    const add = (fields: object) =>
      act(fill, "dung", "pay.add-rate", { rateId: newId(), ...common, ...fields }, "2025-01-06" as CivilDate, 9);
    await add({ ...caps, kind: "grassrootsCommunicator", legalBasis: basis });
    await add({ kind: "collaborator", amount: 120_000, mostTalks: 6, legalBasis: basis });
    await add({ kind: "rapporteur", amount: 300_000, legalBasis: basis });
  }
}

/**
 * Last month at Đam Rông 1, for which nobody has made a run yet; two of one evening overlap, so somebody has to look. And one
 * of Ya Thuần in the month that D'Ran has paid, so that there is something on his phone.
 */
async function storyEvenings(fill: DemoFill, month: CivilDate): Promise<void> {
  const [damRong, dran] = ["after:24886", "after:24934"].map((code) => unitOf(fill, code)) as [number, number];
  const there = { unitId: damRong, month: addMonths(month, -1), by: "duyen", checkedBy: "khanh" };
  const here = { unitId: dran, month: addMonths(month, -2), by: "ha", checkedBy: "mai" };
  const evenings = [
    { ...there, who: "chuong", day: 8, hour: 19, title: "Giữ rừng và phòng cháy mùa khô" },
    { ...there, who: "chuong", day: 8, hour: 19.5, title: "Bảo hiểm y tế hộ gia đình" },
    { ...there, who: "hai", day: 15, hour: 19, title: "Bảo hiểm y tế hộ gia đình" },
    { ...here, who: "thuan", day: 12, hour: 18, title: "Giữ rừng và phòng cháy mùa khô" },
  ];
  for (const { unitId, by, checkedBy, who, day, hour, title, ...at } of evenings) {
    const on = dayIn(at.month, day);
    const talkId = newId();
    const times = { startsAt: evening(on, hour).toISOString(), endsAt: evening(on, hour + 0.75).toISOString() };
    const talk = { talkId, unitId, placeUnitId: unitId, kind: "residentMeeting", title, attendance: 34, ...times };
    await act(fill, by, "talk.record", { ...talk, speakerIds: [fill.people.get(who)!] }, on, 21);
    await act(fill, checkedBy, "talk.verify", { talkId }, dayIn(at.month, day + 2), 9);
  }
}

/** Made by the officer of D'Ran; what is out of the ordinary is decided with a reason. Null where nothing is due. */
async function makeRun(fill: DemoFill, unitId: number, month: CivilDate, on: CivilDate): Promise<Made | null> {
  const runId = newId();
  let made = await act<Made>(fill, "ha", "pay.make-run", { runId, unitId, month: month.slice(0, 7) }, on, 7);
  for (const { kind, about } of await undecided(fill, runId))
    made = await act<Made>(
      fill,
      "ha",
      "pay.decide",
      { runId, kind, about, decision: "leave", reason: "Đã đối chiếu với sổ ghi của thôn, không chi" },
      on,
      7.25,
    );
  if (made.lines > 0) return made;
  await act(
    fill,
    "ha",
    "pay.discard-run",
    { runId, version: made.version, reason: "Tháng này không có buổi nào" },
    on,
    7.4,
  );
  return null;
}

async function undecided(fill: DemoFill, runId: string) {
  const rows = await asSystem(fill.database.pool, (tx) =>
    tx
      .selectFrom("pay_exception")
      .select(["kind", "person_id", "claim"])
      .where("run_id", "=", runId)
      .where("kind", "not in", ["overCap", "inAnotherRun"])
      .execute(),
  );
  return [...new Set(rows.map((r) => r.kind))].map((kind) => ({
    kind,
    about: rows.filter((r) => r.kind === kind).map((r) => ({ personId: r.person_id, claim: r.claim })),
  }));
}

async function act<A = unknown>(
  fill: DemoFill,
  by: string,
  name: string,
  payload: object,
  day: CivilDate,
  hour: number,
): Promise<A> {
  const now = evening(day, hour);
  const answer = await fill.act<A>(fill.accounts.get(by)!, name, payload, { now });
  const taskId = (answer as { taskId?: string }).taskId;
  return taskId === undefined ? answer : ((await finishPayTask(fill.database.pool, taskId, () => now)) as A);
}
