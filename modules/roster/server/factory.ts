import type { Pool } from "pg";
import type { Principal } from "#kernel/access.ts";
import { asCivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { unitAdministrator } from "#modules/units/server.ts";
import type { AppointmentFacts, PersonFacts } from "../contract.ts";
import { rosterCommands } from "./commands.ts";

export interface PersonSeed extends Partial<Omit<PersonFacts, "unitId">> {
  fullName: string;
  unitId: number;
  personId?: string;
  appointment?: Partial<AppointmentFacts>;
}

/** For tests and seeds: a person with an appointment, through the real command; what nobody cares about is filled in. */
export async function buildPerson(
  pool: Pool,
  seed: PersonSeed,
  by: Principal = unitAdministrator,
): Promise<{ personId: string; appointmentId: string }> {
  const { personId = newId(), appointment = {}, ...facts } = seed;
  const receipt = await executeCommand<{ personId: string; appointmentId: string }>(
    { pool, commands: rosterCommands },
    by,
    {
      id: newId(),
      name: "roster.add-person",
      payload: {
        ...facts,
        personId,
        appointment: {
          kind: "grassrootsCommunicator",
          unitId: seed.unitId,
          decisionSymbol: "118/QĐ-UBND",
          termFrom: asCivilDate("2025-07-01"),
          ...appointment,
          appointmentId: newId(),
        },
      },
    },
  );
  return receipt.answer;
}
