import { ArrowLeft, PackageOpen } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { ExportButton } from "#platform/ui/export-button.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Link, LinkButton } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk, useList } from "#platform/ui/use-api.ts";
import type { ChannelPage, PlanRow, PublicationRow } from "../contract.ts";
import { PlanDialog } from "./desk-plan-dialog.tsx";
import { PlanStateBadge, useChannels, useSpokenTime, useTopicName } from "./desk-parts.tsx";
import { CancelDialog, DownDialog, RecordDialog, type Recorded, StrikeDialog } from "./desk-register-acts.tsx";
import { channelText } from "./desk-text.ts";
import "./desk-channels.css";

/** One version with its ways out: the package, the plan, what was published. */
export function OutgoingScreen() {
  const { versionId } = usePathParams<"versionId">();
  const page = useAsk<ChannelPage>(`/channels/versions/${versionId}`);
  return <Answer of={page}>{(data) => <Page page={data} />}</Answer>;
}

function Page({ page }: { page: ChannelPage }) {
  const t = useText(channelText);
  const [recording, setRecording] = useState<Recorded | null>(null);
  return (
    <>
      <PageHead
        over={
          <Link to="/channels" className="s">
            <Icon of={ArrowLeft} size={16} /> {t("out.back")}
          </Link>
        }
        title={page.title}
      >
        {page.refused === null && (
          <ExportButton
            path={`/channels/versions/${page.versionId}/package`}
            fileName="goi-phat.zip"
            label={t("out.package")}
          />
        )}
      </PageHead>
      <div className="channel-cols">
        <div>
          {page.refused === null ? (
            <PackageWords page={page} />
          ) : (
            <div className={page.refused === "early" ? "note warn" : "note bad"}>
              <p>{t(`out.refused.${page.refused}`)}</p>
              {page.currentVersionId !== null && (
                <div className="actions">
                  <LinkButton to={`/channels/versions/${page.currentVersionId}`}>{t("out.current")}</LinkButton>
                </div>
              )}
            </div>
          )}
          <Plans page={page} onRecord={setRecording} />
          <Published page={page} onRecord={setRecording} />
        </div>
        <aside>
          <Facts page={page} />
        </aside>
      </div>
      {recording !== null && <RecordDialog page={page} from={recording} onClose={() => setRecording(null)} />}
    </>
  );
}

function PackageWords({ page }: { page: ChannelPage }) {
  const t = useText(channelText);
  const { number } = useFormats();
  const time = useSpokenTime();
  return (
    <p className="note" style={{ maxWidth: "68ch", marginBottom: 16 }}>
      <Icon of={PackageOpen} size={18} />{" "}
      {t("out.package-words", {
        time: page.readingSeconds === null ? t("out.no-time") : time(page.readingSeconds),
        audio: number(page.audio),
        images: number(page.images),
        languages: number(page.languages.length),
      })}
    </p>
  );
}

function Facts({ page }: { page: ChannelPage }) {
  const t = useText(channelText);
  const { day } = useFormats();
  const topic = useTopicName();
  const time = useSpokenTime();
  return (
    <section>
      <dl className="facts">
        <dt>{t("out.issuer")}</dt>
        <dd>{page.issuer.name}</dd>
        <dt>{t("out.source")}</dt>
        <dd>{page.source ?? "–"}</dd>
        <dt>{t("out.topic")}</dt>
        <dd>{topic(page.topic)}</dd>
        <dt>{t("out.valid")}</dt>
        <dd>{page.validTo === null ? t("out.valid-always") : day(page.validTo)}</dd>
        {page.readingSeconds !== null && (
          <>
            <dt>{t("out.reading")}</dt>
            <dd>{time(page.readingSeconds)}</dd>
          </>
        )}
      </dl>
      <p style={{ marginTop: 12 }}>
        <Link to={`/materials/${page.materialId}`} search={{ version: String(page.number) }}>
          {t("out.material")} · {t("out.version", { n: page.number })}
        </Link>
      </p>
    </section>
  );
}

