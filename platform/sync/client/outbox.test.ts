import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { contentHash } from "#kernel/canonical.ts";
import type { CommandOutcome } from "../state.ts";
import type { SyncContext } from "./context.ts";
import { FieldDatabase, readMeta } from "./database.ts";
import { syncRound } from "./engine.ts";
import { exportOutbox } from "./export.ts";
import { leaseLock } from "./lock.ts";
import { countByState, discardItem, enqueue, nextBatch, restoreItem, retryItem } from "./outbox.ts";
import { dropPhoto, keepPhoto, photoBytes, retryPhoto } from "./photos.ts";
import { StorageFull } from "./storage.ts";
import type { Wire, WireRequest } from "./wire.ts";

const noon = Date.parse("2026-11-23T05:00:00.000Z");
let db: FieldDatabase;
let serial = 0;

beforeEach(() => {
  db = new FieldDatabase(`outbox-test-${serial++}`);
});
afterEach(() => db.delete());

const json = (value: unknown, status = 200) => ({
  status,
  contentType: status < 400 ? "application/json" : "application/problem+json",
  text: JSON.stringify(value),
});
const serverTime = new Date(noon + 3 * 3600_000).toISOString();

type Sent = { id: string; name: string; payload: unknown; deviceAt: string };
const received = ({ id, name, payload, deviceAt }: Sent): CommandOutcome => ({
  id,
  outcome: "received",
  receipt: { id, hash: contentHash({ name, payload, deviceAt }), at: serverTime, number: "4K7-29MQ" },
});

/** A wire whose push is answered by `outcome`; pulls are empty, other paths unknown. */
function wireOf(push: (commands: Sent[]) => ReturnType<typeof json> | Promise<never>, seen: WireRequest[] = []): Wire {
  return async (request) => {
    seen.push(request);
    if (request.path === "/api/sync/push") return push((request.json as { commands: Sent[] }).commands);
    if (request.path === "/api/sync/pull") {
      return json({ cursor: "c", reset: false, changes: [], more: false, serverTime, held: 0, limitReached: false });
    }
    return json({ code: "not-found" }, 404);
  };
}
const contextOf = (wire: Wire): SyncContext => ({ db, wire, clock: () => noon, deviceId: "d1", userId: "u1" });
const save = (subject = "t1", payload: unknown = { talkId: subject, attendance: 64 }) =>
  enqueue(db, { name: "talk.record", payload, subject }, () => new Date(noon));
const states = async () => (await db.outbox.orderBy("seq").toArray()).map((item) => item.state);

describe("saving", () => {
  test("what is kept, hashed and sent is the same value", async () => {
    const item = await save("t1", {
      talkId: "t1",
      note: undefined,
      at: new Date(noon),
      place: "Thôn Lạc Viên".normalize("NFD"),
    });
    expect(item.hash).toBe(
      contentHash({ name: item.name, payload: JSON.parse(JSON.stringify(item.payload)), deviceAt: item.deviceAt }),
    );
    expect(await db.outbox.count()).toBe(1);
  });

  test("on a full disk nothing has changed and the problem says so", async () => {
    await db.drafts.add({ id: "draft", kind: "record", value: {}, savedAt: serverTime });
    await save("t0");
    db.outbox.hook("creating", () => {
      throw new DOMException("no room", "QuotaExceededError");
    });
    await expect(enqueue(db, { name: "talk.record", payload: {}, subject: "t1", draftId: "draft" })).rejects.toThrow(
      StorageFull,
    );
    expect(await db.outbox.count()).toBe(1);
    expect(await db.drafts.count()).toBe(1);
  });
});

