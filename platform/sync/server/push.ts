import { z } from "zod";
import type { Principal } from "#kernel/access.ts";
import { Problem } from "#kernel/problem.ts";
import type { Receipt } from "#platform/command/define.ts";
import { executeCommand, type CommandServices } from "#platform/command/execute.ts";
import { holdCommand } from "#platform/command/hold.ts";
import { databaseProblem } from "#platform/db/database-problem.ts";
import { inTransaction } from "#platform/db/session.ts";
import { refuseOtherPerson } from "./other-person.ts";

/** A phone's outbox: commands in the order they were made, each with its own outcome and receipt. */
export const PushRequest = z.object({
  deviceId: z.uuid(),
  userId: z.string().optional(),
  /** The device's clock at the moment of sending, for judging how far off it is. */
  clock: z.iso.datetime({ offset: true }),
  commands: z
    .array(
      z.object({
        id: z.uuid(),
        name: z.string().max(60),
        payload: z.unknown(),
        deviceAt: z.iso.datetime({ offset: true }),
      }),
    )
    .max(50),
});
export type PushRequest = z.infer<typeof PushRequest>;

export const PushAnswer = z.object({
  serverTime: z.string(),
  outcomes: z.array(
    z.object({
      id: z.string(),
      outcome: z.enum(["received", "repeated", "held", "conflict", "refused"]),
      receipt: z.object({ id: z.string(), hash: z.string(), at: z.string(), number: z.string() }).nullable(),
      problem: z.looseObject({ code: z.string() }).optional(),
      conflict: z
        .record(z.string(), z.object({ base: z.unknown(), yours: z.unknown(), theirs: z.unknown() }))
        .optional(),
      /** An officer has decided before the phone heard that it was held: the answer to the first sending was lost. */
      decision: z.enum(["settled", "dismissed"]).optional(),
    }),
  ),
});
export type PushAnswer = z.infer<typeof PushAnswer>;

/**
 * What the phone has to mend itself: the content is wrong, so it is not stored and stays in the outbox.
 * Everything else that does not go through is held on the server.
 */
const phoneMends = new Set([
  "command.invalid",
  "command.unknown",
  "command.reused",
  "talk.identity-in-text",
  "talk.ends-before-start",
]);

export async function push(services: CommandServices, principal: Principal, request: PushRequest): Promise<PushAnswer> {
  refuseOtherPerson(principal, request.userId);
  const now = services.now?.() ?? new Date();
  const clockOffsetSeconds = Math.round((now.getTime() - Date.parse(request.clock)) / 1000);
  await noteDevice(services, principal, request.deviceId, clockOffsetSeconds);
  const outcomes: PushAnswer["outcomes"] = [];
  for (const command of request.commands) {
    outcomes.push(
      await applyCommand(services, principal, { ...command, deviceId: request.deviceId, clockOffsetSeconds }),
    );
  }
  return { serverTime: (services.now?.() ?? new Date()).toISOString(), outcomes };
}

export type Sent = PushRequest["commands"][number] & { deviceId: string; clockOffsetSeconds: number | null };

/** One command of a phone: applied, refused for the phone to mend, or held for an officer. */
export async function applyCommand(
  services: CommandServices,
  principal: Principal,
  command: Sent,
): Promise<PushAnswer["outcomes"][number]> {
  try {
    return outcomeOf(await executeCommand(services, principal, command));
  } catch (error) {
    const problem = databaseProblem(error);
    // A fault of ours is no verdict on the command: the phone keeps it and sends again.
    if (problem === null || problem.status >= 500) throw error;
    if (phoneMends.has(problem.code)) {
      return { id: command.id, outcome: "refused", receipt: null, problem: { code: problem.code, ...problem.detail } };
    }
    return holdFor(services, principal, command, problem);
  }
}

/** Keeps it for an officer with the reason; refused where its content is not even well-formed. */
export async function holdFor(
  services: CommandServices,
  principal: Principal,
  command: Sent,
  problem: Problem,
): Promise<PushAnswer["outcomes"][number]> {
  try {
    return {
      ...outcomeOf(await holdCommand(services, principal, command, problem)),
      problem: { code: problem.code, ...problem.detail },
    };
  } catch (error) {
    if (error instanceof Problem && phoneMends.has(error.code))
      return { id: command.id, outcome: "refused", receipt: null, problem: { code: error.code, ...error.detail } };
    // Two copies of one batch at once: the other copy has stored it, so its answer is ours.
    if ((error as { code?: string }).code !== "23505") throw error;
    return outcomeOf(await executeCommand(services, principal, command));
  }
}

function outcomeOf(receipt: Receipt): PushAnswer["outcomes"][number] {
  const { id, hash, at, number } = receipt;
  const reason = receipt.reason as { conflict?: never; doubts?: { code: string }[] } | undefined;
  return {
    id,
    ...outcomeFor(receipt),
    receipt: { id, hash, at, number },
    ...(reason?.conflict && receipt.outcome === "conflict" ? { conflict: reason.conflict } : {}),
    ...(reason?.doubts && receipt.outcome === "held" ? { problem: { code: "sync.held", doubts: reason.doubts } } : {}),
  };
}

function outcomeFor({ outcome, repeated }: Receipt): Pick<PushAnswer["outcomes"][number], "outcome" | "decision"> {
  switch (outcome) {
    case "received":
      return { outcome: repeated ? "repeated" : "received" };
    case "settled":
    case "dismissed":
      return { outcome: "held", decision: outcome };
    default:
      return { outcome };
  }
}

async function noteDevice(
  services: CommandServices,
  principal: Principal,
  deviceId: string,
  offset: number,
): Promise<void> {
  await inTransaction(services.pool, principal, (tx) =>
    tx
      .insertInto("device")
      .values({ id: deviceId, user_id: principal.userId, last_push_at: new Date(), clock_offset_seconds: offset })
      .onConflict((c) => c.column("id").doUpdateSet({ last_push_at: new Date(), clock_offset_seconds: offset }))
      .execute(),
  ).catch((error: unknown) => {
    // One phone, two people: the row belongs to the first; that is no reason to keep anyone's work waiting.
    if ((error as { code?: string }).code !== "42501") throw error;
  });
}
