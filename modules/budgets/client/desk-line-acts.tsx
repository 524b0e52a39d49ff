import { useText } from "#platform/i18n/use-text.ts";
import { ActDialog, type ActField, foundOf, textOf } from "#platform/ui/act-dialog.tsx";
import type { Option } from "#platform/ui/combobox.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { type Activity, activityKinds, type LinePage, type MoneyEntry, type SpendingThing } from "../contract.ts";
import { budgetText, useDong, useSources } from "./desk-text.ts";

interface Shown {
  open: boolean;
  onOpen: (open: boolean) => void;
}

export const unitOption = (u: { id: number; name: string; parentName: string | null }): Option => ({
  value: String(u.id),
  label: u.name,
  hint: u.parentName ?? "",
});

/** The unit at which the person works, where there is one: chosen already. */
export function useHome(): Option | null {
  const me = useAsk<{ grants: readonly { unitId: number | null; unitName?: string | null }[] }>("/me");
  const grant = me.data?.grants.find((g) => g.unitId !== null);
  return grant === undefined ? null : { value: String(grant.unitId), label: grant.unitName ?? String(grant.unitId) };
}

/** Amount, day, voucher, note: what every movement says. */
function useMovement(): ActField[] {
  const t = useText(budgetText);
  return [
    { kind: "count", name: "amount", label: t("desk.amount"), unit: t("desk.dong") },
    { kind: "day", name: "onDate", label: t("desk.on") },
    { kind: "text", name: "reference", label: t("desk.reference") },
    { kind: "text", name: "note", label: t("desk.note"), optional: true },
  ];
}
const movementOf = (v: Parameters<typeof textOf>[0]) => ({
  amount: v["amount"],
  onDate: v["onDate"],
  reference: textOf(v, "reference"),
  note: textOf(v, "note"),
});

export function OpenLineDialog({ open, onOpen, year }: Shown & { year: number }) {
  const t = useText(budgetText);
  const { list, name } = useSources();
  const home = useHome();
  const movement = useMovement();
  if (!open) return null;
  return (
    <ActDialog
      open={open}
      onOpen={onOpen}
      name={`money-open.${year}`}
      title={t("desk.open")}
      description={t("desk.open-words")}
      path="/budgets/lines"
      fields={[
        {
          kind: "find",
          name: "unit",
          label: t("desk.unit"),
          path: "/units",
          option: unitOption,
          ...(home === null ? {} : { start: home }),
        },
        {
          kind: "select",
          name: "source",
          label: t("desk.source"),
          choices: list.filter((s) => s.nature === "state").map((s) => ({ value: s.code, label: name(s.code) })),
        },
        { kind: "text", name: "title", label: t("desk.title") },
        ...movement,
      ]}
      body={(v) => ({
        unitId: Number(foundOf(v, "unit")),
        year,
        source: v["source"],
        title: textOf(v, "title"),
        ...movementOf(v),
      })}
      done={() => t("desk.opened")}
    />
  );
}

export type LineAct = "income" | "allocate" | "return" | "activity" | "allow" | "handOver";

