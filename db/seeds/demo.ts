import type { CommandMap } from "#platform/command/define.ts";
import type { Database } from "#platform/db/open.ts";
import { fillDialogues } from "./demo-dialogues.ts";
import { fillChannels } from "./demo-channels.ts";
import { fillCourses } from "./demo-courses.ts";
import { fillDocuments } from "./demo-documents.ts";
import { fillDrafts } from "./demo-drafts.ts";
import { type DemoFill, openFill } from "./demo-fill.ts";
import { fillLaws } from "./demo-laws.ts";
import { fillHalls } from "./demo-live.ts";
import { fillMaterials } from "./demo-materials.ts";
import { fillTargets } from "./demo-overviews.ts";
import { fillPay } from "./demo-pay.ts";
import { fillMeans } from "./demo-means.ts";
import { fillPeople } from "./demo-people.ts";
import { fillPlans } from "./demo-plans.ts";
import { fillPlaces } from "./demo-places.ts";
import { fillPublic } from "./demo-portal.ts";
import { fillQuestions } from "./demo-questions.ts";
import { freezeMoment, freezeReports, reportYears, setDuties } from "./demo-reports.ts";
import { type PastEvent, pastTalks, storyTalks } from "./demo-talks.ts";
import { fillVoice } from "./demo-voice.ts";

export interface DemoOptions {
  database: Database;
  /** All rooms' commands: the demo is written through them and nothing else. */
  commands: CommandMap;
  hashPassword: () => Promise<string>;
  today: Date;
  progress: (label: string, done: number, total: number) => void;
}

/** The demo province: Lâm Đồng around 2025-07-01, told through the rooms' own commands, from a fixed seed. */
export async function seedDemo(options: DemoOptions): Promise<void> {
  const fill = openFill(options);
  const villages = await fillPlaces(fill);
  const speakers = await fillPeople(fill, options.hashPassword);
  await fillLaws(fill);
  await fillMaterials(fill);
  await setDuties(fill);
  await tellTheYears(fill, pastTalks(fill, villages, speakers));
  await storyTalks(fill);
  await fillVoice(fill);
  await fillQuestions(fill);
  await fillDialogues(fill);
  await fillCourses(fill);
  await fillHalls(fill);
  await fillPublic(fill);
  await fillDrafts(fill);
  await fillPlans(fill);
  await fillMeans(fill);
  await fillDocuments(fill);
  await fillPay(fill);
  await fillChannels(fill);
  await fillTargets(fill);
}

/** In the order in which it happened, so that a report finds what had arrived by its afternoon, and the rest is late. */
async function tellTheYears(fill: DemoFill, events: readonly PastEvent[]): Promise<void> {
  const years = reportYears(fill);
  for (const [i, event] of events.entries()) {
    while (years[0] !== undefined && freezeMoment(years[0]) < event.at) await freezeReports(fill, years.shift()!);
    await event.run();
    fill.step("Buổi tuyên truyền / talks", i + 1, events.length);
  }
  for (const year of years) await freezeReports(fill, year);
}
