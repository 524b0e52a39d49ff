/** RFC 4287. Ids are the things' own, so that a reader tells them again wherever the feed is read from. */
export interface AtomEntry {
  id: string;
  title: string;
  /** Address on this server. */
  href: string;
  /** ISO moments. */
  updated: string;
  published: string;
  summary: string;
  author: string;
}

export interface AtomFeed {
  title: string;
  subtitle: string;
  /** Its own address and that of the page, on this server. */
  self: string;
  page: string;
  language: string;
  /** `https://…` where it is known; addresses are relative to the feed's own otherwise. */
  base: string | null;
  entries: readonly AtomEntry[];
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
/** What XML 1.0 cannot hold. */
const notXml = /(?![\n\t\r])[\p{Cc}\ufffe\uffff]/gu;

export function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(notXml, "")
    .replace(/[&<>"']/g, (sign) => escapes[sign]!);
}

export function atom(feed: AtomFeed): string {
  const base = feed.base ?? "";
  const updated = feed.entries.reduce((newest, e) => (e.updated > newest ? e.updated : newest), "1970-01-01T00:00:00Z");
  const entries = feed.entries.map(
    (e) => `<entry><id>${xml(e.id)}</id><title>${xml(e.title)}</title><link href="${xml(base + e.href)}"/>
<updated>${e.updated}</updated><published>${e.published}</published><author><name>${xml(e.author)}</name></author>
<summary>${xml(e.summary)}</summary></entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">
<id>urn:caunoi:feed:${xml(feed.self)}</id><title>${xml(feed.title)}</title><subtitle>${xml(feed.subtitle)}</subtitle>
<link rel="self" href="${xml(base + feed.self)}"/><link href="${xml(base + feed.page)}"/><updated>${updated}</updated>
${entries.join("\n")}
</feed>
`;
}
