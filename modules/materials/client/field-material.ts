import type { CivilDate } from "#kernel/civil-date.ts";
import { findForms, findWords } from "#kernel/text/fold.ts";

/**
 * A material version as the phone keeps and shows it. Whether it may be read is decided here, from
 * what the phone has, so that it holds without a network.
 */
export interface PhoneMaterial {
  /** The version's id: what a talk pins. */
  versionId: string;
  materialId: string;
  number: number;
  title: string;
  topic: string | null;
  status: string;
  /** First and last day of validity; null is open. */
  validFrom: string | null;
  validTo: string | null;
  keyMessages: string[];
  body: string;
  qa: { question: string; answer: string }[];
  source: string;
  legalBasis: string;
  issuer: string;
  recalledOn: string | null;
  recallReason: string | null;
  /** From this day on a recalled version no longer opens, with or without a network. */
  blockedFrom: string | null;
  languages: {
    language: string;
    title: string;
    keyMessages: string[];
    body: string;
    /** Its recording, fetched when it is asked for. */
    audio: { size: number; seconds: number | null; path: string } | null;
  }[];
  /** When this person ticked "received and read", as the server knows it. */
  receivedAt: string | null;
  attachments: { name: string; size: number | null }[];
}

type Plain = Record<string, unknown>;
const plain = (value: unknown): Plain | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Plain) : null;
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const orNull = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const rows = (value: unknown): Plain[] =>
  Array.isArray(value)
    ? value.flatMap((row): Plain[] => {
        const one = plain(row);
        return one ? [one] : [];
      })
    : [];
/** Key messages come as a list or as one text with a line each. */
const lines = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter((line): line is string => typeof line === "string")
    : text(value)
        .split("\n")
        .map((line) => line.replace(/^\s*[-•–]\s*/, "").trim())
        .filter(Boolean);

export function asPhoneMaterial(id: string, data: unknown): PhoneMaterial | null {
  const row = plain(data);
  if (!row || typeof row.title !== "string") return null;
  return {
    versionId: orNull(row.versionId) ?? id,
    materialId: orNull(row.materialId) ?? id,
    number: Number(row.number ?? 1),
    title: row.title,
    topic: orNull(row.topic),
    status: text(row.status),
    validFrom: orNull(row.validFrom),
    validTo: orNull(row.validTo),
    keyMessages: lines(row.keyMessages),
    body: text(row.body),
    qa: rows(row.qa).map((pair) => ({ question: text(pair.question), answer: text(pair.answer) })),
    source: text(row.source),
    legalBasis: text(row.legalBasis),
    issuer: text(plain(row.unit)?.name ?? row.issuer),
    recalledOn: orNull(row.recalledOn),
    recallReason: orNull(row.recallReason),
    blockedFrom: orNull(row.blockedFrom),
    languages: rows(row.languages).map((version) => ({
      language: text(version.language),
      title: text(version.title),
      keyMessages: lines(version.keyMessages),
      body: text(version.body),
      audio: audioOf(orNull(row.versionId) ?? id, text(version.language), plain(version.audio)),
    })),
    receivedAt: orNull(row.receivedAt),
    attachments: rows(row.attachments).map((file) => ({
      name: text(file.name),
      size: typeof file.size === "number" ? file.size : null,
    })),
  };
}

function audioOf(
  versionId: string,
  language: string,
  audio: Plain | null,
): PhoneMaterial["languages"][number]["audio"] {
  if (audio === null || typeof audio.size !== "number") return null;
  return {
    size: audio.size,
    seconds: typeof audio.seconds === "number" ? audio.seconds : null,
    // the recording's own hash: another one is another address
    path: `/api/materials/versions/${versionId}/languages/${language}/audio?of=${text(audio.sha256).slice(0, 12)}`,
  };
}

/** `recalled`: marked, still readable until its last day; `expired`: blocked, with or without a network. */
export type MaterialStanding = "valid" | "endsSoon" | "notYet" | "recalled" | "superseded" | "expired";

export function standingOf(
  material: Pick<PhoneMaterial, "status" | "validFrom" | "validTo" | "blockedFrom">,
  today: CivilDate,
): MaterialStanding {
  if (material.blockedFrom !== null && today >= material.blockedFrom) return "expired";
  if (material.validTo !== null && today > material.validTo) return "expired";
  if (material.status === "recalled") return "recalled";
  if (material.status === "superseded") return "superseded";
  if (material.validFrom !== null && today < material.validFrom) return "notYet";
  if (material.validTo !== null && daysLeft(today, material.validTo) <= 14) return "endsSoon";
  return "valid";
}

const daysLeft = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** May it be used for a talk today? */
export const isUsable = (standing: MaterialStanding): boolean => standing === "valid" || standing === "endsSoon";

/** The version of the same material that is valid today, where this one is not. */
export function validInstead(
  material: Pick<PhoneMaterial, "materialId" | "versionId">,
  all: readonly PhoneMaterial[],
  today: CivilDate,
): PhoneMaterial | null {
  const others = all.filter((m) => m.materialId === material.materialId && m.versionId !== material.versionId);
  return others.find((m) => isUsable(standingOf(m, today))) ?? null;
}

/** What this phone would open as valid, today or from a day to come: what it reports as held. */
export function heldVersions(materials: readonly PhoneMaterial[], today: CivilDate): string[] {
  return materials
    .filter((m) => isUsable(standingOf(m, today)) || standingOf(m, today) === "notYet")
    .map((m) => m.versionId)
    .sort();
}

/** Titles first, then anywhere in the text; typed with or without diacritics. Usable ones before the others. */
export function searchMaterials(materials: readonly PhoneMaterial[], typed: string, today: CivilDate): PhoneMaterial[] {
  const words = findWords(typed);
  const scored = materials.flatMap((material) => {
    const title = findForms(material.title);
    const whole = `${title} ${findForms([material.topic ?? "", ...material.keyMessages, material.body, ...material.languages.map((l) => l.title)].join(" "))}`;
    if (!words.every((word) => whole.includes(word))) return [];
    const standing = standingOf(material, today);
    const score = (isUsable(standing) ? 0 : 10) + (words.every((word) => title.includes(word)) ? 0 : 5);
    return [{ material, score }];
  });
  const newestFirst = (a: PhoneMaterial, b: PhoneMaterial) => (b.validFrom ?? "").localeCompare(a.validFrom ?? "");
  return scored.sort((a, b) => a.score - b.score || newestFirst(a.material, b.material)).map((s) => s.material);
}
