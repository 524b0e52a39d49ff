/** The door of this room on the server. */
export {
  findPublicDialogue,
  listPublicDialogues,
  type PublicDialogue,
  type PublicDialogueCommitment,
} from "./server/public-dialogues.ts";
export { dialogueRoom } from "./server/room.ts";
