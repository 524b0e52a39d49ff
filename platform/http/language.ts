export type Language = "vi" | "en";

/** Vietnamese unless the caller asks for English before it. */
export function preferredLanguage(acceptLanguage: string | null | undefined, asked?: string | null): Language {
  if (asked === "vi" || asked === "en") return asked;
  if (!acceptLanguage) return "vi";
  let best: Language = "vi";
  let weight = 0;
  for (const part of acceptLanguage.split(",")) {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
    const language = tag.split("-")[0];
    if (language !== "vi" && language !== "en") continue;
    const q = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find((v) => v !== undefined);
    const here = q === undefined ? 1 : Number(q);
    if (here > weight) [best, weight] = [language, here];
  }
  return best;
}
