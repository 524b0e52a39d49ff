import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useText } from "../i18n/use-text.ts";
import { type ApiProblem, asProblem } from "./api.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { uiText } from "./ui-text.ts";

/** Nothing here yet: what will stand here, and the first step. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon?: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="state">
      {icon !== undefined && <Icon of={icon} size={28} />}
      <h2>{title}</h2>
      {children !== undefined && <div className="dim">{children}</div>}
      {action !== undefined && <div className="actions">{action}</div>}
    </div>
  );
}

const known = ["network.unreachable", "network.not-ours", "session.ended", "access.denied", "not-found"] as const;

/** In the person's words: the room's own text for the problem where the server sent one. */
export function useProblemWords(): (error: unknown) => string {
  const t = useText(uiText);
  return (error) => {
    const problem = asProblem(error);
    const own = known.find((code) => code === problem.code);
    if (own !== undefined) return t(`problem.${own}`);
    if (problem.words !== null) return problem.words;
    return problem.status === 404 ? t("problem.not-found") : t("problem.unknown");
  };
}

/** What happened, what was kept, what to do, and the code by which support finds it. */
export function ErrorState({ error, onRetry, title }: { error: unknown; onRetry?: () => void; title?: string }) {
  const t = useText(uiText);
  const words = useProblemWords();
  const problem: ApiProblem = asProblem(error);
  return (
    <div className="state bad" role="alert">
      {title !== undefined && <h2>{title}</h2>}
      <p>{words(error)}</p>
      {problem.requestId !== null && <p className="s dim">{t("state.request", { id: problem.requestId })}</p>}
      {onRetry !== undefined && (
        <div className="actions">
          <Button onClick={onRetry}>{t("state.retry")}</Button>
        </div>
      )}
    </div>
  );
}

/** Never a spinner without words. */
export function LoadingState({ words, lines = 5 }: { words?: string; lines?: number }) {
  const t = useText(uiText);
  return (
    <div className="loading" role="status">
      {words ?? t("state.loading")}
      <span aria-hidden="true">
        {Array.from({ length: lines }, (_, at) => (
          <i key={at} />
        ))}
      </span>
    </div>
  );
}

interface Asked<T> {
  data: T | undefined;
  error: unknown;
  refetch: () => unknown;
}

/** Loading, error or content of one question to the server; what was shown before stays while it is asked again. */
export function Answer<T>({ of, words, children }: { of: Asked<T>; words?: string; children: (data: T) => ReactNode }) {
  if (of.data !== undefined) return children(of.data);
  if (of.error !== null && of.error !== undefined) return <ErrorState error={of.error} onRetry={() => of.refetch()} />;
  return words === undefined ? <LoadingState /> : <LoadingState words={words} />;
}
