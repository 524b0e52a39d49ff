import { newId } from "#kernel/ids.ts";
import { anywhere, type Case, dran, everything, open, utf8 } from "./case.ts";
import { ownSession, ownToken } from "./world.ts";

const needsSession = [403] as const;

/** Signing in, accounts, the journal, units. */
export const groundCases: Record<string, readonly Case[]> = {
  "GET /instance": open(),
  "POST /instance/set-up": open(
    () => ({ body: { userName: "nobody.else", displayName: "X", password: "mot mat khau dai" } }),
    [409],
  ),
  "POST /sign-in": open(() => ({ body: { userName: "nobody.at-all", password: "wrong" } }), [401, 429]),
  "POST /sign-in/code": open(() => ({ body: { code: "000000" } }), [401, 429]),
  "POST /sign-in/passkey/begin": open(),
  "POST /sign-in/passkey": open(() => ({ body: { credential: { id: "x" } } }), [400, 401, 429]),
  "GET /sign-in/oidc": open(() => ({}), [404]),
  "GET /auth/callback/oidc": open(() => ({}), [404]),
  "POST /sign-out": open(),
  "GET /me": anywhere(),
  "GET /waiting": anywhere((w) => ({ query: { under: w.dran } })),
  "POST /me/password": open(() => ({ body: { current: "x", next: "mot mat khau khac" } }), needsSession),
  "POST /me/second-factor/begin": open(() => ({ body: { password: "x" } }), needsSession),
  "POST /me/second-factor": open(() => ({ body: { code: "000000" } }), needsSession),
  "POST /me/second-factor/end": open(() => ({ body: { password: "x" } }), needsSession),
  "GET /me/passkeys": anywhere(),
  "POST /me/passkeys/begin": open(() => ({}), needsSession),
  "POST /me/passkeys": open(() => ({ body: { credential: {} } }), needsSession),
  "DELETE /me/passkeys/:id": open(() => ({ params: { id: "x" } }), needsSession),
  "POST /me/home-unit": open((w) => ({ body: { unitId: w.dran } }), [422]),
  "GET /me/sessions": anywhere(),
  "DELETE /me/sessions/:id": anywhere(async (_w, who, db) => ({
    params: { id: await ownSession(db, who.principal.userId) },
  })),
  "POST /me/sessions/end-others": anywhere(),
  "GET /me/tokens": anywhere(),
  "POST /me/tokens": anywhere(() => ({ body: { label: "Bảng điện tử" } })),
  "DELETE /me/tokens/:id": anywhere(async (_w, who, db) => ({
    params: { id: await ownToken(db, who.principal.userId) },
  })),
  "GET /me/export": anywhere(),

  "GET /accounts": anywhere(),
  "GET /accounts/stranded": anywhere(),
  "GET /accounts/export": anywhere(),
  "GET /accounts/:id": dran(async (w) => ({ params: { id: (await w.make.account()).userId } })),
  "POST /accounts": dran((w) => ({
    body: { userName: `n.${newId().slice(-8)}`, displayName: "Người mới", homeUnitId: w.dran },
  })),
  "PATCH /accounts/:id": dran(async (w) => ({
    params: { id: (await w.make.account()).userId },
    body: { displayName: "Tên khác" },
  })),
  "POST /accounts/:id/password": dran(async (w) => ({ params: { id: (await w.make.account()).userId } })),
  "POST /accounts/:id/close": dran(async (w) => ({ params: { id: (await w.make.account()).userId } })),
  "POST /accounts/:id/open": dran(async (w) => ({ params: { id: (await w.make.account()).userId } })),
  "POST /accounts/:id/sessions/end": dran(async (w) => ({ params: { id: (await w.make.account()).userId } })),
  "POST /accounts/:id/second-factor/end": dran(async (w) => ({ params: { id: (await w.make.account()).userId } })),
  "POST /accounts/:id/grants": dran(async (w) => ({
    params: { id: (await w.make.account()).userId },
    body: { role: "analyst", unitId: w.dran },
  })),
  "POST /accounts/:id/grants/:grantId/end": dran(async (w) => {
    const { userId, grantId } = await w.make.account();
    return { params: { id: userId, grantId } };
  }),
  "POST /accounts/:id/tokens/:tokenId/end": dran(async (w) => {
    const { userId, tokenId } = await w.make.account();
    return { params: { id: userId, tokenId } };
  }),
  "GET /journal": anywhere(),
  "GET /journal/export": anywhere(),

  "GET /units": anywhere(),
  "GET /units/export": anywhere(),
  "GET /units/kinds": anywhere(),
  "GET /units/operations": anywhere(),
  "GET /units/imports/:id": anywhere(() => ({ params: { id: newId() } })),
  "GET /units/:id": anywhere((w) => ({ params: { id: w.dran } })),
  "GET /units/:id/history": anywhere((w) => ({ params: { id: w.dran } })),
  "POST /units/operations/preview": dran((w) => ({
    body: {
      kind: "found",
      on: "2026-01-01",
      legalBasis: "Nghị quyết",
      unit: { name: "Thôn mới", kind: "hamlet", parentId: w.dran },
    },
  })),
  "POST /units/operations": dran((w) => ({
    body: {
      kind: "found",
      on: "2026-01-01",
      legalBasis: "Nghị quyết",
      unit: { name: `Thôn ${newId().slice(-6)}`, kind: "hamlet", parentId: w.dran },
    },
  })),
  "POST /units/import": everything(() => ({
    query: { validFrom: "2020-01-01" },
    bytes: utf8("code,name,kind,parent_code,level\n99,Tỉnh Thử,province,,1\n"),
  })),
  "POST /units/reorganise": everything(() => ({
    body: {
      on: "2026-06-01",
      unitsFile: "u.csv",
      unitsText: "code,name,kind,parent_code,level\n98,Tỉnh Khác,province,,1\n",
      successionsFile: "s.csv",
      successionsText: "old_level,old_code,new_code,extent\n1,99,98,full\n",
    },
  })),
  "POST /units/:id/population": dran((w) => ({
    params: { id: w.dran },
    body: { asOf: `${w.make.year()}-01-01`, people: 15_000, source: "Niên giám" },
  })),
};
