import { todayInVietnam } from "#kernel/civil-date.ts";
import { authorise, type Principal } from "#kernel/access.ts";
import type { Tx } from "#platform/db/session.ts";
import { listUnits } from "#modules/units/server.ts";
import { roomRoutes } from "#platform/http/room-routes.ts";
import { type ThemeQuery, ThemeQuery as Query, Themes } from "../contract.ts";
import { themePolicy } from "../policy.ts";
import { themeProblem } from "../problems.ts";
import { exportThemes, themesDocument } from "./export-themes.ts";
import { readThemes } from "./read-themes.ts";

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** Released themes are the same for everybody; whoever may read anything at the desk may read them for any place. */
function mayList(principal: Principal): void {
  authorise(themePolicy, "theme.list", principal, {
    unitPath: principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId])),
  });
}

/** A summary is written by the unit it is asked for, or the caller's own; for the whole instance by its first province. */
async function writerOf(tx: Tx, query: ThemeQuery, principal: Principal): Promise<number> {
  const own = query.under ?? principal.homeUnitId ?? principal.grants.find((g) => g.unitId !== null)?.unitId ?? null;
  if (own !== null) return own;
  const [province] = await listUnits(tx, { on: todayInVietnam(), level: "province" });
  if (province === undefined) throw themeProblem("theme.unknown-unit");
  return province.id;
}

export const themeRoutes = roomRoutes((r) => {
  r.get(
    {
      path: "/themes",
      verb: "theme.list",
      summary: "What people asked about in a week or a month that is over",
      description:
        "Counts under the threshold (five or more, dated configuration) are not there, nor in any sum; see docs/decisions/050-small-groups.md.",
      query: Query,
      answer: Themes,
    },
    ({ tx, principal, input }) => {
      mayList(principal);
      return readThemes(tx, input);
    },
  );
  r.get(
    {
      path: "/themes/export",
      verb: "theme.list",
      summary: "The same as a workbook",
      query: Query,
      produces: [xlsx],
    },
    async ({ tx, principal, input, language }) => {
      mayList(principal);
      return exportThemes(await readThemes(tx, input), language);
    },
  );
  r.get(
    {
      path: "/themes/document",
      verb: "theme.list",
      summary: "The same as a short report in the format of Decree 30, without a number",
      query: Query,
      produces: [docx],
    },
    async ({ tx, principal, input }) => {
      mayList(principal);
      return themesDocument(tx, await readThemes(tx, input), await writerOf(tx, input, principal));
    },
  );
});
