import { findIdentities } from "#kernel/text/identity-filter.ts";
import { plainView } from "#kernel/text/plain-view.ts";

/** What would lead to a person: who said it, an account, a page, an identity. */
export type TraceKind = "identity" | "link" | "account" | "author";

/** In small letters, with a capital and all in capitals: names need their capitals, so the patterns look at case. */
const anyCase = (words: string) =>
  words
    .split("|")
    .flatMap((w) => [w, w.charAt(0).toUpperCase() + w.slice(1), w.toUpperCase()])
    .join("|");
const NETWORKS =
  anyCase(
    "facebook|fb|messenger|zalo|tiktok|youtube|instagram|threads|telegram|viber|twitter|linkedin|vk|trang cá nhân|nickname|nick|fanpage",
  ) + "|TikTok|YouTube|FaceBook";
const ACCOUNTS = anyCase("tài khoản|nickname|nick|trang|kênh");
const NAME = "\\p{Lu}[\\p{L}']*(?:\\s+\\p{Lu}[\\p{L}']*)+";

const SAYS = "(?:đã\\s+)?(?:nói|cho rằng|cho biết|đăng|viết|chia sẻ|tung|loan tin|phát tán|kể|khẳng định)(?!\\p{L})";
const ADDRESS = anyCase("ông|bà|anh|chị|cô|chú|bác");

/** Any address at all: not in a claim; elsewhere the page of an office may stand as a source. */
const ANY_LINK = /(?:https?:\/\/|www\.)\S+/iu;
const traces: readonly (readonly [TraceKind, RegExp])[] = [
  [
    "link",
    /(?<![\p{L}\d])(?:[\w-]+\.)*(?:facebook\.com|fb\.com|fb\.me|fb\.watch|m\.me|zalo\.me|zaloapp\.com|tiktok\.com|youtube\.com|youtu\.be|instagram\.com|threads\.(?:net|com)|t\.me|telegram\.(?:me|org)|x\.com|twitter\.com|linkedin\.com|vk\.com)(?:\/\S*)?/iu,
  ],
  ["account", /(?<![\p{L}\d.@])@[\p{L}\d][\p{L}\d._-]{2,}/iu],
  [
    "account",
    new RegExp(`(?<!\\p{L})(?:${NETWORKS})\\s*(?:cá nhân\\s*)?(?:của|tên|mang tên|:)?\\s*["“']?${NAME}`, "u"),
  ],
  [
    "account",
    new RegExp(
      `(?<!\\p{L})(?:${ACCOUNTS})\\s+(?:(?:mạng xã hội|${NETWORKS})\\s+)?(?:tên|mang tên|của)\\s+["“']?${NAME}`,
      "u",
    ),
  ],
  ["author", new RegExp(`(?<!\\p{L})(?:${ADDRESS})\\s+${NAME}\\s*,?\\s+${SAYS}`, "u")],
];

/** `strict`: a claim, which holds no address at all. */
export function tracesIn(text: string, strict: boolean): TraceKind[] {
  const { plain } = plainView(text);
  const found = new Set<TraceKind>();
  if (findIdentities(text).length > 0) found.add("identity");
  if (strict && ANY_LINK.test(plain)) found.add("link");
  for (const [kind, pattern] of traces) if (pattern.test(plain)) found.add(kind);
  return [...found];
}
