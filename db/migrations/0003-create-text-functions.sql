-- Vietnamese text, the same in SQL as in kernel/text/fold.ts and kernel/text/tone-placement.ts
-- (db/text-functions.db.test.ts holds the two together).
--
-- Neither function depends on a locale, a collation that the server may lack, the search path or the
-- unaccent dictionary (which an administrator may change under an index): so they may honestly be
-- IMMUTABLE and stand in indexes and generated columns. Only pg_catalog functions are called, and
-- lower() runs under "C", where it knows ASCII alone; the marks are handled decomposed.

-- The folded form, for finding: no diacritics, đ as d, lower case, single spaces.
create function fold_vi(input text) returns text
language sql immutable strict parallel safe
return btrim(
  regexp_replace(
    lower(
      translate(
        regexp_replace(normalize(input, NFD), '[\u0300-\u036f]', '', 'g'),
        'đĐðÐƀɃıɨ', 'ddddbbii'
      ) collate "C"
    ),
    '[\t\n\v\f\r \u00a0\u2000-\u200b\u202f\u3000\ufeff''`´‘’ʼ′]+', ' ', 'g'
  ),
  ' '
);

comment on function fold_vi(text) is 'no diacritics, đ as d, lower case, single spaces; equal to fold() in TypeScript';

-- The exact key, for telling apart: case and the placing of tones (hòa, hoà) do not matter, tones do.
create function key_vi(input text) returns text
language sql immutable strict parallel safe
return btrim(
  regexp_replace(
    normalize(
      regexp_replace(
        regexp_replace(
          regexp_replace(
            lower(translate(normalize(input, NFD), 'ĐÐðɃ`´‘’ʼ′', 'đđđƀ''''''''''''') collate "C"),
            '(o)([\u0300\u0301\u0303\u0309\u0323])([ae])', '\1\3\2', 'g'
          ),
          '(u)([\u0300\u0301\u0303\u0309\u0323])(y)', '\1\3\2', 'g'
        ),
        '(qu)([\u0300\u0301\u0303\u0309\u0323])([aeio][\u0302\u0306\u031b]?)', '\1\3\2', 'g'
      ),
      NFC
    ),
    '[\t\n\v\f\r \u00a0\u2000-\u200b\u202f\u3000\ufeff]+', ' ', 'g'
  ),
  ' '
);

comment on function key_vi(text) is 'lower case, one way of placing tones; equal to toneKey() in TypeScript';
