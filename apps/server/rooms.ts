import type { PolicyTable } from "#kernel/access.ts";
import { todayInVietnam } from "#kernel/civil-date.ts";
import type { Auth } from "#platform/auth/auth.ts";
import type { CliCommand } from "#platform/cli/command.ts";
import type { CommandMap } from "#platform/command/define.ts";
import { messagesEn as commandEn } from "#platform/command/messages.en.ts";
import { messagesVi as commandVi } from "#platform/command/messages.vi.ts";
import type { Database } from "#platform/db/open.ts";
import type { FileStore } from "#platform/files/file-store.ts";
import { messagesEn as formatEn } from "#platform/documents/messages.en.ts";
import { messagesVi as formatVi } from "#platform/documents/messages.vi.ts";
import { messagesEn as httpEn } from "#platform/http/messages.en.ts";
import { messagesVi as httpVi } from "#platform/http/messages.vi.ts";
import type { Messages } from "#platform/http/problem-answer.ts";
import type { RoomRoutes } from "#platform/http/room-routes.ts";
import type { Job } from "#platform/jobs/define.ts";
import { verifyJournalCommand } from "#platform/journal/cli.ts";
import type { PullSource } from "#platform/sync/server/pull-source.ts";
import { demoAccounts, demoPassword } from "#db/seeds/demo-cast.ts";
import {
  type AccountServices,
  accountCliCommands,
  accountCommands,
  accountJobs,
  accountPolicy,
  buildAccountRoutes,
} from "#modules/accounts/server.ts";
import { accountMessagesEn, accountMessagesVi } from "#modules/accounts/shared.ts";
import { checkDocumentCommand, documentCommands, documentPolicy, documentRoutes } from "#modules/documents/server.ts";
import { documentMessagesEn, documentMessagesVi } from "#modules/documents/shared.ts";
import { correctionCommands, correctionPolicy, correctionRoutes } from "#modules/corrections/server.ts";
import { correctionMessagesEn, correctionMessagesVi } from "#modules/corrections/shared.ts";
import { kitCommands, kitPolicy, kitRoutes, kitsWaiting } from "#modules/kits/server.ts";
import { kitMessagesEn, kitMessagesVi } from "#modules/kits/shared.ts";
import { lawCommands, lawPolicy, lawRoutes } from "#modules/laws/server.ts";
import { lawMessagesEn, lawMessagesVi } from "#modules/laws/shared.ts";
import {
  buildMaterialRoutes,
  factConflictCommands,
  factConflictPolicy,
  factConflictRoutes,
  factJobs,
  materialCommands,
  materialPolicy,
  phoneMaterials,
} from "#modules/materials/server.ts";
import { materialMessagesEn, materialMessagesVi } from "#modules/materials/shared.ts";
import { draftCommands, draftPolicy, draftRoutes } from "#modules/drafts/server.ts";
import { draftMessagesEn, draftMessagesVi } from "#modules/drafts/shared.ts";
import { buildLiveRoutes, liveCommands, liveJobs, livePolicy, phoneChecks } from "#modules/live/server.ts";
import { liveMessagesEn, liveMessagesVi } from "#modules/live/shared.ts";
import {
  climbJob,
  phoneAnswers,
  questionCommands,
  questionPolicy,
  questionRoutes,
  questionsWaiting,
} from "#modules/questions/server.ts";
import { questionMessagesEn, questionMessagesVi } from "#modules/questions/shared.ts";
import { buildChannelRoutes, channelCommands, channelPolicy } from "#modules/channels/server.ts";
import { channelMessagesEn, channelMessagesVi } from "#modules/channels/shared.ts";
import { buildReportCommand, reportCommands, reportPolicy, reportRoutes } from "#modules/reports/server.ts";
import { planCliCommands, planCommands, planPolicy, planRoutes } from "#modules/plans/server.ts";
import { planMessagesEn, planMessagesVi } from "#modules/plans/shared.ts";
import { reportMessagesEn, reportMessagesVi } from "#modules/reports/shared.ts";
import {
  getPersonPage,
  rosterCliCommands,
  rosterCommands,
  rosterPolicy,
  rosterRoutes,
  rosterWaiting,
} from "#modules/roster/server.ts";
import { rosterMessagesEn, rosterMessagesVi } from "#modules/roster/shared.ts";
import {
  listTalks,
  phoneCommands,
  phoneTalks,
  talkCommands,
  talkJobs,
  talkPolicy,
  talkRoutes,
  talksWaiting,
} from "#modules/talks/server.ts";
import { talkMessagesEn, talkMessagesVi } from "#modules/talks/shared.ts";
import { themeJobs, themePolicy, themeRoutes, releaseThemes } from "#modules/themes/server.ts";
import { themeMessagesEn, themeMessagesVi } from "#modules/themes/shared.ts";
import {
  difficultiesWaiting,
  difficultyCommands,
  difficultyPolicy,
  difficultyRoutes,
} from "#modules/difficulties/server.ts";
import { difficultyMessagesEn, difficultyMessagesVi } from "#modules/difficulties/shared.ts";
import { dialogueCommands, dialoguePolicy, dialogueRoutes } from "#modules/dialogues/server.ts";
import { dialogueMessagesEn, dialogueMessagesVi } from "#modules/dialogues/shared.ts";
import { phoneUnits, unitCliCommands, unitCommands, unitPolicy, unitRoutes } from "#modules/units/server.ts";
import { statementCommands, statementPolicy, statementRoutes } from "#modules/statements/server.ts";
import { statementMessagesEn, statementMessagesVi } from "#modules/statements/shared.ts";
import { unitMessagesEn, unitMessagesVi } from "#modules/units/shared.ts";
import { messagesEn as waitingEn } from "#platform/waiting/messages.en.ts";
import { messagesVi as waitingVi } from "#platform/waiting/messages.vi.ts";
import type { WaitSource } from "#platform/waiting/wait-source.ts";
import { syncRoom } from "./sync.ts";
import { version } from "./version.ts";
import { waitingRoom } from "./waiting.ts";

