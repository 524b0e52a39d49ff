/** A sample with its truth taken out: the plain text, and what a person marked in it. */
export interface MarkedTask {
  text: string;
  leads: string[];
  withs: string[];
  until: string | null;
}
export interface MarkedPlan {
  text: string;
  tasks: MarkedTask[];
}

export function readMarked(sample: string): MarkedPlan {
  const tasks: MarkedTask[] = [];
  const text = sample
    .replace(/⟦([^⟧]*)⟧(?:‹([^›]*)›)?/gu, (_, words: string, notes: string | undefined) => {
      const note = (key: string) =>
        new RegExp(`(?:^|; )${key}: (.*?)(?=; [LPH]: |$)`, "u").exec(notes ?? "")?.[1] ?? null;
      tasks.push({
        text: words.trim(),
        leads: note("L")?.split("; ") ?? [],
        withs: note("P")?.split("; ") ?? [],
        until: note("H"),
      });
      return words;
    })
    .replace(/‹[^›]*›/gu, "");
  return { text, tasks };
}
