import { formatDate, type CivilDate } from "#kernel/civil-date.ts";
import { languageName } from "#kernel/languages.ts";
import { writeWorkbook, type WriteCell } from "#platform/documents/workbook-writer.ts";
import type { Tx } from "#platform/db/session.ts";
import type { PersonItem, RosterCatalogue } from "../answers.ts";
import { messagesEn } from "../messages.en.ts";
import { messagesVi } from "../messages.vi.ts";
import { loadCatalogue } from "./catalogue.ts";
import { listPeople, type PeopleFilter } from "./queries.ts";

const pageSize = 1_000;

/** The list as it stands on the screen, one row an appointment, as a workbook. */
export async function exportPeople(
  tx: Tx,
  filter: PeopleFilter,
  today: CivilDate,
  language: "vi" | "en",
): Promise<{ bytes: Uint8Array; fileName: string }> {
  const texts: Record<string, string> = language === "vi" ? messagesVi : messagesEn;
  const catalogue = await loadCatalogue(tx);
  const people: PersonItem[] = [];
  for (let cursor: string | undefined; ;) {
    const { items, nextCursor } = await listPeople(tx, filter, today, { cursor, limit: pageSize });
    people.push(...items);
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  const header = (key: string, width?: number) => ({
    header: texts[key] as string,
    ...(width === undefined ? {} : { width }),
  });
  const bytes = await writeWorkbook([
    {
      name: texts["roster.export.sheet"] as string,
      titles: [texts["roster.title"] as string, formatDate(today)],
      columns: [
        header("roster.fullName", 28),
        header("roster.kind", 26),
        header("roster.level"),
        header("roster.core"),
        header("roster.unit", 28),
        header("roster.position", 28),
        header("roster.workplace", 28),
        header("roster.decisionSymbol", 18),
        header("roster.decisionDate"),
        header("roster.decisionIssuer", 24),
        header("roster.termFrom"),
        header("roster.termTo"),
        header("roster.state"),
        header("roster.endReason"),
        header("roster.workingLanguages", 18),
        header("roster.topics", 24),
        header("roster.officeContact", 24),
      ],
      rows: people.flatMap((person) => rowsOf(person, filter, catalogue, texts, language)),
    },
  ]);
  return { bytes, fileName: `${texts["roster.export.file"] as string}-${today}.xlsx` };
}

function rowsOf(
  person: PersonItem,
  filter: PeopleFilter,
  catalogue: RosterCatalogue,
  texts: Record<string, string>,
  language: "vi" | "en",
): WriteCell[][] {
  const wanted = person.appointments.filter(
    (a) =>
      (filter.kind === undefined || a.kind === filter.kind) &&
      (filter.level === undefined || a.level === filter.level) &&
      ((filter.state ?? "held") !== "held" || a.state === "current" || a.state === "ending"),
  );
  const day = (value: CivilDate | null): WriteCell => (value === null ? null : { day: value });
  return (wanted.length > 0 ? wanted : person.appointments.slice(0, 1)).map((a) => [
    person.fullName,
    catalogue.kinds.find((k) => k.id === a.kind)?.label[language] ?? a.kind,
    a.level === null ? null : (catalogue.levels.find((l) => l.id === a.level)?.label[language] ?? a.level),
    a.core ? "x" : null,
    a.unitName,
    person.position,
    person.workplace,
    a.decisionSymbol,
    day(a.decisionDate),
    a.decisionIssuer,
    day(a.termFrom),
    day(a.lastDay ?? a.termTo),
    texts[`roster.state.${a.state}`],
    a.endReason === null ? null : texts[`roster.endReason.${a.endReason}`],
    person.workingLanguages.map((tag) => languageName(tag, language)).join(", "),
    person.topics.join(", "),
    person.officeContact,
  ]);
}
