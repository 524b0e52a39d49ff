import { useFilters } from "#platform/ui/screen.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { OverviewPage } from "../contract.ts";

interface Me {
  grants: { unitId: number | null }[];
}

/** The unit in the address, else the caller's own; of who sees everything, the first province. */
export function useOverviewUnit(typed: string | undefined): { unitId: number | null; asking: boolean } {
  const chosen = typed !== undefined && /^[1-9]\d{0,8}$/.test(typed) ? typed : undefined;
  const me = useAsk<Me>("/me");
  const own = me.data?.grants.find((g) => g.unitId !== null)?.unitId ?? null;
  const first = useAsk<{ items: { id: number }[] }>(
    "/units",
    { level: "province", limit: 1 },
    { enabled: chosen === undefined && me.data !== undefined && own === null },
  );
  const unitId = chosen === undefined ? (own ?? first.data?.items[0]?.id ?? null) : Number(chosen);
  return { unitId, asking: me.data === undefined || (unitId === null && first.isFetching) };
}

/** What the address says of unit, period and view, and the overview of it. */
export function useOverview() {
  const { values, set } = useFilters(["unit", "period", "view"] as const);
  const { unitId, asking } = useOverviewUnit(values.unit);
  const page = useAsk<OverviewPage>(
    `/overviews/${unitId ?? 0}`,
    { period: values.period, view: values.view },
    { enabled: unitId !== null, keep: true },
  );
  return { values, set, unitId, asking, page };
}
