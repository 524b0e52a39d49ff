import { useText } from "#platform/i18n/use-text.ts";
import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { useGo } from "#platform/ui/link.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { Tabs } from "#platform/ui/tabs.tsx";
import { ChannelSettings } from "./desk-channel-settings.tsx";
import { ChannelMixView } from "./desk-mix.tsx";
import { PlanList } from "./desk-plans.tsx";
import { Register } from "./desk-register.tsx";
import { channelText } from "./desk-text.ts";
import "./desk-channels.css";

interface FoundMaterial {
  id: string;
  versionId: string;
  title: string;
  number: number;
  unit: { name: string };
}

/** What is to be published, what was, and the mix of it. */
export function ChannelsScreen() {
  const t = useText(channelText);
  const go = useGo();
  const { values, set } = useFilters(["tab", "state", "channel", "standing", "q"] as const);
  const tab = values.tab ?? "plans";
  return (
    <>
      <PageHead title={t("page.title")}>
        <ExportButton path="/channels/export" query={{ channel: values.channel }} fileName={t("page.file")} />
      </PageHead>
      <p className="note act">{t("page.by-hand")}</p>
      <div className="channel-pick no-print">
        <Field name="channel-material" label={t("page.pick")} optional="silent">
          <AskCombobox<FoundMaterial>
            path="/materials"
            query={{ status: "approved" }}
            option={(m) => ({
              value: m.versionId,
              label: m.title,
              hint: `${m.unit.name} · ${t("out.version", { n: m.number })}`,
            })}
            value={null}
            onValue={(next) => next !== null && go(`/channels/versions/${next.value}`)}
            placeholder={t("page.pick-help")}
          />
        </Field>
      </div>
      <Tabs
        label={t("page.title")}
        value={tab}
        onValue={(next) => set({ tab: next === "plans" ? undefined : next })}
        tabs={[
          { key: "plans", label: t("tab.plans"), content: <PlanList /> },
          { key: "register", label: t("tab.register"), content: <Register /> },
          { key: "mix", label: t("tab.mix"), content: <ChannelMixView /> },
          { key: "settings", label: t("tab.settings"), content: <ChannelSettings /> },
        ]}
      />
    </>
  );
}
