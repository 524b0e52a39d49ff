import { z } from "zod";

/** What a template is made of, in the order in which the document says it. What stays empty is left out. */
const Text = z.string().trim().min(1).max(2000);
const Indicators = z.array(z.string().max(60)).max(80);
export const SectionKey = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/)
  .describe("What the words of a section are kept under");

export const Part = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("part"), title: Text }),
  z.object({ kind: z.literal("clause"), title: Text }),
  /** Figures in braces; `when` names an indicator: with 0 of it `otherwise` is said, or nothing. */
  z.object({
    kind: z.literal("sentence"),
    text: Text,
    when: z.string().max(60).optional(),
    otherwise: Text.optional(),
  }),
  /** Said where a part has nothing else in it. */
  z.object({ kind: z.literal("fallback"), text: Text }),
  z.object({ kind: z.literal("words"), key: SectionKey, title: Text }),
  z.object({ kind: z.literal("figures"), indicators: Indicators }),
  z.object({ kind: z.literal("units"), indicators: Indicators }),
  z.object({ kind: z.literal("closing"), text: Text }),
  /** No indicators: all. */
  z.object({ kind: z.literal("annex"), of: z.enum(["figures", "units"]), title: Text, indicators: Indicators }),
]);
export type Part = z.infer<typeof Part>;
export const Parts = z.array(Part).max(120);

export interface SectionOf {
  key: string;
  title: string;
}

/** The sections that people write, in their order. */
export function sectionsOf(parts: readonly Part[]): SectionOf[] {
  return parts.flatMap((p) => (p.kind === "words" ? [{ key: p.key, title: p.title }] : []));
}

/** Phrases that the program writes by itself. */
export const phrases = ["roster", "modes", "coverage", "issuer", "period", "days", "places"] as const;
const brace = /\{([a-z][A-Za-z0-9.-]*)(:compared)?\}/g;

/** Everything in braces, with what it stands for put in by `show`; unknown ones stay as they are written. */
export function fillBraces(text: string, show: (code: string, compared: boolean) => string | null): string {
  return text.replace(brace, (whole, code: string, compared?: string) => show(code, compared !== undefined) ?? whole);
}

/** Codes in braces that are neither a phrase nor in `known`. */
export function unknownBraces(text: string, known: (code: string) => boolean): string[] {
  const found: string[] = [];
  for (const [, code] of text.matchAll(brace))
    if (code !== undefined && !(phrases as readonly string[]).includes(code) && !known(code)) found.push(code);
  return found;
}

/** Every indicator code that the parts name and every brace in them, for a template to be refused with what is unknown. */
export function unknownCodes(parts: readonly Part[], known: (code: string) => boolean): string[] {
  return parts.flatMap((p) => {
    switch (p.kind) {
      case "sentence":
        return [
          ...unknownBraces(p.text, known),
          ...unknownBraces(p.otherwise ?? "", known),
          ...(p.when === undefined || known(p.when) ? [] : [p.when]),
        ];
      case "figures":
      case "units":
        return p.indicators.filter((code) => !known(code));
      case "annex":
        return [...p.indicators.filter((code) => !known(code)), ...unknownBraces(p.title, known)];
      case "fallback":
      case "closing":
        return unknownBraces(p.text, known);
      default:
        return [];
    }
  });
}
