import { afterAll, beforeAll, expect, test } from "vitest";
import type { Random } from "#db/seeds/random.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { Challenges } from "#apps/portal/ask/challenge.ts";
import { floodLimits } from "#apps/portal/ask/flood.ts";
import { openPortal, type PortalWorld } from "#apps/portal/portal-world.ts";
import { flood, form, type Known, lookBehind, type Target } from "./fuzz.ts";
import { hostileText } from "./hostile.ts";

/** The public pages and their forms: no answer of 500 or above, nothing sent comes back as mark-up, nothing stored that names a person. */
const db = useTestDatabase();
const known: Known = { ids: [], codes: ["0"] };
/** The forms' gate stands open, so that what is behind it is met. */
const noLimits = { ...floodLimits, quietBits: 0, mostBits: 0, everywhereMost: 1e9, addressMost: 1e9, lookupsMost: 1e9 };
const marks = new Challenges("only for tests");
let portal: PortalWorld;
let draft = "";
/** The clock of the forms stands still: a mark is of now however long this takes. */
const began = Date.now();

beforeAll(async () => {
  portal = await openPortal(db, { ...noLimits, slowAddressMost: 1e9, slowEverywhereMost: 1e9 }, { trustProxy: true });
  const { answerId, code } = await portal.answer({ question: "Bao giờ sửa cầu treo?", answer: "Trong quý tới." });
  const { materialId } = await portal.material({ title: "Bảo hiểm y tế hộ gia đình", body: "Đóng tại xã." });
  draft = await portal.draft("Hỗ trợ tưới tiết kiệm");
  known.ids.push(answerId, materialId, draft);
  known.codes.push(code);
}, 120_000);
afterAll(() => portal.close());

/** With a mark that is good, one in three times: behind the gate the text is on its own. */
const marked = (chance: Random, purpose: string) =>
  chance.chance(0.3)
    ? { mark: marks.issue(purpose, 0, began), nonce: "1" }
    : { mark: hostileText(chance), nonce: hostileText(chance) };

const bodies: Record<string, NonNullable<Target["body"]>> = {
  "/gui-cau-hoi": (chance, text) =>
    form({
      ...marked(chance, "question.ask"),
      cau: text,
      xa: chance.chance(0.8) ? String(portal.dran) : hostileText(chance),
      chude: hostileText(chance),
      gach: chance.pick(["", "1"]),
    }),
  "/tra-cuu": (chance, text) => form({ ma: chance.chance(0.2) ? chance.pick(known.codes) : text }),
  "/gop-y": (chance, text) =>
    form({
      ...marked(chance, `draft.comment ${draft}`),
      cau: text,
      dieu: chance.pick(["", "1", "2", hostileText(chance)]),
      xa: hostileText(chance),
      gach: chance.pick(["", "1"]),
    }),
};

/** The pages' own list, so that a new page is met without anybody remembering it; one in four in English. */
function targets(): Target[] {
  let n = 0;
  const english = (path: string) => ((n += 1) % 4 === 0 ? `/en${path === "/" ? "" : path}` : path);
  const listed = portal.app.routes.filter(({ method, path }) => method !== "ALL" && !path.startsWith("/en"));
  return [...listed, { method: "GET", path: "/:anything" }].map(({ method, path }) => {
    const body = Object.entries(bodies).find(([end]) => path.endsWith(end))?.[1];
    return {
      name: `${method} ${path}`,
      method,
      // a comment is for a draft that is there: what is behind the gate is met more often than by chance
      path: method === "POST" ? path.replace(/:id\{.*\}(?=\/gop-y)/, draft) : path,
      ask: async (address, init) => portal.app.request(english(address), init),
      ...(method === "POST" && body !== undefined ? { body } : {}),
    };
  });
}

test("ten thousand hostile inputs for every page and form", { timeout: 900_000 }, async () => {
  const all = targets();
  expect(all.length).toBeGreaterThan(30);
  const wrong: Record<string, string[]> = {};
  for (const target of all) {
    const found = await flood(target, known);
    if (found.length > 0) wrong[target.name] = found.slice(0, 5);
  }
  expect(wrong).toEqual({});
  expect(portal.faults).toEqual([]);
});

test("nothing was stored that the identity filter knows, and what was clean was taken", async () => {
  const { naming, taken } = await lookBehind(db.owner);
  expect(naming).toEqual([]);
  expect(taken.question).toBeGreaterThan(20);
  expect(taken.comment).toBeGreaterThan(20);
});
