import { z } from "zod";
import { authorise, type Principal } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { unitPath } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import type { FileStore } from "#platform/files/file-store.ts";
import { type RoomRoutes, roomRoutes } from "#platform/http/room-routes.ts";
import { audioType, maxAudio } from "../audio-type.ts";
import { Language, ReviewLanguage, SetLanguage } from "../contract.ts";
import { LanguageGap } from "../contract-words.ts";
import { materialPolicy } from "../policy.ts";
import { materialProblem } from "../problems.ts";
import { readAudio, removeAudio, setAudio } from "./audio.ts";
import { exportGaps, languageGaps } from "./language-gaps.ts";
import { reviewLanguage, setLanguage } from "./languages.ts";

const ByLanguage = z.object({ id: z.uuid(), language: Language });
const Done = z.object({ versionId: z.string(), status: z.string(), language: z.string() });
const Under = z.object({ under: z.coerce.number().int().positive().optional() });
const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

async function mayOversee(tx: Tx, principal: Principal, under: number | undefined): Promise<void> {
  const own = principal.grants.flatMap((g) => (g.unitId === null ? [] : [g.unitId]));
  authorise(materialPolicy, "material.gaps", principal, {
    unitPath: under === undefined ? own : await unitPath(tx, under),
  });
}

/** Versions in the languages that people speak: written or recorded, answered for by two, and where they lack. */
export function languageRoutes(files: FileStore): RoomRoutes {
  return roomRoutes((r) => {
    r.get(
      {
        path: "/materials/language-gaps",
        verb: "material.gaps",
        summary: "Communes whose speakers work in a language that valid materials lack",
        query: Under,
        answer: z.object({ items: z.array(LanguageGap) }),
      },
      async ({ tx, principal, input }) => {
        await mayOversee(tx, principal, input.under);
        return { items: await languageGaps(tx, input.under, todayInVietnam()) };
      },
    );
    r.get(
      {
        path: "/materials/language-gaps/export",
        verb: "material.gaps",
        summary: "The same as a workbook, a line for each material that lacks",
        query: Under,
        produces: [xlsx],
      },
      async ({ tx, principal, input, language }) => {
        await mayOversee(tx, principal, input.under);
        return exportGaps(tx, input.under, todayInVietnam(), language);
      },
    );
    r.put(
      {
        path: "/materials/versions/:id/languages/:language",
        verb: "material.edit",
        summary: "Write a language version",
        params: ByLanguage,
        body: SetLanguage.omit({ versionId: true, language: true }),
        answer: Done,
      },
      async ({ input: { id, language, ...rest }, execute }) =>
        (await execute(setLanguage, { versionId: id, language, ...rest })).answer,
    );
    r.post(
      {
        path: "/materials/versions/:id/languages/:language/review",
        verb: "material.edit",
        summary: "A second person of the roster answers for a language version",
        params: ByLanguage,
        body: ReviewLanguage.omit({ versionId: true, language: true }),
        answer: Done,
      },
      async ({ input: { id, language, reviewerId }, execute }) =>
        (await execute(reviewLanguage, { versionId: id, language, reviewerId })).answer,
    );
    r.get(
      {
        path: "/materials/versions/:id/languages/:language/audio",
        verb: "material.view",
        summary: "The recording of a language version",
        params: ByLanguage,
        produces: ["audio/mpeg", "audio/ogg", "audio/mp4", "audio/wav"],
      },
      ({ tx, principal, input }) => readAudio(tx, principal, files, input.id, input.language),
    );
    r.put(
      {
        path: "/materials/versions/:id/languages/:language/audio",
        verb: "material.edit",
        summary: "Record a language version: MP3, OGG, M4A or WAV (the bytes are the body)",
        params: ByLanguage,
        query: z.object({ seconds: z.coerce.number().int().positive().max(36_000).optional() }),
        bytes: { maxBytes: maxAudio },
        answer: Done,
      },
      async ({ input: { id, language, seconds }, bytes, execute }) => {
        const mediaType = audioType(bytes);
        if (mediaType === null) throw materialProblem("material.audio-type");
        const stored = await files.put(bytes);
        const file = { mediaType, seconds: seconds ?? null, ...stored };
        return (await execute(setAudio, { versionId: id, language, ...file })).answer;
      },
    );
    r.delete(
      {
        path: "/materials/versions/:id/languages/:language/audio",
        verb: "material.edit",
        summary: "Take a recording off",
        params: ByLanguage,
      },
      async ({ input: { id, language }, execute }) => void (await execute(removeAudio, { versionId: id, language })),
    );
  });
}
