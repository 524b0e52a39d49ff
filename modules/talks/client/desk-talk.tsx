import { ArrowLeft, CalendarPlus, MonitorPlay } from "lucide-react";
import { useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PartsOf } from "#platform/ui/parts.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { TalkPage } from "../answers.ts";
import { AssignDialog } from "./desk-assign.tsx";
import { CorrectDialog, Corrections } from "./desk-corrections.tsx";
import { TalkFactList, TalkPhotos } from "./desk-facts.tsx";
import { TalkFlags } from "./desk-flags.tsx";
import { TalkThread } from "./desk-path.tsx";
import { TalkState } from "./desk-status.tsx";
import { TalkPublicity } from "./desk-public.tsx";
import { talkText } from "./desk-text.ts";
import { ReasonDialog, ReturnButton, VerifyButton } from "./desk-verdicts.tsx";
import "./desk-talks.css";

/** One talk with everything that hangs on it. */
export function TalkScreen() {
  const { talkId } = usePathParams<"talkId">();
  const talk = useAsk<TalkPage>(`/talks/${talkId}`);
  return <Answer of={talk}>{(data) => <Page talk={data} />}</Answer>;
}

function Page({ talk }: { talk: TalkPage }) {
  const t = useText(talkText);
  const given = talk.attendance !== null;
  const may = useMay();
  return (
    <>
      <PageHead
        over={
          <Link to="/talks" className="s">
            <Icon of={ArrowLeft} size={16} /> {t("talk.back")}
          </Link>
        }
        title={talk.title}
      />
      <div className="talk-cols">
        <div className="main-col">
          <div className="row wrap" style={{ marginBottom: 14 }}>
            <TalkState status={talk.status} />
          </div>
          {talk.status === "returned" && talk.returnReason !== null && (
            <div className="note warn" style={{ marginBottom: 16 }}>
              <h2>{t("talk.return-reason")}</h2>
              <p>{talk.returnReason}</p>
            </div>
          )}
          {(talk.status === "delivered" || talk.flags.length > 0) && given && (
            <div style={{ marginBottom: 20 }}>
              <TalkFlags flags={talk.flags} checked={talk.checked} level={2} />
            </div>
          )}
          <TalkFactList talk={talk} wide />
          <Acts talk={talk} />
          <Corrections talk={talk} />
          {given && (
            <>
              <section style={{ marginTop: 20 }}>
                <h2>{t("talk.asked")}</h2>
                {talk.questions.length === 0 ? (
                  <p className="dim">{t("talk.asked-none")}</p>
                ) : (
                  <ol className="asked">
                    {talk.questions.map((q) => (
                      <li key={q.id}>
                        {q.text}
                        {q.struck && <span className="dim s sub">{t("fact.struck")}</span>}
                      </li>
                    ))}
                  </ol>
                )}
              </section>
              {talk.difficulties.length > 0 && (
                <section>
                  <h2>{t("talk.difficulties")}</h2>
                  <ul className="asked">
                    {talk.difficulties.map((d) => (
                      <li key={d.id}>{d.text}</li>
                    ))}
                  </ul>
                </section>
              )}
              <section>
                <h2>{t("talk.photos")}</h2>
                {talk.photos.length === 0 ? (
                  <p className="dim">{t("talk.photos-none")}</p>
                ) : (
                  <TalkPhotos talk={talk} big />
                )}
              </section>
            </>
          )}
        </div>
        <aside>
          {talk.status !== "cancelled" && talk.status !== "declined" && (
            <p className="no-print" style={{ marginBottom: 20 }}>
              <Link to={`/talks/${talk.id}/hall`}>
                <Icon of={MonitorPlay} size={18} /> {t("talk.hall")}
              </Link>
            </p>
          )}
          <section>
            <h2>{t("path.title")}</h2>
            <TalkThread talk={talk} />
          </section>
          <PartsOf place="talk.page" props={{ talkId: talk.id, unitId: talk.unit.id, day: talk.heldOn }} />
          <TalkPublicity talk={talk} />
          {may("talk.enter") && (
            <p className="no-print" style={{ marginTop: 20 }}>
              <Link to="/talks/new" search={{ place: String(talk.place.id) }} className="s">
                <Icon of={CalendarPlus} size={18} /> {t("plan.again")}
              </Link>
            </p>
          )}
        </aside>
      </div>
    </>
  );
}

/** What this person may do to it now; the server said so, and decides again. */
function Acts({ talk }: { talk: TalkPage }) {
  const t = useText(talkText);
  const [open, setOpen] = useState<"return" | "cancel" | "correct" | "assign" | null>(null);
  const may = (verb: string) => talk.allowed.includes(verb);
  const toggle = (name: NonNullable<typeof open>) => (next: boolean) => setOpen(next ? name : null);
  return (
    <div className="talk-acts no-print">
      {may("verify") && <VerifyButton talk={talk} />}
      {may("return") && <ReturnButton onPress={() => setOpen("return")} />}
      {may("assign") && <Button onClick={() => setOpen("assign")}>{t("act.assign")}</Button>}
      {may("correct") && <Button onClick={() => setOpen("correct")}>{t("act.correct")}</Button>}
      {may("cancel") && (
        <Button look="quiet" onClick={() => setOpen("cancel")}>
          {t("act.cancel")}
        </Button>
      )}
      <ReasonDialog kind="return" talk={talk} open={open === "return"} onOpen={toggle("return")} />
      <ReasonDialog kind="cancel" talk={talk} open={open === "cancel"} onOpen={toggle("cancel")} />
      <CorrectDialog talk={talk} open={open === "correct"} onOpen={toggle("correct")} />
      <AssignDialog talk={talk} open={open === "assign"} onOpen={toggle("assign")} />
    </div>
  );
}
