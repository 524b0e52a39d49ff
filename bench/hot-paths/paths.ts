import pg from "pg";
import { madeMaterials, seededRandom } from "./make-materials.ts";
import type { Path } from "./measure.ts";

/** The four questions, the same for both servers, drawn from a seed. */
export async function paths(url: string): Promise<Path[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const people = (await client.query<{ id: string; unit_id: number }>("select id, unit_id from person order by id"))
    .rows;
  await client.end();
  const random = seededRandom(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const speakersOf = (commune: number) => people.filter((p) => p.unit_id === commune).map((p) => p.id);
  const speakers = new Map(Array.from({ length: 140 }, (_, i) => [12 + i, speakersOf(12 + i)]));

  const talks = Array.from({ length: 4000 }, () => {
    const placeUnitId = 152 + Math.floor(random() * 1400);
    const unitId = 12 + Math.floor((placeUnitId - 152) / 10);
    const day = String(1 + Math.floor(random() * 28)).padStart(2, "0");
    const month = String(1 + Math.floor(random() * 6)).padStart(2, "0");
    return JSON.stringify({
      id: "{uuid}",
      unitId,
      placeUnitId,
      kind: "residentMeeting",
      title: `Bảo hiểm y tế hộ gia đình ${placeUnitId}`,
      startsAt: `2026-${month}-${day}T12:00:00Z`,
      endsAt: `2026-${month}-${day}T13:10:00Z`,
      attendance: 20 + Math.floor(random() * 60),
      speakerIds: [pick(speakers.get(unitId)!)],
    });
  });
  const months = Array.from(
    { length: 24 },
    (_, i) => `${2024 + Math.floor((6 + i) / 12)}-${String(((6 + i) % 12) + 1).padStart(2, "0")}`,
  );
  // a third each: the province, a former district, a commune
  const lists = Array.from({ length: 600 }, (_, i) => {
    const under = i % 3 === 0 ? 1 : i % 3 === 1 ? 2 + Math.floor(random() * 10) : 12 + Math.floor(random() * 140);
    return `under=${under}&month=${pick(months)}&status=${pick(["verified", "verified", "counted", "delivered"])}`;
  });
  const titles = [...madeMaterials(3000)];
  const fold = (text: string) =>
    text
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .replace(/đ/g, "d");
  const phrases = Array.from({ length: 300 }, () => {
    const { title, body } = pick(titles);
    const words = (random() < 0.5 ? title : body).split(" ");
    const from = Math.floor(random() * (words.length - 2));
    return `q=${encodeURIComponent(fold(words.slice(from, from + 2).join(" ")))}`;
  });

  return [
    {
      code: "W1",
      title: "create a talk",
      target: 0.5,
      ours: talks.map((body) => ({ method: "POST", path: "/api/talks", body })),
      plain: talks.map((body) => ({ method: "POST", path: "/talks", body })),
    },
    {
      code: "W2",
      title: "the newest 50 talks of a subtree in a month by status, with names",
      target: 5,
      ours: lists.map((q) => ({ method: "GET", path: `/api/talks?${q}&limit=50` })),
      plain: lists.map((q) => ({ method: "GET", path: `/talks?${q}` })),
      rows: {
        ours: (a) =>
          items(a).map((t) =>
            [
              t["id"],
              t["title"],
              t["attendance"],
              name(t["place"]),
              name(t["commune"]),
              name(t["unit"]),
              (t["speakers"] as { name: string }[]).map((s) => s.name).join(),
            ].join("|"),
          ),
        plain: (a) =>
          items(a).map((t) =>
            [
              t["id"],
              t["title"],
              t["attendance"],
              t["place"],
              t["commune"],
              t["unit"],
              (t["speakers"] as string[]).join(),
            ].join("|"),
          ),
      },
    },
    {
      code: "W3",
      title: "commune × month over a province and a year: talks, attendance, distinct speakers",
      target: 100,
      ours: [2025].map((y) => ({ method: "GET", path: `/api/talks/totals?under=1&year=${y}` })),
      plain: [2025].map((y) => ({ method: "GET", path: `/totals?under=1&year=${y}` })),
      rows: {
        ours: (a) =>
          items(a).map((t) => [t["communeId"], t["month"], t["talks"], t["attendance"], t["speakers"]].join("|")),
        plain: (a) =>
          items(a).map((t) =>
            [t["commune"], String(t["month"]).slice(0, 7), t["talks"], t["attendance"], t["speakers"]].join("|"),
          ),
      },
    },
    {
      code: "W4",
      title: "materials by a phrase typed without diacritics, exact tones first",
      target: 3,
      ours: phrases.map((q) => ({ method: "GET", path: `/api/materials?${q}&limit=20` })),
      plain: phrases.map((q) => ({ method: "GET", path: `/materials?${q}` })),
      rows: {
        ours: (a) => items(a).map((t) => String(t["title"])),
        plain: (a) => items(a).map((t) => String(t["title"])),
      },
    },
  ];
}

function items(answer: unknown): Record<string, unknown>[] {
  return (answer as { items: Record<string, unknown>[] }).items;
}

function name(value: unknown): unknown {
  return (value as { name: string }).name;
}
