import { type Challenges, type Mark, solvedBits } from "./challenge.ts";
import type { Flood } from "./flood.ts";

/** What a form has to show before anything of it is looked at. */
export type Passed =
  | { pass: true; mark: Mark; slow: boolean }
  /** `again`: the same mark holds, the sender only has to wait or solve on. */
  | { pass: false; why: "stale" | "solve" | "tooMany"; again: false }
  | { pass: false; why: "wait"; again: true; seconds: number };

/**
 * Lets a form through that was solved, or, where no script ran, that lay open for a while. Both once: the mark's id
 * is the command's.
 */
export function passForm(
  services: { challenges: Challenges; flood: Flood; now: () => number },
  sent: { purpose: string; mark: string; nonce: string; address: string },
): Passed {
  const { challenges, flood } = services;
  const now = services.now();
  const mark = challenges.read(sent.purpose, sent.mark, now);
  if (mark === null) return { pass: false, why: "stale", again: false };
  if (flood.tooMany(sent.address)) return { pass: false, why: "tooMany", again: false };
  if (sent.nonce !== "") {
    // what has grown harder since the form was opened is forgiven by one step: half the work
    const wanted = Math.max(mark.bits, flood.bitsFor(sent.address) - 1);
    if (solvedBits(sent.mark, sent.nonce) < wanted) return { pass: false, why: "solve", again: false };
    return { pass: true, mark, slow: false };
  }
  if (flood.tooManySlow(sent.address)) return { pass: false, why: "tooMany", again: false };
  const left = mark.issuedAt + flood.limits.waitMs - now;
  if (left > 0) return { pass: false, why: "wait", again: true, seconds: Math.ceil(left / 1000) };
  return { pass: true, mark, slow: true };
}