/** What some rooms need beside a transaction; opened once a server. */
export interface RoomServices {
  database: Database;
  auth: Auth;
  files: FileStore;
}

/** All rooms at one glance: what they can do, who may, what they answer, say and do by themselves. */
export const allCommands = {
  ...unitCommands,
  ...accountCommands,
  ...rosterCommands,
  ...lawCommands,
  ...materialCommands,
  ...factConflictCommands,
  ...correctionCommands,
  ...statementCommands,
  ...kitCommands,
  ...talkCommands,
  ...questionCommands,
  ...dialogueCommands,
  ...difficultyCommands,
  [releaseThemes.name]: releaseThemes,
  ...documentCommands,
  ...draftCommands,
  ...liveCommands,
  ...channelCommands,
  ...planCommands,
  ...reportCommands,
} as unknown as CommandMap;

export const allPolicies: readonly PolicyTable[] = [
  unitPolicy,
  accountPolicy,
  rosterPolicy,
  lawPolicy,
  materialPolicy,
  factConflictPolicy,
  correctionPolicy,
  statementPolicy,
  kitPolicy,
  talkPolicy,
  questionPolicy,
  dialoguePolicy,
  difficultyPolicy,
  themePolicy,
  documentPolicy,
  draftPolicy,
  livePolicy,
  channelPolicy,
  planPolicy,
  reportPolicy,
];

/** What the desk's first page asks them, in the order in which it is shown. */
const waitSources: readonly WaitSource[] = [
  talksWaiting,
  questionsWaiting,
  difficultiesWaiting,
  kitsWaiting,
  rosterWaiting,
];

const phoneSources: readonly PullSource[] = [
  phoneTalks,
  phoneAnswers,
  phoneCommands,
  phoneMaterials,
  phoneUnits,
  phoneChecks,
];

/** What the rooms hold about one person, for the export of "all that is held about me". */
const heldElsewhere: AccountServices["heldElsewhere"] = {
  roster: async (tx, principal) =>
    principal.personId === null ? null : getPersonPage(tx, principal, principal.personId, todayInVietnam()),
  talksAsSpeaker: async (tx, principal) =>
    principal.personId === null ? [] : (await listTalks(tx, { speaker: principal.personId, limit: 200 })).items,
  answersToCarryBack: (tx, principal) => phoneAnswers.snapshot(tx, principal, 500),
};

export function allRoutes({ database, auth, files }: RoomServices): readonly RoomRoutes[] {
  const accountRoutes = buildAccountRoutes({
    auth,
    database,
    policies: allPolicies,
    demoAccounts,
    demoPassword,
    version,
    heldElsewhere,
  });
  return [
    ...accountRoutes,
    unitRoutes,
    rosterRoutes,
    lawRoutes,
    buildMaterialRoutes({ files }),
    factConflictRoutes,
    correctionRoutes,
    statementRoutes,
    kitRoutes,
    talkRoutes,
    questionRoutes,
    dialogueRoutes,
    difficultyRoutes,
    themeRoutes,
    documentRoutes,
    draftRoutes,
    buildLiveRoutes({ database }),
    buildChannelRoutes({ files }),
    planRoutes,
    reportRoutes,
    syncRoom(database, allCommands, phoneSources, auth.principals),
    waitingRoom(waitSources, allMessages),
  ];
}

export const allMessages: Messages = {
  vi: {
    ...httpVi,
    ...waitingVi,
    ...commandVi,
    ...formatVi,
    ...unitMessagesVi,
    ...accountMessagesVi,
    ...rosterMessagesVi,
    ...lawMessagesVi,
    ...correctionMessagesVi,
    ...statementMessagesVi,
    ...kitMessagesVi,
    ...materialMessagesVi,
    ...talkMessagesVi,
    ...questionMessagesVi,
    ...dialogueMessagesVi,
    ...difficultyMessagesVi,
    ...themeMessagesVi,
    ...documentMessagesVi,
    ...draftMessagesVi,
    ...liveMessagesVi,
    ...channelMessagesVi,
    ...planMessagesVi,
    ...reportMessagesVi,
  },
  en: {
    ...httpEn,
    ...waitingEn,
    ...commandEn,
    ...formatEn,
    ...unitMessagesEn,
    ...accountMessagesEn,
    ...rosterMessagesEn,
    ...lawMessagesEn,
    ...correctionMessagesEn,
    ...statementMessagesEn,
    ...kitMessagesEn,
    ...materialMessagesEn,
    ...talkMessagesEn,
    ...questionMessagesEn,
    ...dialogueMessagesEn,
    ...difficultyMessagesEn,
    ...themeMessagesEn,
    ...documentMessagesEn,
    ...draftMessagesEn,
    ...liveMessagesEn,
    ...channelMessagesEn,
    ...planMessagesEn,
    ...reportMessagesEn,
  },
};

export const allCliCommands: readonly CliCommand[] = [
  ...unitCliCommands,
  ...accountCliCommands,
  verifyJournalCommand,
  ...rosterCliCommands,
  ...planCliCommands,
  buildReportCommand,
  checkDocumentCommand,
];

export const allJobs: readonly Job[] = [...factJobs, ...themeJobs, ...talkJobs, climbJob, ...accountJobs, ...liveJobs];
