import type { Context } from "hono";
import type { Tx } from "#platform/db/session.ts";
import { refuseOtherOrigin } from "#platform/http/security.ts";
import { findPublicDraft } from "#modules/drafts/server.ts";
import { findByCode } from "#modules/questions/server.ts";
import { Problem } from "#kernel/problem.ts";
import { readForm } from "./ask/form-body.ts";
import { emptyComment, sendComment } from "./ask/send-comment.ts";
import { type AskServices, emptyForm, sendQuestion } from "./ask/send-question.ts";
import { cleanLine, cleanName } from "./clean.ts";
import type { PageContext } from "./context.ts";
import type { View } from "./layout.ts";
import { uuidParam } from "./page-spec.ts";
import { askPage } from "./pages/ask.ts";
import { codePage } from "./pages/code.ts";
import { commentPage } from "./pages/comment.ts";

interface FormServices extends AskServices {
  publicUrl: string | null;
  address(c: Context): string;
  reading<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  single(c: Context, path: string, make: (ctx: PageContext) => View | Promise<View>): Promise<Response>;
  missing(c: Context): Promise<Response>;
}

export interface FormRoute {
  method: "GET" | "POST";
  path: string;
  handler: (c: Context) => Promise<Response>;
}

/** What people send: a question, a code, a comment. Nothing of it is kept in a browser or in memory. */
export function formRoutes(services: FormServices): FormRoute[] {
  const { address, reading, single, missing } = services;
  const commentPath = `/du-thao/:id${uuidParam}/gop-y`;
  const draftOf = (c: Context) => reading((tx) => findPublicDraft(tx, c.req.param("id")!));
  const pathOf = (c: Context) => `/du-thao/${c.req.param("id")}/gop-y`;
  const formOf = (c: Context) => {
    refuseForeignForm(c, services.publicUrl);
    return readForm(c.req.raw);
  };
  return [
    {
      method: "GET",
      path: "/gui-cau-hoi",
      handler: (c) => single(c, "/gui-cau-hoi", (ctx) => askPage(ctx, emptyForm(services, address(c)))),
    },
    {
      method: "POST",
      path: "/gui-cau-hoi",
      handler: async (c) => {
        const field = await formOf(c);
        return single(c, "/gui-cau-hoi", (ctx) => sendQuestion(services, ctx, field, address(c)));
      },
    },
    { method: "GET", path: "/tra-cuu", handler: (c) => single(c, "/tra-cuu", (ctx) => codePage(ctx, null, "")) },
    {
      method: "POST",
      path: "/tra-cuu",
      handler: async (c) => {
        const field = await readForm(c.req.raw);
        const typed = cleanLine(field("ma"), 40);
        if (services.flood.tooManyLookups(address(c)))
          return single(c, "/tra-cuu", (ctx) => codePage(ctx, null, "", ctx.t("code.too-many")));
        services.flood.add("looked", address(c));
        const found = await reading((tx) => findByCode(tx, typed));
        return single(c, "/tra-cuu", (ctx) => codePage(ctx, found, typed));
      },
    },
    {
      method: "GET",
      path: commentPath,
      handler: async (c) => {
        const draft = await draftOf(c);
        if (draft === undefined) return missing(c);
        const article = cleanName(c.req.query("dieu"), 8) ?? "";
        return single(c, pathOf(c), (ctx) =>
          commentPage(ctx, draft, emptyComment(services, draft, address(c), article)),
        );
      },
    },
    {
      method: "POST",
      path: commentPath,
      handler: async (c) => {
        const field = await formOf(c);
        const draft = await draftOf(c);
        if (draft === undefined) return missing(c);
        return single(c, pathOf(c), (ctx) => sendComment(services, ctx, draft, field, address(c)));
      },
    },
  ];
}

/** A form of another site must not make a visitor's browser ask in their stead; what sends neither header meets the gate. */
function refuseForeignForm(c: Context, publicUrl: string | null): void {
  const { headers } = c.req.raw;
  if (headers.get("origin") === null && headers.get("sec-fetch-site") === null) return;
  if (headers.get("origin") === "null") throw new Problem("request.other-origin", 403);
  refuseOtherOrigin(headers, publicUrl === null ? [] : [publicUrl]);
}
