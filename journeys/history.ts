import { sql } from "kysely";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { keepPhoto } from "#platform/sync/client/photos.ts";
import { chance, faultyWire, type Chance, type Weather } from "#platform/testing/faulty-wire.ts";
import { SimulatedPhone } from "#platform/testing/simulated-phone.ts";
import type { TestDatabase } from "#platform/testing/database.ts";
import type { TalkOnPhone } from "#modules/talks/shared.ts";
import { principalOf, type Village } from "#modules/talks/server/talk-village.ts";
import { HistoryServer } from "./history-server.ts";

/** One seeded history: some phones in bad weather, two officers at the desk, a server that dies, then calm. */
export interface History {
  seed: number;
  server: HistoryServer;
  phones: SimulatedPhone[];
  principals: Map<string, Principal>;
  officer: Principal;
  verifier: Principal;
  /** Every talk that anyone of this history made. */
  talks: Set<string>;
  weather: Weather;
}

const hour = 3600_000;

export async function playHistory(db: TestDatabase, village: Village, seed: number): Promise<History> {
  const random = chance(seed);
  const server = new HistoryServer(db);
  const weather: Weather = { storm: 1, late: new Set() };
  const officer = principalOf(`officer-${seed}`, "officer", village.dran);
  const verifier = principalOf(`verifier-${seed}`, "verifier", village.dran);
  const people = await Promise.all([0, 1].map((n) => newSpeaker(db, village, `Người ${seed}.${n}`)));
  const speakers = people.map((person, n) => principalOf(`speaker-${seed}-${n}`, "speaker", village.dran, person));
  server.know(officer, verifier, ...speakers);
  await server.ready(officer);
  // Two phones of one person, one of another; sometimes somebody else is signed in in the browser.
  const phones = [0, 0, 1].map((n, i) => {
    const own = speakers[n]!.userId;
    const dice = chance(seed * 31 + i);
    const signedIn = () =>
      dice.hit(0.04 * weather.storm) ? "" : dice.hit(0.04 * weather.storm) ? officer.userId : own;
    const phone = new SimulatedPhone(
      `history-${seed}-${i}`,
      own,
      dice,
      faultyWire(server.wireFor(signedIn), dice, weather),
    );
    phone.killRisk = 0.004;
    if (dice.hit(0.15)) phone.skew = dice.of([-5, -2, 3, 26]) * hour;
    return phone;
  });
  const principals = new Map([officer, verifier, ...speakers].map((p) => [p.userId, p]));
  const history: History = { seed, server, phones, principals, officer, verifier, talks: new Set(), weather };
  const crashes = random.below(3);
  await Promise.all([
    ...phones.map((phone, i) => carry(history, village, phone, principals.get(phone.userId)!, chance(seed * 77 + i))),
    atTheDesk(history, village, people, chance(seed * 13 + 5)),
    (async () => {
      for (let n = 0; n < crashes; n++) {
        await random.pause(80);
        await server.crash();
      }
    })(),
  ]);
  await calm(history);
  return history;
}

/** A person with a phone: records, amends, answers, now and then syncs, now and then in two tabs at once. */
async function carry(
  history: History,
  village: Village,
  phone: SimulatedPhone,
  who: Principal,
  random: Chance,
): Promise<void> {
  const steps = 6 + random.below(6);
  for (let n = 0; n < steps; n++) {
    const known = await talksOf(phone);
    const action = random.next();
    const open = known.filter((t) => ["planned", "assigned", "accepted"].includes(t.data.status));
    const given = known.filter((t) => ["delivered", "returned"].includes(t.data.status));
    if (action < 0.35) await record(history, village, phone, who, random, null);
    else if (action < 0.55 && open.length > 0) await record(history, village, phone, who, random, random.of(open));
    else if (action < 0.7 && open.length > 0) {
      const talk = random.of(open);
      const accept = random.hit(0.6);
      await phone.save({
        name: accept ? "talk.accept" : "talk.decline",
        subject: talk.id,
        payload: { talkId: talk.id, ...(accept ? {} : { reason: "Bận việc nhà" }) },
      });
    } else if (action < 0.9 && given.length > 0) await amend(phone, random, random.of(given));
    if (random.hit(0.6)) await (random.hit(0.25) ? Promise.all([phone.sync(), phone.sync()]) : phone.sync());
    if (random.hit(0.06)) phone.restart();
    await random.pause(6);
  }
}

