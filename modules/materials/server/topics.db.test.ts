import { expect, test } from "vitest";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { unitAdministrator } from "#modules/units/server.ts";
import { beginTopicsJob, listTopics, listTopicSettings, setTopic } from "./topics.ts";

const db = useTestDatabase();
const at = (day: string) => () => new Date(`${day}T03:00:00Z`);
const set = (payload: object, day = "2026-11-02") =>
  executeCommand(
    { pool: db.database.pool, commands: { [setTopic.name]: setTopic } as never, now: at(day) },
    unitAdministrator,
    {
      id: newId(),
      name: setTopic.name,
      payload: { labelEn: "Forest", position: 5, active: true, legalBasis: "Quyết định 12/QĐ-UBND", ...payload },
    },
  );
const night = (day: string) =>
  beginTopicsJob.run({ pool: db.database.pool, dataDir: "", now: at(day), log: () => undefined }, {});
const topics = () => inTransaction(db.database.pool, unitAdministrator, listTopics);

test("a topic is added and renamed from a day on: offered from then, the rows before stay, nothing goes back", async () => {
  await set({ id: "forest-land", labelVi: "Rừng và đất rừng", from: "2026-11-02" });
  expect((await topics())[0]).toMatchObject({ id: "forest-land", labelVi: "Rừng và đất rừng", active: true });
  await set({ id: "forest-land", labelVi: "Rừng", from: "2027-01-01" });
  await set({ id: "water", labelVi: "Nước", from: "2027-01-01" });
  expect((await topics()).find((t) => t.id === "forest-land")).toMatchObject({ labelVi: "Rừng và đất rừng" });
  expect((await topics()).find((t) => t.id === "water")).toMatchObject({ active: false });
  await expect(set({ id: "forest-land", labelVi: "Cũ", from: "2026-12-01" })).rejects.toMatchObject({
    code: "material.chain-past",
  });
  await night("2026-12-31");
  expect((await topics()).find((t) => t.id === "water")).toMatchObject({ active: false });
  await night("2027-01-01");
  await night("2027-01-01");
  expect((await topics()).find((t) => t.id === "forest-land")).toMatchObject({ labelVi: "Rừng" });
  expect((await topics()).find((t) => t.id === "water")).toMatchObject({ active: true });
  const rows = await inTransaction(db.database.pool, unitAdministrator, listTopicSettings);
  expect(rows.filter((r) => r.id === "forest-land").map((r) => [r.labelVi, r.from, r.to])).toEqual([
    ["Rừng", "2027-01-01", null],
    ["Rừng và đất rừng", "2026-11-02", "2027-01-01"],
  ]);
});
