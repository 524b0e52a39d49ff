import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { Answer, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { KnownIssuer } from "../contract.ts";
import { documentText } from "./desk-text.ts";

interface Props {
  unitId: number;
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** How a unit signs: names, place, who signs, where documents go. Proposed from its kind until somebody says it. */
export function IssuerDialog({ unitId, open, onOpen }: Props) {
  const t = useText(documentText);
  const issuer = useAsk<KnownIssuer>(`/documents/issuers/${unitId}`, {}, { enabled: open });
  return (
    <Dialog open={open} onOpen={onOpen} wide title={t("documents.issuer")} description={t("documents.issuer.help")}>
      <Answer of={issuer}>{(known) => <IssuerForm known={known} onDone={() => onOpen(false)} />}</Answer>
    </Dialog>
  );
}

const lines = [
  "issuer",
  "governing",
  "abbreviation",
  "place",
  "authority",
  "capacity",
  "signerPosition",
  "signerName",
  "filing",
] as const;
const needed = new Set<(typeof lines)[number]>(["issuer", "abbreviation", "place", "signerPosition"]);
const lists = ["addressees", "recipients"] as const;

function IssuerForm({ known, onDone }: { known: KnownIssuer; onDone: () => void }) {
  const t = useText(documentText);
  const [typed, setTyped] = useState(
    () =>
      ({
        ...Object.fromEntries(lines.map((name) => [name, known[name] ?? ""])),
        ...Object.fromEntries(lists.map((name) => [name, known[name].join("\n")])),
      }) as Record<(typeof lines)[number] | (typeof lists)[number], string>,
  );
  const [tried, setTried] = useState(false);
  const save = useSend<Record<string, unknown>>("PUT", `/documents/issuers/${known.unitId}`);
  const missing = (name: (typeof lines)[number]) => needed.has(name) && typed[name].trim() === "";
  const submit = () => {
    setTried(true);
    if (lines.some(missing)) return;
    const optional = (name: (typeof lines)[number]) => (typed[name].trim() === "" ? null : typed[name].trim());
    const body = {
      ...Object.fromEntries(
        lines.map((name) => [name, needed.has(name) || name === "signerName" ? typed[name].trim() : optional(name)]),
      ),
      ...Object.fromEntries(
        lists.map((name) => [
          name,
          typed[name]
            .split("\n")
            .map((x) => x.trim())
            .filter(Boolean),
        ]),
      ),
      seenVersion: known.version,
    };
    save.mutate(body, {
      onSuccess: () => {
        notify(t("documents.issuer.saved"));
        onDone();
      },
    });
  };
  return (
    <form
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        submit();
      }}
    >
      {known.version === 0 && <p className="note">{t("documents.issuer.proposed")}</p>}
      {save.error !== null && <ErrorState error={save.error} />}
      {lines.map((name) => (
        <Field
          key={name}
          name={`issuer-${name}`}
          label={t(`documents.issuer.${name}`)}
          optional={!needed.has(name)}
          error={tried && missing(name) ? t("documents.issuer.missing") : undefined}
        >
          <TextInput value={typed[name]} onValue={(value) => setTyped({ ...typed, [name]: value })} />
        </Field>
      ))}
      {lists.map((name) => (
        <Field
          key={name}
          name={`issuer-${name}`}
          label={t(`documents.issuer.${name}`)}
          help={t("documents.issuer.lines")}
          optional
        >
          <TextArea rows={4} value={typed[name]} onValue={(value) => setTyped({ ...typed, [name]: value })} />
        </Field>
      ))}
      <div className="actions">
        <Button type="submit" look="main" busy={save.isPending ? "…" : null}>
          {t("documents.issuer.save")}
        </Button>
      </div>
    </form>
  );
}