describe("sending", () => {
  test("a record with its receipt is received; number, hash and offset are kept", async () => {
    const item = await save();
    expect(
      await syncRound(contextOf(wireOf((commands) => json({ serverTime, outcomes: commands.map(received) })))),
    ).toBeNull();
    expect(await db.outbox.get(item.seq)).toMatchObject({
      state: "received",
      receipt: { hash: item.hash, number: "4K7-29MQ" },
    });
    expect(await readMeta(db, "clockOffset")).toBe(3 * 3600_000);
  });

  test.each<[string, (commands: Sent[]) => ReturnType<typeof json>]>([
    ["a portal's page", () => ({ status: 200, contentType: "text/html", text: "<html>" })],
    ["an empty body", () => ({ status: 200, contentType: "application/json", text: "" })],
    [
      "half an answer",
      (c) => ({
        ...json({ serverTime, outcomes: c.map(received) }),
        text: JSON.stringify({ serverTime, outcomes: c.map(received) }).slice(0, -9),
      }),
    ],
    ["no outcome for it", () => json({ serverTime, outcomes: [] })],
    [
      "a receipt for other content",
      (c) => json({ serverTime, outcomes: c.map((x) => received({ ...x, deviceAt: "2020-01-01T00:00:00.000Z" })) }),
    ],
    [
      "an outcome for another command",
      (c) => json({ serverTime, outcomes: c.map((x) => ({ ...received(x), id: "someone-else" })) }),
    ],
    ["signed out", () => json({ code: "auth.required" }, 401)],
    ["busy", () => json({ code: "rate.limited" }, 429)],
    ["trouble", () => json({ code: "internal" }, 500)],
  ])("%s leaves it on the phone", async (_name, push) => {
    await save();
    await syncRound(contextOf(wireOf(push)));
    expect(await states()).toEqual(["local"]);
  });

  test("after a kill in the middle it goes again under the same id", async () => {
    const item = await save();
    const ids: string[] = [];
    await db.outbox.update(item.seq, { state: "sending" });
    await syncRound(
      contextOf(
        wireOf(
          (commands) => (
            ids.push(...commands.map((c) => c.id)),
            json({ serverTime, outcomes: commands.map(received) })
          ),
        ),
      ),
    );
    expect(ids).toEqual([item.id]);
    expect(await states()).toEqual(["received"]);
  });

  test("one item that the server cannot read does not hold up the others", async () => {
    await save("t1");
    const bad = await save("t2");
    await save("t3");
    const wire = wireOf((commands) =>
      commands.some((x) => x.id === bad.id)
        ? json({ code: "input.invalid" }, 400)
        : json({ serverTime, outcomes: commands.map(received) }),
    );
    await syncRound(contextOf(wire));
    expect(await states()).toEqual(["received", "refused", "received"]);
    expect((await db.outbox.get(bad.seq))?.problem?.code).toBe("input.invalid");
  });

  test("an amendment waits behind the refused record it amends, and goes when that is solved", async () => {
    const record = await save("t1");
    await enqueue(db, { name: "talk.amend", payload: { talkId: "t1" }, subject: "t1" });
    const refusing = wireOf((commands) =>
      json({
        serverTime,
        outcomes: commands.map((x) =>
          x.id === record.id
            ? { id: x.id, outcome: "refused", receipt: null, problem: { code: "talk.unknown-place" } }
            : received(x),
        ),
      }),
    );
    await db.outbox.update(record.seq, { state: "refused" });
    await syncRound(contextOf(refusing));
    expect(await states()).toEqual(["refused", "local"]);
    await retryItem(db, record.id);
    await syncRound(contextOf(wireOf((commands) => json({ serverTime, outcomes: commands.map(received) }))));
    expect(await states()).toEqual(["received", "received"]);
  });

  test("ninety items travel in batches of at most fifty, in the order they were saved", async () => {
    for (let i = 0; i < 90; i++) await save(`t${i}`);
    const sizes: number[] = [];
    await syncRound(
      contextOf(
        wireOf((commands) => (sizes.push(commands.length), json({ serverTime, outcomes: commands.map(received) }))),
      ),
    );
    expect(sizes).toEqual([50, 40]);
    expect((await countByState(db)).received).toBe(90);
  });
});

describe("a person's decision", () => {
  test("what is thrown away is kept marked and can be taken back; a received one cannot be thrown away", async () => {
    const item = await save();
    expect(await discardItem(db, item.id)).toBe(true);
    expect(await nextBatch(db, 50, new Set())).toEqual([]);
    expect(await restoreItem(db, item.id)).toBe(true);
    await syncRound(contextOf(wireOf((commands) => json({ serverTime, outcomes: commands.map(received) }))));
    expect(await discardItem(db, item.id)).toBe(false);
    expect(await states()).toEqual(["received"]);
  });

  test("the export holds all that has no receipt, pictures too", async () => {
    await save("t1");
    await keepPhoto(db, { bytes: new Uint8Array([1, 2, 3]), mediaType: "image/jpeg", talkId: "t1", about: {} });
    const file = JSON.parse(await exportOutbox(db, { userId: "u1", displayName: "K'Brẻo" }, new Date(noon)));
    expect(file.items).toHaveLength(1);
    expect(file.photos[0].base64).toBe("AQID");
  });
});

