import { receiptStates } from "../state.ts";
import { photoBytes } from "./photos.ts";
import type { FieldDatabase } from "./database.ts";

/**
 * The last resort: everything on this phone that has no receipt, as one JSON text that an officer can
 * take in by hand. Reading only; nothing leaves the outbox by being exported.
 */
export async function exportOutbox(
  db: FieldDatabase,
  owner: { userId: string; displayName: string },
  now: Date,
): Promise<string> {
  const items = await db.outbox
    .orderBy("seq")
    .filter((item) => !receiptStates.includes(item.state))
    .toArray();
  const photos = await db.photos.filter((photo) => photo.state !== "received").toArray();
  const withBytes = [];
  for (const photo of photos) withBytes.push({ ...photo, base64: base64(await photoBytes(db, photo.id)) });
  const drafts = await db.drafts.toArray();
  return JSON.stringify(
    { format: "caunoi-outbox-1", exportedAt: now.toISOString(), owner, items, photos: withBytes, drafts },
    null,
    1,
  );
}

function base64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
