import { systemCaller as system } from "#kernel/access.ts";
import { addDays, asCivilDate, civilDateOf, type CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { type DemoFill, unitOf } from "./demo-fill.ts";
import { materialOn } from "./demo-materials.ts";
import { villageKey } from "./demo-places.ts";
import { type DemoSpeaker, keeperOf } from "./demo-people.ts";
import { evening } from "./evening.ts";
import { demoTopics, difficulties, type DemoTopic } from "./demo-topics.ts";
import { unitSuccessions } from "./demo-units.ts";
import type { Village } from "./demo-villages.ts";

const firstDay = asCivilDate("2024-11-01");
const reorganised = asCivilDate("2025-07-01");
const story = "24934";
const perMonthInStory = 9;
const perMonthElsewhere = 17;

interface Planned {
  day: CivilDate;
  village: Village;
  code: string;
}

/** Something that happened to a talk, at its moment: it was recorded, it was verified. */
export interface PastEvent {
  at: Date;
  run(): Promise<unknown>;
}

/** Some hundreds of talks from November 2024 to today, in the order in which all of it reached the server. */
export function pastTalks(fill: DemoFill, villages: readonly Village[], speakers: readonly DemoSpeaker[]): PastEvent[] {
  const today = civilDateOf(fill.today);
  const days = Math.round((Date.parse(today) - Date.parse(firstDay)) / 86_400_000);
  const months = days / 30.4;
  const count = Math.min(900, Math.round(months * (perMonthInStory + perMonthElsewhere)));
  const here = villages.filter((village) => codeNow(village) === story);
  const elsewhere = villages.filter((village) => codeNow(village) !== story);
  const events: PastEvent[] = [];
  for (let i = 0; i < count; i++) {
    const inStory = fill.random.chance(perMonthInStory / (perMonthInStory + perMonthElsewhere));
    const village = fill.random.pick(inStory ? here : elsewhere);
    const day = addDays(firstDay, fill.random.between(0, days - 3));
    events.push(...pastTalk(fill, { day, village, code: codeNow(village) }, speakers));
  }
  return events.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function pastTalk(fill: DemoFill, { day, village, code }: Planned, speakers: readonly DemoSpeaker[]): PastEvent[] {
  const { random } = fill;
  const split = code === "";
  const local = speakers.filter((speaker) => (split ? speaker.unitCode === "22978" : speaker.unitCode === code));
  const speaker = random.pick(local.length > 0 ? local : speakers);
  const topic = random.pick(topicsOf(day));
  const starts = evening(day, random.pick([18.5, 19, 19, 19.25, 14]));
  const ends = new Date(starts.getTime() + random.between(45, 95) * 60_000);
  // most arrive the same evening or the next morning, a few when the speaker came down from the rẫy
  const recordedAt = new Date(
    ends.getTime() + (random.chance(0.06) ? random.between(4, 30) * 86_400_000 : random.between(1, 14) * 3_600_000),
  );
  const age = (fill.today.getTime() - recordedAt.getTime()) / 86_400_000;
  const verifiedAt =
    age < 3 || random.chance(0.015) ? null : new Date(recordedAt.getTime() + random.between(4, 90) * 3_600_000);
  const asked = random.chance(0.55) ? [...topic.questions].slice(0, random.between(1, topic.questions.length)) : [];
  const met = random.chance(0.07) ? [random.pick(difficulties)] : [];
  const estimated = random.chance(0.15);
  const attendance = Math.max(9, Math.round((village.people * random.between(5, 12)) / 100));
  const way = wayOfMeeting(fill, attendance);
  const talkId = newId();
  // before the reorganisation, and where a commune was split, the record came over the province's desk
  const overProvince = split || day < reorganised;
  const by = (role: "officer" | "verifier") => {
    const keeper = keeperOf(fill, split ? "22978" : code, role);
    return overProvince ? { ...system, userId: keeper.userId, displayName: keeper.displayName } : keeper;
  };
  const recorded: PastEvent = {
    at: recordedAt,
    run: () =>
      fill.act(
        by("officer"),
        "talk.record",
        {
          talkId,
          unitId: unitOf(fill, day < reorganised ? `before:${village.oldCode}` : split ? "after:68" : `after:${code}`),
          placeUnitId: unitOf(fill, villageKey(village)),
          placeDetail: village.kind === "hamlet" ? "Nhà văn hóa thôn" : "Nhà sinh hoạt cộng đồng",
          ...way,
          topic: topic.topic,
          title: topic.title,
          startsAt: starts.toISOString(),
          endsAt: ends.toISOString(),
          speakerIds: [speaker.personId],
          attendance,
          attendanceEstimated: estimated,
          materialVersionIds: materialOn(fill, topic.title, day),
          questions: asked.map((text) => ({ id: newId(), text })),
          difficulties: met.map((text) => ({ id: newId(), text })),
        },
        { now: recordedAt },
      ),
  };
  if (verifiedAt === null || verifiedAt > fill.today) return recordedAt < fill.today ? [recorded] : [];
  return [
    recorded,
    { at: verifiedAt, run: () => fill.act(by("verifier"), "talk.verify", { talkId }, { now: verifiedAt }) },
  ];
}

/** Mostly the hamlet's own meeting; now and then another occasion, another audience, a remote site. */
function wayOfMeeting({ random }: DemoFill, attendance: number) {
  const [kind, audienceKind] = random.pick(occasions);
  const hybrid =
    kind === "speakerConference" || kind === "thematicConference" ? random.chance(0.6) : random.chance(0.03);
  const there = Math.max(5, Math.round(attendance / 4));
  const sites = hybrid ? [{ name: "Điểm cầu hội trường thôn bên", attendance: there }] : [];
  return { kind, audienceKind, mode: hybrid ? "hybrid" : "inPerson", sites };
}

/** The share of each occasion is how often it stands here. */
const occasions = [
  ...Array.from({ length: 13 }, () => ["residentMeeting", "residents"] as const),
  ...Array.from({ length: 3 }, () => ["organisationMeeting", "members"] as const),
  ...Array.from({ length: 2 }, () => ["currentAffairsBriefing", "officials"] as const),
  ["thematicConference", "mixed"],
  ["speakerConference", "officials"],
  ["internalBriefing", "officials"],
  ["dialogueMeeting", "residents"],
  ["voterContactMeeting", "residents"],
  ["readingMeeting", "pupils"],
] as const;

function topicsOf(day: CivilDate): DemoTopic[] {
  return demoTopics.filter(({ from, to }) => (!from || day >= from) && (!to || day <= to));
}

/** The commune of today; empty for a village of a commune that was split. */
export function codeNow(village: Pick<Village, "oldCode">): string {
  const to = unitSuccessions.filter((row) => row.oldCode === village.oldCode && row.oldLevel === 3);
  return to.length === 1 ? to[0]!.newCode : "";
}

/** The week of the story: what waits for Thu Hà and Thanh Mai, and what stands in Ya Thuần's phone. */
export async function storyTalks(fill: DemoFill): Promise<void> {
  const today = civilDateOf(fill.today);
  const ha = fill.accounts.get("ha")!;
  const mai = fill.accounts.get("mai")!;
  const at = (village: string) => unitOf(fill, `village:${villageCode(village)}:${village}`);
  const unitId = unitOf(fill, `after:${story}`);
  const plan = async (
    days: number,
    hour: number,
    title: string,
    topic: string,
    village: string,
    people: string[],
    kind = "residentMeeting",
  ) => {
    const talkId = newId();
    const starts = evening(addDays(today, days), hour);
    await fill.act(
      ha,
      "talk.plan",
      {
        talkId,
        unitId,
        placeUnitId: at(village),
        kind,
        topic,
        title,
        placeDetail: "Nhà văn hóa thôn",
        startsAt: starts.toISOString(),
        endsAt: new Date(starts.getTime() + 75 * 60_000).toISOString(),
        speakerIds: people.map((key) => fill.people.get(key)!),
        materialVersionIds: materialOn(fill, title, today),
      },
      { now: evening(addDays(today, Math.min(days, 0) - 4), 9) },
    );
    return { talkId, starts, village, title, topic, people, kind };
  };
  const accept = (talk: { talkId: string }, who: string) =>
    fill.act(fill.accounts.get(who)!, "talk.accept", { talkId: talk.talkId });

  await accept(
    await plan(0, 19, "Phòng cháy, chữa cháy rừng mùa khô", "disaster-health", "Thôn La Bouye", ["thuan"]),
    "thuan",
  );
  await plan(1, 18.5, "Bảo hiểm y tế hộ gia đình", "party-state-policy", "Thôn Lạc Viên A", ["phuoc"]);
  await plan(
    3,
    14,
    "Đối thoại về quản lý đất đai sau sắp xếp",
    "party-state-policy",
    "Thôn Lâm Tuyền",
    [],
    "dialogueMeeting",
  );
  await accept(
    await plan(5, 19.5, "Phòng cháy, chữa cháy rừng mùa khô", "disaster-health", "Thôn Kăn Kill", ["thuan"]),
    "thuan",
  );
  await plan(8, 19, "Chuyển đổi số: nộp hồ sơ tại nhà", "local-affairs", "Thôn Lạc Thiện", ["nghiem"]);

  const given = async (
    days: number,
    hour: number,
    title: string,
    topic: string,
    village: string,
    who: string,
    count: number,
    asked: string[],
    by: string,
  ) => {
    const talkId = newId();
    const starts = evening(addDays(today, days), hour);
    const account = fill.accounts.get(by)!;
    const person =
      account.personId === null ? {} : { deviceId: phoneOf(by), deviceAt: new Date(starts.getTime() + 90 * 60_000) };
    await fill.act(
      account,
      "talk.record",
      {
        talkId,
        unitId,
        placeUnitId: at(village),
        kind: "residentMeeting",
        topic,
        title,
        placeDetail: "Nhà văn hóa thôn",
        startsAt: starts.toISOString(),
        endsAt: new Date(starts.getTime() + 65 * 60_000).toISOString(),
        speakerIds: who.split(" ").map((key) => fill.people.get(key)!),
        attendance: count,
        materialVersionIds: materialOn(fill, title, today),
        questions: asked.map((text) => ({ id: newId(), text })),
      },
      { now: soon(fill, starts), ...person },
    );
    return talkId;
  };
  await given(
    -2,
    19,
    "Bảo hiểm y tế hộ gia đình",
    "party-state-policy",
    "Thôn Diom A",
    "thuan",
    64,
    demoTopics[0]!.questions.slice(0, 2),
    "thuan",
  );
  await given(
    -2,
    19.25,
    "Phòng cháy, chữa cháy rừng mùa khô",
    "disaster-health",
    "Thôn Châu Sơn",
    "nguyet thuan",
    52,
    [],
    "ha",
  );
  await given(
    -3,
    19,
    "Cấp đổi giấy chứng nhận quyền sử dụng đất",
    "party-state-policy",
    "Thôn Lâm Tuyền",
    "phuoc",
    38,
    demoTopics[2]!.questions.slice(0, 1),
    "ha",
  );
  await given(-4, 19, "Chuyển đổi số: nộp hồ sơ tại nhà", "local-affairs", "Thôn Diom B", "brem", 41, [], "brem");
  const back = await given(
    -5,
    18.75,
    "Bảo hiểm y tế hộ gia đình",
    "party-state-policy",
    "Thôn Lạc Viên B",
    "nghiem",
    57,
    [],
    "nghiem",
  );
  await fill.act(mai, "talk.return", { talkId: back, reason: "Thiếu giờ kết thúc, nhờ bổ sung" });
  const tooMany = await given(
    -8,
    19,
    "Phòng cháy, chữa cháy rừng mùa khô",
    "disaster-health",
    "Thôn Phú Thuận",
    "an",
    980,
    [],
    "ha",
  );
  await fill.act(mai, "talk.return", { talkId: tooMany, reason: "Số lượt nghe cao hơn số dân của thôn, nhờ xem lại" });
  await heldTalk(fill, unitId, at("Thôn Lạc Quảng"));
}

/** A phone whose clock stands on the day after tomorrow: the record is kept, and held for Thu Hà to look at. */
async function heldTalk(fill: DemoFill, unitId: number, placeUnitId: number): Promise<void> {
  const starts = evening(addDays(civilDateOf(fill.today), -1), 19);
  await fill.act(
    fill.accounts.get("nghiem")!,
    "talk.record",
    {
      talkId: newId(),
      unitId,
      placeUnitId,
      kind: "residentMeeting",
      topic: "crime-prevention",
      title: "Phòng, chống lừa đảo qua mạng",
      placeDetail: "Nhà văn hóa thôn",
      startsAt: starts.toISOString(),
      endsAt: new Date(starts.getTime() + 60 * 60_000).toISOString(),
      speakerIds: [fill.people.get("nghiem")!],
      attendance: 47,
    },
    {
      now: fill.today,
      deviceId: phoneOf("nghiem"),
      deviceAt: new Date(fill.today.getTime() + 2 * 86_400_000),
      outcome: "held",
    },
  );
}

/** The next morning, or now where that has not come. */
function soon(fill: DemoFill, starts: Date): Date {
  const arrived = new Date(starts.getTime() + 13 * 3_600_000);
  return arrived < fill.today ? arrived : fill.today;
}

const villageCode = (name: string) =>
  ["Thôn Lâm Tuyền", "Thôn Phú Thuận", "Thôn Kăn Kill"].includes(name) ? "24928" : "24934";

const phones = new Map<string, string>();
function phoneOf(key: string): string {
  const phone = phones.get(key) ?? newId();
  phones.set(key, phone);
  return phone;
}
