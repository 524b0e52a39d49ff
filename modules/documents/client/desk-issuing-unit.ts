import { useAsk } from "#platform/ui/use-api.ts";

interface Me {
  homeUnitId: number | null;
  grants: readonly { unitId: number | null }[];
}

/** The unit that this person most likely writes for: the place of their role, not the office where they sit. */
export function useIssuingUnit(): number | null {
  const me = useAsk<Me>("/me");
  return me.data?.grants.find((grant) => grant.unitId !== null)?.unitId ?? me.data?.homeUnitId ?? null;
}
