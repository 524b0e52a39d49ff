import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { buildPerson } from "#modules/roster/server.ts";
import { buildUnit } from "#modules/units/server.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { inTransaction } from "#platform/db/session.ts";
import { openFileStore } from "#platform/files/file-store.ts";
import { useTestDatabase } from "#platform/testing/database.ts";
import { attachmentType, readAttachment } from "./attachments.ts";
import { materialCommands } from "./commands.ts";
import { buildMaterial } from "./factory.ts";
import { readMaterialPage } from "./material-page.ts";
import { phoneMaterials } from "./phone-materials.ts";

const db = useTestDatabase();
const units = {} as Record<"province" | "commune", number>;
const head = (): Principal => ({
  userId: "head",
  personId: null,
  displayName: "head",
  homeUnitId: units.province,
  grants: [{ role: "unitHead", unitId: units.province }],
});
const command = (by: Principal, name: string, payload: unknown) =>
  executeCommand({ pool: db.database.pool, commands: materialCommands }, by, { id: newId(), name, payload });
const reading = <T>(by: Principal, work: Parameters<typeof inTransaction<T>>[2]) =>
  inTransaction<T>(db.database.pool, by, work, { readOnly: true });

beforeAll(async () => {
  const { pool } = db.database;
  units.province = await buildUnit(pool, { name: "Tỉnh Lâm Đồng", code: "68" });
  units.commune = await buildUnit(pool, { name: "Xã Hiệp Thạnh", kind: "commune", parentId: units.province });
});

test("language versions: written by one, answered for by another, on phones when reviewed", async () => {
  const { versionId, materialId } = await buildMaterial(db.database.pool, head(), {
    title: "Bảo hiểm y tế",
    unitId: units.province,
  });
  const roster = { languages: ["vi", "kpm"], unitId: units.commune };
  const brem = await buildPerson(db.database.pool, {
    fullName: "K' Brèm",
    workingLanguages: roster.languages,
    unitId: roster.unitId,
  });
  const hon = await buildPerson(db.database.pool, {
    fullName: "Ka Hờn",
    workingLanguages: roster.languages,
    unitId: roster.unitId,
  });
  const minh = await buildPerson(db.database.pool, { fullName: "Đỗ Minh", unitId: roster.unitId });
  const kho = {
    versionId,
    language: "kpm",
    title: "Bảo hiểm y tế (K'Ho)",
    keyMessages: "…",
    body: "",
    qa: [],
    translatorId: brem.personId,
  };
  await expect(command(head(), "material.set-language", { ...kho, language: "vi" })).rejects.toMatchObject({
    code: "material.language-same",
  });
  await command(head(), "material.set-language", kho);
  const onPhone = async () =>
    (await reading(head(), (tx) => phoneMaterials.load(tx, head(), [versionId])))[0]!.data as { languages: unknown[] };
  expect((await onPhone()).languages).toEqual([]);
  const review = (reviewerId: string) =>
    command(head(), "material.review-language", { versionId, language: "kpm", reviewerId });
  await expect(review(brem.personId)).rejects.toMatchObject({ code: "material.signer-same" });
  await expect(review(minh.personId)).rejects.toMatchObject({ code: "material.signer-language" });
  await expect(review(newId())).rejects.toMatchObject({ code: "material.signer-unknown" });
  await review(hon.personId);
  expect((await onPhone()).languages).toHaveLength(1);
  await command(head(), "material.set-language", { ...kho, title: "Sửa lại" });
  const page = await reading(head(), (tx) => readMaterialPage(tx, head(), materialId));
  expect(page.version.languages).toMatchObject([
    { language: "kpm", status: "draft", translator: "K' Brèm", reviewer: null },
  ]);
});

test("attachments are kept by their hash and given back whole; what a browser would run is refused", async () => {
  const folder = await mkdtemp(join(tmpdir(), "caunoi-files-"));
  try {
    const files = openFileStore(folder);
    const { versionId } = await buildMaterial(db.database.pool, head(), {
      title: "Có tệp",
      unitId: units.province,
      approve: false,
    });
    const bytes = new TextEncoder().encode("%PDF-1.7 nội dung");
    expect(attachmentType("Tài liệu.PDF", bytes)).toBe("application/pdf");
    for (const name of ["x.html", "x.svg", "x.exe", "x.docx"])
      expect(() => attachmentType(name, bytes), name).toThrow("material.file-type");
    const stored = await files.put(bytes);
    expect(await files.put(bytes)).toEqual(stored);
    const id = newId();
    await command(head(), "material.attach", {
      id,
      versionId,
      fileName: "Tài liệu.pdf",
      mediaType: "application/pdf",
      ...stored,
    });
    const answer = await reading(head(), (tx) => readAttachment(tx, head(), files, id));
    expect(Buffer.from(answer.bytes).equals(Buffer.from(bytes))).toBe(true);
    expect(await files.read("../../etc/passwd")).toBeNull();
    await command(head(), "material.detach", { id });
    await expect(reading(head(), (tx) => readAttachment(tx, head(), files, id))).rejects.toMatchObject({
      code: "material.file-missing",
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
