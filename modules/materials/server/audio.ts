import { authorise, type Principal } from "#kernel/access.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import type { FileStore } from "#platform/files/file-store.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import { RemoveAudio, SetAudio } from "../contract.ts";
import { materialPolicy } from "../policy.ts";
import { materialProblem } from "../problems.ts";
import { findVersion, lockVersion, placeMaterial, tellPhones } from "./store.ts";

const extensions: Record<string, string> = {
  "audio/mpeg": "mp3",
  "audio/ogg": "ogg",
  "audio/mp4": "m4a",
  "audio/wav": "wav",
};

/** The recording of a language version; a new one takes the review away as a new text does. */
export const setAudio = defineCommand({
  name: "material.set-audio",
  input: SetAudio,
  async run({ tx, principal, now }, { versionId, language, ...file }) {
    const version = await lockVersion(tx, versionId);
    authorise(materialPolicy, "material.edit", principal, await placeMaterial(tx, principal, version));
    await reviewTakenAway(tx, versionId, language, now);
    const row = {
      media_type: file.mediaType,
      size: file.size,
      sha256: file.sha256,
      seconds: file.seconds,
      added_at: now,
    };
    await tx
      .insertInto("material_audio")
      .values({ version_id: versionId, language, ...row })
      .onConflict((c) => c.columns(["version_id", "language"]).doUpdateSet(row))
      .execute();
    return {
      answer: { versionId, language, status: "draft" },
      journal: [
        {
          action: "material.audio-set",
          subject: "material",
          subjectId: version.materialId,
          unitId: version.unitId,
          after: { versionId, language, ...file },
        },
      ],
      feed: version.status === "draft" ? [] : await tellPhones(tx, version),
    };
  },
});

export const removeAudio = defineCommand({
  name: "material.remove-audio",
  input: RemoveAudio,
  async run({ tx, principal, now }, { versionId, language }) {
    const version = await lockVersion(tx, versionId);
    authorise(materialPolicy, "material.edit", principal, await placeMaterial(tx, principal, version));
    const gone = await tx
      .deleteFrom("material_audio")
      .where("version_id", "=", versionId)
      .where("language", "=", language)
      .returning("sha256")
      .executeTakeFirst();
    if (gone === undefined) throw materialProblem("material.audio-missing", { language });
    await reviewTakenAway(tx, versionId, language, now);
    return {
      answer: { versionId, language, status: "draft" },
      journal: [
        {
          action: "material.audio-removed",
          subject: "material",
          subjectId: version.materialId,
          unitId: version.unitId,
          before: { versionId, language, sha256: gone.sha256 },
        },
      ],
      feed: version.status === "draft" ? [] : await tellPhones(tx, version),
    };
  },
});

async function reviewTakenAway(tx: Tx, versionId: string, language: string, now: Date): Promise<void> {
  const changed = await tx
    .updateTable("material_language")
    .set({ status: "draft", reviewer: null, reviewer_id: null, reviewed_at: null, updated_at: now })
    .where("version_id", "=", versionId)
    .where("language", "=", language)
    .executeTakeFirst();
  if (Number(changed.numUpdatedRows) === 0) throw materialProblem("material.language-missing", { language });
}

/** Shown as sound and nothing else: its type was read from its own bytes. */
export async function readAudio(
  tx: Tx,
  principal: Principal,
  files: FileStore,
  versionId: string,
  language: string,
): Promise<FileAnswer> {
  const version = await findVersion(tx, versionId);
  const audio = await tx
    .selectFrom("material_audio")
    .selectAll()
    .where("version_id", "=", versionId)
    .where("language", "=", language)
    .executeTakeFirst();
  if (version === undefined || audio === undefined) throw materialProblem("material.audio-missing", { language });
  authorise(materialPolicy, "material.view", principal, await placeMaterial(tx, principal, version));
  const bytes = await files.read(audio.sha256);
  if (bytes === null) throw materialProblem("material.audio-missing", { language });
  return new FileAnswer({
    bytes,
    mediaType: audio.media_type,
    fileName: `${version.title.slice(0, 80)} (${language}).${extensions[audio.media_type] ?? "bin"}`,
    inline: true,
  });
}
