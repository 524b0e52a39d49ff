import { z } from "zod";
import type { TalkKind } from "./contract.ts";

/** Meetings that anybody of the place may come to; a briefing of officials is never offered to the public pages. */
export const openKinds: readonly TalkKind[] = [
  "residentMeeting",
  "voterContactMeeting",
  "dialogueMeeting",
  "readingMeeting",
  "skillContest",
];

/** talk.set-public: a fact of the plan, apart from the talk; false unless an officer says otherwise. */
export const TalkPublicity = z.object({ talkId: z.uuid(), public: z.boolean() });
export type TalkPublicity = z.infer<typeof TalkPublicity>;
