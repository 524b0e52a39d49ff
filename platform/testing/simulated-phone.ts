import { Dexie, type DBCore, type DBCoreTable } from "dexie";
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import type { SyncContext, Stop } from "#platform/sync/client/context.ts";
import { FieldDatabase } from "#platform/sync/client/database.ts";
import { deviceIdOf, syncRound } from "#platform/sync/client/engine.ts";
import type { SingleFlight } from "#platform/sync/client/lock.ts";
import { enqueue, type NewCommand } from "#platform/sync/client/outbox.ts";
import type { Wire } from "#platform/sync/client/wire.ts";
import type { Chance } from "./faulty-wire.ts";

export class Killed extends Error {}

/** One run of the app's process. It can be killed at any await that touches the disk or the network. */
class Life {
  dead = false;
  readonly #random: Chance;
  readonly #risk: () => number;

  constructor(random: Chance, risk: () => number) {
    this.#random = random;
    this.#risk = risk;
  }

  step(): void {
    if (!this.dead && this.#random.hit(this.#risk())) this.dead = true;
    if (this.dead) throw new Killed("the process was killed");
  }
}

export interface Saved {
  id: string;
  name: string;
  payload: unknown;
  hash: string;
}

/**
 * The phone's own code (outbox, push, pull, pictures) on a disk of its own, which outlives every kill.
 * A write that is under way when the process dies is rolled back with its transaction, as on a phone.
 */
export class SimulatedPhone {
  readonly name: string;
  readonly userId: string;
  /** What the app called saved: enqueue had resolved and the process still lived. */
  readonly saved: Saved[] = [];
  /** Probability of a kill at each step. */
  killRisk = 0;
  /** Device clock minus real clock, in ms. */
  skew = 0;
  kills = 0;
  readonly #disk = new IDBFactory();
  readonly #random: Chance;
  readonly #network: Wire;
  #life!: Life;
  #db!: FieldDatabase;

  constructor(name: string, userId: string, random: Chance, network: Wire) {
    this.name = name;
    this.userId = userId;
    this.#random = random;
    this.#network = network;
    this.start();
  }

  get db(): FieldDatabase {
    return this.#db;
  }

  readonly clock = (): number => Date.now() + this.skew;

  start(): void {
    const life = new Life(this.#random, () => this.killRisk);
    const db = new FieldDatabase(this.name, { indexedDB: this.#disk, IDBKeyRange, autoOpen: true });
    db.use({ stack: "dbcore", name: "mortal", create: (core) => mortal(core, life) });
    this.#life = life;
    this.#db = db;
  }

  /** The process ends, now or because a step has already killed it; a new one starts on the same disk. */
  restart(): void {
    this.kills++;
    this.#life.dead = true;
    this.#db.close();
    this.start();
  }

  /** Runs a piece of the app; a kill inside it restarts the phone and answers null. */
  async live<T>(work: (db: FieldDatabase, life: { step(): void }) => Promise<T>): Promise<T | null> {
    const life = this.#life;
    try {
      const result = await work(this.#db, life);
      life.step();
      return result;
    } catch (error) {
      if (!life.dead) throw error;
      if (life === this.#life) this.restart();
      return null;
    }
  }

  async save(command: NewCommand): Promise<Saved | null> {
    const item = await this.live((db) => enqueue(db, command, () => new Date(this.clock())));
    if (item === null) return null;
    const saved = { id: item.id, name: item.name, payload: item.payload, hash: item.hash };
    this.saved.push(saved);
    return saved;
  }

  sync(lock: SingleFlight = (work) => work()): Promise<Stop | null | undefined> {
    return this.live(async (db, life) => {
      const wire: Wire = async (request) => {
        life.step();
        const answer = await this.#network(request);
        life.step();
        return answer;
      };
      const context: SyncContext = { db, wire, clock: this.clock, deviceId: await deviceIdOf(db), userId: this.userId };
      return lock(() => syncRound(context));
    });
  }
}

/** Before and after each write and read the process may die; inside a transaction that undoes it. */
function mortal(core: DBCore, life: Life): DBCore {
  const guarded =
    <A, R>(run: (argument: A) => PromiseLike<R>) =>
    (argument: A): Promise<R> => {
      try {
        life.step();
      } catch (error) {
        return Dexie.Promise.reject(error) as unknown as Promise<R>;
      }
      return run(argument).then((result) => {
        life.step();
        return result;
      }) as Promise<R>;
    };
  return {
    ...core,
    table(name): DBCoreTable {
      const table = core.table(name);
      return {
        ...table,
        mutate: guarded((request) => table.mutate(request)),
        get: guarded((request) => table.get(request)),
        query: guarded((request) => table.query(request)),
      };
    },
  };
}
