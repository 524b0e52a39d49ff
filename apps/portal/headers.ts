import { styleHash } from "./style.ts";

const common: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), interest-cohort=()",
};

/** Everything from this server, nothing inline but the one sheet; a script only on the page that needs one. */
export function pageHeaders(language: string, solves: boolean): Record<string, string> {
  return {
    ...common,
    "content-language": language,
    "content-security-policy": [
      "default-src 'none'",
      `style-src ${styleHash}`,
      `script-src ${solves ? "'self'" : "'none'"}`,
      "img-src 'self'",
      "font-src 'self'",
      // no script of ours asks for anything; tools that look at a page fetch robots.txt in its name
      "connect-src 'self'",
      "media-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
  };
}

/** Figures and feeds: for programs of anybody, never run as a page. */
export const dataHeaders: Readonly<Record<string, string>> = {
  ...common,
  "cross-origin-resource-policy": "cross-origin",
  "access-control-allow-origin": "*",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox",
};

/** A file that somebody attached: in a sandbox of its own, with no power over these pages. */
export const fileHeaders: Readonly<Record<string, string>> = {
  ...common,
  "content-security-policy":
    "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
};

/** In a browser for half a minute; after that it asks whether anything changed. */
export const shortLived = "public, max-age=30, must-revalidate";
export const forEver = "public, max-age=31536000, immutable";
