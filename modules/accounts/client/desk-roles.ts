import type { Role } from "#kernel/access.ts";
import type { Grant } from "../contract.ts";
import type { AccountTexts } from "./desk-text.ts";

const order = { officer: 1, verifier: 1, speaker: 1, analyst: 1, unitHead: 1, administrator: 1 } satisfies Record<
  Role,
  1
>;
export const roleList = Object.keys(order) as Role[];

export const roleChoices = (t: AccountTexts) =>
  roleList.map((value) => ({ value, label: t(`role.${value}`), help: t(`about.${value}`) }));

/** "Cán bộ phụ trách, Xã D'Ran" */
export function grantWords(t: AccountTexts, grant: Pick<Grant, "role" | "unitName">): string {
  return t("role.at", { role: t(`role.${grant.role}`), unit: grant.unitName ?? t("role.everywhere") });
}
