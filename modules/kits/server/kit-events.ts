import { sql } from "kysely";
import { authorise, type Principal, refusal } from "#kernel/access.ts";
import { addDays, civilDateOf, type CivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { Problem } from "#kernel/problem.ts";
import { tidyLine, tidyText } from "#kernel/text/nfc.ts";
import { unitPath, unitState } from "#modules/units/server.ts";
import { defineCommand, type JournalEntry } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import { AddKitEvent, type KitEvent, OpenEventKits, StopKitEvent } from "../contract.ts";
import { kitPolicy } from "../policy.ts";
import { kitProblem } from "../problems.ts";
import { nextTime, timeToOpen } from "../rules.ts";
import { checkPlace, checkTopic, openKit, refuseIdentities } from "./write-kit.ts";

/** An event on the calendar; its kit is opened by the job, so many days before. */
export const addKitEvent = defineCommand({
  name: "kit.add-event",
  input: AddKitEvent,
  async run({ tx, principal, now }, input) {
    authorise(kitPolicy, "kit.add-event", principal, { unitPath: await unitPath(tx, input.unitId) });
    const today = civilDateOf(now);
    await checkPlace(tx, input.unitId, input.placeUnitId, today);
    await checkTopic(tx, input.topic);
    refuseIdentities(input);
    if (!input.yearly && input.happensOn <= today)
      throw kitProblem("kit.event-past", { fields: { "/happensOn": "kit.event-past" } });
    await sql`insert into kit_event (id, unit_id, place_unit_id, title, topic, matter, happens_on, yearly, lead_days, languages, legal_basis, created_by, created_at)
      values (${input.id}, ${input.unitId}, ${input.placeUnitId}, ${tidyLine(input.title)}, ${input.topic}, ${tidyText(input.matter)}, ${input.happensOn}::date, ${input.yearly},
        ${input.leadDays}, ${input.languages}::text[], ${tidyLine(input.legalBasis)}, ${principal.userId}, ${now})`.execute(
      tx,
    );
    return {
      answer: { id: input.id },
      journal: [
        { action: "kit.event-added", subject: "kit-event", subjectId: input.id, unitId: input.unitId, after: input },
      ],
    };
  },
});

/** It opens no more kits; those that it opened stay. */
export const stopKitEvent = defineCommand({
  name: "kit.stop-event",
  input: StopKitEvent,
  async run({ tx, principal, now }, { id, reason }) {
    const { rows } = await sql<{ unitId: number; stopped: boolean; title: string }>`
      select unit_id as "unitId", stopped_on is not null as stopped, title from kit_event where id = ${id}::uuid`.execute(
      tx,
    );
    const event = rows[0];
    if (event === undefined) throw kitProblem("kit.event-not-found", { id });
    authorise(kitPolicy, "kit.add-event", principal, { unitPath: await unitPath(tx, event.unitId) });
    if (event.stopped) throw kitProblem("kit.event-stopped");
    await sql`update kit_event set stopped_on = ${civilDateOf(now)}::date, stop_reason = ${tidyLine(reason)} where id = ${id}::uuid`.execute(
      tx,
    );
    return {
      answer: { id },
      journal: [
        {
          action: "kit.event-stopped",
          subject: "kit-event",
          subjectId: id,
          unitId: event.unitId,
          before: { title: event.title },
          after: { reason },
        },
      ],
    };
  },
});

interface Running {
  id: string;
  unitId: number | null;
  placeUnitId: number | null;
  title: string;
  topic: string;
  matter: string;
  happensOn: CivilDate;
  yearly: boolean;
  leadDays: number;
  languages: string[];
}

/** Opens the kit of each event that comes within its lead days; a unit that ended has its successor do it. Bears being run twice. */
export const openEventKits = defineCommand({
  name: "kit.open-events",
  input: OpenEventKits,
  async run(context, { on }) {
    const { tx, principal } = context;
    authorise(kitPolicy, "kit.open-events", principal, { unitPath: [] });
    const { rows } = await sql<Running>`
      select e.id, u.now_id as "unitId", p.now_id as "placeUnitId", e.title, e.topic, e.matter, e.happens_on::text as "happensOn", e.yearly, e.lead_days as "leadDays", e.languages
        from kit_event e left join unit_now u on u.unit_id = e.unit_id left join unit_now p on p.unit_id = e.place_unit_id
       where e.stopped_on is null and (e.yearly or e.happens_on >= ${on}::date) order by e.happens_on, e.id for update of e`.execute(
      tx,
    );
    const journal: JournalEntry[] = [];
    const opened: string[] = [];
    const failed: string[] = [];
    for (const event of rows) {
      const time = timeToOpen(event, on);
      if (time === null || (await isOpened(tx, event.id, time))) continue;
      const { unitId, placeUnitId } = event;
      const id = newId<"Kit">();
      try {
        if (unitId === null || placeUnitId === null) throw kitProblem("kit.place-outside");
        const { title, topic, matter, languages } = event;
        const decision = await openKit.run!(context, {
          id,
          unitId,
          placeUnitId,
          trigger: "event",
          title,
          topic,
          matter,
          happenedOn: time,
          nextUpdateOn: null,
          languages,
        });
        journal.push(...decision.journal);
      } catch (error) {
        // one that can't be opened (its unit was split) keeps the others from nothing, and is named
        if (!(error instanceof Problem)) throw error;
        failed.push(event.id);
        continue;
      }
      await sql`insert into kit_event_opened (event_id, happens_on, kit_id) values (${event.id}, ${time}::date, ${id})`.execute(
        tx,
      );
      opened.push(id);
    }
    return {
      answer: { opened, failed },
      journal: [
        { action: "kit.events-opened", subject: "kit-event", subjectId: on, unitId: null, after: { opened, failed } },
        ...journal,
      ],
    };
  },
});

async function isOpened(tx: Tx, eventId: string, time: CivilDate): Promise<boolean> {
  const { rows } = await sql`
    select from kit_event_opened where event_id = ${eventId}::uuid and happens_on = ${time}::date`.execute(tx);
  return rows.length > 0;
}

/** Whether anything is to be opened on a day, so that a quiet night writes nothing. */
export async function eventsDue(tx: Tx, on: CivilDate): Promise<boolean> {
  const { rows } = await sql<Pick<Running, "id" | "happensOn" | "yearly" | "leadDays">>`
    select id, happens_on::text as "happensOn", yearly, lead_days as "leadDays" from kit_event
     where stopped_on is null and (yearly or happens_on >= ${on}::date)`.execute(tx);
  for (const event of rows) {
    const time = timeToOpen(event, on);
    if (time !== null && !(await isOpened(tx, event.id, time))) return true;
  }
  return false;
}

/** The calendar: what comes next first, what is past or stopped at the end. */
export async function listKitEvents(tx: Tx, principal: Principal): Promise<KitEvent[]> {
  const { rows } = await sql<
    Omit<KitEvent, "unit" | "place" | "next" | "opensOn" | "mayStop"> & { unitId: number; placeUnitId: number }
  >`
    select e.id, e.unit_id as "unitId", e.place_unit_id as "placeUnitId", e.title, e.topic, e.happens_on::text as "happensOn", e.yearly, e.lead_days as "leadDays",
           e.legal_basis as "legalBasis", e.stopped_on::text as "stoppedOn", e.stop_reason as "stopReason",
           coalesce((select jsonb_agg(jsonb_build_object('id', o.kit_id, 'happensOn', o.happens_on) order by o.happens_on desc) from kit_event_opened o where o.event_id = e.id), '[]') as kits
      from kit_event e order by e.created_at desc limit 500`.execute(tx);
  const { tree, paths } = await unitState(tx);
  const today = todayInVietnam();
  const unit = (id: number) => ({ id, name: tree.versionNear(id, today)?.name ?? String(id) });
  const items = rows.map(({ unitId, placeUnitId, ...e }): KitEvent => {
    const next = e.stoppedOn === null ? nextTime(e, today) : null;
    return {
      ...e,
      unit: unit(unitId),
      place: unit(placeUnitId),
      next,
      opensOn: next === null ? null : addDays(next, -e.leadDays),
      mayStop:
        e.stoppedOn === null &&
        refusal(kitPolicy, "kit.add-event", principal, { unitPath: paths.get(unitId) ?? [] }) === null,
    };
  });
  return items.sort((a, b) => (a.next ?? "9").localeCompare(b.next ?? "9") || b.happensOn.localeCompare(a.happensOn));
}
