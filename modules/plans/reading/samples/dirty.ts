import { tcvn3Letters } from "#kernel/text/legacy-tables.ts";

/** What happens to a plan on its way: each takes a clean text and gives it back as somebody might send it. */
export const dirt: Record<string, (clean: string) => string> = {
  "double spaces": (t) =>
    t.replaceAll(/(?<=\p{L}) (?=\p{L})/gu, (_, at: number) => (at % 3 === 0 ? "  " : at % 7 === 0 ? "\u00a0" : " ")),
  "separate marks (NFD)": (t) => t.normalize("NFD"),
  "Ð for Đ": (t) => t.replaceAll("Đ", "\u00d0"),
  "lines wrapped at 72": (t) =>
    t
      .split("\n")
      .map((line) => wrap(line, 72))
      .join("\n"),
  "symbols with spaces": (t) =>
    t
      .replaceAll(/(\d+)-(CT|KH|QĐ|HD)\/(TW|TU|ĐU|BTGTW)/gu, "$1 - $2/$3")
      .replaceAll(/(\d+)\/(KH|QĐ|CT)-(UBND|TTg)/gu, "$1/$2 - $3"),
  "no head": (t) => t.slice(t.indexOf("KẾ HOẠCH\n")),
  "other bullets": (t) => t.replaceAll(/^- /gmu, "•  "),
  "old font (TCVN3)": (t) => inTcvn3(t),
};

function wrap(line: string, width: number): string {
  const out: string[] = [];
  let now = "";
  for (const word of line.split(" ")) {
    if (now !== "" && now.length + 1 + word.length > width) {
      out.push(now);
      now = word;
    } else now = now === "" ? word : `${now} ${word}`;
  }
  return [...out, now].join("\n");
}

function inTcvn3(text: string): string {
  const back = new Map<string, string>();
  for (const [sign, letter] of tcvn3Letters) if (!back.has(letter)) back.set(letter, sign);
  // its capitals with marks lived in a second font; as text they come out small
  return [...text.normalize("NFC")]
    .map((c) => back.get(c) ?? back.get(c.toLowerCase()) ?? c.replace("“", '"').replace("”", '"'))
    .join("");
}
