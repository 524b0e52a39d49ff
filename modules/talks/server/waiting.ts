import { sql } from "kysely";
import { spokenCode } from "#kernel/ids.ts";
import { daysBetween, type CivilDate } from "#kernel/civil-date.ts";
import {
  holdsAny,
  mostWaiting,
  readingRoles,
  waitGroup,
  type WaitCall,
  type WaitGroup,
  type WaitSource,
} from "#platform/waiting/wait-source.ts";
import { listHeld } from "./held-items.ts";
import { nameUnits } from "./names.ts";
import { quietPlaces } from "./quiet-places.ts";

/** Talks to verify, talks that came back to whoever recorded them, what phones sent with a doubt, and places gone quiet. */
export const talksWaiting: WaitSource = async (call) => {
  if (!holdsAny(call.principal, readingRoles)) return [];
  return [
    ...(await talksIn(call, "delivered", "talk.to-verify")),
    ...(await talksIn(call, "returned", "talk.returned")),
    ...(await heldItems(call)),
    ...(await quiet(call)),
  ];
};

interface WaitingTalk {
  id: string;
  title: string;
  held_on: CivilDate;
  attendance: number | null;
  place_unit_id: number;
  speakers: string | null;
}

async function talksIn({ tx, under, today, say }: WaitCall, status: string, code: string): Promise<WaitGroup[]> {
  const scope =
    under === null
      ? sql``
      : sql`and (t.commune_id in (select descendant_id from unit_scope where ancestor_id = ${under})
             or t.unit_id in (select descendant_id from unit_scope where ancestor_id = ${under}))`;
  const { rows } = await sql<WaitingTalk>`
    select t.id, t.title, t.held_on::text, t.attendance, t.place_unit_id,
           (select string_agg(p.full_name, ', ') from person p where p.id = any (t.speaker_ids)) as speakers
      from talk t where t.status = ${status} ${scope} order by t.starts_at, t.id limit ${mostWaiting + 1}`.execute(tx);
  const unit = await nameUnits(tx);
  const search: Record<string, string> = { status, ...(under === null ? {} : { under: String(under) }) };
  return waitGroup(rows, { code, title: say(`wait.${code}`), to: "/talks", search }, (t) => ({
    to: `/talks/${t.id}`,
    day: t.held_on,
    title: t.title,
    under: [unit(t.place_unit_id, t.held_on), t.speakers].filter((x) => x !== null && x !== "").join(" · "),
    note:
      status === "delivered"
        ? say("wait.attendances", { n: t.attendance ?? 0 })
        : say("wait.days", { n: daysBetween(t.held_on, today) }),
  }));
}

async function heldItems({ tx, say }: WaitCall): Promise<WaitGroup[]> {
  const held = await listHeld(tx);
  return waitGroup(
    held,
    { code: "talk.held", title: say("wait.talk.held"), to: "/talks/held", link: say("wait.talk.held.link") },
    (item) => ({
      to: "/talks/held",
      day: item.receivedAt.slice(0, 10),
      title: titleOf(item.payload) ?? say("wait.talk.held.record"),
      under: item.by,
      note: spokenCode(item.id),
    }),
  );
}

function titleOf(payload: unknown): string | null {
  const title = typeof payload === "object" && payload !== null && "title" in payload ? payload.title : null;
  return typeof title === "string" && title !== "" ? title : null;
}

async function quiet({ tx, under, say }: WaitCall): Promise<WaitGroup[]> {
  if (under === null) return [];
  const { days, items } = await quietPlaces(tx, { under, limit: 500 });
  const tooQuiet = items.filter((place) => place.daysSince === null || place.daysSince > days);
  return waitGroup(
    tooQuiet,
    {
      code: "talk.quiet-places",
      title: say("wait.talk.quiet-places", { n: days }),
      to: "/talks/new",
      search: { place: String(tooQuiet[0]?.unitId ?? "") },
      link: say("wait.talk.quiet-places.link"),
    },
    (place) => ({
      to: "/talks/new",
      search: { place: String(place.unitId) },
      day: place.lastOn,
      title: place.name,
      under:
        place.nextOn === null
          ? say("wait.talk.not-planned")
          : say("wait.talk.planned-on", { day: place.nextOn.split("-").toReversed().slice(0, 2).join("/") }),
      note: place.daysSince === null ? say("wait.never") : say("wait.days", { n: place.daysSince }),
    }),
  );
}
