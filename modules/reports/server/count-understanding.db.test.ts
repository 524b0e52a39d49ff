import { sql } from "kysely";
import { expect, test } from "vitest";
import { allCommands } from "#apps/server/rooms.ts";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { buildHall } from "#modules/live/server.ts";
import type { IndicatorCode } from "../indicators.ts";
import { computeFigures } from "./compute-figures.ts";
import { liveFacts } from "./facts.ts";
import { getReport } from "./report-store.ts";
import { scopeOf } from "./scope.ts";
import { talksBehind, TalksBehindQuery } from "./talks-behind.ts";

/** Change in understanding in a report: only of talks that are shown by themselves, so that nothing follows from a difference. */
const db = useTestDatabase();

test("a verified talk's answers before and after are shares and their difference; a talk of four is in none of them", async () => {
  const hall = await buildHall(db.database.pool, allCommands);
  const verifier: Principal = { ...hall.officer, userId: "verifier" };
  const { rows: checks } = await sql<{
    id: string;
  }>`select id from understanding_check where retired_at is null order by position`.execute(db.owner);
  const talk = async (before: number[], after: number[], verify = true) => {
    const talkId = newId();
    await hall.run("talk.enter", {
      talkId,
      unitId: hall.communeId,
      placeUnitId: hall.communeId,
      kind: "residentMeeting",
      title: "Phòng cháy, chữa cháy rừng mùa khô",
      startsAt: "2026-03-05T12:00:00.000Z",
      attendance: 60,
      materialVersionIds: [hall.versionId],
    });
    await hall.run("live.tally", { talkId, checks: [{ checkId: checks[0]!.id, before, after }] });
    if (verify) await hall.run("talk.verify", { talkId }, verifier);
    return talkId;
  };
  // right is the second option: 10 of 40 before, 30 of 40 after
  const large = await talk([20, 10, 5, 5], [5, 30, 5, 0]);
  // 5 of 10 before, 5 of 10 after
  const small = await talk([5, 5, 0, 0], [5, 5, 0, 0]);
  // four people: stored as "few", in no figure; and one that nobody has verified
  await talk([0, 4, 0, 0], [0, 4, 0, 0]);
  await talk([50, 0, 0, 0], [0, 50, 0, 0], false);

  const days = { from: "2026-03-01", to: "2026-03-31" };
  const figures = await inTransaction(db.database.pool, hall.officer, async (tx) =>
    computeFigures(tx, await scopeOf(tx, hall.communeId, "as-is", "2026-11-23", days.to), liveFacts(days, null), days),
  );
  const total = (code: IndicatorCode) => figures.get(code)!.total;
  expect({
    talks: total("understanding.talks"),
    answers: [total("understanding.answers-before"), total("understanding.answers-after")],
    right: [total("understanding.right-before"), total("understanding.right-after")],
    // 15 of 50 and 35 of 50
    shares: [total("understanding.before"), total("understanding.after")],
    change: total("understanding.change"),
  }).toEqual({ talks: 2, answers: [50, 50], right: [15, 35], shares: [30, 70], change: 40 });

  // the figure opens to the talks where it was measured, and to no other
  const reportId = newId();
  await hall.run("report.create", { reportId, unitId: hall.communeId, period: "2026-03" });
  for (const indicator of ["understanding.change", "understanding.before", "understanding.talks"] as const) {
    const behind = await inTransaction(db.database.pool, hall.officer, async (tx) =>
      talksBehind(tx, await getReport(tx, reportId), TalksBehindQuery.parse({ indicator }), "2026-11-23"),
    );
    expect(behind.items.map((item) => item.talkId).sort(), indicator).toEqual([large, small].sort());
  }
});
