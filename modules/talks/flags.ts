import type { TalkFlag } from "./answers.ts";

/**
 * What a verifier ought to look at. Pure rules over facts that the server gathered; each raises a
 * flag with its evidence, none refuses anything. What was looked at and found in order is named too.
 */
export interface TalkFlagFacts {
  startsAt: Date;
  endsAt: Date | null;
  attendance: number | null;
  speakers: readonly { personId: string; name: string; appointed: boolean }[];
  /** Talks of the same speakers whose times overlap at another place. */
  overlapping: readonly {
    talkId: string;
    title: string;
    placeName: string;
    startsAt: string;
    speakerNames: readonly string[];
  }[];
  /** Other talks that carry a photo with the same hash. */
  samePhotos: readonly { talkId: string; title: string; placeName: string }[];
  /** The newest published figure of the place, if there is one. */
  population: number | null;
  deviceAt: Date | null;
  receivedAt: Date;
  clockFarOffMinutes: number;
  longAgoDays: number;
  recalledMaterials: readonly { versionId: string; title: string; recalledOn: string }[];
}

/** Without an end, a talk is taken to last this long when looking for overlaps: two hours. */
export const assumedMinutes = 120;

export function talkFlags(facts: TalkFlagFacts): TalkFlag[] {
  const flags: TalkFlag[] = [];
  for (const other of facts.overlapping) flags.push({ code: "sameSpeakerElsewhere", detail: { ...other } });
  for (const other of facts.samePhotos) flags.push({ code: "samePhotoTwice", detail: { ...other } });
  if (facts.population !== null && facts.attendance !== null && facts.attendance > facts.population) {
    flags.push({ code: "moreThanPopulation", detail: { attendance: facts.attendance, population: facts.population } });
  }
  for (const speaker of facts.speakers) {
    if (!speaker.appointed)
      flags.push({ code: "outsideAppointment", detail: { personId: speaker.personId, name: speaker.name } });
  }
  const startAhead = facts.deviceAt === null ? 0 : (facts.deviceAt.getTime() - facts.receivedAt.getTime()) / 60_000;
  if (startAhead > facts.clockFarOffMinutes)
    flags.push({ code: "deviceClockOff", detail: { minutes: Math.round(startAhead) } });
  if (facts.endsAt === null) flags.push({ code: "noEnd", detail: {} });
  const days = Math.floor((facts.receivedAt.getTime() - facts.startsAt.getTime()) / 86_400_000);
  if (days > facts.longAgoDays) flags.push({ code: "longAgo", detail: { days } });
  for (const material of facts.recalledMaterials) flags.push({ code: "recalledMaterial", detail: { ...material } });
  return flags;
}
