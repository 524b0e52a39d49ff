import { sql } from "kysely";
import type { Socket } from "node:net";
import type { ServerResponse } from "node:http";
import { publicCaller } from "#kernel/access.ts";
import { suppressCount } from "#kernel/suppression.ts";
import type { Database } from "#platform/db/open.ts";
import { inTransaction } from "#platform/db/session.ts";
import type { HallState, Vote } from "../contract.ts";
import { liveProblem } from "../problems.ts";
import { loadHall, type LoadedHall } from "./hall-state.ts";
import { mostListeners } from "./limits.ts";
import { VoteGatherer } from "./vote-gatherer.ts";

/**
 * The halls that somebody listens to. All that matters stands in the database; here is only what saves asking it: the
 * last state as one ready frame, and the open sockets. A frame is made once and written to each socket with one write.
 */
interface LiveHall extends LoadedHall {
  listeners: Set<Socket>;
  readAt: number;
  frame: Buffer;
  loading: Promise<void> | null;
  again: boolean;
  countTimer: NodeJS.Timeout | null;
}

/** A phone that takes nothing in any more is let go: it comes back by itself and gets the state whole. */
const mostUnread = 256 * 1024;
const countEvery = 500;
const lookEvery = 2000;
const beatEvery = 20_000;
const unknownFor = 2000;
const freshFor = 1000;

export class Halls {
  readonly #database: Database;
  readonly #byId = new Map<string, LiveHall>();
  readonly #byCode = new Map<string, string>();
  readonly #unknown = new Map<string, number>();
  readonly #finding = new Map<string, Promise<LiveHall | null>>();
  readonly #votes: VoteGatherer;
  readonly #most = mostListeners();
  #listening = 0;
  #timers: NodeJS.Timeout[] = [];

  constructor(database: Database) {
    this.#database = database;
    this.#votes = new VoteGatherer(database.pool, (round) => this.#counted(round));
  }

  /** What everybody in the hall sees. @throws hall.not-found */
  async state(code: string): Promise<HallState> {
    return (await this.#get(code)).state;
  }

  /** After a commit that changed what people see. */
  async changed(hallId: string): Promise<void> {
    const hall = this.#byId.get(hallId);
    if (hall) await this.#reload(hall);
  }

  /**
   * Answers once the vote is committed. A repeat is the same vote.
   * @throws hall.not-found, hall.round-closed
   */
  async vote(code: string, vote: Vote): Promise<{ votes: number | null }> {
    const hall = await this.#get(code);
    if (hall.state.round?.id === vote.round && vote.choice >= hall.optionsCount) throw liveProblem("hall.round-closed");
    if (!(await this.#votes.cast(vote))) throw liveProblem("hall.round-closed");
    return { votes: suppressCount(hall.votes) };
  }

  /** "I want to know that too", once a phone. */
  async raise(code: string, question: string, mark: string): Promise<{ raised: number | null }> {
    const hall = await this.#get(code);
    if (!hall.raised.has(question)) throw liveProblem("hall.question-not-found");
    const raised = await inTransaction(this.#database.pool, publicCaller, async (tx) => {
      const { rows } = await sql<{
        raised: number;
      }>`select raised from raise_questions(array[${question}::uuid], array[${mark}])`.execute(tx);
      return rows[0]?.raised;
    });
    if (raised === undefined) throw liveProblem("hall.question-judged");
    if (hall.raised.get(question) !== raised) this.#soon(hall, () => this.#reload(hall, true));
    return { raised: suppressCount(raised) };
  }

  /**
   * Takes over the answer as an event stream for as long as the socket lives.
   * @throws hall.not-found, hall.full
   */
  async listen(code: string, response: ServerResponse, lastEventId: string | undefined): Promise<void> {
    const hall = await this.#get(code);
    if (this.#listening >= this.#most) throw liveProblem("hall.full", { retryAfter: 10 });
    const socket = response.socket;
    if (socket === null || socket.destroyed) return;
    this.#listening += 1;
    // no chunks: what follows the head is the stream, written to the socket as it is
    response.useChunkedEncodingByDefault = false;
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
      "x-content-type-options": "nosniff",
      connection: "close",
    });
    // all come back after a restart: not all at once
    const retry = `retry: ${1000 + Math.floor(Math.random() * 3000)}\n\n`;
    const known = lastEventId === String(hall.state.revision);
    response.write(known ? `${retry}${countFrame(hall.votes)}` : retry);
    if (!known) socket.write(hall.frame);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 60_000);
    hall.listeners.add(socket);
    socket.once("close", () => {
      this.#listening -= 1;
      hall.listeners.delete(socket);
      if (this.#listening === 0) this.#rest();
    });
    this.#wake();
  }

  /** For the operator. */
  get listening(): { now: number; most: number } {
    return { now: this.#listening, most: this.#most };
  }

  /** The server stops: streams end now, so that nobody waits for them; phones come back by themselves. */
  end(): void {
    this.#rest();
    for (const hall of this.#byId.values()) for (const socket of hall.listeners) socket.destroy();
  }

  async #get(code: string): Promise<LiveHall> {
    const id = this.#byCode.get(code);
    const known = id === undefined ? undefined : this.#byId.get(id);
    // a hall that nobody listens to is asked anew: nothing here keeps it up to date
    if (known && (known.listeners.size > 0 || Date.now() - known.readAt < freshFor)) return known;
    if ((this.#unknown.get(code) ?? 0) > Date.now()) throw liveProblem("hall.not-found");
    let finding = this.#finding.get(code);
    if (finding === undefined) {
      finding = this.#find(code).finally(() => this.#finding.delete(code));
      this.#finding.set(code, finding);
    }
    const found = await finding;
    if (found === null) throw liveProblem("hall.not-found");
    return found;
  }

  async #find(code: string): Promise<LiveHall | null> {
    const loaded = await this.#read({ code });
    if (loaded === null) {
      if (this.#unknown.size > 10_000) this.#unknown.clear();
      this.#unknown.set(code, Date.now() + unknownFor);
      return null;
    }
    const there = this.#byId.get(loaded.state.id);
    const hall: LiveHall = there ?? {
      ...loaded,
      listeners: new Set(),
      readAt: Date.now(),
      frame: stateFrame(loaded.state),
      loading: null,
      again: false,
      countTimer: null,
    };
    if (there) this.#take(there, loaded);
    this.#byId.set(loaded.state.id, hall);
    this.#byCode.set(code, loaded.state.id);
    this.#unknown.delete(code);
    return hall;
  }

  #read(by: { code: string } | { id: string }): Promise<LoadedHall | null> {
    return inTransaction(this.#database.pool, publicCaller, (tx) => loadHall(tx, by), {
      readOnly: true,
      isolation: "repeatable read",
    });
  }

  /** One reading at a time; what changes meanwhile is read once more. */
  async #reload(hall: LiveHall, force = false): Promise<void> {
    if (hall.loading) {
      hall.again = true;
      return hall.loading;
    }
    hall.loading = (async () => {
      do {
        hall.again = false;
        const loaded = await this.#read({ id: hall.state.id });
        if (loaded === null) return;
        const news = force || loaded.state.revision !== hall.state.revision;
        this.#take(hall, loaded);
        if (news) this.#write(hall, hall.frame);
      } while (hall.again);
    })().finally(() => {
      hall.loading = null;
    });
    return hall.loading;
  }

  #take(hall: LiveHall, loaded: LoadedHall): void {
    Object.assign(hall, loaded);
    hall.readAt = Date.now();
    hall.frame = stateFrame(loaded.state);
  }

