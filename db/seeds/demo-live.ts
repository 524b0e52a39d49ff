import { newId } from "#kernel/ids.ts";
import { publicCaller, systemCaller as system } from "#kernel/access.ts";
import { addDays, asCivilDate } from "#kernel/civil-date.ts";
import { fireChecks } from "#modules/live/server.ts";
import { type DemoFill } from "./demo-fill.ts";
import { evening } from "./evening.ts";

const title = "Phòng cháy, chữa cháy rừng mùa khô";

const more = {
  text: "Băng cản lửa quanh rẫy để làm gì?",
  options: ["Để phơi củi", "Để lửa không lan", "Để làm đường đi", "Tôi chưa biết"],
  correct: 1,
  message: "Giữ băng cản lửa sạch quanh rẫy.",
} as const;

/**
 * The forest fire outline has its checks; one talk of this week had a hall, with its before and after; some talks before it
 * were counted by a show of hands. Today's talk at La Bouye is where a hall can be opened.
 */
export async function fillHalls(fill: DemoFill): Promise<void> {
  const dung = fill.accounts.get("dung")!;
  const versions = fill.materials.get(title)!;
  const { versionId, from } = versions.at(-1)!;
  const checks = [...fireChecks, more];
  await fill.act(dung, "check.set", { versionId, checks }, { now: evening(addDays(asCivilDate(from), 1), 9) });
  const { rows: talks } = await fill.database.worker.query<{ id: string; starts_at: Date; status: string }>(
    `select t.id, t.starts_at, t.status from talk t join talk_material m on m.talk_id = t.id
      where t.title = $1 and m.version_id = any ($2::uuid[]) and t.status in ('delivered', 'verified') order by t.starts_at desc`,
    [title, versions.map((version) => version.versionId)],
  );
  const hallTalk = talks.find((talk) => talk.status === "delivered");
  if (hallTalk) await pastHall(fill, hallTalk);
  const { rows: stored } = await fill.database.worker.query<{ id: string }>(
    "select id from understanding_check where version_id = $1 and retired_at is null order by position",
    [versionId],
  );
  for (const talk of talks.filter((talk) => talk.status === "verified").slice(0, 14))
    await countHands(fill, talk, stored);
}

/** Fifty-eight phones answered before and after; the figures are those of the pictures in docs/. */
async function pastHall(fill: DemoFill, talk: { id: string; starts_at: Date }): Promise<void> {
  const ha = fill.accounts.get("ha")!;
  const at = (minutes: number) => ({ now: new Date(talk.starts_at.getTime() + minutes * 60_000) });
  const hallId = newId();
  await fill.act(ha, "hall.open", { hallId, talkId: talk.id }, at(-5));
  const { rows: polls } = await fill.database.worker.query<{ id: string }>(
    "select id from hall_poll where hall_id = $1 order by position",
    [hallId],
  );
  // right both times, lost, gained, wrong both times: of 58 phones
  const pairs = [
    [22, 2, 24, 10],
    [15, 3, 19, 21],
    [30, 3, 13, 12],
    [12, 4, 8, 34],
  ] as const;
  for (const phase of ["before", "after"] as const) {
    for (const [i, poll] of polls.entries()) {
      const roundId = newId();
      const minute = (phase === "before" ? 0 : 60) + i * 2;
      await fill.act(ha, "hall.open-round", { hallId, roundId, pollId: poll.id, phase }, at(minute));
      const [both, lost, gained, wrong] = pairs[i]!;
      const right = (n: number) => Array.from({ length: n }, () => 1);
      const not = (n: number) => Array.from({ length: n }, (_, k) => [0, 2, 3, 3][k % 4]!);
      const choices =
        phase === "before"
          ? [...right(both + lost), ...not(gained + wrong)]
          : [...right(both), ...not(lost), ...right(gained), ...not(wrong)];
      await fill.database.pool.query("select cast_votes($1::uuid[], $2::text[], $3::int[], $4::int[])", [
        choices.map(() => roundId),
        choices.map((_, phone) => `demo-phone-${phone}`),
        choices,
        choices.map(() => 1),
      ]);
      await fill.act(ha, "hall.close-round", { hallId, roundId }, at(minute + 1));
    }
    if (phase === "before") await askInHall(fill, hallId, at);
  }
  await fill.act(ha, "hall.close", { hallId }, at(75));
}

async function askInHall(fill: DemoFill, hallId: string, at: (minutes: number) => { now: Date }): Promise<void> {
  const questionId = newId();
  await fill.act(
    publicCaller,
    "hall.ask",
    { hallId, id: questionId, ticket: newId(), text: "Nhà có rẫy giáp rừng phòng hộ thì xin đốt thực bì ở đâu?" },
    at(30),
  );
  await fill.act(fill.accounts.get("ha")!, "hall.judge", { hallId, questionId, verdict: "accept" }, at(31));
}

/** No signal in that village: hands counted on the speaker's phone. */
async function countHands(
  fill: DemoFill,
  talk: { id: string; starts_at: Date },
  checks: readonly { id: string }[],
): Promise<void> {
  const { random } = fill;
  const people = random.between(18, 44);
  const counts = (n: number, right: number) => {
    const rest = n - right;
    const unsure = Math.ceil(rest / 2);
    const other = Math.floor((rest - unsure) / 2);
    return [other, right, rest - unsure - other, unsure];
  };
  await fill.act(
    system,
    "live.tally",
    {
      talkId: talk.id,
      checks: checks.slice(0, 3).map(({ id }) => {
        const after = people - random.between(0, 4);
        return {
          checkId: id,
          before: counts(people, Math.round((people * random.between(25, 55)) / 100)),
          after: counts(after, Math.round((after * random.between(58, 90)) / 100)),
        };
      }),
    },
    { now: new Date(talk.starts_at.getTime() + 80 * 60_000) },
  );
}
