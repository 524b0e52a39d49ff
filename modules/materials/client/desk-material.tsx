import { ArrowLeft, Printer } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Link, LinkButton, useGo } from "#platform/ui/link.tsx";
import { PageHead, useFilters, usePathParams } from "#platform/ui/screen.tsx";
import { Answer, useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useMay } from "#platform/ui/use-may.ts";
import type { MaterialPage } from "../contract.ts";
import { ApprovalNotes, ApprovalSteps } from "./desk-approval.tsx";
import { type ChainAct, ChainDialog } from "./desk-approval-acts.tsx";
import { Comments } from "./desk-comments.tsx";
import { ConflictPanel } from "./desk-conflicts.tsx";
import { ApproveDialog, RecallDialog } from "./desk-decide.tsx";
import { Files } from "./desk-files.tsx";
import { Languages } from "./desk-languages.tsx";
import { MaterialState, useReadingTime, useTopics, ValidDays } from "./desk-parts.tsx";
import { materialText } from "./desk-text.ts";
import { MaterialPublicity } from "./desk-public.tsx";
import { Marked, PlainBody } from "./plain-body.tsx";
import "./desk-materials.css";

/** One material: a version in full, its other versions, and what this person may do with it. */
export function MaterialScreen() {
  const { materialId } = usePathParams<"materialId">();
  const { values } = useFilters(["version"] as const);
  const page = useAsk<MaterialPage>(`/materials/${materialId}`, { version: values.version });
  return <Answer of={page}>{(data) => <Page page={data} />}</Answer>;
}

function Page({ page }: { page: MaterialPage }) {
  const t = useText(materialText);
  const { day, dayOf } = useFormats();
  const { version } = page;
  const seconds = useReadingTime()(version.keyMessages);
  const marks = page.approval?.comments.filter((c) => c.resolvedAt === null).map((c) => c.quote) ?? [];
  const messages = version.keyMessages
    .split("\n")
    .map((line) => line.replace(/^[-•–]\s*/, "").trim())
    .filter((line) => line !== "");
  return (
    <>
      <PageHead
        over={
          <Link to="/materials" className="s">
            <Icon of={ArrowLeft} size={16} /> {t("page.back")}
          </Link>
        }
        title={version.title}
      >
        <Button icon={Printer} look="quiet" onClick={() => window.print()}>
          {t("act.print")}
        </Button>
      </PageHead>
      <div className="material-cols">
        <div className="main-col">
          <div className="row wrap" style={{ marginBottom: 12 }}>
            <MaterialState status={version.status} />{" "}
            <span className="dim">{t("page.version", { n: version.number })}</span>
          </div>
          {version.status === "draft" && <p className="note">{t("page.draft")}</p>}
          {version.status === "superseded" && <p className="note warn">{t("page.superseded")}</p>}
          {version.status === "recalled" && (
            <div className="note bad">
              <h2>{t("page.recalled", { day: version.recalledAt === null ? "" : day(dayOf(version.recalledAt)) })}</h2>
              <p>
                {t("page.recalled-words", {
                  day: version.blockedFrom === null ? "" : day(version.blockedFrom),
                  reason: version.recallReason ?? "",
                })}
              </p>
            </div>
          )}
          {(version.status === "recalled" || version.status === "superseded") && (
            <p className="note act">
              {page.inUse === null ? (
                t("current.none")
              ) : (
                <>
                  {t("current.words", { n: page.inUse.number, title: page.inUse.title })}{" "}
                  <Link to={`/materials/${page.id}`} search={{ version: String(page.inUse.number) }}>
                    {t("current.open")}
                  </Link>
                </>
              )}
            </p>
          )}
          <ApprovalNotes page={page} />
          <Acts page={page} />
          <section>
            <h2>{t("page.messages")}</h2>
            {messages.length === 0 ? (
              <p className="dim">{t("page.messages-none")}</p>
            ) : (
              <>
                <ul className="material-points">
                  {messages.map((line, at) => (
                    <li key={at}>
                      <Marked text={line} marks={marks} />
                    </li>
                  ))}
                </ul>
                {seconds !== null && (
                  <p className="s dim" style={{ marginTop: 8 }}>
                    {t("page.seconds", { n: seconds })}
                  </p>
                )}
              </>
            )}
            <p className="s no-print" style={{ marginTop: 8 }}>
              <Link to={`/checks/${version.id}`}>{t("page.checks")}</Link>
              {version.status === "approved" && (
                <>
                  {" · "}
                  <Link to={`/channels/versions/${version.id}`}>{t("page.channels")}</Link>
                </>
              )}
            </p>
          </section>
          <section>
            <h2>{t("page.body")}</h2>
            {version.body === "" ? (
              <p className="dim">{t("page.body-none")}</p>
            ) : (
              <PlainBody text={version.body} marks={marks} />
            )}
          </section>
          {version.qa.length > 0 && (
            <section>
              <h2>{t("page.qa")}</h2>
              <dl className="material-qa">
                {version.qa.map((pair, at) => (
                  <div key={at}>
                    <dt>{pair.question}</dt>
                    <dd>{pair.answer}</dd>
                  </div>
                ))}
              </dl>
            </section>
          )}
          <Comments page={page} />
          <ConflictPanel materialId={page.id} />
          <Languages page={page} mayEdit={page.may.includes("material.edit") || page.may.includes("material.revise")} />
          <Files version={version} mayEdit={page.may.includes("material.edit")} />
        </div>
        <aside>
          <ApprovalSteps page={page} />
          <Facts page={page} />
          <Versions page={page} />
          <MaterialPublicity materialId={page.id} />
        </aside>
      </div>
    </>
  );
}

