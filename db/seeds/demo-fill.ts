import type { Principal, Role } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import type { CommandMap } from "#platform/command/define.ts";
import { executeCommand } from "#platform/command/execute.ts";
import type { Database } from "#platform/db/open.ts";
import { type Random, random } from "./random.ts";

/** What filling a demo needs: the rooms' commands, a clock that can be set, and seeded chance. */
export interface DemoFill {
  database: Database;
  random: Random;
  today: Date;
  /** Ids by what the story calls them: units by `era:code` and villages by name, people by their key. */
  units: Map<string, number>;
  people: Map<string, string>;
  accounts: Map<string, Principal>;
  /** Versions by title, oldest first, with the day from which each is in force. */
  materials: Map<string, { versionId: string; from: string }[]>;
  /** Runs one command as that person at that moment; the answer of the use case. */
  act<Answer>(by: Principal, name: string, payload: unknown, options?: ActOptions): Promise<Answer>;
  step(label: string, done: number, total: number): void;
}

interface ActOptions {
  now?: Date;
  /** A phone was involved: its id, and what its clock said. */
  deviceId?: string;
  deviceAt?: Date;
  /** What becomes of it; anything else ends the filling. */
  outcome?: "received" | "held";
}

export interface DemoServices {
  database: Database;
  commands: CommandMap;
  today: Date;
  progress: (label: string, done: number, total: number) => void;
}

export function openFill({ database, commands, today, progress }: DemoServices): DemoFill {
  return {
    database,
    today,
    random: random(20250701),
    units: new Map(),
    people: new Map(),
    accounts: new Map(),
    materials: new Map(),
    step: progress,
    async act<Answer>(by: Principal, name: string, payload: unknown, options: ActOptions = {}) {
      const now = options.now ?? today;
      const receipt = await executeCommand<Answer>({ pool: database.pool, commands, now: () => now }, by, {
        id: newId(),
        name,
        payload,
        ...(options.deviceId ? { deviceId: options.deviceId, deviceAt: (options.deviceAt ?? now).toISOString() } : {}),
      });
      if (receipt.outcome !== (options.outcome ?? "received"))
        throw new Error(`${name} was ${receipt.outcome}: ${JSON.stringify(receipt.reason)}`);
      return receipt.answer;
    },
  };
}

export function principalFor(
  userId: string,
  displayName: string,
  role: Role,
  unitId: number | null,
  personId: string | null = null,
): Principal {
  return { userId, personId, displayName, grants: [{ role, unitId }], homeUnitId: unitId };
}

export function unitOf(fill: DemoFill, name: string): number {
  const id = fill.units.get(name);
  if (id === undefined) throw new Error(`the demo has no unit ${name}`);
  return id;
}