export interface KnownTalk {
  id: string;
  version: number;
  data: TalkOnPhone;
}

export async function talksOf(phone: SimulatedPhone): Promise<KnownTalk[]> {
  const rows = await phone.live((db) => db.entities.where("entity").equals("talk").toArray());
  return (rows ?? []).map((row) => ({ id: row.id, version: Number(row.version), data: row.data as TalkOnPhone }));
}

async function record(
  history: History,
  village: Village,
  phone: SimulatedPhone,
  who: Principal,
  random: Chance,
  planned: KnownTalk | null,
): Promise<void> {
  const talkId = planned?.id ?? newId();
  history.talks.add(talkId);
  const photo = random.hit(0.15)
    ? await phone.live((db) => keepPhoto(db, { bytes: picture(random), mediaType: "image/jpeg", talkId, about: {} }))
    : null;
  const facts = planned?.data.facts ?? {
    unitId: village.dran,
    placeUnitId: random.of([village.diomA, village.chauSon]),
    placeDetail: null,
    kind: "residentMeeting" as const,
    mode: "inPerson" as const,
    topic: null,
    title: `Buổi ${random.below(1000)}`,
    audienceKind: "residents" as const,
    language: "vi",
    startsAt: "2026-11-20T12:00:00.000Z",
    endsAt: null,
    speakerIds: [who.personId!],
    materialVersionIds: [],
  };
  const named = random.hit(0.03);
  await phone.save({
    name: "talk.record",
    subject: talkId,
    photoIds: photo ? [photo.id] : [],
    payload: {
      talkId,
      ...facts,
      attendance: random.below(90),
      attendanceEstimated: random.hit(0.3),
      sites: [],
      plannedVersion: planned?.version ?? null,
      plannedFacts: planned ? planFacts(planned.data.facts) : {},
      questions: Array.from({ length: random.below(3) }, () => ({
        id: newId(),
        text: named ? "Gọi tôi 0912 345 678 nhé" : `Khi nào có thẻ mới ${random.below(99)}?`,
      })),
      difficulties: random.hit(0.2) ? [{ id: newId(), text: "Loa hỏng" }] : [],
      photos: photo ? [{ id: photo.id, sha256: photo.sha256, size: photo.size }] : [],
    },
  });
}

function planFacts({
  attendance: _a,
  attendanceEstimated: _e,
  sites: _s,
  ...facts
}: TalkOnPhone["facts"]): Partial<TalkOnPhone["facts"]> {
  return facts;
}

async function amend(phone: SimulatedPhone, random: Chance, talk: KnownTalk): Promise<void> {
  const facts = talk.data.facts;
  const changes = random.hit(0.5)
    ? { attendance: { base: facts.attendance, value: random.below(120) } }
    : { placeDetail: { base: facts.placeDetail, value: `Nhà văn hóa số ${random.below(50)}` } };
  await phone.save({
    name: "talk.amend",
    subject: talk.id,
    payload: {
      talkId: talk.id,
      changes,
      addQuestions: random.hit(0.2) ? [{ id: newId(), text: "Bao giờ sửa đường?" }] : [],
      handIn: talk.data.status === "returned",
    },
  });
}