describe("pictures", () => {
  const picture = Uint8Array.from({ length: 150_000 }, (_, i) => (i * 31) % 251);
  const keep = (state: "draft" | "local" = "local") =>
    keepPhoto(db, { bytes: picture, mediaType: "image/jpeg", talkId: "t1", about: {} }).then(
      async (photo) => (await db.photos.update(photo.id, { state }), photo),
    );

  test("a broken upload goes on from the byte where the server stands", async () => {
    const photo = await keep();
    let stored = new Uint8Array(0);
    let puts = 0;
    const wire: Wire = async (request) => {
      if (request.path === "/api/sync/pull")
        return json({ cursor: "c", reset: false, changes: [], more: false, serverTime, held: 0, limitReached: false });
      if (request.method === "PUT") {
        puts++;
        const offset = Number(new URL(request.path, "http://x").searchParams.get("offset"));
        expect(offset).toBe(stored.length);
        stored = Uint8Array.from([...stored, ...(request.bytes ?? [])]);
        if (puts === 2) throw new TypeError("connection lost after it was stored");
      }
      return json({ id: photo.id, received: stored.length, complete: stored.length === photo.size });
    };
    expect(await syncRound(contextOf(wire))).toMatchObject({ kind: "offline" });
    expect((await db.photos.get(photo.id))?.state).toBe("local");
    expect(await photoBytes(db, photo.id)).toEqual(picture);
    expect(await syncRound(contextOf(wire))).toBeNull();
    expect(Buffer.from(stored).equals(Buffer.from(picture))).toBe(true);
    expect((await db.photos.get(photo.id))?.state).toBe("received");
    expect(await db.photoChunks.count()).toBe(0);
  });

  test("a picture waits for its record, and a draft's picture never travels", async () => {
    const waiting = await keep("draft");
    await enqueue(db, { name: "talk.record", payload: { talkId: "t1" }, subject: "t1", photoIds: [waiting.id] });
    await keep("draft");
    const seen: WireRequest[] = [];
    await syncRound(contextOf(wireOf(() => json({ code: "internal" }, 500), seen)));
    expect(seen.some((r) => r.path.startsWith("/api/photos"))).toBe(false);
  });

  test("a record that was closed before the phone heard of it: it says so, and its picture goes nowhere", async () => {
    const photo = await keep("draft");
    await enqueue(db, { name: "talk.record", payload: { talkId: "t1" }, subject: "t1", photoIds: [photo.id] });
    await enqueue(db, { name: "talk.record", payload: { talkId: "t2" }, subject: "t2" });
    const seen: WireRequest[] = [];
    const decided = (command: Sent, decision: "settled" | "dismissed"): CommandOutcome => ({
      ...received(command),
      outcome: "held",
      decision,
    });
    const wire = wireOf(
      ([one, two]) => json({ serverTime, outcomes: [decided(one!, "dismissed"), decided(two!, "settled")] }),
      seen,
    );
    expect(await syncRound(contextOf(wire))).toBeNull();
    const items = await db.outbox.orderBy("seq").toArray();
    expect(items.map((item) => [item.state, item.decision])).toEqual([
      ["settled", "dismissed"],
      ["settled", "settled"],
    ]);
    expect((await db.photos.get(photo.id))?.state).toBe("discarded");
    expect(seen.some((r) => r.path.startsWith("/api/photos"))).toBe(false);
  });

  test("a picture that the server has no place for waits for the person, not for ever", async () => {
    const photo = await keep();
    const wire: Wire = async (request) =>
      request.path === "/api/sync/pull"
        ? json({ cursor: "c", reset: false, changes: [], more: false, serverTime, held: 0, limitReached: false })
        : json({ code: "talk.not-found" }, 404);
    expect(await syncRound(contextOf(wire))).toBeNull();
    expect(await db.photos.get(photo.id)).toMatchObject({ state: "refused", problem: { code: "talk.not-found" } });
    expect(await photoBytes(db, photo.id)).toEqual(picture);
    await retryPhoto(db, photo.id);
    expect(await db.photos.get(photo.id)).toMatchObject({ state: "local" });
  });

  test("a picture goes under its owner's sign-in only, and says whose it is", async () => {
    const photo = await keep();
    const seen: WireRequest[] = [];
    const wire: Wire = async (request) => {
      seen.push(request);
      return request.path === "/api/sync/pull"
        ? json({ cursor: "c", reset: false, changes: [], more: false, serverTime, held: 0, limitReached: false })
        : json({ code: "sync.other-person" }, 409);
    };
    const context = contextOf(wire);
    expect(await syncRound(context)).toEqual({ kind: "other-person" });
    expect(seen.find((r) => r.path === "/api/photos")?.json).toMatchObject({ userId: context.userId });
    expect(await db.photos.get(photo.id)).toMatchObject({ state: "local" });
  });

  test("a picture can be taken out of a draft, not out of an upload", async () => {
    const [draft, leaving] = [await keep("draft"), await keep("local")];
    await dropPhoto(db, draft.id);
    await dropPhoto(db, leaving.id);
    expect(await db.photos.toCollection().primaryKeys()).toEqual([leaving.id]);
  });
});

