const VOWELS = "aăâeêioôơuưy";
const TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"];

/** Every letter that Vietnamese is written with, small and capital, composed: 186 of them. */
export const vietnameseLetters: readonly string[] = [
  ..."bcdđghklmnpqrstvx",
  ...[...VOWELS].flatMap((vowel) => TONES.map((tone) => (vowel + tone).normalize("NFC"))),
].flatMap((letter) => [letter, letter.toUpperCase()]);
