import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { newId } from "#kernel/ids.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { type ApiProblem, asProblem, call } from "#platform/ui/api.ts";
import { ErrorState, useProblemWords } from "#platform/ui/states.tsx";
import { planText } from "./desk-text.ts";

interface OneOfMany {
  /** As it is called in the lists of what was done and what was not. */
  name: string;
  path: string;
  body: Record<string, unknown>;
}
interface Refused {
  name: string;
  path: string;
  error: ApiProblem;
}

/**
 * The same correction of several things, one command each, in their order. One that is refused stops none behind it: what was
 * done and what was not, each with its reason, is kept for `SentAll`; sent again, only what was not done goes. Where the server
 * can't be reached, or asks to sign in again, the rest waits too.
 */
export function useSendAll(method: "POST" | "PUT") {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<ReadonlyMap<string, string>>(new Map());
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  // one intent, one key: an answer that was lost on the way is no second act
  const keys = useRef(new Map<string, string>());
  const keyOf = (path: string, body: Record<string, unknown>): string => {
    const intent = `${path} ${JSON.stringify(body)}`;
    const key = keys.current.get(intent) ?? newId();
    keys.current.set(intent, key);
    return key;
  };
  /** Whether all of them are done now. */
  const all = async (list: readonly OneOfMany[]): Promise<boolean> => {
    setBusy(true);
    const did = new Map(done);
    const not: Refused[] = [];
    let unreachable: ApiProblem | null = null;
    for (const { name, path, body } of list.filter((x) => !done.has(x.path))) {
      try {
        if (unreachable === null) {
          await call(path, { method, body, key: keyOf(path, body) });
          did.set(path, name);
        } else not.push({ name, path, error: unreachable });
      } catch (failure) {
        const error = asProblem(failure);
        if (error.code.startsWith("network.") || error.code === "session.ended") unreachable = error;
        not.push({ name, path, error });
      }
    }
    setDone(did);
    setRefused(not);
    await client.invalidateQueries();
    setBusy(false);
    return not.length === 0;
  };
  return { all, busy, done: [...done.values()], refused };
}

/** What was done and what was not, once something was not. */
export function SentAll({ of: { done, refused } }: { of: Pick<ReturnType<typeof useSendAll>, "done" | "refused"> }) {
  const t = useText(planText);
  const words = useProblemWords();
  const [first] = refused;
  if (first === undefined) return null;
  if (done.length === 0 && refused.length === 1) return <ErrorState error={first.error} />;
  return (
    <div className="state bad" role="alert">
      <p>{t("plan.many-refused", { n: refused.length })}</p>
      <ul aria-label={t("plan.many-not-done")}>
        {refused.map((x) => (
          <li key={x.path}>
            {x.name} <span className="dim">{words(x.error)}</span>
          </li>
        ))}
      </ul>
      {done.length > 0 && (
        <>
          <p>{t("plan.many-did", { n: done.length })}</p>
          <ul aria-label={t("plan.many-done")}>
            {done.map((name, i) => (
              <li key={i}>{name}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
