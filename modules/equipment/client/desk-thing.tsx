import { HandHelping, Wrench } from "lucide-react";
import { useState } from "react";
import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { ActDialog, foundOf, textOf } from "#platform/ui/act-dialog.tsx";
import { Button } from "#platform/ui/button.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { conditions, type EquipmentPage, type LoanRow } from "../contract.ts";
import { works } from "../rules.ts";
import { BackDialog, ExtendDialog, LoanActs } from "./desk-loans.tsx";
import { ThingState } from "./desk-parts.tsx";
import { equipmentText, unitOption, useFunding, useKinds } from "./desk-text.ts";
import "./desk-equipment.css";

/** One thing: where it is and how, each look at it, each loan. */
export function EquipmentThingScreen() {
  const { equipmentId } = usePathParams<"equipmentId">();
  const asked = useAsk<EquipmentPage>(`/equipment/${equipmentId}`, {}, { keep: true });
  return <Answer of={asked}>{(thing) => <Page thing={thing} />}</Answer>;
}

function Page({ thing }: { thing: EquipmentPage }) {
  const t = useText(equipmentText);
  const { day, number } = useFormats();
  const kinds = useKinds();
  const funding = useFunding();
  const [act, setAct] = useState<"check" | "lend" | null>(null);
  const [back, setBack] = useState<LoanRow | null>(null);
  const [longer, setLonger] = useState<LoanRow | null>(null);
  return (
    <>
      <PageHead over={<Link to="/equipment">{t("equipment.title")}</Link>} title={thing.label}>
        {thing.mayWrite && (
          <Button icon={Wrench} onClick={() => setAct("check")}>
            {t("desk.check")}
          </Button>
        )}
        {thing.mayWrite && thing.lentTo === null && works(thing.condition) && (
          <Button look="main" icon={HandHelping} onClick={() => setAct("lend")}>
            {t("desk.lend")}
          </Button>
        )}
      </PageHead>
      <dl className="facts wide">
        <dt>{t("desk.condition")}</dt>
        <dd>
          <ThingState condition={thing.condition} overdue={thing.overdue} />
        </dd>
        <dt>{t("desk.kind")}</dt>
        <dd>{kinds.name(thing.kind)}</dd>
        <dt>{t("desk.unit")}</dt>
        <dd>
          {thing.unit.name}
          {thing.now !== null && thing.now.id !== thing.unit.id && ` (${t("desk.now", { unit: thing.now.name })})`}
        </dd>
        <dt>{t("desk.place")}</dt>
        <dd>{thing.place}</dd>
        {thing.lentTo !== null && (
          <>
            <dt>{t("equipment.column.lent-to")}</dt>
            <dd>
              {thing.lentTo.name} {t("desk.until", { day: day(thing.dueOn ?? "") })}
            </dd>
          </>
        )}
        {thing.inventoryNumber !== null && (
          <>
            <dt>{t("desk.number")}</dt>
            <dd>{thing.inventoryNumber}</dd>
          </>
        )}
        <dt>{t("desk.acquired")}</dt>
        <dd>
          {day(thing.acquiredOn)} · {funding.name(thing.source)}
          {thing.cost === null ? "" : ` · ${number(thing.cost)} ${t("desk.dong")}`}
        </dd>
        {thing.sponsor !== null && (
          <>
            <dt>{t("desk.sponsor")}</dt>
            <dd>{thing.sponsor}</dd>
          </>
        )}
      </dl>
      <section className="thing-part" style={{ marginTop: 20 }}>
        <h2>{t("equipment.loans")}</h2>
        {thing.loans.length === 0 && <p className="dim">{t("desk.loans-empty")}</p>}
        <ul className="thing-rows">
          {thing.loans.map((loan) => (
            <li key={loan.id}>
              <div>
                {t("desk.loan-line", { from: loan.unit.name, to: loan.to.name })}
                <span className="dim">
                  {[loan.purpose, `${day(loan.outOn)} – ${day(loan.backOn ?? loan.dueOn)}`, loan.note]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </div>
              <ThingState condition={loan.conditionBack ?? loan.conditionOut} overdue={loan.overdue} />
              {loan.mayTakeBack && <LoanActs onBack={() => setBack(loan)} onLonger={() => setLonger(loan)} />}
            </li>
          ))}
        </ul>
      </section>
      <section className="thing-part">
        <h2>{t("desk.steps")}</h2>
        <ul className="thing-rows">
          {thing.steps.map((step, at) => (
            <li key={`${step.on} ${at}`}>
              <div>
                {day(step.on)} · {step.place}
                <span className="dim">{[step.unit.name, step.note].filter(Boolean).join(" · ")}</span>
              </div>
              <ThingState condition={step.condition} />
            </li>
          ))}
        </ul>
      </section>
      {act === "check" && <CheckDialog thing={thing} onOpen={(open) => !open && setAct(null)} />}
      {act === "lend" && <LendDialog thing={thing} onOpen={(open) => !open && setAct(null)} />}
      {back !== null && <BackDialog loan={back} onOpen={(open) => !open && setBack(null)} />}
      {longer !== null && <ExtendDialog loan={longer} onOpen={(open) => !open && setLonger(null)} />}
    </>
  );
}

function CheckDialog({ thing, onOpen }: { thing: EquipmentPage; onOpen: (open: boolean) => void }) {
  const t = useText(equipmentText);
  return (
    <ActDialog
      open
      onOpen={onOpen}
      name={`thing-check.${thing.id}`}
      title={t("desk.check")}
      path={`/equipment/${thing.id}/check`}
      fields={[
        {
          kind: "select",
          name: "condition",
          label: t("desk.condition"),
          start: thing.condition,
          choices: conditions.map((value) => ({ value, label: t(`equipment.condition.${value}`) })),
        },
        { kind: "text", name: "place", label: t("desk.place"), start: thing.place },
        { kind: "day", name: "onDate", label: t("desk.checked-on") },
        {
          kind: "find",
          name: "unit",
          label: t("desk.move-to"),
          help: t("desk.move-help"),
          path: "/units",
          option: unitOption,
          optional: true,
        },
        { kind: "area", name: "note", label: t("desk.note"), optional: true },
      ]}
      body={(v) => ({
        version: thing.version,
        condition: v["condition"],
        place: textOf(v, "place"),
        onDate: v["onDate"],
        unitId: foundOf(v, "unit") === null ? null : Number(foundOf(v, "unit")),
        note: textOf(v, "note"),
      })}
      done={() => t("desk.saved")}
    />
  );
}

function LendDialog({ thing, onOpen }: { thing: EquipmentPage; onOpen: (open: boolean) => void }) {
  const t = useText(equipmentText);
  return (
    <ActDialog
      open
      onOpen={onOpen}
      name={`thing-lend.${thing.id}`}
      title={t("desk.lend")}
      path={`/equipment/${thing.id}/lend`}
      fields={[
        { kind: "find", name: "unit", label: t("desk.to-unit"), path: "/units", option: unitOption },
        { kind: "text", name: "purpose", label: t("desk.purpose") },
        { kind: "day", name: "outOn", label: t("desk.out") },
        { kind: "day", name: "dueOn", label: t("desk.due"), start: addDays(todayInVietnam(), 7) },
      ]}
      body={(v) => ({
        toUnitId: Number(foundOf(v, "unit")),
        purpose: textOf(v, "purpose"),
        outOn: v["outOn"],
        dueOn: v["dueOn"],
      })}
      done={() => t("desk.saved")}
    />
  );
}
