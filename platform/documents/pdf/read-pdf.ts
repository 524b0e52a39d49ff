import { Worker } from "node:worker_threads";
import { paragraphsOfPieces } from "./pdf-lines.ts";
import type { PdfAnswer, PdfAsked } from "./pdf-worker.ts";

/** Why no text came out: pictures of pages only, a password, not readable as PDF, or more than anybody should wait for. */
export type NoPdfText = "scanned" | "locked" | "broken" | "too-heavy";
export type PdfText = { ok: true; paragraphs: string[]; pages: number } | { ok: false; why: NoPdfText };

const maxPages = 300;
const patience = 20_000;

/** The text of a PDF as paragraphs, read in a thread of its own with limits on pages, memory and time. Never recognises pictures. */
export async function readPdf(bytes: Uint8Array): Promise<PdfText> {
  const answer = await inThread({ bytes, maxPages });
  if (answer === "too-heavy") return { ok: false, why: "too-heavy" };
  if (!answer.ok) return { ok: false, why: answer.why === "too-long" ? "too-heavy" : answer.why };
  const paragraphs = paragraphsOfPieces(answer.pages);
  const letters = paragraphs.join("").replaceAll(/[^\p{L}]/gu, "").length;
  // a scan may carry a stamp or a line of its scanner; a page of text has hundreds of letters
  if (letters < 40 * answer.pages.length) return { ok: false, why: "scanned" };
  return { ok: true, paragraphs, pages: answer.pages.length };
}

function inThread(asked: PdfAsked): Promise<PdfAnswer | "too-heavy"> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./pdf-worker.ts", import.meta.url), {
      workerData: asked,
      resourceLimits: { maxOldGenerationSizeMb: 384 },
      stdout: true,
      stderr: true,
    });
    const end = (answer: PdfAnswer | "too-heavy") => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    const timer = setTimeout(() => end("too-heavy"), patience);
    worker.once("message", end);
    worker.once("error", () => end("too-heavy"));
    worker.once("exit", () => end({ ok: false, why: "broken", detail: "exit" }));
  });
}
