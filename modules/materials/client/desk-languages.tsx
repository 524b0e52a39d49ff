import { CircleCheck, CircleDashed, Volume2 } from "lucide-react";
import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Field } from "#platform/ui/field.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Select } from "#platform/ui/inputs.tsx";
import { LinkButton } from "#platform/ui/link.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import type { MaterialPage } from "../contract.ts";
import { AudioPlayer } from "./desk-audio.tsx";
import { languageList, languageName, materialText } from "./desk-text.ts";
import "./desk-materials.css";

/** Versions in other languages, written or recorded by people; two of the roster answer for each. */
export function Languages({ page, mayEdit }: { page: MaterialPage; mayEdit: boolean }) {
  const t = useText(materialText);
  const [next, setNext] = useState("");
  const { version } = page;
  const rest = languageList.filter((l) => !version.languages.some((v) => v.language === l));
  const screen = (language: string) => ({
    to: `/materials/${page.id}/languages/${language}`,
    search: { version: String(version.number) },
  });
  return (
    <section>
      <h2>{t("page.languages")}</h2>
      {version.languages.length === 0 ? (
        <p className="dim">{t("page.languages-none")}</p>
      ) : (
        <ul className="material-rows">
          {version.languages.map((l) => (
            <li key={l.language}>
              <span className="grow">
                {languageName(t, l.language)}: {l.title}
                {l.translator !== null && (
                  <span className="sub s dim">{t("lang.translated-by", { name: l.translator })}</span>
                )}
                {l.audio !== null && <AudioPlayer versionId={version.id} language={l.language} audio={l.audio} />}
              </span>
              <span className="row wrap">
                {l.audio !== null && <Icon of={Volume2} size={18} />}
                {l.status === "reviewed" ? (
                  <StateBadge tone="ok" icon={CircleCheck}>
                    {t("lang.reviewed", { name: l.reviewer ?? "" })}
                  </StateBadge>
                ) : (
                  <StateBadge tone="warn" icon={CircleDashed}>
                    {t("lang.draft")}
                  </StateBadge>
                )}
                {mayEdit && (
                  <LinkButton tight look="quiet" {...screen(l.language)}>
                    {t("lang.edit", { language: languageName(t, l.language) })}
                  </LinkButton>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {mayEdit && rest.length > 0 && (
        <div className="list-tools no-print" style={{ marginTop: 12 }}>
          <div className="narrow">
            <Field name="lang-next" label={t("lang.add")} optional="silent">
              <Select
                value={next}
                onValue={setNext}
                placeholder={t("lang.pick")}
                choices={rest.map((value) => ({ value, label: languageName(t, value) }))}
              />
            </Field>
          </div>
          {next !== "" && (
            <LinkButton {...screen(next)}>{t("lang.page", { language: languageName(t, next) })}</LinkButton>
          )}
        </div>
      )}
    </section>
  );
}
