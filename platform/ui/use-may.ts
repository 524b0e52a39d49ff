import { useAsk } from "./use-api.ts";

/**
 * Whether some role of this person allows a verb somewhere (`useMay()("talk.enter")`): decides which doors a
 * page shows. Where exactly it is allowed the server decides at the thing itself.
 */
export function useMay(): (verb: string) => boolean {
  const me = useAsk<{ verbs: string[] }>("/me");
  return (verb) => me.data?.verbs.includes(verb) ?? false;
}
