import { Inbox } from "lucide-react";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { Link } from "#platform/ui/link.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { Answer, EmptyState } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { LanguageGap } from "../contract-words.ts";
import type { WaitingMaterial } from "../contract-chain.ts";
import { languageName, materialText } from "./desk-text.ts";
import "./desk-materials.css";

/** Drafts on their way and steps that are owed: first what this person may take. */
export function WaitingScreen() {
  const t = useText(materialText);
  const asked = useAsk<{ items: WaitingMaterial[] }>("/materials/waiting");
  return (
    <>
      <PageHead title={t("waiting.title")} />
      <Answer of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={Inbox} title={t("waiting.none")}>
              {t("waiting.none-words")}
            </EmptyState>
          ) : (
            <>
              <Group title={t("waiting.mine")} items={items.filter((i) => i.mine)} />
              <Group title={t("waiting.others")} items={items.filter((i) => !i.mine)} />
            </>
          )
        }
      </Answer>
    </>
  );
}

function Group({ title, items }: { title: string; items: readonly WaitingMaterial[] }) {
  if (items.length === 0) return null;
  return (
    <section className="material-settings">
      <h2>{title}</h2>
      <ul className="material-rows">
        {items.map((item) => (
          <WaitingLine key={`${item.versionId} ${item.position}`} item={item} />
        ))}
      </ul>
    </section>
  );
}

function WaitingLine({ item }: { item: WaitingMaterial }) {
  const t = useText(materialText);
  const vi = useLocale() === "vi";
  const { day, dayOf } = useFormats();
  return (
    <li>
      <span>
        <Link to={`/materials/${item.materialId}`} search={{ version: String(item.number) }}>
          {item.title}
        </Link>
        <span className="sub s dim">
          {item.unit.name} · {vi ? item.labelVi : item.labelEn}
        </span>
      </span>
      <span className="s nw">
        {item.owedBy === null
          ? t("waiting.since", { day: day(dayOf(item.since)) })
          : t("waiting.owed", { day: day(item.owedBy) })}
      </span>
    </li>
  );
}

/** For the first page of the desk: what waits for this person, and what lacks a language where they look after. */
export function MaterialNotes({ under }: { under: number | null }) {
  const t = useText(materialText);
  const may = useMay();
  const waiting = useAsk<{ items: WaitingMaterial[] }>("/materials/waiting", {}, { enabled: may("material.comment") });
  const gaps = useAsk<{ items: LanguageGap[] }>(
    "/materials/language-gaps",
    { under },
    { enabled: may("material.gaps") },
  );
  const mine = waiting.data?.items.filter((i) => i.mine) ?? [];
  const lacking = Map.groupBy(
    (gaps.data?.items ?? []).filter((g) => g.lacking.length > 0),
    (g) => g.language,
  );
  return (
    <>
      {mine.length > 0 && (
        <section>
          <h2>{t("home.material-waiting")}</h2>
          <ul className="material-rows">
            {mine.slice(0, 4).map((item) => (
              <WaitingLine key={`${item.versionId} ${item.position}`} item={item} />
            ))}
          </ul>
          <p className="s">
            <Link to="/materials/waiting">{t("waiting.title")}</Link>
          </p>
        </section>
      )}
      {lacking.size > 0 && (
        <section>
          <h2>{t("home.gaps")}</h2>
          <ul>
            {[...lacking].map(([language, rows]) => (
              <li key={language}>
                <Link to="/materials/gaps" search={under === null ? {} : { under: String(under) }}>
                  {t("home.gaps-line", {
                    language: languageName(t, language),
                    n: new Set(rows.flatMap((r) => r.lacking.map((m) => m.materialId))).size,
                    where: rows.length === 1 ? rows[0]!.unit.name : t("home.gaps-communes", { n: rows.length }),
                  })}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
