import { CalendarDays } from "lucide-react";
import { useState } from "react";
import { languageName } from "#kernel/languages.ts";
import { useTopics } from "#modules/corrections/client.ts";
import { UnitPicker } from "#modules/units/client.ts";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { freshId } from "#platform/ui/fresh-id.ts";
import { Button } from "#platform/ui/button.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Checkbox, NumberInput, Select, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { Answer, EmptyState, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { KitEvent } from "../contract.ts";
import { kitText } from "./desk-text.ts";
import { offered } from "./kit-form.tsx";
import "./desk-kits.css";

/** The calendar of events: each opens its kit by itself, so many days before. */
export function KitEvents({ home }: { home: number | null }) {
  const t = useText(kitText);
  const may = useMay();
  const asked = useAsk<{ items: KitEvent[] }>("/kits/events");
  const [adding, setAdding] = useState(false);
  const [stopping, setStopping] = useState<KitEvent | null>(null);
  return (
    <>
      <p className="dim">{t("events.words")}</p>
      {may("kit.add-event") && (
        <p className="actions no-print">
          <Button onClick={() => setAdding(true)}>{t("events.add")}</Button>
        </p>
      )}
      <Answer of={asked}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={CalendarDays} title={t("events.none")}>
              {t("events.none-words")}
            </EmptyState>
          ) : (
            <ul className="short-rows">
              {items.map((event) => (
                <Row key={event.id} event={event} onStop={() => setStopping(event)} />
              ))}
            </ul>
          )
        }
      </Answer>
      {adding && <AddEvent home={home} onClose={() => setAdding(false)} />}
      {stopping !== null && <StopEvent event={stopping} onClose={() => setStopping(null)} />}
    </>
  );
}

function Row({ event, onStop }: { event: KitEvent; onStop: () => void }) {
  const t = useText(kitText);
  const { day } = useFormats();
  const when =
    event.stoppedOn !== null
      ? t("events.stopped", { day: day(event.stoppedOn), reason: event.stopReason ?? "" })
      : event.next === null || event.opensOn === null
        ? `${day(event.happensOn)} (${t("events.past")})`
        : t("events.next", { day: day(event.next), opens: day(event.opensOn) });
  return (
    <li>
      <div>
        <b>{event.title}</b>
      </div>
      <div className="aside">
        {event.mayStop && (
          <Button tight look="quiet" onClick={onStop}>
            {t("events.stop")}
          </Button>
        )}
      </div>
      <div className="line">{when}</div>
      <div className="line">
        {[
          event.unit.name,
          event.place.id === event.unit.id ? null : event.place.name,
          t("events.lead-days", { n: event.leadDays }),
          event.yearly ? t("events.each-year") : null,
          event.legalBasis,
        ]
          .filter((x) => x !== null)
          .join(" · ")}
      </div>
      {event.kits.length > 0 && (
        <div className="line">
          {event.kits.slice(0, 5).map((kit) => (
            <Link key={kit.id} to={`/kits/${kit.id}`} className="kit-of-event">
              {t("events.opened", { day: day(kit.happensOn) })}
            </Link>
          ))}
        </div>
      )}
    </li>
  );
}

