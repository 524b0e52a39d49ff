import { setIssuer } from "./issuers.ts";

export const documentCommands = { "document.set-issuer": setIssuer } as const;
