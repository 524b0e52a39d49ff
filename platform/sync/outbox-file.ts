import { z } from "zod";

/**
 * The file that a phone writes as a last resort (client/export.ts) and the desk takes in: everything without a
 * receipt, pictures as base64. It comes from outside, so nothing in it is believed but its form.
 */
const word = z.string().max(300);
export const OutboxFile = z.object({
  format: z.literal("caunoi-outbox-1"),
  exportedAt: z.iso.datetime({ offset: true }),
  owner: z.object({ userId: z.string().min(1).max(100), displayName: z.string().max(200) }),
  items: z
    .array(
      z.object({
        seq: z.number(),
        id: z.uuid(),
        name: z.string().max(60),
        payload: z.unknown(),
        deviceAt: z.iso.datetime({ offset: true }),
        state: z.string().max(30),
        about: z.record(word, word).default({}),
      }),
    )
    .max(5000),
  photos: z
    .array(
      z.object({
        id: z.uuid(),
        talkId: z.uuid(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        size: z.int().positive(),
        mediaType: z.string().max(60),
        state: z.string().max(30),
        base64: z.string().max(400_000),
      }),
    )
    .max(500)
    .default([]),
  drafts: z.array(z.unknown()).max(1000).default([]),
});
export type OutboxFile = z.infer<typeof OutboxFile>;

export const maxOutboxFile = 60 * 1024 * 1024;

/** own: the phone is the caller's; officer: in its owner's name; held: kept for an officer to settle. */
export const importWays = ["own", "officer", "held"] as const;
export type ImportWay = (typeof importWays)[number];

export const OutboxPreview = z.object({
  digest: z.string().describe("SHA-256 of the file: what was looked at is what is taken in"),
  exportedAt: z.string(),
  owner: z.object({ userId: z.string(), displayName: z.string(), known: z.boolean() }),
  way: z.enum(importWays),
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      deviceAt: z.string(),
      about: z.record(z.string(), z.string()),
      state: z.enum(["new", "there", "foreign"]).describe("there: the server has it; foreign: no command of a phone"),
    }),
  ),
  photos: z.int(),
  drafts: z.int().describe("Forms in work that were never saved: they stay on the phone"),
});
export type OutboxPreview = z.infer<typeof OutboxPreview>;

export const OutboxImported = z.object({
  way: z.enum(importWays),
  outcomes: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      outcome: z.enum(["received", "repeated", "held", "conflict", "refused"]),
      code: z.string().nullable().describe("Why it was refused or held"),
    }),
  ),
  photos: z.object({ received: z.int(), refused: z.int() }),
});
export type OutboxImported = z.infer<typeof OutboxImported>;
