import fc from "fast-check";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { findForms, fold } from "#kernel/text/fold.ts";
import { compareSortKeys, deriveSortKey, sortKeyParts } from "#kernel/text/name-sort.ts";
import { toneKey } from "#kernel/text/tone-placement.ts";
import { vietnameseLetters } from "#kernel/text/vietnamese-letters.ts";
import { useTestDatabase } from "#platform/testing/database.ts";

const db = useTestDatabase();

async function inSql(texts: string[]): Promise<{ folded: string; key: string; found: string }[]> {
  const { rows } = await sql<{ folded: string; key: string; found: string }>`
    select fold_vi(t) as folded, key_vi(t) as key, find_vi(t) as found from unnest(${texts}::text[]) with ordinality as u(t, n) order by n`.execute(
    db.owner,
  );
  return rows;
}

async function expectEqual(texts: string[]): Promise<void> {
  expect(await inSql(texts)).toEqual(texts.map((t) => ({ folded: fold(t), key: toneKey(t), found: findForms(t) })));
}

test("SQL and TypeScript agree on every Vietnamese letter, composed and not", async () => {
  await expectEqual([...vietnameseLetters, ...vietnameseLetters.map((l) => l.normalize("NFD"))]);
});

test("… on every syllable with its tone placed either way, in every case and form", async () => {
  const forms = ["oa", "oe", "uy", "qua", "quy", "quê", "ua", "oai", "oan"].flatMap((rime) => {
    const marks = ["\u0300", "\u0301", "\u0303", "\u0309", "\u0323"];
    return marks.flatMap((mark) =>
      [...rime].map((_, i) => `h${rime.slice(0, i + 1)}${mark}${rime.slice(i + 1)}`.normalize("NFC")),
    );
  });
  await expectEqual(forms.flatMap((f) => [f, f.toUpperCase(), f.normalize("NFD"), ` ${f}\u00a0 ${f}`]));
});

test("… on names, signs and spaces of other languages", async () => {
  await expectEqual([
    "K’ Brèm",
    "H'Hen Niê",
    "Xã D'Ran, huyện Đơn Dương; tiếng K’Ho",
    "'D''Ran' 's a'1'b",
    "Ƀơ̆r",
    "M'Nông",
    "Čư̆ M'gar",
    "Ðà Lạt",
    "ÐÀ",
    "  hai\t\ndòng \u3000",
    "",
    " ",
    "１２３",
    "Ø ß ŁÆ",
    "ПРИВЕТ İı",
    "'`´‘’ʼ′",
    "a\u200bb",
    "🙂 đ",
    "D-Ran, K.Ho, M-Nông, y-k'bhăm, K’ Brèm",
    "TP.Đà Lạt. v.v… a.b.c 1.234 12-3",
    "Đông – Xuân – hè; 78/2024/NĐ-CP",
    "a-b'c.de a.-'b",
  ]);
});

test("… on whatever a generator thinks of", async () => {
  const letter = fc.oneof(
    fc.constantFrom(...vietnameseLetters, ..."oeuayqOEUAYQ -–.·\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b'’"),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
  );
  const text = fc.array(letter, { maxLength: 12 }).map((l) => l.join("").replaceAll("\0", "").toWellFormed());
  for (let round = 0; round < 8; round++)
    await expectEqual(fc.sample(text, { numRuns: 300, seed: 20_250_701 + round }));
});

test("names sort in SQL as they do in TypeScript", async () => {
  const names = [
    "Ăn",
    "An",
    "Ánh",
    "Anh",
    "Ân",
    "Ba",
    "Bà",
    "Bả",
    "Bã",
    "Bá",
    "Bạ",
    "Dũng",
    "Đạt",
    "Hoà",
    "Hòa",
    "Ơn",
    "Ôn",
    "On",
    "Ưng",
    "Úc",
  ].flatMap((given) => ["Nguyễn Thị", "Đặng Văn", "Lê", "Lý", "K'", "Y"].map((family) => `${family} ${given}`));
  const keys = names.map(deriveSortKey);
  const { rows } = await sql<{ key: string }>`
    select key from unnest(${keys}::text[], ${keys.map((k) => sortKeyParts(k).given)}::text[], ${keys.map((k) => sortKeyParts(k).rest)}::text[]) as u(key, given, rest)
    order by given collate "vi-x-icu", rest collate "vi-x-icu", key collate "C"`.execute(db.owner);
  const inOrder = [...keys].sort((a, b) => compareSortKeys(a, b) || (a < b ? -1 : 1));
  expect(rows.map((r) => r.key)).toEqual(inOrder);
});

test("both functions may stand in an index", async () => {
  const { rows } = await sql`
    select proname, provolatile, proisstrict, proparallel from pg_proc where proname in ('fold_vi', 'key_vi') order by 1`.execute(
    db.owner,
  );
  expect(rows).toEqual([
    { proname: "fold_vi", provolatile: "i", proisstrict: true, proparallel: "s" },
    { proname: "key_vi", provolatile: "i", proisstrict: true, proparallel: "s" },
  ]);
  const { rows: bare } = await sql<{ folded: string }>`
    with s as (select set_config('search_path', '', true)) select public.fold_vi('Đường') as folded from s`.execute(
    db.owner,
  );
  expect(bare[0]?.folded).toBe("duong");
});
