import { authorise } from "#kernel/access.ts";
import { civilDateOf } from "#kernel/civil-date.ts";
import { defineCommand } from "#platform/command/define.ts";
import { issueDocument } from "#modules/documents/server.ts";
import { IssueReport } from "../contract.ts";
import { reportPolicy } from "../policy.ts";
import { reportProblem } from "../problems.ts";
import { abstractOf, DOCX, fileNameOf, gather, reportDocument } from "./export-report.ts";
import { storedFigures } from "./figures.ts";
import { authorityFor } from "./mandates.ts";
import { getReport } from "./report-store.ts";
import { partsOf, revisionsOf } from "./revisions.ts";
import { getSigning } from "./signings.ts";

/** Issues what the head has signed as a numbered document: exactly that revision and those words. */
export const issueReport = defineCommand({
  name: "report.issue",
  input: IssueReport,
  async run({ tx, principal, now }, input) {
    const report = await getReport(tx, input.reportId, { forUpdate: true });
    authorise(reportPolicy, "report.issue", principal, report);
    if (report.status !== "frozen") throw reportProblem("report.not-frozen", { reportId: report.id });
    const today = civilDateOf(now);
    const signing = await getSigning(tx, report.id);
    const [newest] = await revisionsOf(tx, report.id);
    const figures = await storedFigures(tx, report.id, report.revision, input.view);
    const asWas = await storedFigures(tx, report.id, report.revision, "as-was");
    const frozen = {
      revision: report.revision,
      asOf: newest!.asOf,
      hash: newest!.contentHash,
      reason: newest!.reason,
    };
    const { words, issuer } = await gather(tx, {
      subject: report,
      view: input.view,
      today,
      figures,
      asWas,
      parts: (await partsOf(tx, report.id, report.revision)) ?? report.template.parts,
      narrative: signing.narrative,
      report: { id: report.id, code: report.code },
      frozen,
    });
    if (input.signerName !== undefined && input.signerName !== signing.signerName)
      throw reportProblem("report.signer-differs", {
        fields: { "/signerName": "report.signer-differs" },
        signed: signing.signerName,
      });
    // who signs by a record stands on paper as the record says; the head as the unit signs
    const capacity = (signing.byMandate ? signing.capacity : input.capacity) ?? signing.capacity ?? issuer.capacity;
    const position =
      (signing.byMandate ? signing.signerPosition : input.signerPosition) ??
      signing.signerPosition ??
      issuer.signerPosition;
    const issued = await issueDocument(tx, {
      unitId: report.unitId,
      type: report.template.documentType,
      issuerSymbol: issuer.abbreviation,
      abstract: abstractOf(report, words),
      issuedOn: input.issuedOn,
      today,
      at: now,
      signer: { name: signing.signerName, position },
      file: { name: fileNameOf(words, "docx"), mediaType: DOCX },
      subject: { kind: "report", id: report.id },
      ruleSet: "nd30-2020",
      write: ({ number, symbol }) =>
        reportDocument(report, words, issuer, {
          number,
          symbol,
          date: input.issuedOn,
          signer: {
            ...authorityFor(issuer.authority, capacity),
            ...(capacity ? { capacity } : {}),
            position,
            name: signing.signerName,
          },
        }),
    });
    return {
      answer: {
        reportId: report.id,
        documentId: issued.id,
        number: issued.number,
        symbol: issued.symbol,
        sha256: issued.sha256,
      },
      journal: [
        {
          action: "report.issued",
          subject: "report",
          subjectId: report.id,
          unitId: report.unitId,
          after: {
            documentId: issued.id,
            number: issued.number,
            symbol: issued.symbol,
            sha256: issued.sha256,
            revision: report.revision,
            contentHash: frozen.hash,
          },
        },
      ],
    };
  },
});
