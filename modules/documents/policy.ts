import type { PolicyTable } from "#kernel/access.ts";

const readers = ["administrator", "unitHead", "officer", "verifier", "analyst"] as const;
const keepers = ["administrator", "unitHead", "officer"] as const;

export const documentPolicy = {
  "document.list": { roles: readers },
  "document.view": { roles: readers },
  "document.check": { roles: readers },
  "document.issue": { roles: keepers },
  "document.set-issuer": { roles: keepers },
  /** Makes, edits, hands in and drops drafts. */
  "document.write": { roles: keepers },
  /** Certified copies (sao y, sao lục, trích sao). */
  "document.copy": { roles: keepers },
  /** Files the signed PDF back against its document. */
  "document.file-signed": { roles: keepers },
  /** Takes a package away for the exchange of electronic documents. */
  "document.package": { roles: keepers },
  /** Registers what arrives, hands it on, closes it. */
  "document.receive": { roles: keepers },
  /** A unit's code in the exchange. */
  "document.set-organ": { roles: keepers },
  /** Abbreviations of types, dated: for the whole instance. */
  "document.configure": { roles: ["administrator"] },
} satisfies PolicyTable;
