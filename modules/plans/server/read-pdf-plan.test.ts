import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { paragraphsOfText } from "../reading/parse-plan.ts";
import { readMarked } from "../reading/samples/marked.ts";
import { scorePlan } from "../reading/samples/score.ts";
import { communePlan } from "../reading/samples/short-plans.ts";
import { readPlanFile } from "./read-plan-file.ts";

/** Files that LibreOffice wrote from the samples: a plan as it is printed, and one behind a password. */
const file = (name: string) => new Uint8Array(readFileSync(new URL(`../reading/samples/${name}.pdf`, import.meta.url)));

/** A page that is drawn and says nothing, as a scanner makes it. */
function scan(pages: number): Uint8Array {
  const kids = Array.from({ length: pages }, (_, i) => `${3 + i * 2} 0 R`);
  const drawn = "q 0.9 g 40 40 500 700 re f Q";
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages} /Kids [${kids.join(" ")}] >>`,
    ...Array.from({ length: pages }, (_, i) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${4 + i * 2} 0 R >>`,
      `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    ]).flat(),
  ];
  let text = "%PDF-1.4\n";
  const at: number[] = [];
  for (const [i, body] of objects.entries()) {
    at.push(text.length);
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
  }
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${at.map((n) => `${String(n).padStart(10, "0")} 00000 n \n`).join("")}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`;
  return new TextEncoder().encode(text);
}

test("a PDF with text is read like the text itself: every task, who leads, until when", async () => {
  const plan = readMarked(communePlan);
  const reading = await readPlanFile(file("commune-plan"));
  const fromText = scorePlan(plan, paragraphsOfText(plan.text));
  const fromPdf = scorePlan(plan, paragraphsOfText(reading.text));
  expect(fromPdf).toEqual(fromText);
  expect(fromPdf.right).toBe(plan.tasks.length);
  expect(reading.head.symbol).not.toBeNull();
});

test("what can't be read says why: pictures only, a password, cut off, over too many pages", async () => {
  await expect(readPlanFile(scan(2))).rejects.toMatchObject({ code: "plan.pdf-scanned" });
  await expect(readPlanFile(file("locked"))).rejects.toMatchObject({ code: "plan.pdf-locked" });
  await expect(readPlanFile(new TextEncoder().encode("%PDF-1.7\nabc"))).rejects.toMatchObject({
    code: "plan.pdf-broken",
  });
  await expect(readPlanFile(scan(301))).rejects.toMatchObject({ code: "plan.pdf-too-heavy" });
});
