import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { LawPicker } from "#modules/laws/client.ts";
import type { LawRef } from "#modules/laws/shared.ts";
import { useTopics } from "./use-topics.ts";
import { UnitPicker } from "#modules/units/client.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Select, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { CorrectionPage } from "../contract.ts";
import { correctionText } from "./desk-text.ts";

interface Typed {
  unitId: number | null;
  topic: string;
  claim: string;
  truth: string;
  law: LawRef | null;
  passage: string;
  source: string;
  statedOn: string;
  next: string;
}

const typedOf = (c: CorrectionPage | null, home: number | null): Typed => ({
  unitId: c?.unit.id ?? home,
  topic: c?.topic ?? "",
  claim: c?.claim ?? "",
  truth: c?.truth ?? "",
  law: c?.law ? { ...c.law, symbol: null } : null,
  passage: c?.lawPassage ?? "",
  source: c?.sourceText ?? "",
  statedOn: c?.statedOn ?? todayInVietnam(),
  next: c?.nextUpdateOn ?? "",
});

export function CorrectionDialog(props: {
  correction?: CorrectionPage | null;
  home: number | null;
  open: boolean;
  onOpen: (open: boolean) => void;
  onDone?: (id: string) => void;
}) {
  const t = useText(correctionText);
  const { correction = null, home, open, onOpen, onDone } = props;
  return (
    <Dialog
      open={open}
      onOpen={onOpen}
      wide
      title={t(correction === null ? "form.add" : "form.edit")}
      description={t("form.words")}
    >
      <CorrectionForm
        correction={correction}
        home={home}
        onDone={(id) => {
          onOpen(false);
          onDone?.(id);
        }}
      />
    </Dialog>
  );
}

function CorrectionForm({
  correction,
  home,
  onDone,
}: {
  correction: CorrectionPage | null;
  home: number | null;
  onDone: (id: string) => void;
}) {
  const t = useText(correctionText);
  const topics = useTopics();
  const draft = useDraft<Typed>(
    correction === null ? "correction.new" : `correction.${correction.id}.${correction.version}`,
    typedOf(correction, home),
  );
  const typed = { ...draft.value, unitId: draft.value.unitId ?? home };
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>, { id: string }>(
    correction === null ? "POST" : "PUT",
    correction === null ? "/corrections" : `/corrections/${correction.id}`,
  );
  const wrong = {
    unit: typed.unitId === null ? t("form.unit-missing") : undefined,
    topic: typed.topic === "" ? t("form.topic-missing") : undefined,
    claim: typed.claim.trim() === "" ? t("form.claim-missing") : undefined,
  };
  const orNull = (text: string) => (text.trim() === "" ? null : text.trim());
  // what the server refused stands beside its field
  const refused = (field: string) =>
    send.error !== null && field in send.error.fields ? (send.error.words ?? undefined) : undefined;
  // what was refused is being mended: the words about it go
  const put = (patch: Partial<Typed>) => {
    if (send.error !== null) send.reset();
    draft.set(patch);
  };
  const submit = () => {
    setTried(true);
    if (Object.values(wrong).some((w) => w !== undefined)) return;
    const words = {
      topic: typed.topic,
      claim: typed.claim.trim(),
      truth: typed.truth.trim(),
      lawId: typed.law?.id ?? null,
      lawPassage: typed.law === null ? null : orNull(typed.passage),
      sourceText: orNull(typed.source),
      statedOn: typed.statedOn === "" ? todayInVietnam() : typed.statedOn,
      nextUpdateOn: orNull(typed.next),
    };
    send.mutate(
      correction === null ? { ...words, unitId: typed.unitId } : { ...words, seenVersion: correction.version },
      {
        onSuccess: ({ id }) => {
          draft.clear();
          notify(t("form.saved"));
          onDone(id);
        },
      },
    );
  };
  return (
    <form
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        submit();
      }}
    >
      {send.error !== null && <ErrorState error={send.error} />}
      {correction === null && (
        <Field name="correction-unit" label={t("form.unit")} error={tried ? wrong.unit : undefined}>
          <UnitPicker value={typed.unitId} onValue={(unitId) => put({ unitId })} />
        </Field>
      )}
      <Field name="correction-topic" label={t("correction.topic")} error={tried ? wrong.topic : undefined}>
        <Select
          value={typed.topic}
          onValue={(topic) => put({ topic })}
          placeholder={t("form.topic-pick")}
          choices={topics.list.filter((x) => x.active).map((x) => ({ value: x.id, label: topics.name(x.id) }))}
        />
      </Field>
      <Field
        name="correction-claim"
        label={t("correction.claim")}
        help={t("form.claim-help")}
        error={(tried ? wrong.claim : undefined) ?? refused("claim")}
      >
        <TextArea rows={3} maxLength={2000} value={typed.claim} onValue={(claim) => put({ claim })} />
      </Field>
      <Field
        name="correction-truth"
        label={t("correction.truth")}
        help={t("form.truth-help")}
        optional
        error={refused("truth")}
      >
        <TextArea rows={5} maxLength={10_000} value={typed.truth} onValue={(truth) => put({ truth })} />
      </Field>
      <Field name="correction-law" label={t("form.law")} optional>
        <LawPicker value={typed.law} onValue={(law) => put({ law })} />
      </Field>
      {typed.law !== null && (
        <Field name="correction-passage" label={t("form.passage")} optional error={refused("lawPassage")}>
          <TextInput value={typed.passage} maxLength={200} onValue={(passage) => put({ passage })} />
        </Field>
      )}
      <Field
        name="correction-source"
        label={t("form.source")}
        help={t("form.source-help")}
        optional
        error={refused("sourceText")}
      >
        <TextInput value={typed.source} maxLength={500} onValue={(source) => put({ source })} />
      </Field>
      <Field name="correction-on" label={t("form.statedOn")}>
        <DateInput value={typed.statedOn} lean="past" onValue={(statedOn) => put({ statedOn })} />
      </Field>
      <Field name="correction-next" label={t("form.next")} optional>
        <DateInput value={typed.next} lean="future" onValue={(next) => put({ next })} />
      </Field>
      <div className="actions">
        <Button type="submit" look="main" busy={send.isPending ? t("act.doing") : null}>
          {t("form.save")}
        </Button>
      </div>
    </form>
  );
}
