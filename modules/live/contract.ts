import { z } from "zod";

/** All of a hall that crosses the wire or the outbox. Ids are UUIDs made by whoever creates the thing. */
const Uuid = z.uuid();
const Text = z.string().trim().min(1).max(200);
const Options = z.array(z.string().trim().min(1).max(80)).min(2).max(6);
const Language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);
const Translations = z.record(Language, z.object({ text: Text, options: Options })).default({});

export const HallCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[2-9A-HJ-NP-Z]{4,6}$/);
export const phases = ["poll", "before", "after"] as const;
export const Phase = z.enum(phases);
export type Phase = z.infer<typeof Phase>;
export const views = ["join", "questions", "round", "results"] as const;
export const HallView = z.enum(views);
export type HallView = z.infer<typeof HallView>;

/** check.set: the questions about a version's key messages, all of them; what is not named any more is retired. */
export const SetChecks = z.object({
  versionId: Uuid,
  checks: z
    .array(
      z.object({
        text: Text,
        options: Options,
        correct: z.int().min(0).max(5),
        message: z.string().trim().max(300).nullable().default(null),
        translations: Translations,
      }),
    )
    .min(3)
    .max(5),
});
export type SetChecks = z.infer<typeof SetChecks>;

export const OpenHall = z.object({ hallId: Uuid, talkId: Uuid });
export const AddPoll = z.object({ hallId: Uuid, pollId: Uuid, text: Text, options: Options });
export const OpenRound = z.object({ hallId: Uuid, roundId: Uuid, pollId: Uuid, phase: Phase });
export const EndRound = z.object({ hallId: Uuid, roundId: Uuid });
export const ShowInHall = z.object({ hallId: Uuid, shown: HallView.optional(), asking: z.boolean().optional() });
export const JudgeQuestion = z.object({
  hallId: Uuid,
  questionId: Uuid,
  verdict: z.enum(["accept", "decline", "answered"]),
});
export const CloseHall = z.object({ hallId: Uuid });

/** What a listener's phone writes of itself: random, made for this hall, forgotten with it. */
const Mark = z.string().regex(/^[\w-]{16,64}$/);
/** hall.ask: `id` is seen by all in the hall; `ticket` only by who asked, the code to look the answer up is made of it. */
export const AskInHall = z.object({
  hallId: Uuid,
  id: Uuid,
  ticket: Uuid,
  text: z.string().trim().min(1).max(1000),
  language: Language.default("vi"),
});
export const Ask = AskInHall.omit({ hallId: true }).extend({ mark: Mark });
export const Vote = z.object({
  round: Uuid,
  choice: z.int().min(0).max(5),
  mark: Mark,
  /** The phone's own count of its changes of mind: an older try that arrives late does not win. */
  turn: z.int().min(1).max(10_000),
});
export type Vote = z.infer<typeof Vote>;
export const Raise = z.object({ question: Uuid, mark: Mark });

const Counts = z.array(z.int().min(0).max(2000)).min(2).max(6);
/** live.tally: a show of hands or slips, counted on the speaker's phone, before and after. */
export const Tally = z.object({
  talkId: Uuid,
  checks: z
    .array(z.object({ checkId: Uuid, before: Counts, after: Counts }))
    .min(1)
    .max(5),
});
export type Tally = z.infer<typeof Tally>;

/** One check of a version, as the desk and the phone have it. */
export const Check = z.object({
  id: z.string(),
  position: z.int(),
  text: z.string(),
  options: z.array(z.string()),
  correct: z.int(),
  message: z.string().nullable(),
  translations: z.record(z.string(), z.object({ text: z.string(), options: z.array(z.string()) })),
});
export type Check = z.infer<typeof Check>;
export const CheckList = z.object({
  versionId: z.string(),
  title: z.string(),
  keyMessages: z.array(z.string()),
  checks: z.array(Check),
  mayEdit: z.boolean(),
});
export type CheckList = z.infer<typeof CheckList>;
/** What a phone keeps; pulled as entity `check`, one item a material's version. */
export const ChecksOnPhone = z.object({ versionId: z.string(), checks: z.array(Check) });
export type ChecksOnPhone = z.infer<typeof ChecksOnPhone>;

/** Before and after of one check. Null numbers: fewer than five answered, nothing is said. */
export const Understanding = z.object({
  checkId: z.string(),
  text: z.string(),
  /** The right option, in words. */
  answer: z.string(),
  method: z.enum(["paired", "groups", "few"]),
  beforeN: z.int().nullable(),
  beforeRight: z.int().nullable(),
  afterN: z.int().nullable(),
  afterRight: z.int().nullable(),
  /** Percentage points with their 95 % interval, and what may be said of it. */
  change: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  verdict: z.enum(["up", "down", "unclear"]).nullable(),
  /** Enough for an interval, too few to build on. */
  few: z.boolean(),
});
export type Understanding = z.infer<typeof Understanding>;

/** What everybody in the hall sees: one frame for all listeners. */
export const HallState = z.object({
  id: z.string(),
  code: z.string(),
  revision: z.int(),
  status: z.enum(["open", "closed"]),
  language: z.string(),
  title: z.string(),
  place: z.string(),
  day: z.string(),
  shown: HallView,
  asking: z.boolean(),
  round: z
    .object({
      id: z.string(),
      phase: Phase,
      number: z.int(),
      /** Which of how many of this phase. */
      index: z.int(),
      of: z.int(),
      open: z.boolean(),
      text: z.string(),
      options: z.array(z.string()),
      translations: z.record(z.string(), z.object({ text: z.string(), options: z.array(z.string()) })),
      /** Null: fewer than five. */
      votes: z.int().nullable(),
      /** By option, of a plain poll that has closed. */
      counts: z.array(z.int()).nullable(),
    })
    .nullable(),
  questions: z.array(z.object({ id: z.string(), text: z.string(), raised: z.int().nullable(), answered: z.boolean() })),
  results: z.array(Understanding),
});
export type HallState = z.infer<typeof HallState>;

export const HallPoll = z.object({
  id: z.string(),
  position: z.int(),
  check: z.boolean(),
  text: z.string(),
  options: z.array(z.string()),
  /** Rounds that were not reset, the newest last. */
  rounds: z.array(
    z.object({ id: z.string(), phase: Phase, number: z.int(), open: z.boolean(), votes: z.int().nullable() }),
  ),
});
export type HallPoll = z.infer<typeof HallPoll>;
/** The speaker's console: the hall with what waits for their judgement. */
export const HallConsole = z.object({
  talkId: z.string(),
  talkTitle: z.string(),
  mayOpen: z.boolean(),
  /** Versions of the talk's materials that have no checks: where to write some. */
  withoutChecks: z.array(z.object({ versionId: z.string(), title: z.string() })),
  withChecks: z.array(z.object({ versionId: z.string(), title: z.string() })),
  hall: HallState.nullable(),
  polls: z.array(HallPoll),
  waiting: z.array(z.object({ id: z.string(), text: z.string(), askedAt: z.string() })),
  /** Kept when the hall is closed, or counted by hand. */
  results: z.array(Understanding),
});
export type HallConsole = z.infer<typeof HallConsole>;
