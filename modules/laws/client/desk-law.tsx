import { ArrowLeft, Trash2 } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button, IconButton } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Select } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, ErrorState, useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { type LawPage, type LawRef, type RelationKind, relationKinds } from "../contract.ts";
import { LawState } from "./desk-laws.tsx";
import { lawText } from "./desk-text.ts";
import { LawDialog } from "./law-form.tsx";
import { LawPicker } from "./law-picker.tsx";
import "./desk-laws.css";

/** One document: its facts, and what it does to others. */
export function LawScreen() {
  const { lawId } = usePathParams<"lawId">();
  const page = useAsk<LawPage>(`/laws/${lawId}`);
  return <Answer of={page}>{(law) => <Page law={law} />}</Answer>;
}

function Page({ law }: { law: LawPage }) {
  const t = useText(lawText);
  const [open, setOpen] = useState<"edit" | "relate" | null>(null);
  return (
    <>
      <PageHead
        over={
          <Link to="/laws" className="s">
            <Icon of={ArrowLeft} size={16} /> {t("page.back")}
          </Link>
        }
        title={law.title}
      >
        {law.mayEdit && <Button onClick={() => setOpen("edit")}>{t("page.edit")}</Button>}
      </PageHead>
      <p style={{ marginBottom: 12 }}>
        <LawState state={law.state} />
      </p>
      {law.state === "replaced" && (
        <p className="note warn">{t("list.replacedBy", { by: law.replacedBy.map((r) => r.title).join("; ") })}</p>
      )}
      <Facts law={law} />
      <section style={{ marginTop: 28, maxWidth: "46rem" }}>
        <h2>{t("page.relations")}</h2>
        {law.relations.length === 0 ? <p className="dim">{t("page.relations-none")}</p> : <Relations law={law} />}
        {law.mayEdit && (
          <div className="actions">
            <Button onClick={() => setOpen("relate")}>{t("page.relate")}</Button>
          </div>
        )}
      </section>
      <LawDialog law={law} home={null} open={open === "edit"} onOpen={(next) => setOpen(next ? "edit" : null)} />
      <RelateDialog law={law} open={open === "relate"} onOpen={(next) => setOpen(next ? "relate" : null)} />
    </>
  );
}

function Facts({ law }: { law: LawPage }) {
  const t = useText(lawText);
  const { day } = useFormats();
  const unknown = <span className="dim">{t("unknown")}</span>;
  const force = [
    law.validFrom === null ? null : t("page.from", { day: day(law.validFrom) }),
    law.validTo === null ? null : t("page.to", { day: day(law.validTo) }),
  ].filter((x) => x !== null);
  return (
    <dl className="facts wide">
      <dt>{t("page.kind")}</dt>
      <dd>{t(`law.kind.${law.kind}`)}</dd>
      <dt>{t("page.symbol")}</dt>
      <dd>{law.symbol ?? unknown}</dd>
      <dt>{t("column.issuedOn")}</dt>
      <dd>{law.issuedOn === null ? (law.year ?? unknown) : day(law.issuedOn)}</dd>
      <dt>{t("column.issuer")}</dt>
      <dd>{law.issuer ?? unknown}</dd>
      <dt>{t("page.abstract")}</dt>
      <dd>{law.abstract ?? unknown}</dd>
      <dt>{t("page.force")}</dt>
      <dd>{force.length === 0 ? unknown : force.join(", ")}</dd>
      {law.lastArticle !== null && (
        <>
          <dt>{t("page.last")}</dt>
          <dd>{law.lastArticle}</dd>
        </>
      )}
      <dt>{t("page.source")}</dt>
      <dd>{law.source}</dd>
    </dl>
  );
}

function Relations({ law }: { law: LawPage }) {
  const t = useText(lawText);
  const words = useProblemWords();
  const send = useSend<{ toId: string; kind: RelationKind; remove: true }>("POST", `/laws/${law.id}/relations`);
  return (
    <ul className="law-rows">
      {law.relations.map(({ kind, direction, document }) => (
        <li key={`${kind} ${direction} ${document.id}`}>
          <span>
            <span className="dim">{t(`relation.${direction}.${kind}`)}</span>{" "}
            <Link to={`/laws/${document.id}`}>{document.title}</Link>
          </span>
          {law.mayEdit && direction === "out" && (
            <IconButton
              icon={Trash2}
              label={t("relation.remove", { title: document.title })}
              onClick={() =>
                send.mutate(
                  { toId: document.id, kind, remove: true },
                  {
                    onSuccess: () => notify(t("relation.removed")),
                    onError: (error) => notify(words(error), { tone: "bad" }),
                  },
                )
              }
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function RelateDialog({ law, open, onOpen }: { law: LawPage; open: boolean; onOpen: (open: boolean) => void }) {
  const t = useText(lawText);
  const [kind, setKind] = useState<RelationKind>("replaces");
  const [to, setTo] = useState<LawRef | null>(null);
  const [tried, setTried] = useState(false);
  const send = useSend<{ toId: string; kind: RelationKind }>("POST", `/laws/${law.id}/relations`);
  const submit = () => {
    setTried(true);
    if (to === null) return;
    send.mutate(
      { toId: to.id, kind },
      {
        onSuccess: () => {
          setTo(null);
          setTried(false);
          onOpen(false);
          notify(t("relation.saved"));
        },
      },
    );
  };
  return (
    <Dialog open={open} onOpen={onOpen} title={t("relation.title")} description={law.title}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="relation-kind" label={t("relation.kind")}>
          <Select
            value={kind}
            onValue={setKind}
            choices={relationKinds.map((value) => ({ value, label: t(`relation.out.${value}`) }))}
          />
        </Field>
        <Field
          name="relation-to"
          label={t("relation.to")}
          error={tried && to === null ? t("relation.to-missing") : undefined}
        >
          <LawPicker value={to} onValue={setTo} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("form.saving") : null}>
            {t("relation.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
