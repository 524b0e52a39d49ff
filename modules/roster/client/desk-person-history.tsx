import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Thread } from "#platform/ui/thread.tsx";
import type { HistoryItem, PersonDetail } from "../answers.ts";
import { rosterText } from "./desk-text.ts";

/** What was done about this person, by whom and when, with what it was before. */
export function PersonHistory({ person }: { person: PersonDetail }) {
  const t = useText(rosterText);
  const say = t as (key: string) => string;
  const { moment } = useFormats();
  return (
    <section>
      <h2>{t("person.history")}</h2>
      <Thread
        label={t("person.history")}
        nodes={person.history.map((item, at) => ({
          key: `${item.at}-${at}`,
          children: (
            <>
              {say(`history.${item.action}`)}
              <span className="dim s sub">
                {" "}
                {moment(item.at)} · {item.byName ?? item.userId}
              </span>
              <Changes item={item} />
            </>
          ),
        }))}
      />
    </section>
  );
}

/** Field by field, where something was changed. */
function Changes({ item }: { item: HistoryItem }) {
  const t = useText(rosterText);
  const say = t as (key: string) => string;
  if (!item.action.endsWith(".edited")) return null;
  const before = (item.before ?? {}) as Record<string, unknown>;
  const after = (item.after ?? {}) as Record<string, unknown>;
  const shown = (value: unknown) =>
    value === null || value === undefined || value === ""
      ? t("history.none")
      : Array.isArray(value)
        ? value.join(", ")
        : String(value);
  const fields = Object.keys(after).filter((key) => shown(before[key]) !== shown(after[key]) && key !== "unitId");
  return (
    <>
      {fields.map((key) => (
        <span key={key} className="dim s sub">
          {t("history.changed", { field: say(`roster.${key}`), before: shown(before[key]), after: shown(after[key]) })}
        </span>
      ))}
    </>
  );
}
