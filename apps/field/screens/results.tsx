import { resultsByMonth } from "#modules/talks/client.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import { useFieldText } from "../field-text.ts";
import { Go, Title } from "../parts.tsx";
import { useTalks } from "../phone-data.ts";
import { href } from "../router.ts";
import { useSession } from "../session.ts";

export function ResultsScreen() {
  const t = useFieldText();
  const formats = useFormats();
  const { profile, today } = useSession();
  const talks = useTalks();
  const months = resultsByMonth(talks ?? [], profile.personId);
  const year = today().slice(0, 4);
  const ofYear = months.filter((m) => m.month.startsWith(year));
  const sum = (pick: (m: (typeof months)[number]) => number) => ofYear.reduce((total, m) => total + pick(m), 0);
  const most = Math.max(1, ...months.map((m) => m.verifiedAttendance));
  return (
    <main className="scroll" id="main">
      <Title>{t("results.title", { year })}</Title>
      {talks === undefined ? <p className="help">{t("loading")}</p> : null}
      <p className="big">
        <b>{formats.number(sum((m) => m.verifiedTalks))}</b> {t("results.talks")}
      </p>
      <p className="big">
        <b>{formats.number(sum((m) => m.verifiedAttendance))}</b> {t("results.attendance")}
      </p>
      <p className="help">
        {sum((m) => m.waitingTalks) > 0
          ? t("results.waiting", { n: sum((m) => m.waitingTalks) })
          : t("results.none-waiting")}
      </p>
      {months.length === 0 && talks !== undefined ? <p className="help">{t("results.empty")}</p> : null}
      {months.map((m) => (
        <details className="month" key={m.month}>
          <summary style={{ minHeight: 48, cursor: "pointer" }}>
            <span className="row" style={{ display: "inline-flex", width: "calc(100% - 24px)" }}>
              <b>{formats.month(m.month)}</b>
              <span className="dim">
                {t("results.month", { talks: m.verifiedTalks, n: formats.number(m.verifiedAttendance) })}
              </span>
            </span>
            <span className="bar2" style={{ display: "block" }} aria-hidden="true">
              <i style={{ width: `${Math.round((m.verifiedAttendance / most) * 100)}%` }} />
            </span>
            {m.waitingTalks > 0 ? (
              <span className="dim">{t("results.month-waiting", { n: m.waitingTalks })}</span>
            ) : null}
          </summary>
          {m.talks.map((talk) => (
            <Go
              key={talk.id}
              icon={talk.status === "returned" ? "flag" : talk.status === "delivered" ? "clock" : "check"}
              to={href("talk", talk.id)}
              title={talk.title}
              detail={`${formats.dayShort(talk.heldOn)}, ${talk.placeName}, ${t("results.count", { n: formats.number(talk.attendance ?? 0) })}, ${t(`status.${talk.status}`)}`}
            />
          ))}
        </details>
      ))}
      <p className="help" style={{ marginTop: 16 }}>
        {t("results.reach")}
      </p>
      <Go icon="check" to={href("pay")} title={t("pay.title")} detail={t("pay.go")} />
      <Go icon="book" to={href("courses")} title={t("courses.title")} detail={t("courses.go")} />
      <Go icon="user" to={href("phone")} title={t("phone.title")} detail={profile.displayName} />
    </main>
  );
}
