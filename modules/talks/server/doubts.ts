import type { CommandContext } from "#platform/command/define.ts";
import { prepared, type Tx } from "#platform/db/session.ts";
import { civilDateOf } from "#kernel/civil-date.ts";

/**
 * Authority is judged as of the device's time. Where that is doubtful the command is held for an
 * officer, with these codes, and never dropped.
 */
export interface Doubt {
  code:
    | "clock.far-off"
    | "appointment.none"
    | "appointment.ended-since"
    | "unit.reorganised-since"
    | "unit.not-then"
    | "command.not-possible";
  detail: Record<string, unknown>;
}

export async function doubtsAbout(
  context: CommandContext & { tx: Tx },
  about: { placeUnitId: number; startsAt: string },
): Promise<Doubt[]> {
  const { tx, principal, deviceAt, now, deviceId, clockOffsetSeconds } = context;
  if (deviceId === null) return [];
  const { rows } = await prepared<Facts>(tx, "talk-doubts", factsText, [
    principal.personId,
    civilDateOf(deviceAt),
    civilDateOf(now),
    about.placeUnitId,
    civilDateOf(new Date(about.startsAt)),
  ]);
  const facts = rows[0]!;
  const doubts: Doubt[] = [];
  const offset = clockOffsetSeconds ?? Math.min(0, (now.getTime() - deviceAt.getTime()) / 1000);
  if (Math.abs(offset) > facts.clock_limit * 60)
    doubts.push({ code: "clock.far-off", detail: { minutes: Math.round(offset / 60) } });
  if (principal.personId !== null) {
    if (!facts.appointed_then) doubts.push({ code: "appointment.none", detail: { on: civilDateOf(deviceAt) } });
    else if (!facts.appointed_now)
      doubts.push({ code: "appointment.ended-since", detail: { on: civilDateOf(deviceAt) } });
  }
  if (!facts.place_then) doubts.push({ code: "unit.not-then", detail: { placeUnitId: about.placeUnitId } });
  else if (!facts.place_now)
    doubts.push({ code: "unit.reorganised-since", detail: { placeUnitId: about.placeUnitId } });
  return doubts;
}

interface Facts {
  appointed_then: boolean;
  appointed_now: boolean;
  place_then: boolean;
  place_now: boolean;
  clock_limit: number;
}

const appointedOn = (day: string) =>
  `exists (select from appointment a where a.person_id = $1::uuid and a.held @> ${day}::date)`;
const placeOn = (day: string) =>
  `exists (select from unit_version v where v.unit_id = $4::int and v.valid @> ${day}::date)`;

const factsText = `
  select ${appointedOn("$2")} as appointed_then, ${appointedOn("$3")} as appointed_now,
         ${placeOn("$5")} as place_then, ${placeOn("$3")} as place_now,
         (select value::float from talk_rule where code = 'clock_far_off_minutes' and valid @> $3::date) as clock_limit`;
