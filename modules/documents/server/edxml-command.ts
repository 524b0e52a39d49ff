import { readFile } from "node:fs/promises";
import { Problem } from "#kernel/problem.ts";
import type { CliCommand } from "#platform/cli/command.ts";
import { checkEdxml } from "#platform/documents/edxml/check-edxml.ts";

/** `documents edxml FILE [--json]`: exit 1 when the package breaks a rule. Reads the file, sends nothing. */
export const checkEdxmlCommand: CliCommand = {
  name: "documents edxml",
  summary: {
    vi: "Kiểm tra một gói edXML theo QCVN 102:2016/BTTTT",
    en: "Hold an edXML package against QCVN 102:2016/BTTTT",
  },
  arguments: [{ name: "FILE", help: { vi: "tệp .edxml hoặc .xml", en: "an .edxml or .xml file" } }],
  options: {},
  json: true,
  needsDatabase: false,
  async run(call) {
    const file = call.args[0] as string;
    const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      throw new Problem("file.unreadable", 422, { file, why: error.code ?? "unreadable" });
    });
    const findings = checkEdxml(new Uint8Array(bytes));
    const broken = findings.filter((f) => f.verdict === "broken");
    call.answer(findings, () => {
      for (const f of findings.filter((x) => x.verdict === "broken" || x.verdict === "unjudged")) {
        const found = f.found || "–";
        call.say(
          `${f.verdict === "broken" ? "SAI" : "Không xét được"}  ${f.name} — ${f.where}: ${found} [${f.rule}]`,
          `${f.verdict === "broken" ? "BROKEN" : "Unjudged"}  ${f.rule} — ${f.where}: ${found}`,
        );
      }
      const kept = findings.filter((f) => f.verdict === "kept").length;
      call.say(`Đúng ${kept}, sai ${broken.length}`, `Kept ${kept}, broken ${broken.length}`);
    });
    return broken.length > 0 ? 1 : 0;
  },
};
