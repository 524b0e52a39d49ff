import type { Wire, WireAnswer, WireRequest } from "#platform/sync/client/wire.ts";

/** Seeded randomness: the same seed makes the same choices (the database's own timing stays its own). */
export interface Chance {
  next(): number;
  /** True with this probability. */
  hit(probability: number): boolean;
  below(n: number): number;
  of<T>(list: readonly T[]): T;
  pause(mostMs: number): Promise<void>;
}

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    hit: (probability) => next() < probability,
    below: (n) => Math.floor(next() * n),
    of: (list) => list[Math.floor(next() * list.length)]!,
    pause: (mostMs) => new Promise((resolve) => setTimeout(resolve, next() * mostMs)),
  };
}

export interface Weather {
  /** 0: a calm network. 1: a village in the rain. */
  storm: number;
  /** What is still under way: late doubles of requests. Awaited before a history is judged. */
  late: Set<Promise<unknown>>;
}

const portal: WireAnswer = {
  status: 200,
  contentType: "text/html; charset=utf-8",
  text: "<html><title>Wi-Fi</title>Đăng nhập để vào mạng</html>",
};

/**
 * A network that loses, delays, doubles and shuffles messages, loses answers after the server has
 * committed, and puts a captive portal or half a text in their place.
 */
export function faultyWire(server: Wire, random: Chance, weather: Weather): Wire {
  return async (request: WireRequest): Promise<WireAnswer> => {
    const storm = weather.storm;
    await random.pause(4 * storm);
    if (random.hit(0.12 * storm)) throw new TypeError("lost on the way");
    if (random.hit(0.05 * storm)) return portal;
    if (random.hit(0.12 * storm))
      later(
        weather,
        random.pause(40).then(() => server(request)),
      );
    // the same message twice at the same moment: either answer may be the one that arrives
    const double = random.hit(0.1 * storm) ? server(request) : null;
    if (double) later(weather, double);
    const answer = await (double && random.hit(0.5) ? double : server(request));
    await random.pause(4 * storm);
    if (random.hit(0.12 * storm)) throw new TypeError("the answer was lost, the server had committed");
    if (random.hit(0.04 * storm))
      return { ...answer, text: answer.text.slice(0, Math.floor(answer.text.length * random.next())) };
    if (random.hit(0.03 * storm)) return { ...answer, text: "" };
    return answer;
  };
}

function later(weather: Weather, work: Promise<unknown>): void {
  const settled = work.catch(() => undefined).finally(() => weather.late.delete(settled));
  weather.late.add(settled);
}
