import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { DatedForm } from "#platform/ui/dated-form.tsx";
import { DatedListScreen } from "#platform/ui/dated-list.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextInput } from "#platform/ui/inputs.tsx";
import { useMay } from "#platform/ui/use-may.ts";
import type { TypeSetting } from "../contract.ts";
import { documentText } from "./desk-text.ts";

/** The types of documents with their abbreviations, each row with its days and legal basis. */
export function DocumentTypesScreen() {
  const t = useText(documentText);
  const may = useMay();
  return (
    <DatedListScreen<TypeSetting>
      path="/documents/types/settings"
      title={t("documents.types")}
      back={{ to: "/documents", words: t("documents.title") }}
      words={t("documents.typesWords")}
      may={may("document.configure")}
      adds={false}
      columns={[
        {
          key: "abbreviation",
          label: t("documents.abbreviation"),
          width: 130,
          phone: "line",
          cell: (f) => f.abbreviation ?? t("documents.abbreviationNone"),
        },
      ]}
      renderForm={(start, close) => start !== null && <TypeForm start={start} onClose={close} />}
    />
  );
}

function TypeForm({ start, onClose }: { start: TypeSetting; onClose: () => void }) {
  const t = useText(documentText);
  const [typed, setTyped] = useState(start.abbreviation ?? "");
  const abbreviation = typed.normalize("NFC").trim();
  const ready = abbreviation === "" || /^\p{L}{1,6}$/u.test(abbreviation);
  return (
    <DatedForm
      title={start.nameVi}
      path={`/documents/types/${start.code}`}
      method="PUT"
      own={{ abbreviation: abbreviation === "" ? null : abbreviation }}
      ready={ready}
      onClose={onClose}
    >
      {(tried) => (
        <Field
          name="type-abbreviation"
          label={t("documents.abbreviation")}
          help={t("documents.abbreviationHelp")}
          optional
          error={tried && !ready ? t("documents.abbreviationWrong") : undefined}
        >
          <TextInput short value={typed} maxLength={6} onValue={setTyped} />
        </Field>
      )}
    </DatedForm>
  );
}
