import { answersToTell, carryBackCommand } from "#modules/questions/client.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import type { NewCommand } from "#platform/sync/client/outbox.ts";
import type { PhoneAnswer } from "#modules/questions/client.ts";
import { useFieldText } from "../field-text.ts";
import { Part } from "../parts.tsx";
import { useAnswers } from "../phone-data.ts";
import type { KeptDraft } from "./start.ts";

/** Answers that this speaker was to bring along: which of them were read out at this talk. */
export function ToldHere({ draft, change }: { draft: KeptDraft; change: (part: Partial<KeptDraft>) => void }) {
  const t = useFieldText();
  const formats = useFormats();
  const answers = useAnswers();
  const told = new Set(draft.told ?? []);
  const listed = answersToTell(answers ?? [], draft.placeUnitId);
  if (listed.length === 0) return null;
  const set = (id: string, on: boolean) =>
    change({ told: on ? [...told, id] : [...told].filter((other) => other !== id) });
  return (
    <Part title={t("record.told")} count={listed.length}>
      <p className="help">{t("record.told-help")}</p>
      {listed.slice(0, 12).map((answer) => (
        <div key={answer.questionId} style={{ borderBottom: "1px solid var(--line)", paddingBottom: 8 }}>
          <label className="tick">
            <input
              type="checkbox"
              checked={told.has(answer.questionId)}
              onChange={(event) => set(answer.questionId, event.target.checked)}
            />
            <span className="grow">
              {answer.asked}
              <span className="dim" style={{ display: "block" }}>
                {t("answer.asked-where", { place: answer.place.name, day: formats.dayShort(answer.askedOn) })}
              </span>
            </span>
          </label>
          <details>
            <summary className="dim" style={{ minHeight: 48, paddingTop: 12, cursor: "pointer" }}>
              {t("record.told-open")}
            </summary>
            <p style={{ whiteSpace: "pre-line" }}>{answer.answer}</p>
          </details>
        </div>
      ))}
    </Part>
  );
}

/** The ticks that go out with the record, each a command of its own behind it. */
export function toldCommands(draft: KeptDraft, answers: readonly PhoneAnswer[]): NewCommand[] {
  const talk = { id: draft.talkId, day: draft.day, place: draft.placeName };
  return (draft.told ?? []).flatMap((id) => {
    const answer = answers.find((one) => one.questionId === id);
    return answer === undefined ? [] : [carryBackCommand(answer, talk)];
  });
}