function Plans({ page, onRecord }: { page: ChannelPage; onRecord: (what: Recorded) => void }) {
  const t = useText(channelText);
  const { day } = useFormats();
  const { name } = useChannels();
  const list = useList<PlanRow>("/channels/plans", { materialId: page.materialId, limit: 200 });
  const [planning, setPlanning] = useState(false);
  const [cancelling, setCancelling] = useState<PlanRow | null>(null);
  const rows = list.rows.filter((p) => p.versionId === page.versionId);
  const plannable = page.mayPlan && (page.refused === null || page.refused === "early");
  return (
    <section>
      <h2>{t("out.plans")}</h2>
      {rows.length === 0 && <p className="dim">{t("out.plans-none")}</p>}
      <ul className="channel-rows">
        {rows.map((p) => (
          <li key={p.id}>
            <div>
              {t("plan.for", { channel: name(p.channel), unit: p.unit.name })}
              <p className="dim">
                {t("channel.column.due")}: {day(p.dueOn)}
                {(p.cancelReason ?? p.note) !== null && ` · ${p.cancelReason ?? p.note ?? ""}`}
              </p>
            </div>
            <div className="channel-acts">
              <PlanStateBadge state={p.state} />
              {page.mayPlan && (p.state === "open" || p.state === "overdue") && (
                <>
                  {page.refused === null && (
                    <Button tight onClick={() => onRecord({ planId: p.id, channel: p.channel, unitId: p.unit.id })}>
                      {t("record.act")}
                    </Button>
                  )}
                  <Button tight look="quiet" onClick={() => setCancelling(p)}>
                    {t("plan.cancel")}
                  </Button>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
      {plannable && (
        <div className="actions">
          <Button look="main" onClick={() => setPlanning(true)}>
            {t("plan.act")}
          </Button>
        </div>
      )}
      {planning && <PlanDialog page={page} onClose={() => setPlanning(false)} />}
      {cancelling !== null && <CancelDialog plan={cancelling} onClose={() => setCancelling(null)} />}
    </section>
  );
}

function Published({ page, onRecord }: { page: ChannelPage; onRecord: (what: Recorded) => void }) {
  const t = useText(channelText);
  const { day } = useFormats();
  const { name } = useChannels();
  const list = useList<PublicationRow>("/channels/publications", { materialId: page.materialId, limit: 200 });
  const [open, setOpen] = useState<{ act: "down" | "strike"; row: PublicationRow } | null>(null);
  return (
    <section>
      <h2>{t("out.register")}</h2>
      {list.rows.length === 0 && <p className="dim">{t("out.register-none")}</p>}
      <ul className="channel-rows">
        {list.rows.map((p) => (
          <li key={p.id}>
            <div>
              <span className={p.struck === null ? undefined : "channel-struck"}>
                {day(p.publishedOn)} · {name(p.channel)} · {p.place}
              </span>
              <p className="dim">
                {p.unit.name} · {t("out.version", { n: p.number })}
                {p.reference !== null && ` · ${p.reference}`}
                {p.takenDownOn !== null && ` · ${t("register.taken-down", { day: day(p.takenDownOn) })}`}
                {p.struck !== null && ` · ${t("channel.struck", { reason: p.struck })}`}
              </p>
              {p.link !== null && (
                <a href={p.link} target="_blank" rel="noopener noreferrer nofollow" className="s">
                  {p.link}
                </a>
              )}
              {p.mustGo && <p className="note bad s">{t("channel.must-go")}</p>}
            </div>
            {page.mayPlan && p.struck === null && p.takenDownOn === null && (
              <div className="channel-acts">
                <Button tight onClick={() => setOpen({ act: "down", row: p })}>
                  {t("down.act")}
                </Button>
                <Button tight look="quiet" onClick={() => setOpen({ act: "strike", row: p })}>
                  {t("strike.act")}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {page.mayPlan && page.refused !== "draft" && page.refused !== "early" && (
        <div className="actions">
          <Button onClick={() => onRecord({ planId: null, channel: "", unitId: null })}>{t("record.act")}</Button>
        </div>
      )}
      {open?.act === "down" && <DownDialog row={open.row} onClose={() => setOpen(null)} />}
      {open?.act === "strike" && <StrikeDialog row={open.row} onClose={() => setOpen(null)} />}
    </section>
  );
}
