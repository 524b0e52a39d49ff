import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { z } from "zod";
import { holdsRole, type Principal, type Role, roles } from "#kernel/access.ts";
import { Problem } from "#kernel/problem.ts";
import { defineCommand } from "#platform/command/define.ts";
import { executeCommand, type CommandServices } from "#platform/command/execute.ts";
import { databaseProblem } from "#platform/db/database-problem.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import { type ImportWay, OutboxFile, type OutboxImported, type OutboxPreview } from "../outbox-file.ts";
import { applyCommand, holdFor } from "./push.ts";

/** What the app hands over: who owns a phone, where units lie, what phones may send, how a picture is taken in. */
export interface ImportServices {
  commands: CommandServices;
  /** Null for an account that is not there or may not come in. */
  ownerOf: (userId: string) => Promise<Principal | null>;
  pathOf: (tx: Tx, unitId: number) => Promise<readonly number[]>;
  phoneCommands: ReadonlySet<string>;
  takePhoto: (principal: Principal, photo: OutboxFile["photos"][number], bytes: Uint8Array) => Promise<void>;
}

const officers: readonly Role[] = ["administrator", "unitHead", "officer"];
const strength: readonly Role[] = ["speaker", "analyst", "verifier", "officer", "unitHead", "administrator"];

interface Read {
  file: OutboxFile;
  digest: string;
  owner: Principal | null;
  way: ImportWay;
}

/** The file as it is, whose it is, and in whose name it may be taken in. @throws sync.file-unreadable, sync.file-not-yours */
async function read(services: ImportServices, caller: Principal, bytes: Uint8Array): Promise<Read> {
  let parsed;
  try {
    parsed = OutboxFile.safeParse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    throw new Problem("sync.file-unreadable", 422);
  }
  if (!parsed.success)
    throw new Problem("sync.file-unreadable", 422, { at: parsed.error.issues[0]?.path.join("/") ?? "" });
  const file = { ...parsed.data, items: parsed.data.items.toSorted((a, b) => a.seq - b.seq) };
  const owner = await services.ownerOf(file.owner.userId);
  return { file, digest: bytesToHex(sha256(bytes)), owner, way: await wayFor(services, caller, owner) };
}

/**
 * One's own phone: as a push. Somebody else's: in their name, where the caller may do all that they may (a file is no
 * proof of who wrote it, so it must give nobody a right that they lack); else it is held for an officer.
 */
async function wayFor(services: ImportServices, caller: Principal, owner: Principal | null): Promise<ImportWay> {
  if (owner !== null && owner.userId === caller.userId) return "own";
  if (!caller.grants.some((g) => officers.includes(g.role))) throw new Problem("sync.file-not-yours", 403);
  if (owner === null || owner.grants.length === 0) return "held";
  return inTransaction(
    services.commands.pool,
    caller,
    async (tx) => {
      for (const { role, unitId } of owner.grants) {
        const atLeast = roles.filter((r) => officers.includes(r) && strength.indexOf(r) > strength.indexOf(role));
        const path = unitId === null ? [] : await services.pathOf(tx, unitId);
        if (!holdsRole(caller, atLeast, path)) return "held";
      }
      return "officer";
    },
    { readOnly: true },
  );
}

export async function previewOutbox(
  services: ImportServices,
  caller: Principal,
  bytes: Uint8Array,
): Promise<OutboxPreview> {
  const { file, digest, owner, way } = await read(services, caller, bytes);
  const there = await known(
    services,
    way === "held" || owner === null ? caller : owner,
    file.items.map((i) => idFor(way, i.id)),
  );
  return {
    digest,
    exportedAt: file.exportedAt,
    owner: {
      userId: file.owner.userId,
      displayName: owner?.displayName ?? file.owner.displayName,
      known: owner !== null,
    },
    way,
    items: file.items.map((item) => ({
      id: item.id,
      name: item.name,
      deviceAt: item.deviceAt,
      about: item.about,
      state: !services.phoneCommands.has(item.name) ? "foreign" : there.has(idFor(way, item.id)) ? "there" : "new",
    })),
    photos: file.photos.length,
    drafts: file.drafts.length,
  };
}

