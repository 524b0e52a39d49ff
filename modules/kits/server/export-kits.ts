import { writeWorkbook } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { kitsOfPeriod, kitTimeliness, type Period } from "./read-kits.ts";

/** Timeliness by unit, and each kit behind it, as a workbook. */
export async function exportTimeliness(tx: Tx, period: Period, language: "vi" | "en"): Promise<FileAnswer> {
  const text: Record<keyof typeof messagesVi, string> = language === "vi" ? messagesVi : messagesEn;
  const column = (key: keyof typeof messagesVi, width: number) => ({ header: text[key], width });
  const day = (value: string | null) => (value === null ? null : { day: value });
  const units = await kitTimeliness(tx, period);
  const kits = await kitsOfPeriod(tx, period);
  const bytes = await writeWorkbook([
    {
      name: text["kit.sheet.units"],
      titles: [`${period.from} – ${period.to}`],
      columns: [
        column("kit.column.unit", 36),
        column("kit.column.kits", 10),
        column("kit.column.approved", 10),
        column("kit.column.inTime", 10),
        column("kit.column.talked", 12),
        column("kit.column.medianToApproval", 20),
        column("kit.column.medianToTalk", 20),
      ],
      rows: units.map((u) => [u.unit.name, u.kits, u.approved, u.inTime, u.talked, u.medianToApproval, u.medianToTalk]),
    },
    {
      name: text["kit.sheet.kits"],
      columns: [
        column("kit.column.title", 44),
        column("kit.column.trigger", 26),
        column("kit.column.unit", 30),
        column("kit.column.place", 24),
        column("kit.column.happenedOn", 12),
        column("kit.column.dueOn", 12),
        column("kit.column.approvedOn", 14),
        column("kit.column.daysToApproval", 14),
        column("kit.column.talkOn", 14),
        column("kit.column.daysToTalk", 14),
        column("kit.column.status", 12),
      ],
      rows: kits.map((k) => [
        k.title,
        text[`kit.trigger.${k.trigger}`],
        k.unit.name,
        k.place.name,
        day(k.happenedOn),
        day(k.dueOn),
        day(k.approvedOn),
        k.daysToApproval,
        day(k.talkOn),
        k.daysToTalk,
        text[`kit.status.${k.status}`],
      ]),
    },
  ]);
  return new FileAnswer({
    bytes,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    fileName: "bo-tai-lieu-nhanh.xlsx",
  });
}
