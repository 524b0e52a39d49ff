import { setTimeout as sleep } from "node:timers/promises";

/** A step aims at this long: what waits behind one of its rows hardly notices. */
const aimMs = 250;
const least = 250;
const most = 5000;
/** After each step the machine is left to others for so long a part of it. */
const restShare = 0.5;

/** How many rows a step takes, from how long those before it took: as many on a quick machine as on a slow one few. */
export function stride() {
  let size = least;
  return {
    size: () => size,
    async step<T>(rows: number, work: () => Promise<T>): Promise<T> {
      const from = performance.now();
      const done = await work();
      const took = Math.max(1, performance.now() - from);
      const fitting = (rows * aimMs) / took;
      size = Math.round(Math.min(most, Math.max(least, Math.min(size * 2, fitting))));
      await sleep(took * restShare);
      return done;
    },
  };
}