async function known(services: ImportServices, principal: Principal, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await inTransaction(
    services.commands.pool,
    principal,
    (tx) =>
      tx
        .selectFrom("command")
        .select("id")
        .where("id", "in", [...ids])
        .where("user_id", "=", principal.userId)
        .execute(),
    { readOnly: true },
  );
  return new Set(rows.map((r) => r.id));
}

/** That a file was taken in, by whom and whose it was, stands in the journal before anything of it is applied. */
const noteImport = defineCommand({
  name: "sync.import-outbox",
  input: z.object({ digest: z.string(), ownerId: z.string(), way: z.string(), items: z.int(), photos: z.int() }),
  async run({ principal }, input) {
    return {
      answer: null,
      journal: [
        {
          action: "outbox.imported",
          subject: "account",
          subjectId: input.ownerId,
          unitId: principal.homeUnitId,
          after: input,
        },
      ],
    };
  },
});

/**
 * Each command goes the way of a push: in its owner's name, with its own receipt, at most once, whether the phone sends
 * it later or the file comes twice. What cannot be taken in that name is held, under an id of its own, so that the
 * phone's own sending is still believed.
 * @param digest of the file that was previewed
 */
export async function importOutbox(
  services: ImportServices,
  caller: Principal,
  bytes: Uint8Array,
  digest: string,
): Promise<OutboxImported> {
  const { file, owner, way, digest: found } = await read(services, caller, bytes);
  if (found !== digest) throw new Problem("sync.file-changed", 409);
  const as = way === "held" || owner === null ? caller : owner;
  await executeCommand({ ...services.commands, commands: { [noteImport.name]: noteImport } }, caller, {
    id: derivedId(`import:${caller.userId}:${digest}:${way}`),
    name: noteImport.name,
    payload: { digest, ownerId: file.owner.userId, way, items: file.items.length, photos: file.photos.length },
  });
  const outcomes: OutboxImported["outcomes"] = [];
  for (const item of file.items) {
    if (!services.phoneCommands.has(item.name)) {
      outcomes.push({ id: item.id, name: item.name, outcome: "refused", code: "sync.foreign-command" });
      continue;
    }
    const sent = {
      id: idFor(way, item.id),
      name: item.name,
      payload: item.payload,
      deviceAt: item.deviceAt,
      deviceId: derivedId(`phone:${file.owner.userId}`),
      // the file says nothing of how far off the phone's clock was
      clockOffsetSeconds: null,
    };
    const answer =
      way === "held"
        ? await holdFor(
            services.commands,
            as,
            sent,
            new Problem("sync.imported-for-other", 409, { owner: file.owner.displayName }),
          )
        : await applyCommand(services.commands, as, sent);
    outcomes.push({ id: item.id, name: item.name, outcome: answer.outcome, code: answer.problem?.code ?? null });
  }
  return { way, outcomes, photos: await takePhotos(services, as, file.photos) };
}

async function takePhotos(
  services: ImportServices,
  as: Principal,
  photos: OutboxFile["photos"],
): Promise<{ received: number; refused: number }> {
  let received = 0;
  for (const photo of photos) {
    try {
      const bytes = new Uint8Array(Buffer.from(photo.base64, "base64"));
      if (bytes.length !== photo.size || bytesToHex(sha256(bytes)) !== photo.sha256) continue;
      await services.takePhoto(as, photo, bytes);
      received += 1;
    } catch (error) {
      // one bad picture keeps nobody's record waiting; a fault of ours does
      const problem = databaseProblem(error);
      if (problem === null || problem.status >= 500) throw error;
    }
  }
  return { received, refused: photos.length - received };
}

const idFor = (way: ImportWay, id: string) => (way === "held" ? derivedId(`held:${id}`) : id);

/** The same words give the same id (the form of a UUID, version 8: made by a rule of ours). */
function derivedId(words: string): string {
  const bytes = sha256(new TextEncoder().encode(`caunoi-outbox:${words}`)).slice(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytesToHex(bytes);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
