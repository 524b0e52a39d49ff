import { formatDate, type CivilDate } from "#kernel/civil-date.ts";
import { writeWorkbook } from "#platform/documents/workbook-writer.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import type { UnitListItem } from "../contract.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import type { UnitTree } from "../tree.ts";

/** The list as a workbook, with the same filters as on the screen. */
export async function exportUnits(
  tree: UnitTree,
  items: readonly UnitListItem[],
  on: CivilDate,
  language: "vi" | "en",
): Promise<FileAnswer> {
  const text: Record<keyof typeof messagesVi, string> = language === "vi" ? messagesVi : messagesEn;
  const kind = (id: string) => (language === "vi" ? tree.kinds.get(id)?.labelVi : tree.kinds.get(id)?.labelEn) ?? id;
  const title = text["unit.sheet"].replace("{day}", formatDate(on));
  const bytes = await writeWorkbook([
    {
      name: text["unit.title"],
      titles: [title],
      columns: [
        { header: text["unit.code"], width: 10 },
        { header: text["unit.name"], width: 36 },
        { header: text["unit.kind"], width: 24 },
        { header: text["unit.level"], width: 20 },
        { header: text["unit.parentCode"], width: 12 },
        { header: text["unit.parent"], width: 36 },
        { header: text["unit.validFrom"], width: 12 },
        { header: text["unit.validTo"], width: 12 },
      ],
      rows: items.map((u) => [
        u.code,
        u.name,
        kind(u.kind),
        text[`unit.level.${u.level}`],
        u.parentCode,
        u.parentName,
        { day: u.validFrom },
        u.validTo === null ? null : { day: u.validTo },
      ]),
    },
  ]);
  return new FileAnswer({
    bytes,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    fileName: `${language === "vi" ? "Đơn vị" : "Units"} ${on}.xlsx`,
  });
}
