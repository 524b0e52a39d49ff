import { daysBetween, isCivilDate, type CivilDate } from "#kernel/civil-date.ts";
import type { AnswerOnPhone, CarryBack } from "../shared.ts";

/**
 * An answer as the phone shows it, with what this phone has ticked and not yet sent laid over. Pure; works without a network.
 */
export interface PhoneAnswer extends AnswerOnPhone {
  /** The talk at which this phone says it was told, while the server has not said so. */
  toldAt: string | null;
}

/** What an outbox item tells; the database's own type has more. */
interface OutboxView {
  name: string;
  payload: unknown;
  state: string;
}

type Plain = Record<string, unknown>;
const plain = (value: unknown): Plain | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Plain) : null;
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const orNull = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** Reads a pulled answer; null when it lacks what a screen needs (a later server may send more, never less). */
export function asPhoneAnswer(id: string, data: unknown): PhoneAnswer | null {
  const row = plain(data);
  const place = plain(row?.place);
  if (!row || typeof row.answer !== "string" || typeof row.asked !== "string" || typeof place?.id !== "number")
    return null;
  return {
    questionId: id,
    answerId: text(row.answerId),
    code: text(row.code),
    asked: row.asked,
    askedOn: text(row.askedOn),
    place: { id: place.id, name: text(place.name) },
    talkTitle: orNull(row.talkTitle),
    answer: row.answer,
    legalSource: orNull(row.legalSource),
    unitName: text(row.unitName),
    publishedOn: text(row.publishedOn),
    commitments: (Array.isArray(row.commitments) ? row.commitments : []).flatMap((c) => {
      const one = plain(c);
      return one && typeof one.text === "string"
        ? [
            {
              text: one.text,
              dueOn: text(one.dueOn),
              status: text(one.status) as PhoneAnswer["commitments"][number]["status"],
            },
          ]
        : [];
    }),
    carriedBackAt: orNull(row.carriedBackAt),
    toldAt: null,
  };
}

const gone = ["discarded", "dismissed"];

/** Lays this phone's ticks over; the ones that wait first, the newest answer on top. */
export function answersOnPhone(rows: readonly PhoneAnswer[], outbox: readonly OutboxView[]): PhoneAnswer[] {
  const told = new Map<string, string>();
  for (const item of outbox) {
    if (item.name !== "answer.carry-back" || gone.includes(item.state)) continue;
    const { questionId, talkId } = item.payload as CarryBack;
    told.set(questionId, talkId);
  }
  const waits = (answer: PhoneAnswer) => (isWaiting(answer) ? 0 : 1);
  return rows
    .map((row) => ({ ...row, toldAt: told.get(row.questionId) ?? null }))
    .sort((a, b) => waits(a) - waits(b) || newestFirst(a.publishedOn, b.publishedOn));
}

const newestFirst = (a: string, b: string) => Number(a < b) - Number(a > b);

/** Nobody has told it yet, as far as this phone knows. */
export function isWaiting(answer: PhoneAnswer): boolean {
  return answer.carriedBackAt === null && answer.toldAt === null;
}

/** What to bring to a talk: asked at this very place first, then elsewhere in the speaker's reach. */
export function answersToTell(answers: readonly PhoneAnswer[], placeUnitId: number | null): PhoneAnswer[] {
  const waiting = answers.filter(isWaiting);
  const here = (answer: PhoneAnswer) => (answer.place.id === placeUnitId ? 0 : 1);
  return waiting.sort((a, b) => here(a) - here(b));
}

/** Talks at which it may have been told: given since the answer came out, at that place first, newest first. */
export function talksToldAt<T extends { id: string; status: string; heldOn: CivilDate; placeUnitId: number }>(
  talks: readonly T[],
  answer: PhoneAnswer,
  today: CivilDate,
): T[] {
  const given = ["delivered", "returned", "verified", "counted"];
  return talks
    .filter(
      (talk) =>
        given.includes(talk.status) &&
        (!isCivilDate(answer.publishedOn) || talk.heldOn >= answer.publishedOn) &&
        daysBetween(talk.heldOn, today) <= 60,
    )
    .sort(
      (a, b) =>
        Number(b.placeUnitId === answer.place.id) - Number(a.placeUnitId === answer.place.id) ||
        newestFirst(a.heldOn, b.heldOn),
    );
}

/** The tick for the outbox. Its subject is the talk: it waits behind a record of that talk that needs mending. */
export function carryBackCommand(answer: PhoneAnswer, talk: { id: string; day: string; place: string }) {
  const payload: CarryBack = { questionId: answer.questionId, talkId: talk.id, answerId: answer.answerId };
  return { name: "answer.carry-back", payload, subject: talk.id, about: { day: talk.day, place: talk.place } };
}
