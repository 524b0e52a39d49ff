import type { tallyMessagesVi } from "./tally-messages.vi.ts";

export const tallyMessagesEn = {
  "tally.go": "Count hands before and after",
  "tally.go-detail": "Without a signal: a show of hands or paper slips",
  "tally.hall": "Open a live hall",
  "tally.hall-detail": "Needs a network: people answer and ask with their phones",
  "tally.bar": "Hands",
  "tally.phase": "When",
  "tally.before": "Before",
  "tally.after": "After",
  "tally.step": "Question {i} of {n}",
  "tally.help": "Read the question and each option, ask for hands, and put in how many. No names.",
  "tally.hands": "Hands: {option}",
  "tally.less": "One less: {option}",
  "tally.more": "One more: {option}",
  "tally.right": "Right answer: {option}",
  "tally.sum": "{n} hands in all",
  "tally.kept": "Kept on this phone",
  "tally.previous": "Previous",
  "tally.next": "Next",
  "tally.to-after": "Done with before",
  "tally.wait": "What you counted is kept on this phone. After the talk, open this again to count once more.",
  "tally.save": "Save the count",
  "tally.not-yet": "At least one question has to be counted both before and after.",
  "tally.final": "Once saved it cannot be changed. Groups under 5 hands are shown nowhere.",
  "tally.saved": "The count is saved on this phone",
  "tally.saved-help": "It is sent when there is a network. The commune sees the change, never who answered what.",
  "tally.none": "No questions for this talk",
  "tally.none-help":
    "The talk's material has no questions for before and after, or this phone has not got them yet. With a network, open This phone and update.",
  "item.live.tally": "Hands counted on {day}, {place}",
  "problem.tally.exists":
    "This talk already has a result. The earlier figures stand; this count is still on the phone.",
  "problem.tally.options": "The question was changed after you counted. This count is still on the phone.",
  "problem.tally.unknown-check":
    "The server no longer has this question. The count is still on the phone; tell the commune's officer.",
  "problem.hall.talk-not-found":
    "The server does not have this talk yet. Send its record first; the count is still on the phone.",
} satisfies Record<keyof typeof tallyMessagesVi, string>;
