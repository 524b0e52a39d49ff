import { addDays, todayInVietnam } from "#kernel/civil-date.ts";
import type { Principal } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";
import { executeCommand, type CommandServices } from "#platform/command/execute.ts";
import { inTransaction, type Tx } from "#platform/db/session.ts";
import type { TestDatabase } from "#platform/testing/database.ts";
import { talkCommands } from "#modules/talks/server.ts";
import { materialCommands } from "#modules/materials/server.ts";
import { unitState } from "#modules/units/server.ts";
import { questionCommands } from "./commands.ts";

/** The part of the talks' test village that these stories play in. */
type Village = Record<"province" | "dran" | "damRong" | "diomA" | "chauSon" | "pangSim", number> &
  Record<"yaThuan" | "anhNguyet", string>;

/** What the tests of this room do again and again: ask in a village, write, submit, approve, publish. */
export interface QuestionStory {
  village: Village;
  /** Reads and writes at the commune; heads it; at the province; speaks in the village; elsewhere. */
  officer: Principal;
  head: Principal;
  secondHead: Principal;
  provinceOfficer: Principal;
  provinceHead: Principal;
  speaker: Principal;
  otherSpeaker: Principal;
  stranger: Principal;
  run: <A = Record<string, unknown>>(
    who: Principal,
    name: string,
    payload: unknown,
    options?: RunOptions,
  ) => Promise<A>;
  see: <T>(who: Principal, work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** A talk in Diom A at which this was asked; the ids of talk and questions. */
  askAtTalk: (
    texts: readonly string[],
    over?: Record<string, unknown>,
    options?: RunOptions,
  ) => Promise<{ talkId: string; ids: string[] }>;
  /** An answer to the question, taken as far as this. */
  answer: (questionId: string, to?: "draft" | "submitted" | "approved" | "published", text?: string) => Promise<string>;
}

interface RunOptions {
  id?: string;
  now?: Date;
  deviceAt?: string;
}

export const daysAgo = (days: number) => new Date(`${addDays(todayInVietnam(), -days)}T05:00:00Z`);

const grant = (
  name: string,
  role: Principal["grants"][number]["role"],
  unitId: number,
  personId: string | null = null,
): Principal => ({
  userId: name,
  personId,
  displayName: name,
  grants: [{ role, unitId }],
  homeUnitId: unitId,
});

export async function openStory(db: TestDatabase, village: Village): Promise<QuestionStory> {
  const services: CommandServices = {
    pool: db.database.pool,
    commands: { ...talkCommands, ...questionCommands, ...materialCommands } as never,
  };
  const { dran, damRong, province } = village;
  const officer = grant("thu.ha", "officer", dran);
  const head = grant("cong.ly", "unitHead", dran);
  const speaker = grant("ya.thuan", "speaker", dran, village.yaThuan);
  await inTransaction(db.database.pool, officer, (tx) => unitState(tx));
  const run: QuestionStory["run"] = async (who, name, payload, options = {}) => {
    const receipt = await executeCommand({ ...services, now: () => options.now ?? new Date() }, who, {
      id: options.id ?? newId(),
      name,
      payload,
      ...(options.deviceAt === undefined ? {} : { deviceAt: options.deviceAt }),
    });
    return receipt.answer as never;
  };
  return {
    village,
    officer,
    head,
    secondHead: grant("chu.tich", "unitHead", dran),
    provinceOfficer: grant("hoang.anh", "officer", province),
    provinceHead: grant("giam.doc", "unitHead", province),
    speaker,
    otherSpeaker: grant("anh.nguyet", "speaker", dran, village.anhNguyet),
    stranger: grant("k.duyen", "officer", damRong),
    run,
    see: (who, work) => inTransaction(db.database.pool, who, work),
    async askAtTalk(texts, over = {}, options = {}) {
      const talkId = newId<"Talk">();
      const questions = texts.map((text) => ({ id: newId() as string, text }));
      await run(
        speaker,
        "talk.record",
        {
          talkId,
          unitId: dran,
          placeUnitId: village.diomA,
          kind: "residentMeeting",
          topic: "party-state-policy",
          title: "Bảo hiểm y tế hộ gia đình",
          startsAt: (options.now ?? new Date()).toISOString(),
          speakerIds: [village.yaThuan],
          attendance: 40,
          questions,
          ...over,
        },
        options,
      );
      return { talkId, ids: questions.map((q) => q.id) };
    },
    async answer(questionId, to = "published", text = "Thẻ mới được cấp trước ngày 15 tháng 01.") {
      const answerId = newId<"Answer">();
      const steps = ["draft", "submitted", "approved", "published"];
      const upTo = steps.indexOf(to);
      await run(officer, "answer.save", {
        questionId,
        answerId,
        questionText: "Khi nào có thẻ bảo hiểm y tế mới?",
        text,
        legalSource: "Luật số 51/2024/QH15, Điều 16",
      });
      if (upTo >= 1) await run(officer, "answer.submit", { questionId, answerId, version: 1 });
      if (upTo >= 2) await run(head, "answer.approve", { questionId, answerId, version: 2 });
      if (upTo >= 3) await run(officer, "answer.publish", { questionId, answerId, version: 3 });
      return answerId;
    },
  };
}
