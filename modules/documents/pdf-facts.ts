/** What can be told of a PDF from its outside: enough to know that it is one, of which version, and whether it is locked. */
export interface PdfFacts {
  version: string;
  /** Fields that carry a signature; whether the signature is good is for a signing service to say. */
  signatureFields: number;
}

export type PdfFault = "not-pdf" | "cut-off" | "locked" | "too-old";

/** The decree asks for 1.4 or later (Phụ lục I, phần II, mục I). */
const leastVersion = 1.4;

export function readPdfFacts(bytes: Uint8Array): PdfFacts | PdfFault {
  // Latin-1: every byte is one character, so that offsets and names stay what they are
  const text = new TextDecoder("latin1").decode(bytes);
  const header = /^[\s\S]{0,1024}?%PDF-(\d\.\d)/.exec(text.slice(0, 1100));
  if (!header) return "not-pdf";
  const tail = text.slice(-2048);
  if (!tail.includes("%%EOF") || !/startxref\s+\d+/.test(tail)) return "cut-off";
  if (/\/Encrypt\s+\d+\s+\d+\s+R/.test(text)) return "locked";
  const later = /\/Type\s*\/Catalog[\s\S]{0,400}?\/Version\s*\/(\d\.\d)/.exec(text)?.[1];
  const version = later !== undefined && Number(later) > Number(header[1]) ? later : header[1]!;
  if (Number(version) < leastVersion) return "too-old";
  const signatureFields = [...text.matchAll(/\/ByteRange\s*\[\s*\d+\s+\d+\s+\d+\s+\d+\s*\]/g)].length;
  return { version, signatureFields };
}
