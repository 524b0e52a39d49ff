/**
 * What changed between two texts, by syllable: lines that are the same are matched first, the rest is
 * compared token by token (Myers, "An O(ND) Difference Algorithm", 1986).
 */
export interface DiffPart {
  kind: "same" | "removed" | "added";
  text: string;
}

export function diffText(before: string, after: string): DiffPart[] {
  if (before === after) return before === "" ? [] : [{ kind: "same", text: before }];
  const parts: DiffPart[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const settle = () => {
    if (removed.length > 0 || added.length > 0)
      parts.push(...grouped(myers(tokensOf(removed.join("")), tokensOf(added.join("")))));
    [removed, added] = [[], []];
  };
  for (const line of myers(linesOf(before), linesOf(after))) {
    if (line.kind === "removed") removed.push(line.text);
    else if (line.kind === "added") added.push(line.text);
    else {
      settle();
      parts.push(line);
    }
  }
  settle();
  return joined(parts);
}

/** How much was taken away and put in, in syllables. */
export function diffSize(parts: readonly DiffPart[]): { removed: number; added: number } {
  const count = (kind: DiffPart["kind"]) =>
    parts.reduce((n, part) => n + (part.kind === kind ? (part.text.match(/[\p{L}\p{M}\p{N}]+/gu)?.length ?? 0) : 0), 0);
  return { removed: count("removed"), added: count("added") };
}

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
/** Syllables and numbers whole, signs one by one, space as it is. */
const tokensOf = (text: string): string[] =>
  text.match(/[\p{L}\p{M}\p{N}]+(?:[.,/'’-][\p{L}\p{M}\p{N}]+)*|\s+|[^\s\p{L}\p{M}\p{N}]/gu) ?? [];

/** Beyond so many steps the rest is given as replaced whole: two texts that have nothing in common. */
const mostSteps = 2000;

function myers(a: readonly string[], b: readonly string[]): DiffPart[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1];
  const same = (text: string): DiffPart => ({ kind: "same", text });
  return [
    ...a.slice(0, start).map(same),
    ...shortest(a.slice(start, endA), b.slice(start, endB)),
    ...a.slice(endA).map(same),
  ];
}

function shortest(a: readonly string[], b: readonly string[]): DiffPart[] {
  const replaced = (): DiffPart[] => [
    ...a.map((text): DiffPart => ({ kind: "removed", text })),
    ...b.map((text): DiffPart => ({ kind: "added", text })),
  ];
  if (a.length === 0 || b.length === 0) return replaced();
  const most = Math.min(a.length + b.length, mostSteps);
  // reach[k + most]: how far into `a` the diagonal k comes with this many steps; one copy a step, to walk back
  const reach = new Int32Array(2 * most + 2);
  const trail: Int32Array[] = [];
  for (let steps = 0; steps <= most; steps += 1) {
    trail.push(reach.slice(most - steps, most + steps + 2));
    for (let k = -steps; k <= steps; k += 2) {
      const down = k === -steps || (k !== steps && reach[k - 1 + most]! < reach[k + 1 + most]!);
      let x = down ? reach[k + 1 + most]! : reach[k - 1 + most]! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      reach[k + most] = x;
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, trail, steps);
    }
  }
  return replaced();
}

function walkBack(a: readonly string[], b: readonly string[], trail: readonly Int32Array[], last: number): DiffPart[] {
  const parts: DiffPart[] = [];
  let [x, y] = [a.length, b.length];
  for (let steps = last; steps > 0; steps -= 1) {
    const before = trail[steps]!;
    // the copy begins at diagonal -steps
    const at = (k: number) => before[k + steps] ?? 0;
    const k = x - y;
    const down = k === -steps || (k !== steps && at(k - 1) < at(k + 1));
    const fromK = down ? k + 1 : k - 1;
    const fromX = at(fromK);
    const fromY = fromX - fromK;
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      parts.push({ kind: "same", text: a[x]! });
    }
    if (down) parts.push({ kind: "added", text: b[(y -= 1)]! });
    else parts.push({ kind: "removed", text: a[(x -= 1)]! });
  }
  while (x > 0) {
    x -= 1;
    parts.push({ kind: "same", text: a[x]! });
  }
  return parts.reverse();
}

/** A space alone between two changes belongs to them: "một hai" against "ba bốn" is one change, not two. */
function grouped(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = [];
  let removed = "";
  let added = "";
  const settle = () => {
    if (removed !== "") result.push({ kind: "removed", text: removed });
    if (added !== "") result.push({ kind: "added", text: added });
    [removed, added] = ["", ""];
  };
  parts.forEach((part, at) => {
    if (part.kind === "removed") removed += part.text;
    else if (part.kind === "added") added += part.text;
    else if (/^[^\S\n]+$/.test(part.text) && (removed !== "" || added !== "") && changesNext(parts, at)) {
      removed += part.text;
      added += part.text;
    } else {
      settle();
      result.push(part);
    }
  });
  settle();
  return result;
}

const changesNext = (parts: readonly DiffPart[], at: number) =>
  parts[at + 1] !== undefined && parts[at + 1]!.kind !== "same";

function joined(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last?.kind === part.kind) last.text += part.text;
    else result.push({ ...part });
  }
  return result;
}
