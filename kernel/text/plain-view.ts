/**
 * A text as a grammar wants to see it, with the way back: composed (NFC), one Đ instead of its look-alikes,
 * one hyphen, plain spaces, no invisible marks. Line breaks stay, since they part headings and items.
 */
export interface PlainView {
  plain: string;
  /** Offsets in the text as given, for a span [from, to) of `plain`. */
  span: (from: number, to: number) => { start: number; end: number };
}

const NEEDS_WORK =
  /[\u0300-\u036f\u00d0\u00f0\u0189\u0256\u2010-\u2015\u2212\u00a0\u2000-\u200d\u202f\u2060\u3000\ufeff\u00ad\t\r]/;

export function plainView(text: string): PlainView {
  if (!NEEDS_WORK.test(text)) return { plain: text, span: (start, end) => ({ start, end }) };
  let plain = "";
  const starts: number[] = [];
  const ends: number[] = [];
  for (const cluster of text.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    const end = cluster.index + cluster[0].length;
    for (const unit of simplify(cluster[0])) {
      for (let i = 0; i < unit.length; i++) {
        plain += unit[i] as string;
        starts.push(cluster.index);
        ends.push(end);
      }
    }
  }
  return {
    plain,
    span: (from, to) => ({
      start: starts[from] ?? text.length,
      end: to <= from ? (starts[from] ?? text.length) : (ends[to - 1] ?? text.length),
    }),
  };
}

function simplify(cluster: string): string {
  if (/^[\u200b-\u200d\u2060\ufeff\u00ad\r]/.test(cluster)) return "";
  if (/^[\u00a0\u2000-\u200a\u202f\u3000\t]/.test(cluster)) return " ";
  if (/^[\u2010-\u2015\u2212]/.test(cluster)) return "-";
  return cluster
    .normalize("NFC")
    .replace(/[\u00d0\u0189]/g, "Đ")
    .replace(/[\u00f0\u0256]/g, "đ");
}
