import { readFile } from "node:fs/promises";
import { Problem } from "#kernel/problem.ts";
import { type CliCommand, WrongUse } from "#platform/cli/command.ts";
import { checkDocument } from "#platform/documents/nd30/check-document.ts";
import type { Finding } from "#platform/documents/nd30/findings.ts";
import { ruleSets } from "#platform/documents/nd30/nd30-2020.ts";

const DEFAULT_RULES = "nd30-2020";

/** `documents check FILE [--rules nd30-2020] [--json]`: exit 1 when any rule is broken or the file cannot be opened. */
export const checkDocumentCommand: CliCommand = {
  name: "documents check",
  summary: {
    vi: "Đối chiếu một văn bản DOCX với quy tắc thể thức",
    en: "Hold a DOCX document against the format rules",
  },
  arguments: [{ name: "FILE", help: { vi: "tệp .docx", en: "a .docx file" } }],
  options: {
    rules: {
      type: "text",
      value: "ID",
      help: { vi: `bộ quy tắc, mặc định ${DEFAULT_RULES}`, en: `rule set, ${DEFAULT_RULES} unless told` },
    },
  },
  json: true,
  needsDatabase: false,
  async run(call) {
    const id = call.text("rules") ?? DEFAULT_RULES;
    const rules = ruleSets.find((set) => set.id === id);
    const known = ruleSets.map((set) => set.id).join(", ");
    if (!rules)
      throw new WrongUse(
        `không có bộ quy tắc “${id}”; các bộ có: ${known}`,
        `no rule set "${id}"; there are: ${known}`,
      );
    const file = call.args[0] as string;
    const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      throw new Problem("file.unreadable", 422, { file, why: error.code ?? "unreadable" });
    });
    const findings = checkDocument(new Uint8Array(bytes), rules);
    call.answer(findings, () => show(call, findings));
    return findings.some((f) => f.verdict === "broken") ? 1 : 0;
  },
};

function show(call: Parameters<CliCommand["run"]>[0], findings: readonly Finding[]): void {
  const of = (verdict: Finding["verdict"]) => findings.filter((f) => f.verdict === verdict);
  for (const f of of("broken"))
    call.say(
      `SAI  ${f.row}. ${f.name} — ${f.where}: thấy ${f.found || "–"}; quy định: ${f.expected} [${f.rule}]`,
      `BROKEN  row ${f.row} ${f.rule} — ${f.where}: found ${f.found || "–"}; expected ${f.expected}`,
    );
  for (const f of of("unjudged"))
    call.say(
      `Không xét được  ${f.row}. ${f.name}: ${f.found} [${f.rule}]`,
      `Unjudged  row ${f.row} ${f.rule}: ${f.found}`,
    );
  const counts = `${of("kept").length}/${of("broken").length}/${of("unjudged").length}/${of("not-applicable").length}`;
  call.say(
    `Đúng / sai / không xét được / không có thành phần: ${counts}`,
    `Kept / broken / unjudged / not applicable: ${counts}`,
  );
}
