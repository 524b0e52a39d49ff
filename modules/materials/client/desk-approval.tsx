import { Check, CircleDashed, Clock3, FastForward, type LucideIcon } from "lucide-react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useLocale, useText } from "#platform/i18n/use-text.ts";
import { Link } from "#platform/ui/link.tsx";
import { StateBadge, type Tone } from "#platform/ui/state-badge.tsx";
import type { MaterialPage } from "../contract.ts";
import type { ApprovalStep, MaterialApproval } from "../contract-chain.ts";
import { materialText } from "./desk-text.ts";
import "./desk-materials.css";

const looks: Record<ApprovalStep["state"], { tone: Tone; icon: LucideIcon }> = {
  done: { tone: "ok", icon: Check },
  waiting: { tone: "warn", icon: Clock3 },
  ahead: { tone: "off", icon: CircleDashed },
  waived: { tone: "bad", icon: FastForward },
};

/** The steps of this version, who took them, and all that happened on the way. */
export function ApprovalSteps({ page }: { page: MaterialPage }) {
  const t = useText(materialText);
  const vi = useLocale() === "vi";
  const { moment } = useFormats();
  const { approval } = page;
  if (approval === null || (page.version.status !== "draft" && approval.acts.length === 0)) return null;
  return (
    <section className="material-chain">
      <h2>{t("chain.title")}</h2>
      {approval.steps.length === 0 && (
        <p className="dim">
          {t("chain.none")} <Link to="/materials/settings">{t("chain.none-act")}</Link>
        </p>
      )}
      <ol>
        {approval.steps.map((step) => (
          <li key={step.position} aria-current={step.state === "waiting" ? "step" : undefined}>
            <span className="row wrap">
              <b>{vi ? step.labelVi : step.labelEn}</b>
              <StateBadge {...looks[step.state]}>{t(`chain.state.${step.state}`)}</StateBadge>
            </span>
            <span className="s dim">{t("chain.at", { role: t(`chain.role.${step.role}`), unit: step.unit.name })}</span>
            {step.byName !== null && step.at !== null && (
              <span className="s">{t("chain.by", { name: step.byName, at: moment(step.at) })}</span>
            )}
          </li>
        ))}
      </ol>
      {approval.authors.length > 0 && (
        <p className="s dim">{t("chain.authors", { names: approval.authors.join(", ") })}</p>
      )}
      {approval.acts.length > 0 && <History approval={approval} />}
    </section>
  );
}

function History({ approval }: { approval: MaterialApproval }) {
  const t = useText(materialText);
  const vi = useLocale() === "vi";
  const { moment } = useFormats();
  return (
    <details>
      <summary>{t("chain.history")}</summary>
      <ul>
        {approval.acts.map((act) => (
          <li key={act.id} className="s">
            <span className="dim">{moment(act.at)}</span> {act.byName ?? ""}: {t(`chain.act.${act.act}`)}{" "}
            <span className="dim">({vi ? act.labelVi : act.labelEn})</span>
            {act.note !== null && <q className="quote">{act.note}</q>}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Above the text: what it waits for, why this person may not take the step, and what is owed. */
export function ApprovalNotes({ page }: { page: MaterialPage }) {
  const t = useText(materialText);
  const vi = useLocale() === "vi";
  const { day } = useFormats();
  const { approval } = page;
  if (approval === null) return null;
  const waits = approval.steps.find((s) => s.position === approval.waiting);
  const open = approval.comments.filter((c) => c.resolvedAt === null).length;
  const last = approval.acts.at(-1);
  return (
    <>
      {waits !== undefined && (
        <div className="note act">
          <p>{t("chain.waits", { step: vi ? waits.labelVi : waits.labelEn })}</p>
          {approval.bar !== null && (
            <p>{t(approval.bar === "material.own-text" ? "chain.bar.own" : "chain.bar.twice")}</p>
          )}
        </div>
      )}
      {page.version.status === "draft" && waits === undefined && last?.act === "returned" && (
        <div className="note warn">
          <p>
            {last.byName}: {t("chain.act.returned")}. {last.note}
          </p>
        </div>
      )}
      {page.version.status === "draft" && open > 0 && (
        <p className="note warn">
          <a href="#material-comments">{t("comments.open", { n: open })}</a>
        </p>
      )}
      {approval.owed.map((owed) => (
        <p className="note bad" key={owed.position}>
          {t(owed.dueOn < todayInVietnam() ? "chain.owed-late" : "chain.owed", {
            step: vi ? owed.labelVi : owed.labelEn,
            day: day(owed.dueOn),
            reason: owed.reason ?? "",
          })}
        </p>
      ))}
    </>
  );
}
