import { useState } from "react";
import { UnitPicker } from "#modules/units/client.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { NumberInput, Select, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { LawFacts, LawPage } from "../contract.ts";
import { type LawKind, lawKinds } from "../kinds.ts";
import { lawText } from "./desk-text.ts";
import "./desk-laws.css";

interface Typed {
  unitId: number | null;
  kind: LawKind | "";
  symbol: string;
  issuedOn: string;
  year: number | null;
  issuer: string;
  abstract: string;
  validFrom: string;
  validTo: string;
  lastArticle: number | null;
  source: string;
}

const typedOf = (law: LawPage | null, home: number | null): Typed => ({
  unitId: law?.unitId ?? home,
  kind: law?.kind ?? "",
  symbol: law?.symbol ?? "",
  issuedOn: law?.issuedOn ?? "",
  year: law?.year ?? null,
  issuer: law?.issuer ?? "",
  abstract: law?.abstract ?? "",
  validFrom: law?.validFrom ?? "",
  validTo: law?.validTo ?? "",
  lastArticle: law?.lastArticle ?? null,
  source: law?.source ?? "",
});

const orNull = (text: string) => (text.trim() === "" ? null : text.trim());

/** Adds a document, or corrects one that is there; what is typed stays on this device until the server has it. */
export function LawDialog({
  law = null,
  home,
  open,
  onOpen,
  onDone,
}: {
  law?: LawPage | null;
  home: number | null;
  open: boolean;
  onOpen: (open: boolean) => void;
  onDone?: (id: string) => void;
}) {
  const t = useText(lawText);
  return (
    <Dialog
      open={open}
      onOpen={onOpen}
      wide
      title={t(law === null ? "form.add" : "form.edit")}
      description={t("form.words")}
    >
      <LawForm
        law={law}
        home={home}
        onDone={(id) => {
          onOpen(false);
          onDone?.(id);
        }}
      />
    </Dialog>
  );
}

function LawForm({ law, home, onDone }: { law: LawPage | null; home: number | null; onDone: (id: string) => void }) {
  const t = useText(lawText);
  const draft = useDraft<Typed>(law === null ? "law.new" : `law.${law.id}.${law.version}`, typedOf(law, home));
  const typed = draft.value;
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>, { id: string }>(
    law === null ? "POST" : "PUT",
    law === null ? "/laws" : `/laws/${law.id}`,
  );
  const missing = { kind: typed.kind === "", source: typed.source.trim() === "", unit: typed.unitId === null };
  const submit = () => {
    setTried(true);
    if (missing.kind || missing.source || missing.unit) return;
    const facts: LawFacts = {
      kind: typed.kind as LawKind,
      symbol: orNull(typed.symbol),
      issuedOn: orNull(typed.issuedOn) as LawFacts["issuedOn"],
      year: typed.issuedOn === "" ? typed.year : null,
      issuer: orNull(typed.issuer),
      abstract: orNull(typed.abstract),
      validFrom: orNull(typed.validFrom) as LawFacts["validFrom"],
      validTo: orNull(typed.validTo) as LawFacts["validTo"],
      lastArticle: typed.lastArticle,
      source: typed.source.trim(),
    };
    send.mutate(law === null ? { ...facts, unitId: typed.unitId } : { ...facts, seenVersion: law.version }, {
      onSuccess: ({ id }) => {
        draft.clear();
        notify(t("form.saved"));
        onDone(id);
      },
    });
  };
  return (
    <form
      noValidate
      className="law-form"
      onSubmit={(e) => {
        e.preventDefault();
        submit();
      }}
    >
      {send.error !== null && <ErrorState error={send.error} />}
      {law === null && (
        <Field
          name="law-unit"
          label={t("form.unit")}
          error={tried && missing.unit ? t("form.unit-missing") : undefined}
        >
          <UnitPicker value={typed.unitId} onValue={(unitId) => draft.set({ unitId })} />
        </Field>
      )}
      <div className="pair">
        <Field
          name="law-kind"
          label={t("form.kind")}
          error={tried && missing.kind ? t("form.kind-missing") : undefined}
        >
          <Select
            value={typed.kind}
            onValue={(kind) => draft.set({ kind })}
            placeholder="…"
            choices={lawKinds.map((value) => ({ value, label: t(`law.kind.${value}`) }))}
          />
        </Field>
        <Field name="law-symbol" label={t("form.symbol")} help={t("form.symbol-help")} optional>
          <TextInput value={typed.symbol} maxLength={80} onValue={(symbol) => draft.set({ symbol })} />
        </Field>
      </div>
      <div className="pair">
        <Field name="law-issuedOn" label={t("form.issuedOn")} optional>
          <DateInput value={typed.issuedOn} onValue={(issuedOn) => draft.set({ issuedOn })} />
        </Field>
        {typed.issuedOn === "" && (
          <Field name="law-year" label={t("form.year")} optional>
            <TextInput
              short
              inputMode="numeric"
              maxLength={4}
              value={typed.year === null ? "" : String(typed.year)}
              onValue={(value) => draft.set({ year: /^\d{1,4}$/.test(value) ? Number(value) : null })}
            />
          </Field>
        )}
        <Field name="law-issuer" label={t("form.issuer")} optional>
          <TextInput value={typed.issuer} maxLength={200} onValue={(issuer) => draft.set({ issuer })} />
        </Field>
      </div>
      <Field name="law-abstract" label={t("form.abstract")} optional>
        <TextArea rows={2} value={typed.abstract} maxLength={1000} onValue={(abstract) => draft.set({ abstract })} />
      </Field>
      <div className="pair">
        <Field name="law-validFrom" label={t("form.validFrom")} optional>
          <DateInput value={typed.validFrom} onValue={(validFrom) => draft.set({ validFrom })} />
        </Field>
        <Field name="law-validTo" label={t("form.validTo")} optional>
          <DateInput value={typed.validTo} onValue={(validTo) => draft.set({ validTo })} />
        </Field>
        <Field name="law-lastArticle" label={t("form.lastArticle")} optional>
          <NumberInput value={typed.lastArticle} onValue={(lastArticle) => draft.set({ lastArticle })} />
        </Field>
      </div>
      <Field
        name="law-source"
        label={t("form.source")}
        help={t("form.source-help")}
        error={tried && missing.source ? t("form.source-missing") : undefined}
      >
        <TextInput value={typed.source} maxLength={300} onValue={(source) => draft.set({ source })} />
      </Field>
      <div className="actions">
        <Button type="submit" look="main" busy={send.isPending ? t("form.saving") : null}>
          {t("form.save")}
        </Button>
      </div>
    </form>
  );
}
