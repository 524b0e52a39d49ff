import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const here = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");

/** Comments and the space that a machine needs not; strings in these sheets hold no braces. */
function minified(css: string): string {
  return css
    .replace(/\/\*[^]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/;}/g, "}")
    .trim();
}

/** A file of this face with its own name for ever: the hash of what is in it. */
export interface HashedFile {
  path: string;
  bytes: Uint8Array;
  type: string;
}

function hashed(name: string, extension: string, bytes: Uint8Array, type: string): HashedFile {
  const hash = createHash("sha256").update(bytes).digest("base64url").slice(0, 12);
  return { path: `/portal/${name}-${hash}.${extension}`, bytes, type };
}

const require = createRequire(import.meta.url);
const latin = "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2212";
const vietnamese =
  "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB";

const fonts = [400, 600].flatMap((weight) =>
  [
    ["latin", latin],
    ["vietnamese", vietnamese],
  ].map(([subset, range]) => ({
    weight,
    range,
    file: hashed(
      `${subset}-${weight}`,
      "woff2",
      readFileSync(require.resolve(`@fontsource/be-vietnam-pro/files/be-vietnam-pro-${subset}-${weight}-normal.woff2`)),
      "font/woff2",
    ),
  })),
);

/**
 * The typeface of the house where a screen is large; a phone keeps its own, which has every Vietnamese letter, and
 * saves 67 KB. `optional`: never waited for and never swapped in under the reader's eyes.
 */
const faces = `@media (min-width:60rem){${fonts
  .map(
    ({ weight, range, file }) =>
      `@font-face{font-family:"Be Vietnam Pro";font-weight:${weight};font-display:optional;src:url(${file.path}) format("woff2");unicode-range:${range}}`,
  )
  .join("")}}`;

const icon = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28" fill="none" stroke="#0A5758" stroke-width="2.25" stroke-linecap="round"><path d="M4.5 19.5C7 8.5 21 8.5 23.5 19.5"/><path d="M2.5 23.5h23"/><circle cx="4.5" cy="19.5" r="2.4" fill="#0A5758" stroke="none"/><circle cx="23.5" cy="19.5" r="2.4" fill="#0A5758" stroke="none"/></svg>',
);

export const iconFile = hashed("icon", "svg", icon, "image/svg+xml");
/** Solves the task of the question form; the one script of the public pages. */
export const solveFile = hashed(
  "solve",
  "js",
  Buffer.from(here("./browser/solve.js")),
  "text/javascript; charset=utf-8",
);

const files = new Map([...fonts.map((f) => f.file), iconFile, solveFile].map((file) => [file.path, file]));

export function findFile(path: string): HashedFile | undefined {
  return files.get(path);
}

// the explicit dark theme is the desk's switch; here the system decides
const tokens = here("../../platform/ui/tokens.css").replace(/:root\[data-theme="dark"\]\s*\{[^}]*\}/, "");

export const style = `${minified(tokens)}${faces}${minified(here("./portal.css"))}`;
/** The one inline style that the policy lets through. */
export const styleHash = `'sha256-${createHash("sha256").update(style).digest("base64")}'`;
