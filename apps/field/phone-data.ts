import { asPhoneCourse, type PhoneCourse } from "#modules/courses/client.ts";
import { asPhoneMaterial, type PhoneMaterial } from "#modules/materials/client.ts";
import { asPhoneTalk, talksOnPhone, type PhoneTalk } from "#modules/talks/client.ts";
import { answersOnPhone, asPhoneAnswer, type PhoneAnswer } from "#modules/questions/client.ts";
import { readMeta } from "#platform/sync/client/database.ts";
import { useSession } from "./session.ts";
import { useLive } from "./use-live.ts";

/** Talks as the person sees them: the server's rows with this phone's outbox laid over. */
export function useTalks(): PhoneTalk[] | undefined {
  const { db } = useSession();
  return useLive(async () => {
    const rows = await db.entities.where("entity").equals("talk").toArray();
    const outbox = await db.outbox
      .orderBy("seq")
      .filter((item) => item.name.startsWith("talk."))
      .toArray();
    const lastPullAt = (await readMeta<string>(db, "lastPullAt")) ?? null;
    return talksOnPhone(
      rows.flatMap((row) => asPhoneTalk(row.id, row.version, row.data) ?? []),
      outbox,
      lastPullAt,
    );
  }, [db]);
}

export function useTalk(id: string): PhoneTalk | null | undefined {
  const talks = useTalks();
  return talks === undefined ? undefined : (talks.find((talk) => talk.id === id) ?? null);
}

export function useMaterials(): PhoneMaterial[] | undefined {
  const { db } = useSession();
  return useLive(async () => {
    const rows = await db.entities.where("entity").equals("material").toArray();
    return rows.flatMap((row) => asPhoneMaterial(row.id, row.data) ?? []);
  }, [db]);
}

/** Answers to carry back, with the ticks that this phone has made laid over. */
export function useAnswers(): PhoneAnswer[] | undefined {
  const { db } = useSession();
  return useLive(async () => {
    const rows = await db.entities.where("entity").equals("answer").toArray();
    const ticks = await db.outbox
      .orderBy("seq")
      .filter((item) => item.name === "answer.carry-back")
      .toArray();
    return answersOnPhone(
      rows.flatMap((row) => asPhoneAnswer(row.id, row.data) ?? []),
      ticks,
    );
  }, [db]);
}

/** The courses that this person learns or teaches in. */
export function useCourses(): PhoneCourse[] | undefined {
  const { db } = useSession();
  return useLive(async () => {
    const rows = await db.entities.where("entity").equals("course").toArray();
    return rows.flatMap((row) => asPhoneCourse(row.id, row.data) ?? []);
  }, [db]);
}

export interface PhonePlace {
  id: number;
  name: string;
  kind: string;
  /** The unit above it, for telling apart two places of one name. */
  under: string;
  parentId: number | null;
}

/** The places around this person, for choosing where a talk was held. */
export function usePlaces(): PhonePlace[] | undefined {
  const { db } = useSession();
  return useLive(async () => {
    const rows = await db.entities.where("entity").equals("unit").toArray();
    const places = rows.flatMap((row) => {
      const data = row.data as { name?: unknown; kind?: unknown; parentId?: unknown; parentName?: unknown };
      if (typeof data?.name !== "string") return [];
      return [
        {
          id: Number(row.id),
          name: data.name,
          kind: typeof data.kind === "string" ? data.kind : "",
          parentId: typeof data.parentId === "number" ? data.parentId : null,
          under: typeof data.parentName === "string" ? data.parentName : "",
        },
      ];
    });
    const names = new Map(places.map((place) => [place.id, place.name]));
    return places.map((place) => ({ ...place, under: place.under || (names.get(place.parentId ?? -1) ?? "") }));
  }, [db]);
}
