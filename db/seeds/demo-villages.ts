/**
 * Residential groups of the demo. For D'Ran and Đam Rông 1 the villages of the stories; elsewhere a few numbered
 * groups, as most communes have them. `oldCode` is the commune that held the place before 2025-07-01.
 */
export interface Village {
  oldCode: string;
  name: string;
  kind: "hamlet" | "residential-group" | "highland-village" | "quarter";
  people: number;
}

const named = (oldCode: string, kind: Village["kind"], names: Record<string, number>): Village[] =>
  Object.entries(names).map(([name, people]) => ({ oldCode, name, kind, people }));

export const storyVillages: readonly Village[] = [
  ...named("24934", "hamlet", {
    "Thôn Diom A": 612,
    "Thôn Diom B": 548,
    "Thôn La Bouye": 486,
    "Thôn Châu Sơn": 934,
    "Thôn Lạc Viên A": 871,
    "Thôn Lạc Viên B": 765,
    "Thôn Lạc Quảng": 702,
    "Thôn Lạc Thiện": 655,
    "Thôn Lạc Xuân": 913,
    "Thôn Quỳnh Châu Đông": 588,
  }),
  ...named("24928", "hamlet", {
    "Thôn Lâm Tuyền": 1046,
    "Thôn Phú Thuận": 977,
    "Thôn Kăn Kill": 431,
    "Thôn Ha Ma Nhai": 522,
    "Thôn Yên Khê Hạ": 640,
    "Thôn Hamasing": 397,
    "Thôn Hòa Bình": 1103,
  }),
  ...named("24886", "hamlet", {
    "Thôn Păng Sim": 604,
    "Thôn Thanh Bình": 733,
    "Thôn Bóp La": 512,
    "Thôn Păng Dung": 468,
  }),
  ...named("24889", "hamlet", { "Thôn Lăng Tô": 577, "Thôn Đạ Mur": 621, "Thôn Đạ Pin": 489 }),
];

const stories = new Set(storyVillages.map((village) => village.oldCode));

/** Two or three numbered groups for every other old commune. */
export function otherVillages(
  communes: readonly { code: string; kind: string }[],
  between: (from: number, to: number) => number,
): Village[] {
  return communes
    .filter(({ code }) => !stories.has(code))
    .flatMap(({ code, kind }) => {
      const urban = kind === "ward" || kind === "township";
      const name = (n: number) => (urban ? `Tổ dân phố ${n}` : `Thôn ${n}`);
      return Array.from({ length: between(2, 3) }, (_, i): Village => ({
        oldCode: code,
        name: name(i + 1),
        kind: urban ? "residential-group" : "hamlet",
        people: between(380, 1400),
      }));
    });
}
