import { X } from "lucide-react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import { IconButton } from "#platform/ui/button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Link } from "#platform/ui/link.tsx";
import { useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import type { DraftPage } from "../contract.ts";
import { draftText } from "./desk-text.ts";
import "./desk-drafts.css";

interface FoundMaterial {
  id: string;
  title: string;
  unit: { name: string };
}
interface FoundTalk {
  id: string;
  title: string;
  heldOn: string;
  place: { name: string };
}

/** Materials that explain the draft and talks at which it was explained: what makes it "communicated". */
export function DraftLinks({ page }: { page: DraftPage }) {
  const t = useText(draftText);
  const { day } = useFormats();
  const words = useProblemWords();
  const mayEdit = page.may.includes("draft.edit");
  const add = useSend<{ materialId?: string; talkId?: string }>("POST", `/drafts/${page.id}/links`);
  const remove = useSend<{ materialId?: string; talkId?: string }>("POST", `/drafts/${page.id}/links/remove`);
  const tell = (text: string) => ({
    onSuccess: () => notify(text),
    onError: (error: unknown) => notify(words(error), { tone: "bad" }),
  });
  return (
    <>
      <section style={{ marginTop: 12 }}>
        <h2>{t("links.materials")}</h2>
        {page.materials.length === 0 && <p className="dim">{t("links.materials-none")}</p>}
        <ul className="draft-list">
          {page.materials.map((m) => (
            <li key={m.id}>
              <span>
                <Link to={`/materials/${m.id}`}>{m.title}</Link>
                {m.status !== "approved" && <span className="dim"> · {t("links.draft")}</span>}
              </span>
              {mayEdit && (
                <IconButton
                  icon={X}
                  label={t("links.remove", { name: m.title })}
                  onClick={() => remove.mutate({ materialId: m.id }, tell(t("links.removed")))}
                />
              )}
            </li>
          ))}
        </ul>
        {mayEdit && (
          <div className="draft-picker">
            <Field name="link-material" label={t("links.add-material")} optional="silent">
              <AskCombobox<FoundMaterial>
                path="/materials"
                option={(m) => ({ value: m.id, label: m.title, hint: m.unit.name })}
                value={null}
                onValue={(next) => next !== null && add.mutate({ materialId: next.value }, tell(t("links.added")))}
                placeholder={t("links.find-material")}
              />
            </Field>
          </div>
        )}
      </section>
      <section style={{ marginTop: 28 }}>
        <h2>{t("links.talks")}</h2>
        {page.talks.length === 0 && <p className="dim">{t("links.talks-none")}</p>}
        <ul className="draft-list">
          {page.talks.map((x) => (
            <li key={x.id}>
              <span>
                <Link to={`/talks/${x.id}`}>{x.title}</Link>
                <span className="dim">
                  {" "}
                  · {day(x.heldOn)} · {x.place}
                </span>
              </span>
              {mayEdit && (
                <IconButton
                  icon={X}
                  label={t("links.remove", { name: x.title })}
                  onClick={() => remove.mutate({ talkId: x.id }, tell(t("links.removed")))}
                />
              )}
            </li>
          ))}
        </ul>
        {mayEdit && (
          <div className="draft-picker">
            <Field name="link-talk" label={t("links.add-talk")} optional="silent">
              <AskCombobox<FoundTalk>
                path="/talks"
                option={(x) => ({ value: x.id, label: x.title, hint: `${day(x.heldOn)} · ${x.place.name}` })}
                value={null}
                onValue={(next) => next !== null && add.mutate({ talkId: next.value }, tell(t("links.added")))}
                placeholder={t("links.find-talk")}
              />
            </Field>
          </div>
        )}
      </section>
    </>
  );
}