describe("what the server shows", () => {
  const page = (change: object) =>
    json({ cursor: "c1", reset: false, changes: [], more: false, serverTime, held: 0, limitReached: false, ...change });
  const pulls =
    (pages: ReturnType<typeof json>[]): Wire =>
    async (request) =>
      request.path === "/api/sync/pull" ? pages.shift()! : json({ code: "x" }, 404);
  const talk = (id: string, data: unknown = { id }) => ({ entity: "talk", id, version: 1, data });
  const ids = async () => (await db.entities.toArray()).map((row) => row.id).sort();

  test("changes, withdrawals and a snapshot that drops what it does not show", async () => {
    await syncRound(
      contextOf(
        pulls([
          page({ reset: true, more: true, changes: [talk("a"), talk("b")] }),
          page({ cursor: "c2", changes: [talk("c")] }),
        ]),
      ),
    );
    expect(await ids()).toEqual(["a", "b", "c"]);
    await syncRound(contextOf(pulls([page({ cursor: "c3", changes: [talk("b", null)] })])));
    expect(await ids()).toEqual(["a", "c"]);
    await syncRound(
      contextOf(
        pulls([page({ reset: true, more: true, changes: [talk("c")] }), page({ cursor: "c9", changes: [talk("d")] })]),
      ),
    );
    expect(await ids()).toEqual(["c", "d"]);
  });

  test("a snapshot broken off in the middle drops nothing until it is whole", async () => {
    await syncRound(contextOf(pulls([page({ reset: true, changes: [talk("a"), talk("b")] })])));
    const broken = pulls([
      page({ cursor: "s1", reset: true, more: true, changes: [talk("b")] }),
      { status: 200, contentType: "text/html", text: "" },
    ]);
    expect(await syncRound(contextOf(broken))).toMatchObject({ kind: "offline" });
    expect(await ids()).toEqual(["a", "b"]);
    await syncRound(contextOf(pulls([page({ cursor: "s2", changes: [talk("c")] })])));
    expect(await ids()).toEqual(["b", "c"]);
  });
});

test("a phone holds a set number of items: when it has outgrown them it asks for the newest anew, and says so", async () => {
  const talks = (from: number, n: number) =>
    Array.from({ length: n }, (_, i) => ({ entity: "talk", id: `t${from + i}`, version: 1, data: {} }));
  const cursors: unknown[] = [];
  const answers = [
    { reset: true, changes: talks(0, 50), limitReached: true },
    { changes: talks(50, 101) },
    { reset: true, changes: talks(101, 50), limitReached: true },
  ];
  const wire: Wire = async ({ path, json: sent }) => {
    if (path !== "/api/sync/pull") return json({ code: "x" }, 404);
    cursors.push((sent as { cursor: unknown }).cursor);
    return json({
      cursor: "c",
      reset: false,
      more: false,
      serverTime,
      held: 0,
      limitReached: false,
      ...answers.shift(),
    });
  };
  await syncRound(contextOf(wire));
  await syncRound(contextOf(wire));
  expect(cursors).toEqual([null, "c", null]);
  expect(await db.entities.count()).toBe(50);
  expect(await readMeta(db, "limitReached")).toBe(true);
});

test("without Web Locks a lease lets one tab work at a time, and a dead tab's lease runs out", async () => {
  let now = noon;
  const tab = () => leaseLock(db, 1, () => now);
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setTimeout(resolve, 3));
    inside--;
  };
  await Promise.all([tab()(work), tab()(work), tab()(work)]);
  expect(most).toBe(1);
  await db.meta.put({ key: "syncLease", value: { holder: "dead", until: now + 15_000 } });
  now += 16_000;
  expect(await tab()(() => Promise.resolve("done"))).toBe("done");
});
