import { useState } from "react";
import { addDays, asCivilDate, isCivilDate } from "#kernel/civil-date.ts";
import { readTypedDate } from "#kernel/typed-date.ts";
import { isFound } from "#kernel/text/fold.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import { ClockInput } from "../clock-input.tsx";
import { useFieldText } from "../field-text.ts";
import { Field, Title, described } from "../parts.tsx";
import { usePlaces, useTalks } from "../phone-data.ts";
import { useSession } from "../session.ts";
import type { StepProps } from "./step.ts";

export function PlaceStep({ draft, change, errors }: StepProps) {
  const t = useFieldText();
  const formats = useFormats();
  const { today } = useSession();
  const day = today();
  const [picking, setPicking] = useState(draft.placeUnitId === null);
  const [typedDay, setTypedDay] = useState(isCivilDate(draft.day) ? formats.day(draft.day) : draft.day);
  const near = [day, addDays(day, -1), addDays(day, -2)];
  const [otherDay, setOtherDay] = useState(!near.includes(asDay(draft.day)));
  const chips = ["record.today", "record.yesterday", "record.before-yesterday"] as const;
  return (
    <>
      <Title question>{t("record.place")}</Title>
      {picking ? (
        <PlacePicker
          errors={errors}
          pick={(place) => {
            change({
              placeUnitId: place.id,
              placeName: place.name,
              ...(draft.unitId === null && place.parentId !== null
                ? { unitId: place.parentId, unitName: place.under }
                : {}),
            });
            setPicking(false);
          }}
        />
      ) : (
        <div className="f">
          <p className="label">{t("record.place-label")}</p>
          <div className="choice" style={{ alignItems: "center", cursor: "default" }}>
            <span className="grow">{draft.placeName}</span>
            <button
              type="button"
              id="place"
              className="btn small"
              style={{ width: "auto" }}
              onClick={() => setPicking(true)}
            >
              {t("record.place-other")}
            </button>
          </div>
        </div>
      )}
      <Field id="detail" label={t("record.detail")} hint={t("record.detail-hint")} error={errors.detail}>
        <input
          className="in"
          value={draft.placeDetail}
          maxLength={200}
          onChange={(event) => change({ placeDetail: event.target.value })}
          {...described("detail", errors.detail, true)}
        />
      </Field>
      <fieldset className="f">
        <legend style={{ fontSize: "var(--t-2)", marginBottom: 4 }}>{t("record.day")}</legend>
        <div className="chips">
          {near.map((value, i) => (
            <label className="chip" key={value}>
              <input
                type="radio"
                name="day"
                checked={!otherDay && draft.day === value}
                onChange={() => (setOtherDay(false), change({ day: value }))}
              />
              {t(chips[i] as (typeof chips)[number])}
            </label>
          ))}
          <label className="chip">
            <input type="radio" name="day" checked={otherDay} onChange={() => setOtherDay(true)} />
            {t("record.other-day")}
          </label>
        </div>
      </fieldset>
      {otherDay || errors.day ? (
        <Field id="day" label={t("record.day-typed")} hint={t("record.day-hint")} error={errors.day}>
          <input
            className="in"
            inputMode="numeric"
            value={typedDay}
            {...described("day", errors.day, true)}
            onChange={(event) => {
              setTypedDay(event.target.value);
              const read = readTypedDate(event.target.value, { today: day, lean: "past" });
              change({ day: read.ok ? read.date : event.target.value });
            }}
            onBlur={() => isCivilDate(draft.day) && setTypedDay(formats.day(draft.day))}
          />
        </Field>
      ) : null}
      <div className="two">
        <ClockInput
          id="from"
          label={t("record.from")}
          error={errors.from}
          value={draft.from}
          change={(from) => change({ from })}
        />
        <ClockInput id="to" label={t("record.to")} error={errors.to} value={draft.to} change={(to) => change({ to })} />
      </div>
      {draft.to === "" ? (
        <p className="dim" style={{ marginTop: 8 }}>
          {t("record.no-end")}
        </p>
      ) : null}
    </>
  );
}

const asDay = (text: string) => (isCivilDate(text) ? asCivilDate(text) : asCivilDate("1900-01-01"));

/** Places of earlier talks first, then all places that are on this phone; typed without diacritics. */
function PlacePicker({
  pick,
  errors,
}: {
  pick: (place: { id: number; name: string; under: string; parentId: number | null }) => void;
  errors: Record<string, string>;
}) {
  const t = useFieldText();
  const places = usePlaces();
  const talks = useTalks() ?? [];
  const [typed, setTyped] = useState("");
  const used = new Map<number, number>();
  for (const talk of talks) used.set(talk.placeUnitId, (used.get(talk.placeUnitId) ?? 0) + 1);
  const known = new Map((places ?? []).map((place) => [place.id, place]));
  for (const talk of talks)
    if (!known.has(talk.placeUnitId))
      known.set(talk.placeUnitId, {
        id: talk.placeUnitId,
        name: talk.placeName,
        kind: "",
        under: talk.unitName,
        parentId: talk.unitId,
      });
  const found = [...known.values()]
    .filter((place) => isFound(`${place.name} ${place.under}`, typed))
    .sort((a, b) => (used.get(b.id) ?? 0) - (used.get(a.id) ?? 0) || a.name.localeCompare(b.name, "vi"));
  return (
    <>
      <Field id="place" label={t("record.place-find")} hint={t("materials.find-hint")} error={errors.place}>
        <input
          className="in"
          type="search"
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          {...described("place", errors.place, true)}
        />
      </Field>
      <p className="only-read" role="status">
        {t("record.places", { n: found.length })}
      </p>
      <ul style={{ marginTop: 8 }}>
        {found.slice(0, 12).map((place) => (
          <li key={place.id}>
            <button type="button" className="go" onClick={() => pick(place)}>
              <span className="grow">
                {place.name}
                {place.under ? <span className="dim">{place.under}</span> : null}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {known.size === 0 ? <p className="help">{t("record.places-none")}</p> : null}
    </>
  );
}
