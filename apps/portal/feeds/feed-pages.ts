import { listPublicAnswers } from "#modules/questions/server.ts";
import { listPublicCorrections } from "#modules/corrections/server.ts";
import { strike } from "#kernel/text/identity-filter.ts";
import { listPublicMaterials } from "#modules/materials/server.ts";
import { listPublicTalks } from "#modules/talks/server.ts";
import { cleanNumber } from "../clean.ts";
import type { PageContext } from "../context.ts";
import type { Made } from "../page-cache.ts";
import type { PublicPage } from "../page-spec.ts";
import { atom, type AtomEntry } from "./atom.ts";
import { icalendar } from "./icalendar.ts";

const newest = 40;

function feed(ctx: PageContext, about: { title: string; page: string }, entries: AtomEntry[]): Made {
  return {
    status: 200,
    type: "application/atom+xml; charset=utf-8",
    body: atom({
      title: `${about.title} – ${ctx.site.name}`,
      subtitle: ctx.site.issuer,
      self: ctx.to(ctx.path),
      page: ctx.to(about.page),
      language: ctx.locale,
      base: ctx.site.publicUrl,
      entries,
    }),
  };
}

/** The first moment of a day in Vietnam. */
const momentOf = (day: string) => new Date(`${day}T00:00:00+07:00`).toISOString();

export const answersFeed: PublicPage = {
  path: "/hoi-dap.atom",
  async make(tx, ctx) {
    const { items } = await listPublicAnswers(tx, { limit: newest });
    return feed(
      ctx,
      { title: ctx.t("feed.answers"), page: "/hoi-dap" },
      items.map((a) => ({
        id: `urn:uuid:${a.id}`,
        title: a.question,
        href: ctx.to(`/hoi-dap/${a.id}`),
        updated: momentOf(a.publishedOn),
        published: momentOf(a.publishedOn),
        summary: a.answer,
        author: a.unitName,
      })),
    );
  },
};

export const materialsFeed: PublicPage = {
  path: "/tai-lieu.atom",
  async make(tx, ctx) {
    const { items } = await listPublicMaterials(tx, { limit: newest });
    return feed(
      ctx,
      { title: ctx.t("feed.materials"), page: "/tai-lieu" },
      items.map((m) => ({
        id: `urn:uuid:${m.versionId}`,
        title: m.title,
        href: ctx.to(`/tai-lieu/${m.materialId}`),
        updated: m.updatedAt,
        published: m.approvedAt,
        summary: m.keyMessages,
        author: m.issuer,
      })),
    );
  },
};

export const correctionsFeed: PublicPage = {
  path: "/dinh-chinh.atom",
  async make(tx, ctx) {
    const { items } = await listPublicCorrections(tx, { limit: newest });
    return feed(
      ctx,
      { title: ctx.t("feed.corrections"), page: "/dinh-chinh" },
      items.map((c) => ({
        id: `urn:uuid:${c.id}`,
        title: strike(c.truth ?? "")
          .split("\n")[0]!
          .slice(0, 160),
        href: ctx.to(`/dinh-chinh/${c.id}`),
        updated: c.publishedAt,
        published: c.publishedAt,
        summary: strike(c.truth ?? ""),
        author: c.issuer,
      })),
    );
  },
};

export const talksCalendar: PublicPage = {
  path: "/buoi-gan-day.ics",
  query: (given) => ({ xa: String(cleanNumber(given("xa")) ?? "") }),
  async make(tx, ctx) {
    const communeId = ctx.query.xa === "" ? undefined : Number(ctx.query.xa);
    const commune = ctx.site.communes.find((c) => c.id === communeId);
    if (communeId !== undefined && commune === undefined) return null;
    const talks = await listPublicTalks(tx, { communeId, limit: 300 });
    const { publicUrl, name } = ctx.site;
    return {
      status: 200,
      type: "text/calendar; charset=utf-8",
      headers: { "content-disposition": 'inline; filename="buoi-gan-day.ics"' },
      body: icalendar(
        {
          name: commune === undefined ? name : `${name}, ${commune.name}`,
          prodId: name,
          // of the day, so that the same talks give the same file
          now: new Date(momentOf(ctx.today)),
          url: publicUrl === null ? null : `${publicUrl}${ctx.to("/buoi-gan-day", ctx.query)}`,
        },
        talks,
      ),
    };
  },
};
