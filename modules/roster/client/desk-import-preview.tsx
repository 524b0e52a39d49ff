import { ArrowRight, CircleMinus, CirclePlus, Copy, Download } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { download } from "#platform/ui/api.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Checkbox } from "#platform/ui/inputs.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import { useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import type { ImportPreview, ImportRow } from "../import/import-row.ts";
import type { ChosenFile } from "./desk-import-file.ts";
import { ImportColumns } from "./desk-import-columns.tsx";
import { useRowWords } from "./desk-import-words.ts";
import { useRosterRules } from "./desk-rules.ts";
import { rosterText } from "./desk-text.ts";
import "./desk-people.css";

const tabs = ["all", "import", "duplicate", "reject", "font"] as const;
type Tab = (typeof tabs)[number];
const pageSize = 200;

const fits = (row: ImportRow, tab: Tab) => tab === "all" || (tab === "font" ? row.font !== null : row.outcome === tab);

interface Props {
  chosen: ChosenFile;
  preview: ImportPreview;
  busy: boolean;
  running: ReactNode;
  steps: ReactNode;
  onImport: (fontsRead: boolean) => void;
  onOther: () => void;
}

/** What will happen to every row, before anything does. */
export function ImportPreviewStep({ chosen, preview, busy, running, steps, onImport, onOther }: Props) {
  const t = useText(rosterText);
  const { number } = useFormats();
  const [tab, setTab] = useState<Tab>("all");
  const [limit, setLimit] = useState(pageSize);
  const [fontsRead, setFontsRead] = useState(false);
  const [columnsOpen, setColumnsOpen] = useState(false);
  const counts = useMemo(
    () =>
      Object.fromEntries(tabs.map((key) => [key, preview.rows.filter((row) => fits(row, key)).length])) as Record<
        Tab,
        number
      >,
    [preview],
  );
  const rows = useMemo(() => preview.rows.filter((row) => fits(row, tab)), [preview, tab]);
  const forbidden = preview.columns.filter((c) => c.use === "forbidden");
  const mustRead = counts.font > 0 && !fontsRead;
  const rest = counts.duplicate + counts.reject;
  const where = preview.sheets
    .filter((s) => s.headerRow !== null && !s.hidden)
    .map((s) => t("import.where", { sheet: s.name, row: s.headerRow ?? 0 }));
  const hidden = preview.sheets.filter((s) => s.hidden).map((s) => t("import.hidden", { sheet: s.name }));
  return (
    <div className="import-screen bleed">
      <div className="in">
        {steps}
        <PageHead title={t("import.head", { n: number(counts.all), m: number(counts.import) })} />
        <p className="import-file">
          {[chosen.file.name, ...where, ...hidden].join(" · ")} ·{" "}
          <button type="button" className="linklike" onClick={() => setColumnsOpen(true)}>
            {t("import.columns")}
          </button>
        </p>
        <div className="import-says">
          {counts.font > 0 && (
            <div className="note warn">
              <b>{t("import.fonts", { n: number(counts.font) })}</b>
              <p className="dim">
                {t("import.fonts-words", { tcvn3: number(preview.counts.tcvn3), vni: number(preview.counts.vni) })}
              </p>
              {preview.rows.some((r) => r.font !== null && !r.fontSure) && (
                <p>
                  {t("import.fonts-doubt", {
                    n: number(preview.rows.filter((r) => r.font !== null && !r.fontSure).length),
                  })}
                </p>
              )}
              <Checkbox checked={fontsRead} onChecked={setFontsRead}>
                {t("import.fonts-read", { n: number(counts.font) })}
              </Checkbox>
            </div>
          )}
          {forbidden.length > 0 && (
            <div className="note">
              <b>
                {forbidden.length === 1
                  ? t("import.forbidden-one")
                  : t("import.forbidden-many", { n: number(forbidden.length) })}
              </b>
              <p className="dim">
                {t("import.forbidden-words", {
                  columns: forbidden
                    .map((c) => t("import.forbidden-column", { header: c.header, letter: c.letter }))
                    .join(", "),
                })}
              </p>
            </div>
          )}
        </div>
        <div className="import-filter" role="group" aria-label={t("import.tabs")}>
          {tabs.map((key) => (
            <button
              type="button"
              key={key}
              aria-pressed={tab === key}
              onClick={() => {
                setTab(key);
                setLimit(pageSize);
              }}
            >
              {t(`import.tab.${key}`)} <b>{number(counts[key])}</b>
            </button>
          ))}
        </div>
      </div>
      <Rows rows={rows.slice(0, limit)} severalSheets={preview.sheets.filter((s) => s.people > 0).length > 1} />
      {rows.length === 0 && (
        <p className="in dim" style={{ paddingBlock: 16 }}>
          {t("import.none")}
        </p>
      )}
      {rows.length > limit && (
        <div className="more no-print" style={{ padding: "12px 32px" }}>
          <Button onClick={() => setLimit(limit + pageSize * 5)}>{t("import.more")}</Button>
          <span className="s dim" role="status">
            {t("import.shown", { n: number(limit), total: number(rows.length) })}
          </span>
        </div>
      )}
      <footer className="import-foot no-print">
        {busy ? (
          <div className="grow">{running}</div>
        ) : (
          <p>{mustRead && counts.import > 0 ? t("import.fonts-first") : t("import.all-or-nothing")}</p>
        )}
        {!busy && running}
        <Button onClick={onOther} disabled={busy}>
          {t("import.other")}
        </Button>
        {rest > 0 && <TakeRest chosen={chosen} n={rest} />}
        {counts.import > 0 && (
          <Button
            look="main"
            disabled={mustRead}
            busy={busy ? t("import.looking") : null}
            onClick={() => onImport(fontsRead)}
          >
            {t("import.do", { n: number(counts.import) })}
          </Button>
        )}
      </footer>
      <Dialog open={columnsOpen} onOpen={setColumnsOpen} title={t("import.columns-title")} wide>
        <ImportColumns columns={preview.columns} />
      </Dialog>
    </div>
  );
}

