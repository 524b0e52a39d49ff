import { toneKey } from "./tone-placement.ts";

/**
 * Whether a word could be a Vietnamese syllable by its spelling. A statistic for guessing encodings
 * and typing habits, not a dictionary and never a test that a name must pass: Brèm and Niê are names.
 */
const ONSETS = [
  "ngh",
  "ch",
  "gh",
  "gi",
  "kh",
  "ng",
  "nh",
  "ph",
  "qu",
  "th",
  "tr",
  "b",
  "c",
  "d",
  "đ",
  "g",
  "h",
  "k",
  "l",
  "m",
  "n",
  "p",
  "r",
  "s",
  "t",
  "v",
  "x",
  "",
];

const RIMES = new Set(
  (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây " +
    "e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu " +
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot " +
    "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt " +
    "uơ up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu " +
    "y ych yêm yên yêng yêt yêu yn ynh yp yt yu"
  ).split(" "),
);

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const STOPPED = /(?:c|ch|p|t)$/;

/** @param word one word in any case; marks composed or not */
export function isSyllable(word: string): boolean {
  const decomposed = word.toLowerCase().normalize("NFD");
  const tones = decomposed.match(TONES) ?? [];
  if (tones.length > 1) return false;
  const bare = decomposed.replace(TONES, "").normalize("NFC");
  for (const onset of ONSETS) {
    if (!bare.startsWith(onset)) continue;
    const rime = bare.slice(onset.length);
    if (!RIMES.has(rime)) continue;
    if (!fits(onset, rime)) continue;
    // Xaõ has the letters of xão, but no tone ever stands there.
    const tone = tones[0];
    if (tone !== undefined && toneKey(placeTone(bare, tone)) !== toneKey(decomposed)) return false;
    // A syllable closed by a stop carries sắc or nặng (and only then is one without a mark wrong).
    if (STOPPED.test(rime)) return tones[0] === "\u0301" || tones[0] === "\u0323";
    return true;
  }
  return false;
}

/** Puts a tone on the main vowel of a bare syllable. */
export function placeTone(bare: string, tone: string): string {
  const shift = /^(?:qu|gi(?=[aăâeêoôơuư]))/.exec(bare)?.[0].length ?? 0;
  const rest = bare.slice(shift);
  const marked = /[ăâêôơư](?![ơ])/.exec(rest);
  const cluster = /[aeiouyăâêôơư]+/.exec(rest);
  if (!cluster) return bare;
  const closed = cluster.index + cluster[0].length < rest.length;
  const main =
    marked?.index ??
    cluster.index +
      (cluster[0].length === 1 ? 0 : cluster[0].length === 3 || closed || /^(?:oa|oe|uy)/.test(cluster[0]) ? 1 : 0);
  return (bare.slice(0, shift) + rest.slice(0, main + 1) + tone + rest.slice(main + 1)).normalize("NFC");
}

/** Whether a word ends as a Vietnamese or a highland syllable does, whatever it begins with: Brèm, Krông, Niê. */
export function hasPlausibleRime(word: string): boolean {
  const decomposed = word.toLowerCase().normalize("NFD");
  if ((decomposed.match(TONES) ?? []).length > 1) return false;
  const rime = decomposed
    .replace(TONES, "")
    .normalize("NFC")
    .replace(/^[b-df-hj-np-tv-xzđ']+/, "");
  return RIMES.has(rime) || rime === "iê" || rime === "ă";
}

/** The same without looking at tones, for text typed without diacritics. */
export function isBareSyllable(word: string): boolean {
  const bare = word.toLowerCase();
  return ONSETS.some((onset) => bare.startsWith(onset) && BARE_RIMES.has(bare.slice(onset.length)));
}

const BARE_RIMES = new Set([...RIMES].map((rime) => rime.normalize("NFD").replace(/[\u0300-\u036f]/g, "")));

function fits(onset: string, rime: string): boolean {
  const front = /^[eêiy]/.test(rime);
  if (onset === "k" || onset === "gh" || onset === "ngh") return front;
  if (onset === "c" || onset === "ng") return !front;
  if (onset === "qu") return !/^[ouư]/.test(rime);
  return true;
}
