import { useAsk } from "./use-api.ts";

/**
 * Whether some role of this person allows a verb somewhere (`useMay()("talk.enter")`): decides which doors a
 * page shows. Where exactly it is allowed the server decides at the thing itself.
 */
export function useMay(): (verb: string) => boolean {
  const me = useAsk<{ verbs: string[] }>("/me");
  return (verb) => me.data?.verbs.includes(verb) ?? false;
}

/** The unit where this person works (the account's own, else that of the first appointment); null where there is none. */
export function useHomeUnit(): number | null {
  return useAsk<{ homeUnitId: number | null }>("/me").data?.homeUnitId ?? null;
}
