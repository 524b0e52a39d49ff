import { newId } from "#kernel/ids.ts";

const PLACE = "00000000-0000-4000-8000-";
const isPlace = /^0{8}-0{4}-4000-8000-\d{12}$/;

/**
 * Stands in what is sent for the id of something new; `useSend` puts a real one in its place. An id made at each press
 * would make each press another command, and a repeated one after a lost answer a second thing. `n` tells several in
 * one sending apart.
 */
export function freshId(n = 0): string {
  return PLACE + String(n).padStart(12, "0");
}

/** `body` with real ids in the places of fresh ones; `ids` keeps which, for the next attempt at the same. */
export function withFreshIds(body: unknown, ids: Map<string, string>): unknown {
  if (typeof body === "string" && isPlace.test(body)) {
    const id = ids.get(body) ?? newId();
    ids.set(body, id);
    return id;
  }
  if (Array.isArray(body)) return body.map((one) => withFreshIds(one, ids));
  if (body === null || typeof body !== "object" || Object.getPrototypeOf(body) !== Object.prototype) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, withFreshIds(value, ids)]));
}
