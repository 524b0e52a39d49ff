import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { Role } from "#kernel/access.ts";
import { type ApiProblem, asProblem, call } from "#platform/ui/api.ts";

/** As GET /api/me answers. */
export interface Me {
  userId: string;
  userName: string;
  displayName: string;
  personId: string | null;
  grants: readonly { role: Role; unitId: number | null; unitName: string | null }[];
  homeUnitId: number | null;
  /** Set where that unit was divided and it has not been said which part it is. */
  homeUnitDivided: { was: string; choices: { id: number; name: string }[] } | null;
  unitName: string | null;
  /** The post, as the account has it. */
  title: string;
  /** Every verb of every room's policy that some grant of this person allows somewhere. */
  verbs: readonly string[];
  twoFactor: boolean;
  mustChangePassword: boolean;
}

export type Session =
  | { state: "loading" }
  | { state: "out" }
  | { state: "unreachable"; error: ApiProblem; again: () => void }
  | { state: "in"; me: Me };

const SESSION = ["session", "/me"];

interface MeAnswer {
  userId: string;
  userName?: string | null;
  displayName: string;
  personId: string | null;
  grants: { role: Role; unitId: number | null; unitName?: string | null }[];
  homeUnitId: number | null;
  homeUnitName?: string | null;
  homeUnitDivided?: Me["homeUnitDivided"];
  unitName?: string | null;
  title?: string | null;
  verbs?: string[];
  twoFactor?: boolean;
  mustChangePassword?: boolean;
}

async function fetchMe(): Promise<Me | null> {
  try {
    const answer = await call<MeAnswer>("/me");
    return {
      ...answer,
      userName: answer.userName ?? "",
      grants: answer.grants.map((g) => ({ ...g, unitName: g.unitName ?? null })),
      unitName:
        answer.unitName ??
        answer.homeUnitName ??
        answer.grants.find((g) => typeof g.unitName === "string")?.unitName ??
        null,
      homeUnitDivided: answer.homeUnitDivided ?? null,
      title: answer.title ?? "",
      verbs: answer.verbs ?? [],
      twoFactor: answer.twoFactor ?? false,
      mustChangePassword: answer.mustChangePassword ?? false,
    };
  } catch (error) {
    if (asProblem(error).status === 401) return null;
    throw error;
  }
}

export function useSession(): Session {
  const asked = useQuery({ queryKey: SESSION, queryFn: fetchMe, staleTime: 60_000, retry: 1 });
  if (asked.data !== undefined) return asked.data === null ? { state: "out" } : { state: "in", me: asked.data };
  if (asked.error !== null)
    return { state: "unreachable", error: asProblem(asked.error), again: () => void asked.refetch() };
  return { state: "loading" };
}

export const MeContext = createContext<Me | null>(null);

/** Who is signed in. Only below the shell. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error("outside the shell");
  return me;
}

export function holds(me: Me, roles: readonly Role[]): boolean {
  return me.grants.some((g) => roles.includes(g.role));
}

/** The unit whose work waits for this person: where they keep an office, not the office they sit in; null for the whole instance. */
export function workUnit(me: Me): number | null {
  if (me.grants.some((g) => g.unitId === null)) return null;
  return (
    me.grants.find((g) => g.unitId !== null && g.role !== "speaker")?.unitId ??
    me.grants.find((g) => g.unitId !== null)?.unitId ??
    me.homeUnitId
  );
}

/**
 * After signing in: all that was asked as nobody is asked again. Where somebody else than `before` came in, what the
 * one before was shown is forgotten first.
 */
export function useSignedIn(before?: Me): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    // without an answer the page goes on as it is, and says so where it asks
    const now = await client.fetchQuery({ queryKey: SESSION, queryFn: fetchMe, staleTime: 0 }).catch(() => undefined);
    if (now !== undefined && before !== undefined && now?.userId !== before.userId)
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] });
    await client.invalidateQueries();
  };
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call("/sign-out", { method: "POST", body: {} }),
    // Nothing of one person may stand in the memory of the next one's page.
    onSuccess: () => {
      client.clear();
      window.location.assign("/desk/");
    },
  });
}
