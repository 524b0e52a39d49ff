import { FilePlus2, Inbox } from "lucide-react";
import { useText } from "#platform/i18n/use-text.ts";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { LinkButton } from "#platform/ui/link.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { Tabs } from "#platform/ui/tabs.tsx";
import { useMay } from "#platform/ui/use-may.ts";
import { CheckDesk } from "./desk-checks.tsx";
import { DraftList } from "./desk-draft-list.tsx";
import { IncomingList } from "./desk-incoming-list.tsx";
import { IssuedList } from "./desk-issued-list.tsx";
import { documentText } from "./desk-text.ts";

const tabs = ["register", "incoming", "drafts", "check"] as const;

/** Registers in both directions, what is being written, and a desk where any file is held against the rules. */
export function DocumentsScreen() {
  const t = useText(documentText);
  const may = useMay();
  const filters = useFilters(["tab"]);
  const tab = tabs.find((name) => name === filters.values.tab) ?? "register";
  return (
    <>
      <PageHead title={t("documents.title")}>
        {may("document.configure") && <LinkButton to="/documents/types">{t("documents.types")}</LinkButton>}
        {tab === "incoming" ? (
          <ExportButton path="/documents/incoming/export" fileName="so-van-ban-den.xlsx" />
        ) : (
          <ExportButton path="/documents/export" fileName="so-van-ban-di.xlsx" />
        )}
        {tab === "incoming"
          ? may("document.receive") && (
              <LinkButton to="/documents/incoming/new" look="main" icon={Inbox}>
                {t("documents.receive")}
              </LinkButton>
            )
          : may("document.write") && (
              <LinkButton to="/documents/new" look="main" icon={FilePlus2}>
                {t("documents.new")}
              </LinkButton>
            )}
      </PageHead>
      <Tabs
        label={t("documents.title")}
        value={tab}
        onValue={(next) => filters.set({ tab: next === "register" ? undefined : next })}
        tabs={[
          { key: "register", label: t("documents.tab.register"), content: <IssuedList /> },
          { key: "incoming", label: t("documents.tab.incoming"), content: <IncomingList /> },
          { key: "drafts", label: t("documents.tab.drafts"), content: <DraftList /> },
          { key: "check", label: t("documents.tab.check"), content: <CheckDesk /> },
        ]}
      />
    </>
  );
}
