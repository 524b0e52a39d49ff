import type { PolicyTable } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import type { CliCommand } from "#platform/cli/command.ts";
import type { CommandMap } from "#platform/command/define.ts";
import { messagesEn as commandEn } from "#platform/command/messages.en.ts";
import { messagesVi as commandVi } from "#platform/command/messages.vi.ts";
import { messagesEn as formatEn } from "#platform/documents/messages.en.ts";
import { messagesVi as formatVi } from "#platform/documents/messages.vi.ts";
import { messagesEn as httpEn } from "#platform/http/messages.en.ts";
import { messagesVi as httpVi } from "#platform/http/messages.vi.ts";
import type { Messages } from "#platform/http/problem-answer.ts";
import type { RoomRoutes } from "#platform/http/room-routes.ts";
import type { Job } from "#platform/jobs/define.ts";
import { verifyJournalCommand } from "#platform/journal/cli.ts";
import type { Room, RoomServices } from "#platform/rooms/room.ts";
import { messagesEn as waitingEn } from "#platform/waiting/messages.en.ts";
import { messagesVi as waitingVi } from "#platform/waiting/messages.vi.ts";
import { demoAccounts, demoPassword } from "#db/seeds/demo-cast.ts";
import { type AccountServices, accountRoom, buildAccountRoutes } from "#modules/accounts/server.ts";
import { budgetRoom, budgetYearsToMerge } from "#modules/budgets/server.ts";
import { channelRoom } from "#modules/channels/server.ts";
import { courseRoom, readTraining } from "#modules/courses/server.ts";
import { correctionRoom } from "#modules/corrections/server.ts";
import { dialogueRoom } from "#modules/dialogues/server.ts";
import { difficultyRoom } from "#modules/difficulties/server.ts";
import { buildDocumentRoom } from "#modules/documents/server.ts";
import { draftRoom } from "#modules/drafts/server.ts";
import { equipmentRoom } from "#modules/equipment/server.ts";
import { kitRoom } from "#modules/kits/server.ts";
import { lawRoom } from "#modules/laws/server.ts";
import { liveRoom } from "#modules/live/server.ts";
import { materialRoom } from "#modules/materials/server.ts";
import { overviewRoom } from "#modules/overviews/server.ts";
import { payRoom, phonePay, runsToMerge } from "#modules/pay/server.ts";
import { behindToMerge, planRoom, planTasksToMerge } from "#modules/plans/server.ts";
import { phoneAnswers, questionRoom } from "#modules/questions/server.ts";
import { reportRoom, sentReportsToMerge } from "#modules/reports/server.ts";
import { getPersonPage, peopleToMerge, rosterRoom } from "#modules/roster/server.ts";
import { statementRoom } from "#modules/statements/server.ts";
import { givenTalksToMerge, listTalks, monthsToMerge, plannedTalksToMerge, talkRoom } from "#modules/talks/server.ts";
import { themeRoom } from "#modules/themes/server.ts";
import { unitRoom } from "#modules/units/server.ts";
import { syncRoom } from "./sync.ts";
import { version } from "./version.ts";
import { waitingRoom } from "./waiting.ts";

/** What rooms after documents give to be merged into its templates. */
const documentRoom = buildDocumentRoom({
  sources: [
    peopleToMerge,
    plannedTalksToMerge,
    givenTalksToMerge,
    monthsToMerge,
    planTasksToMerge,
    behindToMerge,
    budgetYearsToMerge,
    runsToMerge,
    sentReportsToMerge,
  ],
});

/** Every room, once; what waits on the desk's first page is shown in this order. */
const rooms: readonly Room[] = [
  unitRoom,
  accountRoom,
  documentRoom,
  lawRoom,
  materialRoom,
  talkRoom,
  courseRoom,
  questionRoom,
  themeRoom,
  difficultyRoom,
  dialogueRoom,
  liveRoom,
  correctionRoom,
  statementRoom,
  kitRoom,
  draftRoom,
  channelRoom,
  planRoom,
  budgetRoom,
  equipmentRoom,
  payRoom,
  reportRoom,
  overviewRoom,
  rosterRoom,
];

export const allCommands = Object.assign({}, ...rooms.map((room) => room.commands)) as CommandMap;
export const allPolicies: readonly PolicyTable[] = rooms.flatMap((room) => room.policies ?? []);
export const allJobs: readonly Job[] = rooms.flatMap((room) => room.jobs ?? []);
export const allCliCommands: readonly CliCommand[] = [verifyJournalCommand, ...rooms.flatMap((room) => room.cli ?? [])];

export const allMessages: Messages = {
  vi: Object.assign({ ...httpVi, ...waitingVi, ...commandVi, ...formatVi }, ...rooms.map((r) => r.messages?.vi)),
  en: Object.assign({ ...httpEn, ...waitingEn, ...commandEn, ...formatEn }, ...rooms.map((r) => r.messages?.en)),
};

/** What the rooms hold about one person, for the export of "all that is held about me". */
const heldElsewhere: AccountServices["heldElsewhere"] = {
  roster: async (tx, principal) =>
    principal.personId === null ? null : getPersonPage(tx, principal, principal.personId, todayInVietnam()),
  talksAsSpeaker: async (tx, principal) =>
    principal.personId === null ? [] : (await listTalks(tx, { speaker: principal.personId, limit: 200 })).items,
  training: async (tx, principal) =>
    principal.personId === null ? null : readTraining(tx, principal.personId, todayInVietnam()),
  answersToCarryBack: (tx, principal) => phoneAnswers.snapshot(tx, principal, 500),
  paid: (tx, principal) => phonePay.snapshot(tx, principal, 500),
};

export function allRoutes(services: RoomServices): readonly RoomRoutes[] {
  const { database, auth } = services;
  return [
    ...buildAccountRoutes({
      auth,
      database,
      policies: allPolicies,
      demoAccounts,
      demoPassword,
      version,
      heldElsewhere,
    }),
    ...rooms.flatMap((room) => (typeof room.routes === "function" ? room.routes(services) : (room.routes ?? []))),
    syncRoom(
      database,
      allCommands,
      rooms.flatMap((room) => room.phone ?? []),
      auth.principals,
    ),
    waitingRoom(
      rooms.flatMap((room) => room.waiting ?? []),
      allMessages,
    ),
  ];
}
