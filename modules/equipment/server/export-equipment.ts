import { todayInVietnam } from "#kernel/civil-date.ts";
import type { Principal } from "#kernel/access.ts";
import { writeWorkbook } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import type { EquipmentRow, LoanRow } from "../contract.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { readNeeds } from "./needs.ts";
import { listEquipment, listKinds, listLoans } from "./read-equipment.ts";

export const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const mostRows = 20_000;

async function all<R>(read: (cursor?: string) => Promise<{ items: R[]; nextCursor: string | null }>): Promise<R[]> {
  const rows: R[] = [];
  let cursor: string | undefined;
  do {
    const part = await read(cursor);
    rows.push(...part.items);
    cursor = part.nextCursor ?? undefined;
  } while (cursor !== undefined && rows.length < mostRows);
  return rows;
}

/** The register, the loan log and this year's needs, each on a sheet. */
export async function exportEquipment(
  tx: Tx,
  principal: Principal,
  under: number | undefined,
  language: "vi" | "en",
): Promise<FileAnswer> {
  const text: Record<keyof typeof messagesVi, string> = language === "vi" ? messagesVi : messagesEn;
  const kinds = new Map(
    (await listKinds(tx, todayInVietnam())).map((k) => [k.code, language === "vi" ? k.nameVi : k.nameEn]),
  );
  const kind = (code: string) => kinds.get(code) ?? code;
  const part = { limit: 200, ...(under === undefined ? {} : { under }) };
  const things = await all<EquipmentRow>((cursor) => listEquipment(tx, { ...part, ...(cursor ? { cursor } : {}) }));
  const loans = await all<LoanRow>((cursor) =>
    listLoans(tx, principal, { ...part, standing: "all", ...(cursor ? { cursor } : {}) }),
  );
  const needs = await readNeeds(tx, principal, under === undefined ? {} : { under });
  const head = (key: keyof typeof messagesVi, width: number) => ({ header: text[key], width });
  const bytes = await writeWorkbook([
    {
      name: text["equipment.title"],
      columns: [
        head("equipment.column.label", 34),
        head("equipment.column.kind", 24),
        head("equipment.column.number", 16),
        head("equipment.column.unit", 28),
        head("equipment.column.place", 30),
        head("equipment.column.condition", 14),
        head("equipment.column.acquired", 14),
        head("equipment.column.cost", 16),
        head("equipment.column.lent-to", 28),
        head("equipment.column.due", 14),
      ],
      rows: things.map((e) => [
        e.label,
        kind(e.kind),
        e.inventoryNumber,
        e.unit.name,
        e.place,
        text[`equipment.condition.${e.condition}`],
        { day: e.acquiredOn },
        e.cost,
        e.lentTo?.name ?? null,
        e.dueOn === null ? null : { day: e.dueOn },
      ]),
    },
    {
      name: text["equipment.loans"],
      columns: [
        head("equipment.column.label", 34),
        head("equipment.column.unit", 28),
        head("equipment.column.lent-to", 28),
        head("equipment.column.purpose", 40),
        head("equipment.column.out", 14),
        head("equipment.column.due", 14),
        head("equipment.column.back", 14),
        head("equipment.column.condition", 14),
      ],
      rows: loans.map((l) => [
        l.label,
        l.unit.name,
        l.to.name,
        l.purpose,
        { day: l.outOn },
        { day: l.dueOn },
        l.backOn === null ? null : { day: l.backOn },
        l.conditionBack === null ? null : text[`equipment.condition.${l.conditionBack}`],
      ]),
    },
    {
      name: text["equipment.needs"],
      columns: [
        head("equipment.column.kind", 24),
        head("equipment.column.unit", 28),
        { ...head("equipment.column.quantity", 12), number: "plain" as const },
        head("equipment.column.reason", 50),
        head("equipment.column.status", 16),
        head("equipment.column.answer", 50),
      ],
      rows: needs.items.map((n) => [
        kind(n.kind),
        n.unit.name,
        n.quantity,
        n.reason,
        text[`equipment.need.${n.status}`],
        n.answer,
      ]),
    },
  ]);
  return new FileAnswer({ bytes, mediaType: xlsx, fileName: text["equipment.file"] });
}
