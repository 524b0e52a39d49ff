import type { Tx } from "#platform/db/session.ts";
import { listPublicCorrections } from "#modules/corrections/server.ts";
import { listPublicDialogues } from "#modules/dialogues/server.ts";
import { listPublicDrafts } from "#modules/drafts/server.ts";
import { listPublicMaterials } from "#modules/materials/server.ts";
import { listPublicAnswers } from "#modules/questions/server.ts";
import type { PublicPage } from "../page-spec.ts";
import { sections } from "../sections.ts";
import { xml } from "./atom.ts";

/** Of each kind, the newest; the format allows 50,000 addresses a file (sitemaps.org, protocol 0.9). */
const most = 2000;
const step = 50;

/**
 * Every public page for search engines, in both languages. Only where the server knows its own address: the format
 * wants whole ones, and one guessed from a request could be anybody's.
 */
export const sitemap: PublicPage = {
  path: "/sitemap.xml",
  async make(tx, ctx) {
    const origin = ctx.site.publicUrl;
    if (origin === null || ctx.locale !== "vi") return null;
    const paths = ["/", ...sections.map(({ path }) => path), "/nguon-tin", "/gui-cau-hoi", ...(await readPaths(tx))];
    const entries = paths.map((path) => {
      const english = `/en${path === "/" ? "" : path}`;
      const links = Object.entries({ vi: path, en: english }).map(
        ([language, href]) =>
          `<xhtml:link rel="alternate" hreflang="${language}" href="${xml(new URL(href, origin).href)}"/>`,
      );
      return [path, english]
        .map((own) => `<url><loc>${xml(new URL(own, origin).href)}</loc>${links.join("")}</url>`)
        .join("\n");
    });
    return {
      status: 200,
      type: "application/xml; charset=utf-8",
      body: `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entries.join("\n")}
</urlset>
`,
    };
  },
};

async function readPaths(tx: Tx): Promise<string[]> {
  const materials = await byOffset((offset) =>
    listPublicMaterials(tx, { limit: step, offset }).then(({ items }) => items.map((m) => m.materialId)),
  );
  const dialogues = await byOffset((offset) =>
    listPublicDialogues(tx, { limit: step, offset }).then((items) => items.map((d) => d.id)),
  );
  const answers = await byCursor((cursor) => listPublicAnswers(tx, { limit: step, cursor: cursor ?? undefined }));
  const corrections = await byCursor((cursor) => listPublicCorrections(tx, { limit: step, cursor }));
  const drafts = (await listPublicDrafts(tx, { limit: 200 })).map((d) => d.id);
  const under = (section: string, ids: readonly string[]) => ids.map((id) => `${section}/${id}`);
  return [
    ...under("/tai-lieu", materials),
    ...under("/hoi-dap", answers),
    ...under("/dinh-chinh", corrections),
    ...under("/doi-thoai", dialogues),
    ...under("/du-thao", drafts),
  ];
}

async function byOffset(read: (offset: number) => Promise<string[]>): Promise<string[]> {
  const ids: string[] = [];
  for (let page = await read(0); page.length > 0; page = page.length < step ? [] : await read(ids.length)) {
    ids.push(...page);
    if (ids.length >= most) break;
  }
  return [...new Set(ids)];
}

async function byCursor(
  read: (cursor: string | null) => Promise<{ items: readonly { id: string }[]; nextCursor: string | null }>,
): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await read(cursor);
    ids.push(...page.items.map((item) => item.id));
    cursor = page.nextCursor;
  } while (cursor !== null && ids.length < most);
  return ids;
}
