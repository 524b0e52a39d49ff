import { extname } from "node:path";
import { authorise, type Principal } from "#kernel/access.ts";
import { tidyLine } from "#kernel/text/nfc.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import type { FileStore } from "#platform/files/file-store.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { AddAttachment, RemoveAttachment } from "../contract.ts";
import { materialPolicy } from "../policy.ts";
import { materialProblem } from "../problems.ts";
import { findVersion, lockVersion, placeMaterial } from "./store.ts";

export const maxAttachment = 20 * 1024 * 1024;

/** What may be attached, with the bytes that such a file begins with (null: text, judged as UTF-8). */
const types: Record<string, { mediaType: string; begins: readonly (readonly number[])[] | null }> = {
  ".pdf": { mediaType: "application/pdf", begins: [[0x25, 0x50, 0x44, 0x46]] },
  ".docx": {
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    begins: [[0x50, 0x4b, 3, 4]],
  },
  ".xlsx": {
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    begins: [[0x50, 0x4b, 3, 4]],
  },
  ".pptx": {
    mediaType: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    begins: [[0x50, 0x4b, 3, 4]],
  },
  ".jpg": { mediaType: "image/jpeg", begins: [[0xff, 0xd8, 0xff]] },
  ".jpeg": { mediaType: "image/jpeg", begins: [[0xff, 0xd8, 0xff]] },
  ".png": { mediaType: "image/png", begins: [[0x89, 0x50, 0x4e, 0x47]] },
  ".mp3": {
    mediaType: "audio/mpeg",
    begins: [
      [0x49, 0x44, 0x33],
      [0xff, 0xfb],
      [0xff, 0xf3],
      [0xff, 0xf2],
    ],
  },
  ".m4a": { mediaType: "audio/mp4", begins: null },
  ".txt": { mediaType: "text/plain; charset=utf-8", begins: null },
};

/** The media type by name and first bytes; what a browser would run or show as a page is never accepted. */
export function attachmentType(fileName: string, bytes: Uint8Array): string {
  const type = types[extname(fileName).toLowerCase()];
  const fits =
    type !== undefined && (type.begins === null || type.begins.some((start) => start.every((b, i) => bytes[i] === b)));
  if (!fits || (type.mediaType === "audio/mp4" && String.fromCharCode(...bytes.subarray(4, 8)) !== "ftyp"))
    throw materialProblem("material.file-type", { fileName });
  return type.mediaType;
}

export const addAttachment = defineCommand({
  name: "material.attach",
  input: AddAttachment,
  async run({ tx, principal }, input) {
    const version = await lockVersion(tx, input.versionId);
    authorise(materialPolicy, "material.edit", principal, await placeMaterial(tx, principal, version));
    if (version.status !== "draft") throw materialProblem("material.not-a-draft", { status: version.status });
    const file = {
      id: input.id,
      fileName: tidyLine(input.fileName),
      mediaType: input.mediaType,
      size: input.size,
      sha256: input.sha256,
    };
    await tx
      .insertInto("material_attachment")
      .values({
        id: file.id,
        version_id: input.versionId,
        file_name: file.fileName,
        media_type: file.mediaType,
        size: file.size,
        sha256: file.sha256,
      })
      .execute();
    return {
      answer: file,
      journal: [
        {
          action: "material.file-added",
          subject: "material",
          subjectId: version.materialId,
          unitId: version.unitId,
          after: { versionId: version.id, ...file },
        },
      ],
    };
  },
});

export const removeAttachment = defineCommand({
  name: "material.detach",
  input: RemoveAttachment,
  async run({ tx, principal }, { id }) {
    const file = await tx.selectFrom("material_attachment").selectAll().where("id", "=", id).executeTakeFirst();
    if (file === undefined) throw materialProblem("material.file-missing", { id });
    const version = await lockVersion(tx, file.version_id);
    authorise(materialPolicy, "material.edit", principal, await placeMaterial(tx, principal, version));
    if (version.status !== "draft") throw materialProblem("material.not-a-draft", { status: version.status });
    await tx.deleteFrom("material_attachment").where("id", "=", id).execute();
    return {
      answer: { id },
      journal: [
        {
          action: "material.file-removed",
          subject: "material",
          subjectId: version.materialId,
          unitId: version.unitId,
          before: { fileName: file.file_name, sha256: file.sha256 },
        },
      ],
    };
  },
});

export async function readAttachment(tx: Tx, principal: Principal, files: FileStore, id: string): Promise<FileAnswer> {
  const file = await tx.selectFrom("material_attachment").selectAll().where("id", "=", id).executeTakeFirst();
  const version = file === undefined ? undefined : await findVersion(tx, file.version_id);
  if (file === undefined || version === undefined) throw materialProblem("material.file-missing", { id });
  authorise(materialPolicy, "material.view", principal, await placeMaterial(tx, principal, version));
  const bytes = await files.read(file.sha256);
  if (bytes === null) throw materialProblem("material.file-missing", { id });
  return new FileAnswer({ bytes, mediaType: file.media_type, fileName: file.file_name });
}
