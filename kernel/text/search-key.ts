import { findKey, fold } from "./fold.ts";
import { isBareSyllable, isSyllable, placeTone } from "./syllable.ts";
import { synonyms } from "./synonyms.ts";
import { softVariants, toneKey } from "./tone-placement.ts";

/** What stands in the exact column, which ranks first: tones kept, their placing evened (key_vi in SQL). */
export function exactKey(text: string): string {
  return toneKey(text);
}

export interface QueryForms {
  /** Ranks what has the same tones first; null when nothing typed carries a mark. */
  exact: string | null;
  folded: string;
  /** Other folded wordings of the same wish: abbreviations spelled out or shortened, i for y, Telex undone. */
  alternatives: string[];
}

/** Reads what a person typed into a search box. */
export function readQuery(typed: string): QueryForms {
  const exact = toneKey(typed);
  const folded = findKey(typed);
  const untelexed = typed
    .trim()
    .split(/\s+/)
    .map((word) => fromTelex(word) ?? word)
    .join(" ");
  const marked = exact !== fold(typed);
  const forms = new Set<string>();
  const base = untelexed === typed.trim() ? folded : findKey(untelexed);
  forms.add(base);
  for (const [short, long] of synonyms) {
    for (const form of [folded, base]) {
      const spelled = replaceWords(form, short, long);
      const shortened = replaceWords(form, long, short);
      if (spelled !== form) forms.add(spelled);
      if (shortened !== form) forms.add(shortened);
    }
  }
  for (const form of [folded, base]) for (const variant of softVariants(form)) forms.add(variant);
  forms.delete(folded);
  const exactForm = marked ? exact : untelexed === typed.trim() ? null : toneKey(untelexed);
  return { exact: exactForm, folded, alternatives: [...forms] };
}

function replaceWords(text: string, what: string, by: string): string {
  return ` ${text} `.replace(` ${what} `, ` ${by} `).trim();
}

const TELEX_TONES: Record<string, string> = { f: "\u0300", s: "\u0301", x: "\u0303", r: "\u0309", j: "\u0323" };

/**
 * A syllable typed in Telex while the input method was off ("dduowngf" → "đường"); null when the word
 * is fine as it stands or no syllable comes out.
 */
export function fromTelex(word: string): string | null {
  const typed = word.toLowerCase();
  if (!/^[a-z]{2,10}$/.test(typed) || isBareSyllable(typed)) return null;
  const tone = /[aeiouyw]/.test(typed.slice(0, -1))
    ? (/[fsxrj]$/.exec(typed)?.[0] ?? /^[^fsxrj]+([fsxrj])(?=[a-z])/.exec(typed)?.[1])
    : undefined;
  const at = tone === undefined ? -1 : typed.lastIndexOf(tone);
  let bare = at > 0 ? typed.slice(0, at) + typed.slice(at + 1) : typed;
  bare = bare.replace(/^dd/, "đ").replace(/^d(.*)d$/, "đ$1");
  bare = bare
    .replace(/uow|uwow|uwo/, "ươ")
    .replace("aa", "â")
    .replace("ee", "ê")
    .replace("oo", "ô")
    .replace("aw", "ă")
    .replace("ow", "ơ")
    .replace("uw", "ư");
  if (bare.includes("w")) {
    bare = bare.replace("w", "");
    bare = bare.includes("uo")
      ? bare.replace("uo", "ươ")
      : bare.replace(/[aou](?=[^aou]*$)/, (v) => ({ a: "ă", o: "ơ", u: "ư" })[v] as string);
  }
  const marked = at > 0 ? placeTone(bare, TELEX_TONES[tone as string] as string) : bare;
  return isSyllable(marked) ? marked : null;
}
