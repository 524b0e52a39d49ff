import type { Page } from "playwright-core";

/** A photo of a village hall, as drawn by the browser itself: a real JPEG of a camera's size. */
export async function villagePhoto(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    canvas.width = 1600;
    canvas.height = 1200;
    const pen = canvas.getContext("2d")!;
    pen.fillStyle = "#d8c9b0";
    pen.fillRect(0, 0, 1600, 1200);
    for (let i = 0; i < 600; i++) {
      pen.fillStyle = `hsl(${(i * 37) % 360} 30% ${30 + (i % 40)}%)`;
      pen.fillRect((i * 97) % 1600, (i * 61) % 1200, 40, 30);
    }
    const blob = await new Promise<Blob>((done) => canvas.toBlob((b) => done(b!), "image/jpeg", 0.95));
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(""));
  });
  return Buffer.from(base64, "base64");
}
