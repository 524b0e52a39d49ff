import { parentPort, workerData } from "node:worker_threads";
import { extractTextItems, getDocumentProxy } from "unpdf";
import type { PdfPiece } from "./pdf-lines.ts";

export interface PdfAsked {
  bytes: Uint8Array;
  maxPages: number;
}
export type PdfAnswer =
  | { ok: true; pages: PdfPiece[][] }
  | { ok: false; why: "locked" | "broken" | "too-long"; detail: string };

/** Runs apart from the server: a file from a stranger may be slow or eat memory, and is then simply ended. */
async function read({ bytes, maxPages }: PdfAsked): Promise<PdfAnswer> {
  try {
    const pdf = await getDocumentProxy(bytes, { stopAtErrors: false, maxImageSize: 1 });
    if (pdf.numPages > maxPages) return { ok: false, why: "too-long", detail: String(pdf.numPages) };
    const { items } = await extractTextItems(pdf);
    return {
      ok: true,
      pages: items.map((page) =>
        page.map(({ str, x, y, width, height, fontSize }) => ({ str, x, y, width, height: height || fontSize })),
      ),
    };
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    return { ok: false, why: name === "PasswordException" ? "locked" : "broken", detail: name };
  }
}

parentPort?.postMessage(await read(workerData as PdfAsked));
