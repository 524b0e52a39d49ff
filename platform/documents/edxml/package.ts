/** One message of the exchange of electronic documents (QCVN 102:2016/BTTTT with amendment 1:2022). */
export interface EdxmlPackage {
  from: EdxmlOrgan;
  to: readonly { organId: string; name: string }[];
  /** "05" and "KH-UBND" */
  code: { number: string; notation: string };
  place: string;
  /** 'YYYY-MM-DD' */
  issuedOn: string;
  type: { code: string; name: string };
  subject: string;
  content: string;
  signer: { position: string; name: string; competence?: string };
  dueOn?: string;
  places: readonly string[];
  priority: "0" | "1" | "2" | "3";
  copies: number;
  pages: number;
  /** new, replaces, withdraws, corrects: what kind of message it is. */
  business: keyof typeof businessTypes;
  /** DocumentId of the message that this one replaces, withdraws or corrects. */
  about?: string;
  reason?: string;
  sentAt: Date;
  attachments: readonly { name: string; mediaType: string; bytes: Uint8Array }[];
}

export interface EdxmlOrgan {
  organId: string;
  name: string;
  inCharge?: string;
  address?: string;
  email?: string;
  telephone?: string;
}

export const edxmlNamespace = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

/** BussinessDocType (spelled so in the standard's own schema). */
export const businessTypes = { new: "0", withdraws: "1", corrects: "2", replaces: "3" } as const;

/** "H36.12,2026/01/05,05/KH-UBND": made of its parts, so that two systems name the same document alike. */
export function documentIdOf(organId: string, issuedOn: string, code: { number: string; notation: string }): string {
  return `${organId},${issuedOn.replaceAll("-", "/")},${code.number}/${code.notation}`;
}
