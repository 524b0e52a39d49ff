import { ArrowLeft, CircleCheck, CircleDashed, FilePen } from "lucide-react";
import { useState } from "react";
import { languageName } from "#kernel/languages.ts";
import { useTopics } from "#modules/corrections/client.ts";
import type { MaterialRow } from "#modules/materials/shared.ts";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { AskCombobox } from "#platform/ui/ask-combobox.tsx";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { TextArea } from "#platform/ui/inputs.tsx";
import { Link, LinkButton } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { StateBadge } from "#platform/ui/state-badge.tsx";
import { Answer, ErrorState, useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import type { KitItem, KitPage } from "../contract.ts";
import { KitState } from "./desk-kits.tsx";
import { kitText } from "./desk-text.ts";
import { KitDialog } from "./kit-form.tsx";
import "./desk-kits.css";

/** One kit: what has to be made, what is ready, how fast it went. */
export function KitScreen() {
  const { kitId } = usePathParams<"kitId">();
  const page = useAsk<KitPage>(`/kits/${kitId}`);
  return <Answer of={page}>{(kit) => <Page kit={kit} />}</Answer>;
}

function Page({ kit }: { kit: KitPage }) {
  const t = useText(kitText);
  const { day } = useFormats();
  const topics = useTopics();
  return (
    <div className="kit-page">
      <PageHead
        over={
          <Link to="/kits" className="s">
            <Icon of={ArrowLeft} size={16} /> {t("page.back")}
          </Link>
        }
        title={kit.title}
      />
      <div className="row wrap" style={{ marginBottom: 8 }}>
        <KitState kit={kit} />{" "}
        <span className="dim">{t("page.due", { day: day(kit.dueOn), days: kit.dueDays, basis: kit.dueBasis })}</span>
      </div>
      {kit.status === "cancelled" && (
        <p className="note bad">{t("page.cancelled", { reason: kit.closeReason ?? "" })}</p>
      )}
      {kit.mayEdit && <Acts kit={kit} />}
      <section>
        <h2>{t("page.items")}</h2>
        <ul className="kit-items">
          {kit.items.map((item) => (
            <Item key={item.id} kit={kit} item={item} />
          ))}
        </ul>
      </section>
      <Speed kit={kit} />
      <section>
        <h2>{t("page.matter")}</h2>
        {kit.matter === "" ? <p className="dim">{t("page.matter-none")}</p> : <p className="words">{kit.matter}</p>}
        <dl className="facts wide">
          <dt>{t("kit.column.trigger")}</dt>
          <dd>{t(`kit.trigger.${kit.trigger}`)}</dd>
          <dt>{t("kit.column.happenedOn")}</dt>
          <dd>{day(kit.happenedOn)}</dd>
          <dt>{t("kit.column.unit")}</dt>
          <dd>{kit.unit.name}</dd>
          <dt>{t("kit.column.place")}</dt>
          <dd>{kit.place.name}</dd>
          <dt>{t("form.topic")}</dt>
          <dd>{topics.name(kit.topic)}</dd>
          {kit.nextUpdateOn !== null && (
            <>
              <dt>{t("page.next")}</dt>
              <dd>{day(kit.nextUpdateOn)}</dd>
            </>
          )}
        </dl>
      </section>
    </div>
  );
}

function Speed({ kit }: { kit: KitPage }) {
  const t = useText(kitText);
  const { day } = useFormats();
  const none = t("page.not-yet");
  return (
    <section>
      <h2>{t("page.speed")}</h2>
      <p>
        {t("page.speed-words", {
          happened: day(kit.happenedOn),
          approved:
            kit.approvedOn === null
              ? none
              : `${day(kit.approvedOn)} (${t("page.days", { n: kit.daysToApproval ?? 0 })})`,
          talk: kit.talkOn === null ? none : `${day(kit.talkOn)} (${t("page.days", { n: kit.daysToTalk ?? 0 })})`,
        })}
      </p>
      <p className="row wrap">
        {kit.approvedMaterialId !== null && (
          <Link to={`/materials/${kit.approvedMaterialId}`}>{t("page.open-material")}</Link>
        )}
        {kit.talkId !== null && <Link to={`/talks/${kit.talkId}`}>{t("page.open-talk")}</Link>}
      </p>
    </section>
  );
}

function Item({ kit, item }: { kit: KitPage; item: KitItem }) {
  const t = useText(kitText);
  const locale = useLocale();
  const words = useProblemWords();
  const [open, setOpen] = useState(false);
  const send = useSend<{ materialId: string | null }>("PUT", `/kits/${kit.id}/items/${item.id}`);
  const name =
    item.kind === "languageVersion"
      ? t("kit.item.languageVersion", { language: item.language === null ? "" : languageName(item.language, locale) })
      : t(`kit.item.${item.kind}`);
  return (
    <li>
      <div className="what">
        <strong>{name}</strong>
        {item.material !== null && (
          <div>
            <Link to={`/materials/${item.material.id}`}>{item.material.title}</Link>
          </div>
        )}
      </div>
      <StateBadge
        tone={item.state === "ready" ? "ok" : item.state === "inWork" ? "act" : "warn"}
        icon={item.state === "ready" ? CircleCheck : item.state === "inWork" ? FilePen : CircleDashed}
      >
        {t(`item.${item.state}`)}
      </StateBadge>
      {kit.mayEdit && (
        <div className="row no-print">
          {item.material === null ? (
            <Button tight onClick={() => setOpen(true)}>
              {t("act.link")}
            </Button>
          ) : (
            <Button
              tight
              look="quiet"
              onClick={() =>
                send.mutate(
                  { materialId: null },
                  {
                    onSuccess: () => notify(t("done.unlinked")),
                    onError: (error) => notify(words(error), { tone: "bad" }),
                  },
                )
              }
            >
              {t("act.unlink")}
            </Button>
          )}
        </div>
      )}
      <LinkDialog kit={kit} item={item} name={name} open={open} onOpen={setOpen} />
    </li>
  );
}

function LinkDialog({
  kit,
  item,
  name,
  open,
  onOpen,
}: {
  kit: KitPage;
  item: KitItem;
  name: string;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const t = useText(kitText);
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const [tried, setTried] = useState(false);
  const send = useSend<{ materialId: string }>("PUT", `/kits/${kit.id}/items/${item.id}`);
  return (
    <Dialog open={open} onOpen={onOpen} title={`${name}: ${t("link.title")}`} description={t("link.words")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (chosen === null) return;
          send.mutate(
            { materialId: chosen.value },
            {
              onSuccess: () => {
                onOpen(false);
                notify(t("done.linked"));
              },
            },
          );
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name={`link-${item.id}`}
          label={t("link.material")}
          error={tried && chosen === null ? t("link.missing") : undefined}
        >
          <AskCombobox<MaterialRow>
            path="/materials"
            option={(m) => ({ value: m.id, label: m.title, hint: m.unit.name })}
            value={chosen}
            onValue={setChosen}
          />
        </Field>
        <div className="actions">
          <LinkButton to="/materials/new">{t("act.write")}</LinkButton>
          <Button type="submit" look="main" busy={send.isPending ? t("act.doing") : null}>
            {t("link.do")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Acts({ kit }: { kit: KitPage }) {
  const t = useText(kitText);
  const words = useProblemWords();
  const [open, setOpen] = useState<"edit" | "cancel" | null>(null);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<{ seenVersion: number; cancelled: boolean; reason: string | null }>(
    "POST",
    `/kits/${kit.id}/close`,
  );
  const close = (cancelled: boolean) =>
    send.mutate(
      { seenVersion: kit.version, cancelled, reason: cancelled ? reason.trim() : null },
      {
        onSuccess: () => {
          setOpen(null);
          notify(t(cancelled ? "done.cancelled" : "done.closed"));
        },
        onError: (error) => notify(words(error), { tone: "bad" }),
      },
    );
  return (
    <div className="kit-acts no-print">
      <Button look="main" busy={send.isPending ? t("act.doing") : null} onClick={() => close(false)}>
        {t("act.close")}
      </Button>
      <Button onClick={() => setOpen("edit")}>{t("act.edit")}</Button>
      <Button look="danger" onClick={() => setOpen("cancel")}>
        {t("act.cancel")}
      </Button>
      <KitDialog kit={kit} home={null} open={open === "edit"} onOpen={(next) => setOpen(next ? "edit" : null)} />
      <Dialog open={open === "cancel"} onOpen={(next) => setOpen(next ? "cancel" : null)} title={t("cancel.title")}>
        <form
          noValidate
          onSubmit={(e) => {
            e.preventDefault();
            setTried(true);
            if (reason.trim() !== "") close(true);
          }}
        >
          <Field
            name="kit-cancel"
            label={t("cancel.reason")}
            error={tried && reason.trim() === "" ? t("cancel.missing") : undefined}
          >
            <TextArea rows={3} maxLength={500} value={reason} onValue={setReason} />
          </Field>
          <div className="actions">
            <Button type="submit" look="danger" busy={send.isPending ? t("act.doing") : null}>
              {t("act.cancel")}
            </Button>
          </div>
        </form>
      </Dialog>
    </div>
  );
}
