import { useFormats, useText } from "../i18n/use-text.ts";
import { Button } from "./button.tsx";
import { ErrorState } from "./states.tsx";
import type { ListAnswer } from "./use-api.ts";
import { uiText } from "./ui-text.ts";

/** The foot of a list that is paged by cursor: how many stand here, and the next page. */
export function More<R>({ list }: { list: ListAnswer<R> }) {
  const t = useText(uiText);
  const { number } = useFormats();
  const n = number(list.rows.length);
  return (
    <div className="more no-print">
      {list.error !== null && list.rows.length > 0 && <ErrorState error={list.error} onRetry={list.more} />}
      {list.hasMore && (
        <Button onClick={list.more} busy={list.fetchingMore ? t("more.loading") : null}>
          {t("more.load")}
        </Button>
      )}
      <span className="s dim" role="status">
        {list.hasMore ? t("more.shown", { n }) : t("more.all", { n })}
      </span>
    </div>
  );
}
