import { useState } from "react";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { type MaterialSettings, type RuleKey, ruleKeys, type SetChain, unitLevels } from "../contract-chain.ts";
import { TopicSettings } from "./desk-topics.tsx";
import { ChainDialog, RuleDialog } from "./desk-settings-forms.tsx";
import { materialText } from "./desk-text.ts";
import "./desk-materials.css";

/** Who approves at each level, and the figures that texts are counted by: dated, with where they come from. */
export function SettingsScreen() {
  const t = useText(materialText);
  const asked = useAsk<MaterialSettings>("/materials/settings");
  return (
    <>
      <PageHead title={t("settings.title")} />
      <p className="dim">{t("settings.words")}</p>
      <Answer of={asked}>{(settings) => <Settings settings={settings} />}</Answer>
    </>
  );
}

function Settings({ settings }: { settings: MaterialSettings }) {
  const t = useText(materialText);
  const [level, setLevel] = useState<SetChain["level"] | null>(null);
  const [rule, setRule] = useState<RuleKey | null>(null);
  const levels = unitLevels.filter((l) => l !== "district" && settings.chains.some((c) => c.level === l));
  return (
    <>
      {levels.map((l) => (
        <Level
          key={l}
          level={l}
          chains={settings.chains.filter((c) => c.level === l)}
          onChange={settings.mayChange ? () => setLevel(l) : undefined}
        />
      ))}
      <section className="material-settings">
        <h2>{t("settings.rules")}</h2>
        <ul className="material-rows">
          {ruleKeys.map((key) => (
            <li key={key}>
              <span>
                {t(`settings.rule.${key}`)}
                {settings.rules
                  .filter((r) => r.key === key)
                  .map((r) => (
                    <span className="sub s dim" key={r.from ?? ""}>
                      <b>{r.value}</b> <Days from={r.from} until={r.until} /> {r.source} (
                      {t(r.verified ? "settings.checked" : "settings.unverified")})
                    </span>
                  ))}
              </span>
              {settings.mayChange && (
                <Button tight look="quiet" onClick={() => setRule(key)}>
                  {t("settings.rule-change", { rule: t(`settings.rule.${key}`) })}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </section>
      <TopicSettings mayChange={settings.mayChange} />
      {level !== null && (
        <ChainDialog
          key={level}
          level={level}
          steps={settings.chains.filter((c) => c.level === level)}
          onClose={() => setLevel(null)}
        />
      )}
      {rule !== null && (
        <RuleDialog
          key={rule}
          of={rule}
          value={settings.rules.findLast((r) => r.key === rule)?.value ?? null}
          onClose={() => setRule(null)}
        />
      )}
    </>
  );
}

function Level({
  level,
  chains,
  onChange,
}: {
  level: SetChain["level"];
  chains: MaterialSettings["chains"];
  onChange: (() => void) | undefined;
}) {
  const t = useText(materialText);
  const vi = useLocale() === "vi";
  const periods = Map.groupBy(chains, (c) => c.from ?? "");
  return (
    <section className="material-settings">
      <h2>{t(`settings.level.${level}`)}</h2>
      {[...periods.values()].map((steps) => (
        <div key={steps[0]!.from ?? ""}>
          <p className="s dim">
            <Days from={steps[0]!.from} until={steps[0]!.until} />{" "}
            {t("settings.basis", { basis: steps[0]!.legalBasis })}
          </p>
          <ol>
            {steps.map((step) => (
              <li key={step.position}>
                <b>{vi ? step.labelVi : step.labelEn}</b>: {t(`settings.kind.${step.kind}`)},{" "}
                {t(`chain.role.${step.role}`)}, {t(`settings.up.${step.levelsUp as 0 | 1 | 2 | 3 | 4}`)}
              </li>
            ))}
          </ol>
        </div>
      ))}
      {onChange !== undefined && (
        <Button tight onClick={onChange}>
          {t("settings.change", { level: t(`settings.level.${level}`) })}
        </Button>
      )}
    </section>
  );
}

function Days({ from, until }: { from: string | null; until: string | null }) {
  const t = useText(materialText);
  const { day } = useFormats();
  const words = [
    from === null ? null : t("settings.from", { from: day(from) }),
    until === null ? null : t("settings.until", { until: day(until) }),
  ].filter((x) => x !== null);
  return words.length === 0 ? null : <>{words.join(" ")}.</>;
}
