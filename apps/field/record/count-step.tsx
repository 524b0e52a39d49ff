import { useEffect, useRef } from "react";
import { usualAttendance } from "#modules/talks/client.ts";
import { attendanceOf } from "#modules/talks/client.ts";
import { useFieldText } from "../field-text.ts";
import { Icon } from "../icons.tsx";
import { Title, described } from "../parts.tsx";
import type { StepProps } from "./step.ts";

export function CountStep({ draft, talks, change, errors }: StepProps) {
  const t = useFieldText();
  const field = useRef<HTMLInputElement>(null);
  // One number is asked here and nothing else: the keyboard opens by itself, a tap is saved.
  useEffect(() => field.current?.focus(), []);
  const usual = draft.placeUnitId === null ? null : usualAttendance(talks, draft.placeUnitId);
  const step = (by: number) => {
    const now = attendanceOf(draft);
    change({ attendance: String(Math.max(0, (Number.isFinite(now) ? now : 0) + by)) });
  };
  return (
    <>
      <Title question takesFocus={false}>
        {t("record.count")}
      </Title>
      <p className="help" id="attendance-hint">
        {t("record.count-help")} {usual ? t("record.count-usual", usual) : null}
      </p>
      {errors.attendance ? (
        <p
          className="f error"
          id="attendance-error"
          style={{ color: "var(--red-ink)", fontWeight: 600, display: "flex", gap: 8 }}
        >
          <Icon name="warn" />
          {errors.attendance}
        </p>
      ) : null}
      <div className="count">
        <button type="button" aria-label={t("record.one-less")} onClick={() => step(-1)}>
          <Icon name="minus" />
        </button>
        <input
          ref={field}
          inputMode="numeric"
          pattern="[0-9]*"
          autoComplete="off"
          aria-label={t("record.count")}
          value={draft.attendance}
          onChange={(event) => change({ attendance: event.target.value.replace(/[^\d.\s]/g, "") })}
          {...described("attendance", errors.attendance, true)}
        />
        <button type="button" aria-label={t("record.one-more")} onClick={() => step(1)}>
          <Icon name="plus" />
        </button>
      </div>
      <label className="tick">
        <input
          type="checkbox"
          checked={draft.estimated}
          onChange={(event) => change({ estimated: event.target.checked })}
        />
        {t("record.estimated")}
      </label>
      {draft.mode !== "inPerson"
        ? draft.sites.map((site, i) => (
            <div className="f" key={i}>
              <label htmlFor={`site-${i}`}>{t("record.site", { name: site.name })}</label>
              <input
                className="in"
                id={`site-${i}`}
                inputMode="numeric"
                value={site.attendance}
                onChange={(event) =>
                  change({
                    sites: draft.sites.map((s, k) =>
                      k === i ? { ...s, attendance: Number(event.target.value.replace(/\D/g, "")) } : s,
                    ),
                  })
                }
              />
            </div>
          ))
        : null}
    </>
  );
}
