import { z } from "zod";
import { SectionKey } from "./parts.ts";

const Uuid = z.uuid();
export const views = ["as-was", "as-is"] as const;
export const ViewName = z.enum(views);
export type ViewName = z.infer<typeof ViewName>;

/** What people wrote, by the key of its section; figures are put in by the program. */
export const Narrative = z
  .record(SectionKey, z.string().trim().max(20_000))
  .refine((n) => Object.keys(n).length <= 60, "too many sections");
export type Narrative = z.infer<typeof Narrative>;

export const CreateReport = z.object({
  reportId: Uuid,
  unitId: z.int().positive(),
  template: z.string().max(60).default("oral-communication"),
  period: z.string().max(16).describe("2025, 2025-H1, 2025-Q3, 2025-07 or 2024-03..2026-02"),
});
export const WriteReport = z.object({ reportId: Uuid, narrative: Narrative, seenVersion: z.int().positive() });
export const FreezeReport = z.object({ reportId: Uuid });
export const ReviseReport = z.object({ reportId: Uuid, reason: z.string().trim().min(1).max(500) });
export const BuildFile = z.object({
  reportId: Uuid,
  view: ViewName.default("as-is"),
  format: z.enum(["docx", "xlsx"]),
});
export const IssueReport = z.object({
  reportId: Uuid,
  issuedOn: z.iso.date(),
  view: ViewName.default("as-is"),
  signerName: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .describe("Whose signature it bears; refused where another has signed"),
  signerPosition: z.string().trim().min(1).max(200).optional(),
  capacity: z.string().trim().max(200).optional().describe("KT. CHỦ TỊCH"),
});

/** Where a report stands between its draft and its acceptance above. */
export const stages = ["draft", "frozen", "signed", "sent", "returned", "accepted"] as const;
export const Stage = z.enum(stages);
export type Stage = z.infer<typeof Stage>;

/** Work that outlasts a request: a freeze, a revision, a file. */
export const ReportTask = z.object({
  id: z.string(),
  kind: z.enum(["freeze", "revise", "file"]),
  revision: z.int(),
  view: ViewName.nullable(),
  format: z.enum(["docx", "xlsx"]).nullable(),
  state: z.enum(["waiting", "running", "done", "failed"]),
  step: z.enum(["waiting", "pinning", "computing", "writing", "done"]),
  done: z.int(),
  total: z.int(),
  problem: z.string().nullable().describe("Code of the problem that ended it"),
  askedBy: z.string(),
  askedAt: z.string(),
  endedAt: z.string().nullable(),
  fileName: z.string().nullable(),
});
export type ReportTask = z.infer<typeof ReportTask>;

export const ReportFigure = z.object({
  indicator: z.string(),
  position: z.int().describe("Its number in printed references"),
  nameVi: z.string(),
  nameEn: z.string(),
  measureVi: z.string(),
  measureEn: z.string(),
  definitionVi: z.string(),
  definitionEn: z.string(),
  legalBasis: z.string(),
  addsUp: z.enum(["sum", "distinct", "share", "places"]),
  value: z.number(),
  previous: z.number().nullable(),
  lastYear: z.number().nullable(),
  opensTo: z.enum(["talks", "questions", "commitments", "units", "nothing"]),
});
export type ReportFigure = z.infer<typeof ReportFigure>;

export const ReportLine = z.object({
  line: z.enum(["unit", "unattributable"]),
  unitId: z.int().nullable(),
  name: z.string(),
  code: z.string().nullable(),
  value: z.number(),
  previous: z.number().nullable(),
  lastYear: z.number().nullable(),
});
export type ReportLine = z.infer<typeof ReportLine>;

export const ReportTalk = z.object({
  talkId: z.string(),
  number: z.string().describe("The short number people read out"),
  version: z.int().describe("The version of the talk that is counted"),
  heldOn: z.string(),
  title: z.string(),
  kind: z.string(),
  place: z.string(),
  speakers: z.array(z.string()),
  attendance: z.int(),
  questions: z.int(),
});
export type ReportTalk = z.infer<typeof ReportTalk>;

export const LateTalk = ReportTalk.extend({
  why: z.enum(["new", "changed", "withdrawn"]),
  before: z.int().nullable().describe("Attendances as counted before"),
});
export type LateTalk = z.infer<typeof LateTalk>;

export const RevisionAnswer = z.object({
  number: z.int(),
  asOf: z.string(),
  frozenBy: z.string(),
  reason: z.string().nullable(),
  talks: z.int(),
  contentHash: z.string(),
  journalHash: z.string().nullable(),
});
export type RevisionAnswer = z.infer<typeof RevisionAnswer>;

export const ReportRow = z.object({
  id: z.string(),
  unitId: z.int(),
  unitName: z.string(),
  template: z.string(),
  templateNameVi: z.string(),
  templateNameEn: z.string(),
  period: z.string(),
  firstDay: z.string(),
  lastDay: z.string(),
  status: z.enum(["draft", "frozen"]),
  stage: Stage,
  dueOn: z.string().nullable().describe("By when it is owed to the level above; null: nobody asks for it"),
  revision: z.int(),
  version: z.int(),
});
export type ReportRow = z.infer<typeof ReportRow>;

export const ReportPage = ReportRow.extend({
  /** The seven letters that stand in printed references. */
  code: z.string(),
  narrative: Narrative,
  sections: z.array(z.object({ key: z.string(), title: z.string() })),
  revisions: z.array(RevisionAnswer),
  /** Counted late, changed or withdrawn since the freeze; talks of the period that still wait to be verified. */
  late: z.int(),
  waiting: z.int(),
  mayFreeze: z.boolean(),
  /** So many talks that figures and files of the draft are made in the background. */
  large: z.boolean(),
  /** Of a report over very many talks: when its figures, what waits and what came late were computed last. Null: just now. */
  reckoning: z
    .object({
      asOf: z.string().nullable().describe("Null: nothing has been computed yet"),
      underWay: z.boolean(),
      done: z.int(),
      total: z.int(),
      stale: z.boolean().describe("To be asked for anew"),
    })
    .nullable(),
  /** The freeze or revision under way, or that failed last. */
  task: ReportTask.nullable(),
  allowed: z.array(z.string()).describe("Verbs that the caller may do to it"),
  /** What the units below are: communes, or for a commune its residential groups. */
  below: z.enum(["commune", "group"]),
});
export type ReportPage = z.infer<typeof ReportPage>;
