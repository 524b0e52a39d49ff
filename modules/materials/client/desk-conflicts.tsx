import { ArrowLeft, Scale } from "lucide-react";
import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Select, TextArea } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { More } from "#platform/ui/more.tsx";
import { PageHead, useFilters } from "#platform/ui/screen.tsx";
import { EmptyState, ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useList, useSend } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { FactConflict } from "../contract-conflicts.ts";
import { conflictText } from "./conflict-text.ts";
import { useTopics } from "./desk-parts.tsx";
import "./desk-conflicts.css";

const states = ["open", "dismissed", "gone"] as const;

/** Where two materials in use give one fact with another date or figure. */
export function ConflictsScreen() {
  const t = useText(conflictText);
  const { values, set } = useFilters(["state"] as const);
  const list = useList<FactConflict>("/fact-conflicts", { state: values.state });
  return (
    <>
      <PageHead
        over={
          <Link to="/materials" className="s">
            <Icon of={ArrowLeft} size={16} /> {t("conflicts.back")}
          </Link>
        }
        title={t("conflicts.title")}
      />
      <p className="dim prose" style={{ marginBottom: 16 }}>
        {t("conflicts.words")}
      </p>
      <Field name="conflict-state" label={t("conflicts.state")} optional="silent">
        <Select
          value={(values.state ?? "open") as (typeof states)[number]}
          onValue={(state) => set({ state: state === "open" ? undefined : state })}
          choices={states.map((value) => ({ value, label: t(`conflicts.${value}`) }))}
        />
      </Field>
      {list.loading && <LoadingState />}
      {list.error !== null && list.rows.length === 0 && <ErrorState error={list.error} onRetry={list.again} />}
      {!list.loading && list.error === null && list.rows.length === 0 && (
        <EmptyState icon={Scale} title={t("conflicts.none")}>
          {t("conflicts.none-words")}
        </EmptyState>
      )}
      {list.rows.length > 0 && (
        <>
          <ConflictRows rows={list.rows} />
          <More list={list} />
        </>
      )}
    </>
  );
}

/** On a material's own page: what contradicts it, if anything does. */
export function ConflictPanel({ materialId }: { materialId: string }) {
  const t = useText(conflictText);
  const may = useMay();
  const asked = useAsk<{ items: FactConflict[] }>(
    "/fact-conflicts",
    { materialId },
    { enabled: may("fact-conflict.list") },
  );
  const rows = asked.data?.items ?? [];
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{t("conflicts.here")}</h2>
      <ConflictRows rows={rows} />
      <p>
        <Link to="/materials/conflicts">{t("conflicts.all")}</Link>
      </p>
    </section>
  );
}

/** The two sentences beside each other, the figures marked. */
export function ConflictRows({ rows }: { rows: readonly FactConflict[] }) {
  const t = useText(conflictText);
  const topics = useTopics();
  const may = useMay();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <ul className="conflict-rows">
      {rows.map((row) => (
        <li key={row.id ?? `${row.a.quote} ${row.b.quote}`}>
          <p className="s dim">{topics.name(row.topic)}</p>
          <div className="sides">
            {[row.a, row.b].map((side) => (
              <div key={side.versionId}>
                <blockquote>
                  <Marked quote={side.quote} shown={side.shown} />
                </blockquote>
                <p className="s">
                  <Link to={`/materials/${side.materialId}`} search={{ version: String(side.number) }}>
                    {side.title}
                  </Link>
                  <br />
                  <span className="dim">
                    {side.unit.name} · {t("conflicts.version", { n: side.number })}
                  </span>
                </p>
              </div>
            ))}
          </div>
          {row.reason !== null && <p className="s">{t("conflicts.because", { reason: row.reason })}</p>}
          {row.id !== null && row.state === "open" && may("fact-conflict.dismiss") && (
            <>
              <Button tight onClick={() => setOpen(row.id)}>
                {t("conflicts.dismiss")}
              </Button>
              <DismissDialog id={row.id} open={open === row.id} onOpen={(next) => setOpen(next ? row.id : null)} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function Marked({ quote, shown }: { quote: string; shown: readonly string[] }) {
  const parts: { text: string; value: boolean }[] = [];
  let at = 0;
  for (const value of shown) {
    const start = quote.indexOf(value, at);
    if (start === -1) continue;
    if (start > at) parts.push({ text: quote.slice(at, start), value: false });
    parts.push({ text: value, value: true });
    at = start + value.length;
  }
  parts.push({ text: quote.slice(at), value: false });
  return parts.map((part, i) => (part.value ? <strong key={i}>{part.text}</strong> : <span key={i}>{part.text}</span>));
}

function DismissDialog({ id, open, onOpen }: { id: string; open: boolean; onOpen: (open: boolean) => void }) {
  const t = useText(conflictText);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<{ reason: string }>("POST", `/fact-conflicts/${id}/dismiss`);
  const missing = reason.trim() === "";
  return (
    <Dialog open={open} onOpen={onOpen} title={t("conflicts.dismiss")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (missing) return;
          send.mutate(
            { reason: reason.trim() },
            {
              onSuccess: () => {
                onOpen(false);
                notify(t("conflicts.done"));
              },
            },
          );
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name={`conflict-reason-${id}`}
          label={t("conflicts.reason")}
          help={t("conflicts.reason-help")}
          error={tried && missing ? t("conflicts.reason-missing") : undefined}
        >
          <TextArea rows={3} maxLength={500} value={reason} onValue={setReason} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("conflicts.dismissing") : null}>
            {t("conflicts.dismiss-do")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
