import { z } from "zod";
import type { ImportProgress } from "./import-plan.ts";

export const ProgressItem = z.object({
  step: z.enum(["reading", "checking", "writing"]),
  done: z.int(),
  total: z.int(),
});
export type ProgressItem = z.infer<typeof ProgressItem>;

/** How far each running import is, by the id that its screen chose; gone when the answer leaves. */
const running = new Map<string, ProgressItem>();

export function progressOf(id: string): ProgressItem | null {
  return running.get(id) ?? null;
}

export async function withProgress<T>(
  id: string | undefined,
  work: (progress: ImportProgress) => Promise<T>,
): Promise<T> {
  if (id === undefined) return work(() => {});
  running.set(id, { step: "reading", done: 0, total: 0 });
  try {
    return await work((step, done, total) => running.set(id, { step, done, total }));
  } finally {
    running.delete(id);
  }
}
