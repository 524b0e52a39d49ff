import type { CliCommand } from "#platform/cli/command.ts";
import { type Finding, type FindingKind, verifyJournal } from "./verify.ts";

const words: Record<FindingKind, [vi: string, en: string]> = {
  "row-altered": ["dòng bị sửa", "row was altered"],
  "row-removed": ["dòng bị xóa", "row was removed"],
  "row-inserted": ["dòng bị chèn vào sau", "row was put in out of turn"],
  "digest-replaced": ["mã kiểm của dòng bị thay", "the row's digest was replaced"],
  "seal-altered": ["niêm phong bị sửa", "seal was altered"],
  "seal-removed": ["niêm phong bị xóa", "seal was removed"],
  "command-without-entry": ["lệnh không còn dòng nhật ký", "command has lost its entry"],
};

/** Exit code 0 when the journal is whole, 1 when something of it is not as it was written. */
export const verifyJournalCommand: CliCommand = {
  name: "journal verify",
  summary: {
    vi: "Kiểm tra nhật ký: dòng nào bị sửa, xóa hay chèn",
    en: "Check the journal: rows that were altered, removed or put in",
  },
  json: true,
  async run(call) {
    const result = await verifyJournal(call.database.worker, call.dataDir, (done, all) =>
      call.progress("Nhật ký / journal", done, all),
    );
    call.answer(result, () => {
      call.say(
        `${result.rows} dòng, ${result.sealedRows} đã niêm phong trong ${result.seals} lượt`,
        `${result.rows} rows, ${result.sealedRows} sealed in ${result.seals} batches`,
      );
      if (result.head !== null)
        call.say(`Niêm phong mới nhất: số ${result.head.number}, ${result.head.hash}`, "the newest seal");
      if (result.findings.length === 0) call.say("Nhật ký nguyên vẹn", "the journal is whole");
    });
    if (!call.json) for (const finding of result.findings) tell(call, finding);
    return result.findings.length === 0 ? 0 : 1;
  },
};

function tell(call: { say: (vi: string, en: string) => void }, finding: Finding): void {
  const [vi, en] = words[finding.kind];
  const what = [
    finding.id === null ? null : `id ${finding.id}`,
    finding.action,
    finding.subject === null ? null : `${finding.subject} ${finding.subjectId ?? ""}`.trim(),
    finding.seal === null ? null : `seal ${finding.seal}`,
    finding.differs.length === 0 ? null : finding.differs.join(", "),
  ]
    .filter((part) => part !== null)
    .join(" · ");
  call.say(`${vi}: ${what}`, `${en}: ${what}`);
}
