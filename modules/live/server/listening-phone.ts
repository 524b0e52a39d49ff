import { type ClientRequest, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { newId } from "#kernel/ids.ts";
import type { HallState } from "../contract.ts";

/**
 * A phone in the hall as the page in the browser behaves: it listens, comes back by itself after a loss, and sends its
 * vote until it is answered. For the tests; nothing in the product imports it.
 */
export class ListeningPhone {
  readonly mark = `phone-${newId()}`;
  state: HallState | null = null;
  connections = 0;
  frames = 0;
  lost = 0;
  #turn = 0;
  #request: ClientRequest | null = null;
  #lastId: string | undefined;
  #going = true;
  readonly #port: number;
  readonly #code: string;

  constructor(port: number, code: string) {
    this.#port = port;
    this.#code = code;
  }

  listen(): void {
    if (!this.#going) return;
    const asked = request({
      port: this.#port,
      path: `/h/${this.#code}/live`,
      agent: false,
      headers: {
        accept: "text/event-stream",
        ...(this.#lastId === undefined ? {} : { "last-event-id": this.#lastId }),
      },
    });
    this.#request = asked;
    let over = false;
    const again = () => {
      if (over) return;
      over = true;
      if (this.#going) {
        this.lost += 1;
        setTimeout(() => this.listen(), 100 + Math.random() * 200);
      }
    };
    asked.on("error", again);
    asked.on("close", again);
    asked.on("response", (response) => {
      if (response.statusCode !== 200) return void response.resume();
      this.connections += 1;
      let text = "";
      response.setEncoding("utf8");
      response.on("error", again);
      response.on("data", (piece: string) => {
        text += piece;
        for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
          this.#frame(text.slice(0, end));
          text = text.slice(end + 2);
        }
      });
    });
    asked.end();
  }

  #frame(frame: string): void {
    const line = (name: string) => new RegExp(`^${name}: ?(.*)$`, "m").exec(frame)?.[1];
    const data = line("data");
    if (data === undefined) return;
    this.frames += 1;
    if (line("event") === "n") {
      if (this.state?.round) this.state.round.votes = data === "" ? null : Number(data);
      return;
    }
    this.#lastId = line("id");
    this.state = JSON.parse(data) as HallState;
  }

  /** Sends until the server has answered, as the page does; how many tries it took. */
  async vote(round: string, choice: number): Promise<number> {
    const turn = (this.#turn += 1);
    const body = JSON.stringify({ round, choice, mark: this.mark, turn });
    for (let tries = 1; ; tries++) {
      const answer = await fetch(`http://localhost:${this.#port}/api/halls/code/${this.#code}/votes`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      }).catch(() => null);
      if (answer?.ok) return tries;
      if (answer !== null && answer.status < 500 && answer.status !== 429)
        throw new Error(`${answer.status} ${await answer.text()}`);
      await sleep(50 + Math.random() * 200);
    }
  }

  stop(): void {
    this.#going = false;
    this.#request?.destroy();
  }
}
