import { Problem } from "#kernel/problem.ts";

/** On every answer of the API: nothing here may be sniffed, framed, cached or run as a page. */
export const apiHeaders: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
};

/** On the pages of the desk, the field app and the public face: everything from this server, nothing from elsewhere. */
export const pageHeaders: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(self), geolocation=(), microphone=(), payment=()",
  "content-security-policy":
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; worker-src 'self'; " +
    "connect-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
};

/**
 * A browser sends its cookie along with whatever another site makes it send. SameSite=Lax keeps most of that
 * away; this keeps the rest: a write that is authorised by a cookie must name our own origin, which every
 * browser does on a write. Programs with a token send no cookie and are not asked.
 */
export function refuseOtherOrigin(headers: Headers, trustedOrigins: readonly string[]): void {
  const origin = headers.get("origin");
  if (origin !== null) {
    if (trustedOrigins.includes(origin) || sameHost(origin, headers.get("host"))) return;
    throw new Problem("request.other-origin", 403);
  }
  const site = headers.get("sec-fetch-site");
  if (site === "same-origin" || site === "none") return;
  throw new Problem("request.other-origin", 403);
}

function sameHost(origin: string, host: string | null): boolean {
  return host !== null && URL.canParse(origin) && new URL(origin).host === host;
}
