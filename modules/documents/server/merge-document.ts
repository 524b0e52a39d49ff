import type { CivilDate } from "#kernel/civil-date.ts";
import type { Tx } from "#platform/db/session.ts";
import { writeOfficialDocument } from "#platform/documents/nd30/write-document.ts";
import type { KnownIssuer } from "../contract.ts";
import type { DraftContent, MergeValues } from "../draft-contract.ts";
import { layOut, symbolOf } from "../lay-out.ts";
import { mergeTemplate } from "../merge-template.ts";
import { typeOn } from "./issue-document.ts";
import { issuerOf } from "./issuers.ts";
import { getTemplate } from "./templates.ts";

export interface MergedDocument {
  content: DraftContent;
  issuer: KnownIssuer;
  type: string;
  /** The issuer's part of the symbol, as `issueDocument` asks for it. */
  issuerSymbol: string;
  /** The file; without a number while it is a draft (`symbol` is then what it will read but for the number). */
  write(
    at: { number: number; symbol: string; date: string; signer: { name: string; position: string } } | null,
  ): Promise<Uint8Array>;
}

/**
 * A document of a template that another room fills and issues itself: the same text as a draft made by hand from the same
 * source. Reads once, so that the register never waits for it. @throws documents.unknown-template
 */
export async function mergeDocument(
  tx: Tx,
  of: { template: string; unitId: number; today: CivilDate; values: (issuer: KnownIssuer) => MergeValues },
): Promise<MergedDocument> {
  const template = await getTemplate(tx, of.template, of.today);
  const issuer = await issuerOf(tx, of.unitId, of.today);
  const type = await typeOn(tx, template.type, of.today);
  const merged = { content: template.content, fields: template.fields, values: of.values(issuer), issuer };
  const content = mergeTemplate({ ...merged, type: template.type });
  const issuerSymbol = symbolOf(issuer, type.abbreviation);
  return {
    content,
    issuer,
    type: template.type,
    issuerSymbol,
    write: (at) => {
      const symbol = at?.symbol ?? (type.abbreviation === null ? issuerSymbol : `${type.abbreviation}-${issuerSymbol}`);
      const signature = { ...content.signature, ...at?.signer };
      const numbered = { number: at?.number ?? null, symbol, date: at?.date ?? null };
      return writeOfficialDocument(layOut({ ...content, signature }, issuer, type, numbered));
    },
  };
}
