import { ArrowLeft, MonitorPlay, Smartphone } from "lucide-react";
import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { freshId } from "#platform/ui/fresh-id.ts";
import { Button } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, EmptyState, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useShortcut } from "#platform/ui/use-shortcut.ts";
import { views, type HallConsole, type HallState } from "../contract.ts";
import { HallPolls } from "./desk-polls.tsx";
import { HallQuestions } from "./desk-questions.tsx";
import { ResultTable } from "./desk-results.tsx";
import { HallRound } from "./desk-round.tsx";
import { liveText } from "./desk-text.ts";
import { useHallStream } from "./use-hall-stream.ts";
import "./desk-live.css";

/** The speaker's console: the whole evening with one thumb, or with the keyboard of the computer at the projector. */
export function HallScreen() {
  const { talkId } = usePathParams<"talkId">();
  const console = useAsk<HallConsole>(`/halls/talks/${talkId}`);
  return <Answer of={console}>{(data) => <Page data={data} />}</Answer>;
}

function Page({ data }: { data: HallConsole }) {
  const t = useText(liveText);
  const open = data.hall?.status === "open";
  return (
    <>
      <PageHead
        over={
          <Link to={`/talks/${data.talkId}`} className="s">
            <Icon of={ArrowLeft} size={16} /> {t("hall.back")}
          </Link>
        }
        title={t("hall.title", { title: data.talkTitle })}
      />
      {open && data.hall !== null ? <OpenHall data={data} hall={data.hall} /> : <NoHall data={data} />}
    </>
  );
}

function NoHall({ data }: { data: HallConsole }) {
  const t = useText(liveText);
  const open = useSend<{ hallId: string; talkId: string }>("POST", "/halls");
  return (
    <>
      {open.error !== null && <ErrorState error={open.error} />}
      <EmptyState
        icon={MonitorPlay}
        title={t("hall.none")}
        action={
          data.mayOpen ? (
            <Button
              look="main"
              busy={open.isPending ? t("hall.opening") : null}
              onClick={() => open.mutate({ hallId: freshId(), talkId: data.talkId })}
            >
              {t("hall.open")}
            </Button>
          ) : undefined
        }
      >
        <p>{data.mayOpen ? t("hall.none-words") : t("hall.not-possible")}</p>
      </EmptyState>
      {data.withoutChecks.length > 0 && (
        <section>
          <h2>{t("hall.without-checks")}</h2>
          <ul>
            {data.withoutChecks.map((version) => (
              <li key={version.versionId}>
                <Link to={`/checks/${version.versionId}`}>{t("hall.write-checks", { title: version.title })}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {data.withChecks.map((version) => (
        <p key={version.versionId}>
          <Link to={`/checks/${version.versionId}`}>{t("hall.see-checks", { title: version.title })}</Link>
        </p>
      ))}
      {data.results.length > 0 && (
        <section>
          <h2>{t("result.title")}</h2>
          <ResultTable results={data.results} />
        </section>
      )}
    </>
  );
}

function OpenHall({ data, hall }: { data: HallConsole; hall: HallState }) {
  const t = useText(liveText);
  const stream = useHallStream(hall.code, `/halls/talks/${data.talkId}`);
  const [closing, setClosing] = useState(false);
  const close = useSend<object>("POST", `/halls/${hall.id}/close`);
  return (
    <>
      {stream.lost && (
        <p className="note warn" role="status">
          {t("hall.lost")}
        </p>
      )}
      <div className="hall-head">
        <p>
          <span className="dim">{t("hall.code")}</span> <span className="hall-code">{hall.code}</span>
        </p>
        <a className="btn" href={`/h/${hall.code}/screen`} target="_blank" rel="noopener">
          <Icon of={MonitorPlay} /> {t("hall.screen")}
        </a>
        <a className="btn quiet" href={`/h/${hall.code}`} target="_blank" rel="noopener">
          <Icon of={Smartphone} /> {t("hall.phone-page")}
        </a>
      </div>
      <div className="hall-cols">
        <div>
          <HallRound hall={hall} polls={data.polls} liveVotes={stream.votes} />
          <Shown hall={hall} />
          <HallPolls hall={hall} polls={data.polls} />
          <section>
            <h2>{t("result.title")}</h2>
            <ResultTable results={data.results} />
          </section>
        </div>
        <aside>
          <HallQuestions hall={hall} waiting={data.waiting} />
          <section>
            <Button look="danger" onClick={() => setClosing(true)}>
              {t("hall.close")}
            </Button>
            <p className="dim s only-keys" style={{ marginTop: 12 }}>
              {t("hall.keys")}
            </p>
          </section>
        </aside>
      </div>
      <Dialog open={closing} onOpen={setClosing} title={t("hall.close-title")} description={t("hall.close-words")}>
        {close.error !== null && <ErrorState error={close.error} />}
        <div className="actions">
          <Button
            look="danger"
            busy={close.isPending ? t("hall.closing-round") : null}
            onClick={() =>
              close.mutate(
                {},
                {
                  onSuccess: () => {
                    setClosing(false);
                    notify(t("hall.closed-done"));
                  },
                },
              )
            }
          >
            {t("hall.close-do")}
          </Button>
        </div>
      </Dialog>
    </>
  );
}

/** What the projector shows: 1 to 4. */
function Shown({ hall }: { hall: HallState }) {
  const t = useText(liveText);
  const show = useSend<{ shown: string }>("POST", `/halls/${hall.id}/show`);
  const to = (shown: string) => show.mutate({ shown });
  useShortcut("1", () => to(views[0]));
  useShortcut("2", () => to(views[1]));
  useShortcut("3", () => to(views[2]));
  useShortcut("4", () => to(views[3]));
  return (
    <section>
      <h2 id="shown">{t("hall.shown")}</h2>
      <div className="hall-show" role="group" aria-labelledby="shown">
        {views.map((view, i) => (
          <Button key={view} aria-pressed={hall.shown === view} hint={String(i + 1)} onClick={() => to(view)}>
            {hall.shown === view ? "✓ " : ""}
            {t(`hall.shown.${view}`)}
          </Button>
        ))}
      </div>
    </section>
  );
}
