/** The door of this room on the server. */
export { countTalks, giveBackTalks } from "./server/count-talks.ts";
export { talkCommands } from "./server/commands.ts";
export { buildTalk } from "./server/factory.ts";
export { listPublicTalks, listPublicTalkTotals, type PublicTalk, type PublicTalkTotal } from "./portal/public-talks.ts";
export { listTalks, presentTalks } from "./server/list-talks.ts";
export { givenTalksToMerge, monthsToMerge, plannedTalksToMerge } from "./server/merge-talks.ts";
export { phoneCommands, phoneTalks } from "./server/phone-talks.ts";
export { appendPhoto, deleteOldPhotos } from "./server/photos.ts";
export { talkRoutes } from "./server/routes.ts";
export { talkTotals } from "./server/talk-totals.ts";
export { talkPolicy } from "./policy.ts";
export { talkRoom } from "./server/room.ts";