/** What can be done to a line as a whole. */
export function LineActDialog({
  line,
  act,
  onOpen,
}: {
  line: LinePage;
  act: LineAct;
  onOpen: (open: boolean) => void;
}) {
  const t = useText(budgetText);
  const dong = useDong();
  const movement = useMovement();
  const common = { open: true, onOpen, done: () => t("desk.saved") };
  const path = `/budgets/lines/${line.id}`;
  switch (act) {
    case "income":
      return (
        <ActDialog
          {...common}
          name={`money-income.${line.id}`}
          title={t("desk.income")}
          path={`${path}/income`}
          fields={movement}
          body={movementOf}
        />
      );
    case "return":
      return (
        <ActDialog
          {...common}
          name={`money-return.${line.id}`}
          title={t("desk.return")}
          path={`${path}/return`}
          fields={movement}
          body={movementOf}
        />
      );
    case "allocate":
      return (
        <ActDialog
          {...common}
          name={`money-allocate.${line.id}`}
          title={t("desk.allocate")}
          description={t("desk.allocate-words")}
          path={`${path}/allocate`}
          fields={[
            {
              kind: "find",
              name: "unit",
              label: t("desk.allocate-unit"),
              path: "/units",
              query: () => ({ under: String(line.unit.id) }),
              option: unitOption,
            },
            ...movement,
          ]}
          body={(v) => {
            const { amount, ...rest } = movementOf(v);
            return { ...rest, shares: [{ unitId: Number(foundOf(v, "unit")), amount }] };
          }}
        />
      );
    case "activity":
      return (
        <ActDialog
          {...common}
          name={`money-activity.${line.id}`}
          title={t("desk.activity")}
          path={`${path}/activities`}
          fields={[
            {
              kind: "select",
              name: "kind",
              label: t("desk.activity-kind"),
              start: "planTask",
              choices: activityKinds.map((kind) => ({ value: kind, label: t(`budget.kind.${kind}`) })),
            },
            {
              kind: "find",
              name: "thing",
              label: t("desk.activity-thing"),
              path: "/budgets/things",
              query: (v) => ({ kind: v["kind"] === "other" ? "talk" : String(v["kind"]) }),
              option: (x: SpendingThing) => ({
                value: x.id,
                label: x.title,
                hint: [x.unitName, x.on].filter(Boolean).join(" · "),
              }),
              when: (v) => v["kind"] !== "other",
            },
            { kind: "text", name: "title", label: t("desk.activity-title"), when: (v) => v["kind"] === "other" },
            { kind: "count", name: "planned", label: t("desk.planned"), unit: t("desk.dong"), optional: true },
          ]}
          body={(v) => ({
            kind: v["kind"],
            refId: v["kind"] === "other" ? null : foundOf(v, "thing"),
            title: v["kind"] === "other" ? textOf(v, "title") : null,
            planned: v["planned"] ?? 0,
          })}
        />
      );
    case "allow":
      return (
        <ActDialog
          {...common}
          name={`money-allow.${line.id}`}
          title={t("desk.allow")}
          description={t("desk.allow-words")}
          path={`${path}/allow`}
          fields={[
            { kind: "count", name: "amount", label: t("desk.amount"), unit: t("desk.dong") },
            { kind: "area", name: "reason", label: t("desk.reason") },
            { kind: "text", name: "reference", label: t("desk.reference") },
          ]}
          body={(v) => ({ amount: v["amount"], reason: textOf(v, "reason"), reference: textOf(v, "reference") })}
        />
      );
    case "handOver":
      return (
        <ActDialog
          {...common}
          name={`money-handover.${line.id}`}
          title={t("desk.hand-over")}
          description={t("desk.hand-over-words", { n: dong(line.available) })}
          path={`${path}/hand-over`}
          fields={[
            {
              kind: "select",
              name: "unit",
              label: t("desk.to-unit"),
              choices: line.successors.map((u) => ({ value: String(u.id), label: u.name })),
              ...(line.successors.length === 1 ? { start: String(line.successors[0]!.id) } : {}),
            },
            {
              kind: "count",
              name: "amount",
              label: t("desk.amount"),
              unit: t("desk.dong"),
              start: Math.max(0, line.available),
            },
            { kind: "day", name: "onDate", label: t("desk.on") },
            { kind: "text", name: "reference", label: t("desk.reference") },
          ]}
          body={(v) => ({
            toUnitId: Number(v["unit"]),
            amount: v["amount"],
            onDate: v["onDate"],
            reference: textOf(v, "reference"),
          })}
        />
      );
  }
}

export function SpendDialog({ activity, onOpen }: { activity: Activity; onOpen: (open: boolean) => void }) {
  const t = useText(budgetText);
  return (
    <ActDialog
      open
      onOpen={onOpen}
      name={`money-spend.${activity.id}`}
      title={t("desk.spend-for", {
        title: activity.title.length > 90 ? `${activity.title.slice(0, 88)}…` : activity.title,
      })}
      button={t("desk.spend")}
      path={`/budgets/activities/${activity.id}/spend`}
      fields={useMovement()}
      body={movementOf}
      done={() => t("desk.saved")}
    />
  );
}

export function PlanDialog({ activity, onOpen }: { activity: Activity; onOpen: (open: boolean) => void }) {
  const t = useText(budgetText);
  return (
    <ActDialog
      open
      onOpen={onOpen}
      name={`money-plan.${activity.id}`}
      title={t("desk.plan")}
      path={`/budgets/activities/${activity.id}/plan`}
      fields={[
        { kind: "count", name: "planned", label: t("desk.planned"), unit: t("desk.dong"), start: activity.planned },
        { kind: "area", name: "reason", label: t("desk.reason") },
      ]}
      body={(v) => ({ planned: v["planned"], reason: textOf(v, "reason") })}
      done={() => t("desk.saved")}
    />
  );
}

export function ReverseDialog({ entry, onOpen }: { entry: MoneyEntry; onOpen: (open: boolean) => void }) {
  const t = useText(budgetText);
  return (
    <ActDialog
      open
      onOpen={onOpen}
      name={`money-reverse.${entry.id}`}
      title={t("desk.reverse")}
      description={t("desk.reverse-words")}
      path={`/budgets/entries/${entry.id}/reverse`}
      fields={[
        { kind: "area", name: "reason", label: t("desk.reason") },
        { kind: "day", name: "onDate", label: t("desk.on") },
        {
          kind: "count",
          name: "instead",
          label: t("desk.instead"),
          help: t("desk.instead-help"),
          unit: t("desk.dong"),
          optional: true,
        },
        {
          kind: "text",
          name: "reference",
          label: t("desk.instead-reference"),
          start: entry.reference,
          when: (v) => typeof v["instead"] === "number",
        },
      ]}
      body={(v) => ({
        reason: textOf(v, "reason"),
        onDate: v["onDate"],
        instead:
          typeof v["instead"] === "number"
            ? { amount: v["instead"], onDate: v["onDate"], reference: textOf(v, "reference") }
            : null,
      })}
      done={() => t("desk.saved")}
    />
  );
}