function Facts({ page }: { page: MaterialPage }) {
  const t = useText(materialText);
  const { day, dayOf } = useFormats();
  const topics = useTopics();
  const { version } = page;
  return (
    <section>
      <dl className="facts">
        <dt>{t("page.issuer")}</dt>
        <dd>{page.unit.name}</dd>
        <dt>{t("page.reach")}</dt>
        <dd>{t("page.reach-words", { name: page.reach.name })}</dd>
        <dt>{t("page.topic")}</dt>
        <dd>{topics.name(version.topic)}</dd>
        {version.status !== "draft" && (
          <>
            <dt>{t("page.valid")}</dt>
            <dd>
              <ValidDays from={version.validFrom} to={version.validTo} />
            </dd>
          </>
        )}
        {version.source !== null && (
          <>
            <dt>{t("page.source")}</dt>
            <dd>{version.source}</dd>
          </>
        )}
        {version.legalBasis !== null && (
          <>
            <dt>{t("page.basis")}</dt>
            <dd>{version.legalBasis}</dd>
          </>
        )}
        {version.approvedAt !== null && (
          <>
            <dt>{t("page.approved")}</dt>
            <dd>{day(dayOf(version.approvedAt))}</dd>
          </>
        )}
        <dt>{t("page.hash")}</dt>
        <dd className="nw">{version.contentHash.slice(0, 10)}</dd>
      </dl>
    </section>
  );
}

function Versions({ page }: { page: MaterialPage }) {
  const t = useText(materialText);
  const oversees = useMay();
  return (
    <section>
      <h2>{t("page.versions")}</h2>
      <ul className="material-rows">
        {page.versions.map((v) => (
          <li key={v.id} aria-current={v.id === page.version.id || undefined}>
            <Link to={`/materials/${page.id}`} search={{ version: String(v.number) }}>
              {t("page.version", { n: v.number })}
            </Link>
            <MaterialState status={v.status} />
          </li>
        ))}
      </ul>
      {page.versions.length > 1 && (
        <p className="s" style={{ marginTop: 8 }}>
          <Link to={`/materials/${page.id}/compare`} search={{ to: String(page.version.number) }}>
            {t("act.compare")}
          </Link>
        </p>
      )}
      {oversees("material.reach") && page.version.status !== "draft" && (
        <p className="s" style={{ marginTop: 8 }}>
          <Link to={`/materials/${page.id}/reach`}>{t("act.reach")}</Link>
        </p>
      )}
    </section>
  );
}

/** What this person may do now; the server said so, and decides again. */
function Acts({ page }: { page: MaterialPage }) {
  const t = useText(materialText);
  const go = useGo();
  const words = useProblemWords();
  const [open, setOpen] = useState<"approve" | "rush" | "recall" | ChainAct | null>(null);
  const withdraw = useSend<Record<string, never>>("POST", `/materials/versions/${page.version.id}/withdraw`);
  const steps = page.approval?.may ?? [];
  const revise = useSend<Record<string, never>, { number: number }>("POST", `/materials/${page.id}/versions`);
  const may = (verb: MaterialPage["may"][number]) => page.may.includes(verb);
  if (page.may.length === 0 && steps.length === 0) return null;
  const close = () => setOpen(null);
  const takeBack = () =>
    withdraw.mutate(
      {},
      {
        onSuccess: () => notify(t("withdraw.done")),
        onError: (error) => notify(words(error), { tone: "bad" }),
      },
    );
  const begin = () =>
    revise.mutate(
      {},
      {
        onSuccess: (made) => go(`/materials/${page.id}/edit`, { version: String(made.number) }),
        onError: (error) => notify(words(error), { tone: "bad" }),
      },
    );
  return (
    <div className="material-acts no-print">
      {steps.includes("approve") && (
        <Button look="main" onClick={() => setOpen("approve")}>
          {t("act.approve")}
        </Button>
      )}
      {steps.includes("pass") && (
        <Button look="main" onClick={() => setOpen("pass")}>
          {t("act.pass")}
        </Button>
      )}
      {steps.includes("makeUp") && (
        <Button look="main" onClick={() => setOpen("makeUp")}>
          {t("act.make-up")}
        </Button>
      )}
      {steps.includes("submit") && (
        <Button look="main" onClick={() => setOpen("submit")}>
          {t("act.submit")}
        </Button>
      )}
      {steps.includes("return") && <Button onClick={() => setOpen("return")}>{t("act.return")}</Button>}
      {steps.includes("withdraw") && (
        <Button onClick={takeBack} busy={withdraw.isPending ? t("act.withdrawing") : null}>
          {t("act.withdraw")}
        </Button>
      )}
      {steps.includes("rush") && <Button onClick={() => setOpen("rush")}>{t("act.rush")}</Button>}
      {may("material.edit") && (
        <LinkButton to={`/materials/${page.id}/edit`} search={{ version: String(page.version.number) }}>
          {t("act.edit")}
        </LinkButton>
      )}
      {may("material.revise") && (
        <Button onClick={begin} busy={revise.isPending ? t("act.revising") : null}>
          {t("act.revise")}
        </Button>
      )}
      {may("material.recall") && (
        <Button look="danger" onClick={() => setOpen("recall")}>
          {t("act.recall")}
        </Button>
      )}
      {steps.includes("discard") && (
        <Button look="quiet" onClick={() => setOpen("discard")}>
          {t("act.discard")}
        </Button>
      )}
      {(open === "approve" || open === "rush") && <ApproveDialog page={page} rush={open === "rush"} onClose={close} />}
      {open !== null && open !== "approve" && open !== "rush" && open !== "recall" && (
        <ChainDialog page={page} act={open} onClose={close} />
      )}
      <RecallDialog page={page} open={open === "recall"} onOpen={(next) => setOpen(next ? "recall" : null)} />
    </div>
  );
}
