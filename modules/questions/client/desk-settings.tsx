import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import { useTopics } from "./desk-parts.tsx";
import { DeadlineDialog, RouteDialog } from "./desk-setting-dialogs.tsx";
import { questionText } from "./desk-text.ts";

interface Settings {
  deadlines: {
    stage: "answer" | "climbed";
    topic: string | null;
    days: number;
    from: string | null;
    legalBasis: string;
  }[];
  routes: {
    topic: string | null;
    place: { name: string } | null;
    target: "commune" | "province" | "unit";
    unit: { name: string } | null;
    from: string | null;
    legalBasis: string;
  }[];
}

/** Deadlines and who must answer, each from a day on and with its legal basis. */
export function QuestionSettingsScreen() {
  const t = useText(questionText);
  const settings = useAsk<Settings>("/questions/settings");
  return (
    <>
      <PageHead over={<Link to="/questions">{t("page.back")}</Link>} title={t("settings.title")} />
      <Answer of={settings}>{(data) => <Tables settings={data} />}</Answer>
    </>
  );
}

function Tables({ settings }: { settings: Settings }) {
  const t = useText(questionText);
  const { day, number } = useFormats();
  const topics = useTopics();
  const may = useMay();
  const [open, setOpen] = useState<"deadline" | "route" | null>(null);
  const topic = (id: string | null) => (id === null ? t("settings.every-topic") : topics.name(id));
  const from = (date: string | null) =>
    date === null ? t("settings.always") : date > todayInVietnam() ? <b>{day(date)}</b> : day(date);
  return (
    <>
      <h2>{t("settings.deadlines")}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <div className="table-scroll" role="region" aria-label={t("settings.deadlines")} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th>{t("settings.stage")}</th>
              <th>{t("page.topic")}</th>
              <th>{t("page.due")}</th>
              <th>{t("settings.from")}</th>
              <th>{t("settings.basis")}</th>
            </tr>
          </thead>
          <tbody>
            {settings.deadlines.map((d) => (
              <tr key={`${d.stage}${d.topic}${d.from}`}>
                <td>{t(`settings.stage.${d.stage}`)}</td>
                <td>{topic(d.topic)}</td>
                <td className="nw">{t("settings.days", { n: number(d.days) })}</td>
                <td>{from(d.from)}</td>
                <td>{d.legalBasis}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2 style={{ marginTop: 28 }}>{t("settings.routes")}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <div className="table-scroll" role="region" aria-label={t("settings.routes")} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th>{t("page.topic")}</th>
              <th>{t("settings.place")}</th>
              <th>{t("page.unit")}</th>
              <th>{t("settings.from")}</th>
              <th>{t("settings.basis")}</th>
            </tr>
          </thead>
          <tbody>
            {settings.routes.map((r) => (
              <tr key={`${r.topic}${r.place?.name}${r.from}`}>
                <td>{topic(r.topic)}</td>
                <td>{r.place?.name ?? t("settings.every-place")}</td>
                <td>{r.unit?.name ?? t(`settings.target.${r.target}`)}</td>
                <td>{from(r.from)}</td>
                <td>{r.legalBasis}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {may("question.configure") && (
        <div className="actions no-print">
          <Button onClick={() => setOpen("deadline")}>{t("settings.new-deadline")}</Button>
          <Button onClick={() => setOpen("route")}>{t("settings.new-route")}</Button>
        </div>
      )}
      {open === "deadline" && <DeadlineDialog onClose={() => setOpen(null)} />}
      {open === "route" && <RouteDialog onClose={() => setOpen(null)} />}
    </>
  );
}
