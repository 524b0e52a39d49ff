import type { RowSet } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import type { AskedQuestion, MetDifficulty, TalkRecord } from "../contract.ts";

/** What came with a talk: questions, difficulties, and the announcement of photos that travel apart. */
export function partRows(
  talkId: string,
  parts: { questions: AskedQuestion[]; difficulties: MetDifficulty[] },
): RowSet[] {
  return [
    {
      table: "talk_question",
      rows: parts.questions.map((q) => ({ id: q.id, talk_id: talkId, text: q.text, struck: q.struck })),
    },
    { table: "talk_difficulty", rows: parts.difficulties.map((d) => ({ id: d.id, talk_id: talkId, text: d.text })) },
  ];
}

/** A photo may have begun to arrive before its record: then its row is there already. */
export async function announcePhotos(
  tx: Tx,
  talkId: string,
  userId: string,
  photos: TalkRecord["photos"],
): Promise<void> {
  if (photos.length === 0) return;
  await tx
    .insertInto("talk_photo")
    .values(
      photos.map((p) => ({
        id: p.id,
        talk_id: talkId,
        user_id: userId,
        sha256: p.sha256,
        size: p.size,
        media_type: "image/jpeg",
      })),
    )
    .onConflict((c) => c.column("id").doNothing())
    .execute();
}
