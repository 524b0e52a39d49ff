/** Time as a dependency: nothing in rules or use cases asks the machine for the time by itself. */
export interface Clock {
  now(): Date;
}

/** A clock that stands still until it is moved; for tests, seeds and replays. */
export interface FixedClock extends Clock {
  set(moment: Date | string): void;
  advance(milliseconds: number): void;
}

/** @param start an ISO moment with its zone, such as "2025-06-30T17:00:00Z" */
export function fixedClock(start: Date | string): FixedClock {
  let current = moment(start);
  return {
    now: () => new Date(current),
    set: (next) => {
      current = moment(next);
    },
    advance: (milliseconds) => {
      current += milliseconds;
    },
  };
}

function moment(value: Date | string): number {
  const time = value instanceof Date ? value.getTime() : new Date(value).getTime();
  if (Number.isNaN(time)) throw new RangeError(`not a moment: ${String(value)}`);
  return time;
}
