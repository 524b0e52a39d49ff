import type { Pool } from "pg";
import type { Principal } from "#kernel/access.ts";
import { addDays, type CivilDate, todayInVietnam } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand } from "#platform/command/execute.ts";
import type { Article } from "../contract.ts";
import { draftCommands } from "./commands.ts";

export interface DraftToBuild {
  title: string;
  unitId: number;
  topic?: string;
  criteria?: string[];
  articles?: Article[];
  stage?: string;
  commentsFrom?: CivilDate;
  commentsUntil?: CivilDate;
  /** False leaves it unpublished. */
  publish?: boolean;
}

/** Through the real commands; published and open for comments unless told. */
export async function buildDraft(pool: Pool, by: Principal, draft: DraftToBuild): Promise<string> {
  const today = todayInVietnam();
  const draftId = newId();
  const run = (name: keyof typeof draftCommands, payload: unknown) =>
    executeCommand({ pool, commands: draftCommands }, by, { id: newId(), name, payload });
  await run("draft.create", {
    draftId,
    unitId: draft.unitId,
    title: draft.title,
    topic: draft.topic ?? "local-affairs",
    criteria: draft.criteria ?? ["wide-impact"],
    stage: draft.stage ?? "consultation",
    enteredOn: addDays(today, -3),
    commentsFrom: draft.commentsFrom ?? addDays(today, -2),
    commentsUntil: draft.commentsUntil ?? addDays(today, 28),
  });
  const articles = draft.articles ?? [
    { key: "1", chapter: null, heading: "Phạm vi", body: "1. Khoản một.\n2. Khoản hai." },
    { key: "2", chapter: null, heading: "Mức hỗ trợ", body: "Mức hỗ trợ là 1.000.000 đồng." },
  ];
  await run("draft.write-text", { draftId, hash: null, articles });
  if (draft.publish ?? true) await run("draft.publish", { draftId, edition: 1 });
  return draftId;
}