function AddEvent({ home, onClose }: { home: number | null; onClose: () => void }) {
  const t = useText(kitText);
  const locale = useLocale();
  const topics = useTopics();
  const [form, setForm] = useState({
    unitId: home,
    placeUnitId: home,
    title: "",
    topic: "",
    matter: "",
    happensOn: "",
    yearly: true,
    leadDays: 21 as number | null,
    languages: [] as string[],
    legalBasis: "",
  });
  const [tried, setTried] = useState(false);
  const send = useSend<Record<string, unknown>>("POST", "/kits/events");
  const put = (patch: Partial<typeof form>) => setForm({ ...form, ...patch });
  const missing = (empty: boolean) => (tried && empty ? t("form.missing") : undefined);
  const lead = form.leadDays !== null && form.leadDays >= 1 && form.leadDays <= 365;
  const submit = () => {
    setTried(true);
    const { unitId, placeUnitId, title, topic, happensOn, legalBasis } = form;
    if (unitId === null || placeUnitId === null || topic === "" || happensOn === "" || !lead) return;
    if (title.trim() === "" || legalBasis.trim() === "") return;
    send.mutate(
      { ...form, id: freshId(), title: title.trim(), legalBasis: legalBasis.trim() },
      {
        onSuccess: () => {
          onClose();
          notify(t("done.event-added"));
        },
      },
    );
  };
  return (
    <Dialog open onOpen={(open) => !open && onClose()} wide title={t("events.add")} description={t("events.words")}>
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field name="event-title" label={t("events.title")} error={missing(form.title.trim() === "")}>
          <TextInput value={form.title} maxLength={200} onValue={(title) => put({ title })} />
        </Field>
        <Field name="event-on" label={t("events.on")} error={missing(form.happensOn === "")}>
          <DateInput value={form.happensOn} lean="future" onValue={(happensOn) => put({ happensOn })} />
        </Field>
        <Checkbox checked={form.yearly} onChecked={(yearly) => put({ yearly })}>
          {t("events.yearly")}
        </Checkbox>
        <Field name="event-lead" label={t("events.lead")} error={tried && !lead ? t("events.lead-wrong") : undefined}>
          <NumberInput value={form.leadDays} onValue={(leadDays) => put({ leadDays })} />
        </Field>
        <Field
          name="event-basis"
          label={t("events.basis")}
          help={t("events.basis-help")}
          error={missing(form.legalBasis.trim() === "")}
        >
          <TextInput value={form.legalBasis} maxLength={300} onValue={(legalBasis) => put({ legalBasis })} />
        </Field>
        <Field name="event-topic" label={t("form.topic")} error={missing(form.topic === "")}>
          <Select
            value={form.topic}
            onValue={(topic) => put({ topic })}
            placeholder={t("form.topic-pick")}
            choices={topics.list.filter((x) => x.active).map((x) => ({ value: x.id, label: topics.name(x.id) }))}
          />
        </Field>
        <Field name="event-unit" label={t("form.unit")} error={missing(form.unitId === null)}>
          <UnitPicker value={form.unitId} onValue={(unitId) => put({ unitId })} />
        </Field>
        <Field name="event-place" label={t("form.place")} error={missing(form.placeUnitId === null)}>
          <UnitPicker value={form.placeUnitId} onValue={(placeUnitId) => put({ placeUnitId })} />
        </Field>
        <Field name="event-matter" label={t("form.matter")} optional>
          <TextArea rows={3} maxLength={4000} value={form.matter} onValue={(matter) => put({ matter })} />
        </Field>
        <Field name="event-languages" label={t("form.languages")} group optional>
          <div className="kit-languages">
            {offered.map((tag) => (
              <Checkbox
                key={tag}
                checked={form.languages.includes(tag)}
                onChecked={(on) =>
                  put({ languages: on ? [...form.languages, tag] : form.languages.filter((l) => l !== tag) })
                }
              >
                {languageName(tag, locale)}
              </Checkbox>
            ))}
          </div>
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("act.doing") : null}>
            {t("events.add")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function StopEvent({ event, onClose }: { event: KitEvent; onClose: () => void }) {
  const t = useText(kitText);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const send = useSend<{ reason: string }>("POST", `/kits/events/${event.id}/stop`);
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={t("events.stop-title")}
      description={t("events.stop-words", { title: event.title })}
    >
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          setTried(true);
          if (reason.trim() === "") return;
          send.mutate(
            { reason: reason.trim() },
            {
              onSuccess: () => {
                onClose();
                notify(t("done.event-stopped"));
              },
            },
          );
        }}
      >
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name="event-reason"
          label={t("cancel.reason")}
          error={tried && reason.trim() === "" ? t("cancel.missing") : undefined}
        >
          <TextArea value={reason} maxLength={500} onValue={setReason} />
        </Field>
        <div className="actions">
          <Button type="submit" look="main" busy={send.isPending ? t("act.doing") : null}>
            {t("events.stop").replace("…", "")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