  #counted(round: string): void {
    for (const hall of this.#byId.values())
      if (hall.state.round?.id === round) this.#soon(hall, () => this.#recount(hall, round));
  }

  /** Asked of the database and not added up here: what is shown is what is stored. */
  async #recount(hall: LiveHall, round: string): Promise<void> {
    const { rows } = await inTransaction(
      this.#database.pool,
      publicCaller,
      (tx) => sql<{ votes: number }>`select votes from count_votes(array[${round}::uuid])`.execute(tx),
      { readOnly: true },
    );
    const votes = rows[0]?.votes ?? 0;
    if (hall.state.round?.id !== round || !hall.state.round.open || votes === hall.votes) return;
    hall.votes = votes;
    hall.state.round.votes = suppressCount(votes);
    hall.frame = stateFrame(hall.state);
    this.#write(hall, countFrame(votes));
  }

  /** Numbers that change with every vote are told a few times a second, not each. */
  #soon(hall: LiveHall, tell: () => unknown): void {
    // the more listen, the dearer each telling: five thousand hear every two seconds
    const wait = Math.max(countEvery, hall.listeners.size * 0.4);
    hall.countTimer ??= setTimeout(() => {
      hall.countTimer = null;
      void Promise.resolve(tell()).catch(() => {});
    }, wait);
  }

  #write(hall: LiveHall, frame: Buffer | string): void {
    const bytes = typeof frame === "string" ? Buffer.from(frame) : frame;
    for (const socket of hall.listeners) {
      if (socket.writableLength > mostUnread) socket.destroy();
      else socket.write(bytes);
    }
  }

  /** While somebody listens: what was changed elsewhere (a job, another process) is seen within seconds. */
  #wake(): void {
    if (this.#timers.length > 0) return;
    const look = setInterval(() => void this.#look().catch(() => {}), lookEvery);
    const beat = setInterval(() => {
      for (const hall of this.#byId.values()) this.#write(hall, ":\n\n");
    }, beatEvery);
    this.#timers = [look.unref(), beat.unref()];
  }

  #rest(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
  }

  async #look(): Promise<void> {
    for (const [id, hall] of this.#byId) {
      if (hall.listeners.size === 0) {
        this.#byId.delete(id);
        if (this.#byCode.get(hall.state.code) === id) this.#byCode.delete(hall.state.code);
      }
    }
    const ids = [...this.#byId.keys()];
    if (ids.length === 0) return;
    const { rows } = await inTransaction(
      this.#database.pool,
      publicCaller,
      (tx) =>
        sql<{
          id: string;
          revision: number;
        }>`select id, revision from public_hall where id = any (${ids}::uuid[])`.execute(tx),
      { readOnly: true },
    );
    for (const { id, revision } of rows) {
      const hall = this.#byId.get(id);
      if (hall && hall.state.revision !== revision) await this.#reload(hall);
    }
  }
}

function stateFrame(state: HallState): Buffer {
  return Buffer.from(`id: ${state.revision}\ndata: ${JSON.stringify(state)}\n\n`);
}

/** Only the number of votes, "" under five. */
function countFrame(votes: number): string {
  return `event: n\ndata: ${suppressCount(votes) ?? ""}\n\n`;
}

const opened = new WeakMap<Database, Halls>();
/** The halls of a server; one set for all that share its database pools. */
export function hallsOf(database: Database): Halls {
  let halls = opened.get(database);
  if (halls === undefined) {
    halls = new Halls(database);
    opened.set(database, halls);
  }
  return halls;
}
