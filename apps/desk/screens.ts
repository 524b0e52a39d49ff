import { loadParts } from "#platform/ui/parts.tsx";
import type { DeskScreen } from "#platform/ui/screen.tsx";
import { accountScreens } from "#modules/accounts/client.ts";
import { documentScreens } from "#modules/documents/client.ts";
import { budgetScreens } from "#modules/budgets/client.ts";
import { correctionScreens } from "#modules/corrections/client.ts";
import { courseParts, courseScreens } from "#modules/courses/client.ts";
import { equipmentScreens } from "#modules/equipment/client.ts";
import { kitScreens } from "#modules/kits/client.ts";
import { lawScreens } from "#modules/laws/client.ts";
import { channelScreens } from "#modules/channels/client.ts";
import { draftScreens } from "#modules/drafts/client.ts";
import { liveScreens } from "#modules/live/client.ts";
import { materialScreens } from "#modules/materials/client.ts";
import { questionScreens } from "#modules/questions/client.ts";
import { overviewScreens } from "#modules/overviews/client.ts";
import { payScreens } from "#modules/pay/client.ts";
import { planParts, planScreens } from "#modules/plans/client.ts";
import { reportScreens } from "#modules/reports/client.ts";
import { rosterScreens } from "#modules/roster/client.ts";
import { statementScreens } from "#modules/statements/client.ts";
import { talkScreens } from "#modules/talks/client.ts";
import { themeScreens } from "#modules/themes/client.ts";
import { difficultyScreens } from "#modules/difficulties/client.ts";
import { dialogueScreens } from "#modules/dialogues/client.ts";
import { unitScreens } from "#modules/units/client.ts";

/** Every page of the desk. A room's pages come from its client.ts; each is loaded when it is opened. */
export const screens: readonly DeskScreen[] = [
  { path: "/", load: () => import("./home/home.tsx").then((m) => m.HomeScreen) },
  ...rosterScreens,
  ...lawScreens,
  ...correctionScreens,
  ...statementScreens,
  ...kitScreens,
  ...materialScreens,
  ...talkScreens,
  ...courseScreens,
  ...dialogueScreens,
  ...questionScreens,
  ...difficultyScreens,
  ...liveScreens,
  ...draftScreens,
  ...channelScreens,
  ...themeScreens,
  ...unitScreens,
  ...planScreens,
  ...budgetScreens,
  ...equipmentScreens,
  ...payScreens,
  ...reportScreens,
  ...overviewScreens,
  ...documentScreens,
  ...accountScreens,
  { path: "/outbox-file", load: () => import("./outbox-file/outbox-file.tsx").then((m) => m.OutboxFileScreen) },
  { path: "/journal", load: () => import("./journal/journal.tsx").then((m) => m.JournalScreen) },
  { path: "/account", load: () => import("./account/account.tsx").then((m) => m.AccountScreen) },
];

/** What rooms show on pages of rooms before them. */
export const parts = loadParts([...courseParts, ...planParts]);
