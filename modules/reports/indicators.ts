/**
 * How each code of the catalogue is computed. A test holds this map and the table `indicator` equal, so that no
 * code is without a name and no name without a computation.
 *
 * Talk indicators add `value` over the talks that meet `where`; both are SQL over one pinned or live talk `f`.
 */
export interface TalkSum {
  source: "talks";
  value: string;
  where: string | null;
}
export type Computation =
  | TalkSum
  | { source: "speakers" }
  | { source: "ratio"; of: string; over: string; percent: boolean }
  | { source: "places"; of: "total" | "covered" | "with-gaps" }
  | { source: "roster"; kind: string | null; core: boolean }
  | { source: "materials" }
  | { source: "courses" }
  | { source: "questions" }
  | { source: "commitments" }
  | { source: "drafts"; communicated: boolean }
  | { source: "understanding" }
  | { source: "difference"; of: string; less: string };

const one = (where: string): TalkSum => ({ source: "talks", value: "1", where });
const heads = (where: string | null): TalkSum => ({ source: "talks", value: "f.attendance", where });
const held = (kind: string): Computation => ({ source: "roster", kind, core: false });

export const computations = {
  talks: { source: "talks", value: "1", where: null },
  attendance: heads(null),
  speakers: { source: "speakers" },
  "attendance.average": { source: "ratio", of: "attendance", over: "talks", percent: false },
  "places.total": { source: "places", of: "total" },
  "places.covered": { source: "places", of: "covered" },
  "places.coverage": { source: "ratio", of: "places.covered", over: "places.total", percent: true },
  "places.with-gaps": { source: "places", of: "with-gaps" },
  "talks.speakerConference": one("f.kind = 'speakerConference'"),
  "conference.sites": { source: "talks", value: "f.sites", where: "f.kind = 'speakerConference'" },
  "conference.delegates": heads("f.kind = 'speakerConference'"),
  "talks.thematicConference": one("f.kind = 'thematicConference'"),
  "talks.currentAffairsBriefing": one("f.kind = 'currentAffairsBriefing'"),
  "talks.organisationMeeting": one("f.kind = 'organisationMeeting'"),
  "talks.residentMeeting": one("f.kind = 'residentMeeting'"),
  "talks.voterContactMeeting": one("f.kind = 'voterContactMeeting'"),
  "talks.dialogueMeeting": one("f.kind = 'dialogueMeeting'"),
  "talks.internalBriefing": one("f.kind = 'internalBriefing'"),
  "attendance.internalBriefing": heads("f.kind = 'internalBriefing'"),
  "talks.readingMeeting": one("f.kind = 'readingMeeting'"),
  "talks.skillContest": one("f.kind = 'skillContest'"),
  "talks.inPerson": one("f.mode = 'inPerson'"),
  "talks.online": one("f.mode = 'online'"),
  "talks.hybrid": one("f.mode = 'hybrid'"),
  "attendance.residents": heads("f.audience_kind = 'residents'"),
  "attendance.officials": heads("f.audience_kind = 'officials'"),
  "attendance.members": heads("f.audience_kind = 'members'"),
  "attendance.pupils": heads("f.audience_kind = 'pupils'"),
  "attendance.mixed": heads("f.audience_kind = 'mixed'"),
  questions: { source: "talks", value: "f.questions", where: null },
  "questions.received": { source: "questions" },
  "questions.due": { source: "questions" },
  "questions.in-time": { source: "questions" },
  "questions.in-time.share": { source: "ratio", of: "questions.in-time", over: "questions.due", percent: true },
  "questions.carried-back": { source: "questions" },
  "commitments.made": { source: "commitments" },
  "commitments.due": { source: "commitments" },
  "commitments.kept": { source: "commitments" },
  "commitments.kept.share": { source: "ratio", of: "commitments.kept", over: "commitments.due", percent: true },
  "roster.rapporteur": held("rapporteur"),
  "roster.grassrootsCommunicator": held("grassrootsCommunicator"),
  "roster.core": { source: "roster", kind: null, core: true },
  "roster.collaborator": held("collaborator"),
  "roster.policyCommunicationOfficer": held("policyCommunicationOfficer"),
  "roster.spokesperson": held("spokesperson"),
  "roster.partTimeLecturer": held("partTimeLecturer"),
  courses: { source: "courses" },
  "courses.participants": { source: "courses" },
  "courses.hours": { source: "courses" },
  "materials.approved": { source: "materials" },
  "drafts.in-scope": { source: "drafts", communicated: false },
  "drafts.communicated": { source: "drafts", communicated: true },
  "drafts.coverage": { source: "ratio", of: "drafts.communicated", over: "drafts.in-scope", percent: true },
  "understanding.talks": { source: "understanding" },
  "understanding.answers-before": { source: "understanding" },
  "understanding.right-before": { source: "understanding" },
  "understanding.answers-after": { source: "understanding" },
  "understanding.right-after": { source: "understanding" },
  "understanding.before": {
    source: "ratio",
    of: "understanding.right-before",
    over: "understanding.answers-before",
    percent: true,
  },
  "understanding.after": {
    source: "ratio",
    of: "understanding.right-after",
    over: "understanding.answers-after",
    percent: true,
  },
  "understanding.change": { source: "difference", of: "understanding.after", less: "understanding.before" },
} as const satisfies Record<string, Computation>;

export type IndicatorCode = keyof typeof computations;
export const indicatorCodes = Object.keys(computations) as IndicatorCode[];

export function isIndicatorCode(code: string): code is IndicatorCode {
  return Object.hasOwn(computations, code);
}

/** A talk whose change in understanding is shown: five or more answered both before and after. */
const measured = "exists (select from understanding_result u where u.talk_id = f.talk_id and u.method <> 'few')";

/** A share opens to all that it was taken over, one of understanding to the talks where it was measured. */
function ratioCondition(of: string): string | null {
  const condition = isIndicatorCode(of) ? talkCondition(of) : "true";
  return condition === null || condition === measured ? condition : "true";
}

/** Talks that make up the figure: the SQL condition under which one contributes, null where figures have no talks behind. */
export function talkCondition(code: IndicatorCode): string | null {
  const computation: Computation = computations[code];
  switch (computation.source) {
    case "talks":
      return (
        [computation.where, computation.value === "1" ? null : `${computation.value} > 0`]
          .filter(Boolean)
          .join(" and ") || "true"
      );
    case "speakers":
      return "cardinality(f.speaker_ids) > 0";
    case "ratio":
      return ratioCondition(computation.of);
    case "understanding":
      return measured;
    case "difference":
      return isIndicatorCode(computation.of) ? talkCondition(computation.of) : null;
    case "places":
      return computation.of === "with-gaps" ? null : "true";
    default:
      return null;
  }
}
