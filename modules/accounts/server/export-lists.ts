import { todayInVietnam } from "#kernel/civil-date.ts";
import { writeWorkbook } from "#platform/documents/workbook-writer.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import type { AccountItem, JournalEntry } from "../contract.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";

export const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** As many rows of a list as one workbook takes; the newest or first of them. */
export const exportLimit = 20_000;

type Language = "vi" | "en";
type Words = Record<keyof typeof messagesVi, string>;
const wordsOf = (language: Language): Words => (language === "vi" ? messagesVi : messagesEn);

export async function exportAccounts(items: readonly AccountItem[], language: Language): Promise<FileAnswer> {
  const t = wordsOf(language);
  const bytes = await writeWorkbook([
    {
      name: t["sheet.accounts"],
      titles: [t["sheet.accounts"]],
      columns: [
        { header: t["sheet.name"], width: 30 },
        { header: t["sheet.user-name"], width: 20 },
        { header: t["sheet.unit"], width: 34 },
        { header: t["sheet.roles"], width: 50 },
        { header: t["sheet.second-factor"], width: 16 },
        { header: t["sheet.closed"], width: 18 },
      ],
      rows: items.map((a) => [
        a.displayName,
        a.userName,
        a.homeUnitName,
        a.grants
          .map((g) =>
            t["role.at"].replace("{role}", t[`role.${g.role}`]).replace("{unit}", g.unitName ?? t["role.everywhere"]),
          )
          .join("; "),
        a.twoFactor ? "x" : null,
        a.closedAt === null ? null : { moment: new Date(a.closedAt) },
      ]),
    },
  ]);
  return new FileAnswer({ bytes, mediaType: xlsx, fileName: `${t["sheet.accounts"]} ${todayInVietnam()}.xlsx` });
}

export async function exportJournal(items: readonly JournalEntry[], language: Language): Promise<FileAnswer> {
  const t = wordsOf(language);
  const plain = (value: unknown) =>
    value === null || value === undefined ? null : JSON.stringify(value).slice(0, 30_000);
  const bytes = await writeWorkbook([
    {
      name: t["sheet.journal"],
      titles: [t["sheet.journal"]],
      columns: [
        { header: t["sheet.number"], number: "plain" },
        { header: t["sheet.at"], width: 20 },
        { header: t["sheet.device-at"], width: 20 },
        { header: t["sheet.who"], width: 28 },
        { header: t["sheet.unit"], width: 30 },
        { header: t["sheet.action"], width: 26 },
        { header: t["sheet.subject"], width: 14 },
        { header: t["sheet.subject-id"], width: 38 },
        { header: t["sheet.before"], width: 50 },
        { header: t["sheet.after"], width: 50 },
      ],
      rows: items.map((e) => [
        e.id,
        { moment: new Date(e.at) },
        e.deviceAt === null ? null : { moment: new Date(e.deviceAt) },
        e.userName ?? e.userId,
        e.unitName,
        e.action,
        e.subject,
        e.subjectId,
        plain(e.before),
        plain(e.after),
      ]),
    },
  ]);
  return new FileAnswer({ bytes, mediaType: xlsx, fileName: `${t["sheet.journal"]} ${todayInVietnam()}.xlsx` });
}
