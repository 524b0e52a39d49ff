import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useText } from "#platform/i18n/use-text.ts";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Checkbox, Select, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import type { IncomingPage } from "../incoming-contract.ts";
import { documentText } from "./desk-text.ts";
import { orNull } from "./desk-text-lines.ts";
import { useTypes } from "./desk-types.ts";

const urgencies = ["urgent", "very-urgent", "express"] as const;

export interface IncomingFacts {
  arrivedOn: string;
  sender: string;
  symbol: string;
  issuedOn: string;
  type: string;
  abstract: string;
  urgency: string;
  isCopy: boolean;
  dueOn: string;
}

/** What the register says of an arrival, as it is typed; `body` is what the server takes. */
export function useIncomingFacts(page?: IncomingPage) {
  const [facts, setFacts] = useState<IncomingFacts>({
    arrivedOn: page?.arrivedOn ?? todayInVietnam(),
    sender: page?.sender ?? "",
    symbol: page?.symbol ?? "",
    issuedOn: page?.issuedOn ?? "",
    type: page?.type ?? "",
    abstract: page?.abstract ?? "",
    urgency: page?.urgency ?? "",
    isCopy: page?.isCopy ?? false,
    dueOn: page?.dueOn ?? "",
  });
  const missing = (["arrivedOn", "sender", "abstract"] as const).filter((key) => facts[key].trim() === "");
  const body = {
    sender: facts.sender.trim(),
    symbol: orNull(facts.symbol),
    issuedOn: orNull(facts.issuedOn),
    type: orNull(facts.type),
    abstract: facts.abstract.trim(),
    urgency: orNull(facts.urgency),
    isCopy: facts.isCopy,
    dueOn: orNull(facts.dueOn),
  };
  return { facts, setFacts, missing, body };
}

export function IncomingFields({
  facts,
  onFacts,
  missing,
  registered,
}: {
  facts: IncomingFacts;
  onFacts: (facts: IncomingFacts) => void;
  missing: readonly string[];
  /** It has its number: the day of arrival stands. */
  registered: boolean;
}) {
  const t = useText(documentText);
  const types = useTypes().filter((x) => x.series === "documents");
  const put = (change: Partial<IncomingFacts>) => onFacts({ ...facts, ...change });
  const error = (key: string) => (missing.includes(key) ? t("documents.in.needed") : undefined);
  return (
    <>
      {!registered && (
        <Field name="incoming-arrivedOn" label={t("documents.in.arrivedOn")} error={error("arrivedOn")}>
          <DateInput value={facts.arrivedOn} onValue={(arrivedOn) => put({ arrivedOn })} lean="past" />
        </Field>
      )}
      <Field
        name="incoming-sender"
        label={t("documents.in.sender")}
        help={t("documents.in.senderHelp")}
        error={error("sender")}
      >
        <TextInput value={facts.sender} onValue={(sender) => put({ sender })} />
      </Field>
      <Field name="incoming-symbol" label={t("documents.in.symbol")} optional>
        <TextInput value={facts.symbol} onValue={(symbol) => put({ symbol })} />
      </Field>
      <Field name="incoming-issuedOn" label={t("documents.in.issuedOn")} optional>
        <DateInput value={facts.issuedOn} onValue={(issuedOn) => put({ issuedOn })} lean="past" />
      </Field>
      <Field name="incoming-type" label={t("documents.type")} optional>
        <Select
          value={facts.type}
          onValue={(type) => put({ type })}
          placeholder={t("documents.in.noType")}
          choices={types.map((x) => ({ value: x.id, label: x.name }))}
        />
      </Field>
      <Field name="incoming-abstract" label={t("documents.abstract")} error={error("abstract")}>
        <TextArea rows={2} value={facts.abstract} onValue={(abstract) => put({ abstract })} />
      </Field>
      <Field name="incoming-urgency" label={t("documents.in.urgency")} optional>
        <Select
          value={facts.urgency}
          onValue={(urgency) => put({ urgency })}
          placeholder={t("documents.in.urgency.none")}
          choices={urgencies.map((value) => ({ value, label: t(`documents.in.urgency.${value}`) }))}
        />
      </Field>
      <Field name="incoming-dueOn" label={t("documents.in.dueOn")} optional>
        <DateInput value={facts.dueOn} onValue={(dueOn) => put({ dueOn })} lean="future" />
      </Field>
      <Checkbox checked={facts.isCopy} onChecked={(isCopy) => put({ isCopy })}>
        {t("documents.in.isCopy")}
      </Checkbox>
    </>
  );
}
