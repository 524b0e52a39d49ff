import { Plus } from "lucide-react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextArea, TextInput } from "#platform/ui/inputs.tsx";
import type { DraftContent } from "../draft-contract.ts";
import { BlockList } from "./desk-block-list.tsx";
import { documentText } from "./desk-text.ts";
import { toLines } from "./desk-text-lines.ts";
import "./desk-documents.css";

interface Props {
  content: DraftContent;
  /** Id of the document type: only some have addressees. */
  type: string;
  onContent: (content: DraftContent) => void;
  frozen: boolean;
}

const addressed = new Set(["official-letter", "report", "submission"]);
/** Lines as they are typed, empty ones too, so that the cursor stays where it is. */
const typedLines = (text: string) => (text === "" ? [] : text.split("\n"));

export function ContentForm({ content, type, onContent, frozen }: Props) {
  const t = useText(documentText);
  const put = (change: Partial<DraftContent>) => onContent({ ...content, ...change });
  const lines = (name: "addressees" | "bases" | "recipients", label: string) => (
    <Field
      name={`draft-${name}`}
      label={label}
      help={name === "bases" ? t("documents.field.basesHelp") : t("documents.new.lines")}
      optional
    >
      <TextArea
        rows={Math.max(2, content[name].length)}
        value={content[name].join("\n")}
        disabled={frozen}
        onValue={(text) => put({ [name]: typedLines(text) })}
        onBlur={() => put({ [name]: toLines(content[name].join("\n")) })}
      />
    </Field>
  );
  const sign = content.signature;
  return (
    <div className="document-form">
      <Field name="draft-abstract" label={t("documents.field.abstract")}>
        <TextArea rows={2} value={content.abstract} disabled={frozen} onValue={(abstract) => put({ abstract })} />
      </Field>
      {(addressed.has(type) || content.addressees.length > 0) && lines("addressees", t("documents.issuer.addressees"))}
      {content.decider !== null && (
        <Field name="draft-decider" label={t("documents.field.decider")}>
          <TextInput value={content.decider} disabled={frozen} onValue={(decider) => put({ decider })} />
        </Field>
      )}
      {lines("bases", t("documents.field.bases"))}
      <h2>{t("documents.field.body")}</h2>
      <BlockList
        blocks={content.body}
        onBlocks={(body) => put({ body })}
        label={t("documents.field.body")}
        frozen={frozen}
      />
      {!frozen && (
        <Button tight icon={Plus} onClick={() => put({ body: [...content.body, { kind: "paragraph", text: "" }] })}>
          {t("documents.block.add")}
        </Button>
      )}
      {content.annexes.map((annex, i) => (
        <section key={i}>
          <h2>
            {t("documents.field.annex")} {content.annexes.length > 1 ? i + 1 : ""}
          </h2>
          <Field name={`draft-annex-${i}`} label={t("documents.field.annexTitle")}>
            <TextInput
              value={annex.title}
              disabled={frozen}
              onValue={(title) => put({ annexes: content.annexes.map((a, n) => (n === i ? { ...a, title } : a)) })}
            />
          </Field>
          <BlockList
            blocks={annex.body}
            onBlocks={(body) => put({ annexes: content.annexes.map((a, n) => (n === i ? { ...a, body } : a)) })}
            label={annex.title}
            frozen={frozen}
          />
        </section>
      ))}
      <h2>{t("documents.signer")}</h2>
      {content.secretary !== null && (
        <Field name="draft-secretary" label={t("documents.field.secretary")}>
          <TextInput value={content.secretary} disabled={frozen} onValue={(secretary) => put({ secretary })} />
        </Field>
      )}
      <Field name="draft-authority" label={t("documents.issuer.authority")} optional>
        <TextInput
          value={sign.authority ?? ""}
          disabled={frozen}
          onValue={(text) => put({ signature: { ...sign, authority: text === "" ? null : text } })}
        />
      </Field>
      <Field name="draft-capacity" label={t("documents.issuer.capacity")} optional>
        <TextInput
          value={sign.capacity ?? ""}
          disabled={frozen}
          onValue={(text) => put({ signature: { ...sign, capacity: text === "" ? null : text } })}
        />
      </Field>
      <Field name="draft-position" label={t("documents.field.signerPosition")}>
        <TextInput
          value={sign.position}
          disabled={frozen}
          onValue={(position) => put({ signature: { ...sign, position } })}
        />
      </Field>
      {lines("recipients", t("documents.issuer.recipients"))}
    </div>
  );
}
