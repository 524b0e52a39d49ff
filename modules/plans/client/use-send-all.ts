import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type ApiProblem, asProblem, call } from "#platform/ui/api.ts";
import { newId } from "#kernel/ids.ts";

interface OneOfMany {
  path: string;
  body: Record<string, unknown>;
}

/**
 * The same correction of several things, one command each, in their order. It stops at the first that is refused and says
 * why; what went before stands, and the page is asked again so that it shows.
 */
export function useSendAll(method: "POST" | "PUT") {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiProblem | null>(null);
  const all = async (list: readonly OneOfMany[]): Promise<boolean> => {
    setBusy(true);
    setError(null);
    try {
      for (const { path, body } of list) await call(path, { method, body, key: newId() });
      return true;
    } catch (problem) {
      setError(asProblem(problem));
      return false;
    } finally {
      await client.invalidateQueries();
      setBusy(false);
    }
  };
  return { all, busy, error };
}