/** Officers plan, change, give to another, return, verify, cancel, settle: all at the same time as the phones. */
async function atTheDesk(history: History, village: Village, people: readonly string[], random: Chance): Promise<void> {
  const { server, officer, verifier, talks } = history;
  for (let n = 0; n < 14; n++) {
    const action = random.next();
    const talkId = talks.size > 0 ? random.of([...talks]) : null;
    if (action < 0.3 || talkId === null) {
      const made = newId<"Talk">() as string;
      talks.add(made);
      await server.desk(officer, "talk.plan", {
        talkId: made,
        unitId: village.dran,
        placeUnitId: village.diomA,
        kind: "residentMeeting",
        title: `Kế hoạch ${random.below(1000)}`,
        startsAt: "2026-11-21T12:00:00.000Z",
        speakerIds: [random.of(people)],
      });
    } else if (action < 0.5) {
      const changes = random.hit(0.5)
        ? { topic: { base: null, value: "other" } }
        : { attendance: { base: random.below(90), value: random.below(90) } };
      await server.desk(officer, "talk.amend", { talkId, changes });
    } else if (action < 0.6) await server.desk(officer, "talk.assign", { talkId, speakerIds: [random.of(people)] });
    else if (action < 0.72) await server.desk(verifier, "talk.return", { talkId, reason: "Thiếu giờ kết thúc" });
    else if (action < 0.84) await server.desk(verifier, "talk.verify", { talkId });
    else if (action < 0.9) await server.desk(officer, "talk.cancel", { talkId, reason: "Mưa to" });
    else await settleSome(history, random);
    await random.pause(25);
  }
}

async function settleSome({ server, officer, principals }: History, random: Chance): Promise<void> {
  const held = await server.held([...principals.keys()]);
  for (const command of held) {
    const fields = Object.keys(command.reason?.conflict ?? {});
    await server.desk(officer, "held.settle", {
      heldId: command.id,
      decision: random.hit(0.7) ? "accept" : "dismiss",
      take: fields.filter(() => random.hit(0.5)),
      reason: "Đã hỏi lại người ghi",
    });
  }
}

/** The rain ends: clocks are set, people sign in, everything late arrives, the phones sync until nothing is left. */
async function calm(history: History): Promise<void> {
  const { phones, weather } = history;
  while (weather.late.size > 0) await Promise.all(weather.late);
  await history.server.quiet();
  weather.storm = 0;
  for (const phone of phones) {
    phone.killRisk = 0;
    phone.skew = 0;
    phone.restart();
  }
  await syncAll(history);
  await settleSome(history, chance(history.seed + 7));
  await syncAll(history);
}

export async function syncAll({ phones, seed, server }: History): Promise<void> {
  // Twice each: what one phone sends, the next one has to hear of.
  for (let round = 0; round < 2; round++) {
    await server.feedSettled();
    for (const phone of phones) {
      let stop = await phone.sync();
      for (let n = 0; stop && n < 5; n++) stop = await phone.sync();
      if (stop)
        throw new Error(
          `history ${seed}: in calm weather ${phone.name} stops with ${JSON.stringify(stop)}; last trouble: ${server.lastTrouble}`,
        );
    }
  }
}

async function newSpeaker(db: TestDatabase, village: Village, name: string): Promise<string> {
  const id = newId<"Person">() as string;
  await sql`insert into person (id, full_name, sort_key, unit_id) values (${id}, ${name}, ${name}, ${village.dran})`.execute(
    db.owner,
  );
  await sql`insert into appointment (id, person_id, kind, unit_id, decision_symbol, decision_date, term)
    values (${newId()}, ${id}, (select id from appointment_kind where has_level = false order by position limit 1),
            ${village.dran}, '118/QĐ-UBND', '2025-01-01', '[2025-01-01,2029-12-31)')`.execute(db.owner);
  return id;
}

/** The smallest thing that the server takes for a JPEG, of a size that needs several steps. */
function picture(random: Chance): Uint8Array<ArrayBuffer> {
  const scan = Uint8Array.from({ length: 1000 + random.below(110_000) }, () => random.below(250));
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xda, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3f, 0x00, ...scan, 0xff, 0xd9]);
}
