/** The door of this room on the server. */
export { dialogueCommands } from "./server/commands.ts";
export {
  findPublicDialogue,
  listPublicDialogues,
  type PublicDialogue,
  type PublicDialogueCommitment,
} from "./server/public-dialogues.ts";
export { dialogueRoutes } from "./server/routes.ts";
export { dialoguePolicy } from "./policy.ts";
