import type { Locale } from "./locale.ts";

/** The `{names}` in a text: `"{n} buổi ở {place}"` asks for n and place. */
export type Slots<S extends string> = string extends S
  ? string
  : S extends `${string}{${infer Name}}${infer Rest}`
    ? Name | Slots<Rest>
    : never;
export type SlotValues<S extends string> = string extends S
  ? Record<string, string | number>
  : { [K in Slots<S>]: string | number };
type Rest<S extends string> = string extends S
  ? [values?: Record<string, string | number>]
  : [Slots<S>] extends [never]
    ? []
    : [values: SlotValues<S>];

export type Texts = Record<string, string>;
export type Translate<M extends Texts> = <K extends keyof M & string>(key: K, ...values: Rest<M[K]>) => string;

export interface Catalogue<M extends Texts> {
  readonly vi: M;
  readonly en: { readonly [K in keyof M]: string };
}

/** Vietnamese and English side by side; a key that one lacks does not typecheck. */
export function catalogue<M extends Texts>(vi: M, en: { readonly [K in keyof M]: string }): Catalogue<M> {
  return { vi, en };
}

export function fill(text: string, values?: Record<string, string | number>): string {
  if (values === undefined) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

export function translator<M extends Texts>(of: Catalogue<M>, locale: Locale): Translate<M> {
  const texts = of[locale] as Texts;
  return (key, ...rest) => fill(texts[key] ?? key, rest[0] as Record<string, string | number> | undefined);
}
