import type { CivilDate } from "#kernel/civil-date.ts";
import { fill, translator, type Translate } from "#platform/i18n/catalogue.ts";
import { type Formats, formatsOf } from "#platform/i18n/formats.ts";
import type { Tx } from "#platform/db/session.ts";
import { listTopics } from "#modules/materials/server.ts";
import { listUnits } from "#modules/units/server.ts";
import { portalText } from "./words.ts";
import type { messagesVi } from "./messages.vi.ts";

export type Locale = "vi" | "en";
export type Say = Translate<typeof messagesVi>;
export type Query = Readonly<Record<string, string>>;

/** What every page says of itself: whose it is. */
export interface Site {
  /** "Cầu Nối Lâm Đồng" */
  name: string;
  /** The unit at the top, which issues these pages. */
  issuer: string;
  demo: boolean;
  /** Where people reach this server, when that is known for sure. */
  publicUrl: string | null;
  communes: readonly { id: number; name: string }[];
  topics: readonly { id: string; vi: string; en: string }[];
}

/** All that a page is made from beside its data. */
export interface PageContext {
  locale: Locale;
  t: Say;
  f: Formats;
  site: Site;
  today: CivilDate;
  /** Without the language's prefix, as the address has it. */
  path: string;
  query: Query;
  /** An address of these pages in the page's own language. */
  to(path: string, query?: Query): string;
  topicName(id: string | null): string | null;
}

export async function readSite(tx: Tx, today: CivilDate, about: Pick<Site, "demo" | "publicUrl">): Promise<Site> {
  const provinces = await listUnits(tx, { on: today, level: "province" });
  const communes = await listUnits(tx, { on: today, level: "commune" });
  const topics = await listTopics(tx);
  const issuer = provinces.length === 1 ? provinces[0]!.name : "";
  const collator = new Intl.Collator("vi");
  return {
    ...about,
    issuer,
    name: `Cầu Nối ${issuer.replace(/^(tỉnh|thành phố)\s+/i, "")}`.trim(),
    communes: communes
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => collator.compare(bare(a.name), bare(b.name))),
    topics: topics.filter((t) => t.active).map((t) => ({ id: t.id, vi: t.labelVi, en: t.labelEn })),
  };
}

/** People look for D'Ran under D, whatever kind of place it is. */
function bare(name: string): string {
  return name.replace(/^(xã|phường|đặc khu|thị trấn)\s+/i, "");
}

export function buildContext(
  site: Site,
  asked: { locale: Locale; path: string; query: Query; today: CivilDate },
): PageContext {
  const { locale } = asked;
  return {
    ...asked,
    site,
    t: translator(portalText, locale),
    f: formatsOf(locale),
    to: (path, query) => addressOf(locale, path, query),
    topicName: (id) => site.topics.find((t) => t.id === id)?.[locale] ?? null,
  };
}

export function addressOf(locale: Locale, path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== "");
  const search = given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
  const base = locale === "en" ? (path === "/" ? "/en" : `/en${path}`) : path;
  return `${base}${search}`;
}

/** A server's problem in the words of its room. */
export function wordsOf(
  messages: { vi: Record<string, string>; en: Record<string, string> },
  locale: Locale,
  problem: { code: string; detail: Record<string, unknown> },
): string | null {
  const text = messages[locale][`problem.${problem.code}`] ?? messages.vi[`problem.${problem.code}`];
  return text === undefined ? null : fill(text, problem.detail as Record<string, string>);
}
