import type { LucideIcon } from "lucide-react";
import { shownText, type Shown } from "#kernel/suppression.ts";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import type { Themes, ThemeTopic } from "../contract.ts";
import { themeText } from "./desk-text.ts";
import "./desk-themes.css";

const tones = { up: "act", down: "ok", same: "off", unknown: "off" } as const;

export function TopicTable({
  topics,
  total,
  icons,
}: {
  topics: readonly (ThemeTopic & { label: string })[];
  total: number | null;
  icons: Record<ThemeTopic["change"], LucideIcon>;
}) {
  const t = useText(themeText);
  const locale = useLocale();
  const { number } = useFormats();
  return (
    <>
      <table className="theme-table" aria-label={t("themes.title")}>
        <thead>
          <tr>
            <th scope="col">{t("themes.topic")}</th>
            <th scope="col" className="num">
              {t("themes.count")}
            </th>
            <th scope="col" className="num">
              {t("themes.previous")}
            </th>
            <th scope="col">{t("themes.change")}</th>
          </tr>
        </thead>
        <tbody>
          {topics.map((x) => (
            <tr key={x.topic}>
              <th scope="row">{x.label}</th>
              <td className="num">{number(x.count)}</td>
              <td className="num dim">{shownText(x.previous as Shown, locale)}</td>
              <td>
                <StateBadge tone={tones[x.change]} icon={icons[x.change]}>
                  {t(`themes.change.${x.change}`)}
                </StateBadge>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {total !== null && (
        <p className="theme-total">
          {t("themes.total")}: <b>{number(total)}</b>
        </p>
      )}
    </>
  );
}

/** What may be said by commune in a month. A topic of a commune that is not in the list may be asked there all the same. */
export function Communes({
  themes,
  names,
  onCommune,
}: {
  themes: Themes;
  names: ReadonlyMap<string, string>;
  onCommune: (unitId: number) => void;
}) {
  const t = useText(themeText);
  const { number } = useFormats();
  return (
    <section className="theme-communes">
      <h2>{t("themes.communes")}</h2>
      {themes.communes.length === 0 ? (
        <p className="prose dim">{t("themes.communes-none")}</p>
      ) : (
        <div className="scroll">
          <table aria-label={t("themes.communes")}>
            <thead>
              <tr>
                <th scope="col">{t("themes.commune")}</th>
                <th scope="col">{t("themes.topic")}</th>
                <th scope="col" className="num">
                  {t("themes.total")}
                </th>
              </tr>
            </thead>
            <tbody>
              {themes.communes.map((c) => (
                <tr key={c.unitId}>
                  <th scope="row">
                    <button type="button" className="linklike" onClick={() => onCommune(c.unitId)}>
                      {c.name}
                    </button>
                  </th>
                  <td>
                    {c.topics
                      .map((x) => `${names.get(x.topic) ?? t("themes.unsorted")}: ${number(x.count)}`)
                      .join("; ")}
                  </td>
                  <td className="num">{number(c.total)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