function Rows({ rows, severalSheets }: { rows: readonly ImportRow[]; severalSheets: boolean }) {
  const t = useText(rosterText);
  return (
    <table className="import-rows">
      <caption className="unseen">{t("import.rows")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("roster.import.row")}</th>
          <th scope="col">{t("roster.import.outcome")}</th>
          <th scope="col">{t("import.written")}</th>
          <th scope="col">{t("roster.fullName")}</th>
          <th scope="col">{t("import.kind-place")}</th>
          <th scope="col">{t("import.why")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <OneRow key={`${row.sheet}!${row.row}`} row={row} sheet={severalSheets ? row.sheet : null} />
        ))}
      </tbody>
    </table>
  );
}

const looks = {
  import: { tone: "ok", icon: CirclePlus, className: "" },
  duplicate: { tone: "off", icon: Copy, className: "out" },
  reject: { tone: "bad", icon: CircleMinus, className: "bad" },
} as const;

function OneRow({ row, sheet }: { row: ImportRow; sheet: string | null }) {
  const t = useText(rosterText);
  const { role } = useRosterRules();
  const words = useRowWords();
  const look = looks[row.outcome];
  return (
    <tr className={look.className}>
      <td>
        {row.row}
        {sheet !== null && <span className="sub">{sheet}</span>}
      </td>
      <td>
        <StateBadge tone={look.tone} icon={look.icon}>
          {t(`roster.import.outcome.${row.outcome}`)}
        </StateBadge>
      </td>
      <td className="old">
        {row.font !== null && (
          <span>
            {row.written} <Icon of={ArrowRight} size={16} />
          </span>
        )}
      </td>
      <td className="new">
        {row.name}
        {row.font !== null && !row.fontSure && <span className="sub">{t("import.doubt")}</span>}
      </td>
      <td>
        {row.kind !== null && (
          <>
            {role({ kind: row.kind, level: row.level })}
            {row.core && <> · {t("people.core")}</>}
          </>
        )}
        <span className="sub">{row.workplace ?? row.unitName}</span>
      </td>
      <td>
        {words(row).map((text) => (
          <div key={text}>{text}</div>
        ))}
      </td>
    </tr>
  );
}

function TakeRest({ chosen, n }: { chosen: ChosenFile; n: number }) {
  const t = useText(rosterText);
  const { number } = useFormats();
  const problem = useProblemWords();
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      await download("/people/import/rest", chosen.query, "con-lai.xlsx", { method: "POST", body: chosen.file });
    } catch (error) {
      notify(problem(error), { tone: "bad" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={Download} busy={busy ? t("import.looking") : null} onClick={() => void take()}>
      {t("import.rest", { n: number(n) })}
    </Button>
  );
}
