import type { BrowserContext, Page } from "playwright-core";

/** What a person does with the field app, in the words of its screens. */
export async function signInAs(page: Page, name: RegExp): Promise<void> {
  await page.goto("/field/");
  await page.getByRole("button", { name }).click();
  await page.getByRole("navigation", { name: "Các mục" }).waitFor();
  await lineSays(page, /cập nhật lúc/);
}

/** Until the app is on the phone: from here on it opens without a network. */
export async function installed(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
      );
  });
}

export function lineSays(page: Page, words: RegExp): Promise<void> {
  return page.getByTestId("outbox-line").filter({ hasText: words }).waitFor();
}

/** Kinds of contact with the glass since the page opened. */
export async function countTaps(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const counter = window as unknown as { taps: number };
    counter.taps = 0;
    addEventListener("pointerdown", () => counter.taps++, { capture: true });
  });
}
export const taps = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as { taps: number }).taps);

export const onward = (page: Page): Promise<void> => page.getByRole("button", { name: "Tiếp tục" }).click();

export interface RecordWish {
  title?: string;
  count: string;
  questions?: readonly string[];
  photo?: Buffer;
}

/** From today's screen to "saved". A title makes it a talk outside the plan, at the place of the last one. */
export async function recordTalk(page: Page, { title, count, questions = [], photo }: RecordWish): Promise<void> {
  await page.getByRole("link", { name: /Ghi buổi tuyên truyền|Ghi tiếp/ }).click();
  await page.getByRole("heading", { name: "Buổi nào?" }).waitFor();
  if (title !== undefined) {
    const other = page.getByRole("radio", { name: /Buổi ngoài kế hoạch/ });
    if (await other.count()) await other.check();
    await page.getByRole("radio", { name: "Chuyện khác" }).check();
    await page.getByLabel("Tên buổi, ngắn gọn").fill(title);
  }
  await onward(page);
  await choosePlace(page);
  await onward(page);
  await page.getByRole("textbox", { name: "Bao nhiêu lượt người nghe?" }).fill(count);
  await onward(page);
  await page.getByRole("heading", { name: "Bà con hỏi gì?" }).waitFor();
  for (const question of questions) {
    await page.getByLabel("Câu hỏi của bà con").fill(question);
    await page.getByRole("button", { name: "Thêm câu hỏi này" }).click();
  }
  await onward(page);
  await page.getByRole("heading", { name: /Có ảnh nơi tổ chức/ }).waitFor();
  if (photo) {
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "nha-van-hoa.jpg", mimeType: "image/jpeg", buffer: photo });
    await page.getByRole("img", { name: "Ảnh 1 của buổi" }).waitFor();
  }
  await onward(page);
  await page.getByRole("button", { name: "Lưu buổi này" }).click();
}

/** The place of the last talk is chosen already; who never gave one picks the first of the list. */
export async function choosePlace(page: Page): Promise<void> {
  await page.getByRole("heading", { name: "Ở đâu, khi nào?" }).waitFor();
  if ((await page.getByRole("button", { name: "Chọn nơi khác" }).count()) > 0) return;
  await page.getByLabel("Tìm thôn, buôn, tổ dân phố").fill("thon");
  await page.locator("main button.go").first().click();
  await page.getByRole("button", { name: "Chọn nơi khác" }).waitFor();
}

/** All rows of one store in the databases of the people on this phone, as text. */
export function keptOnPhone(page: Page, store: "drafts" | "outbox" | "entities"): Promise<string> {
  return page.evaluate(async (asked) => {
    const names = (await indexedDB.databases())
      .map((known) => known.name as string)
      .filter((name) => name.startsWith("caunoi-field:"));
    const rows = names.map(
      (name) =>
        new Promise<string>((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.addEventListener("error", () => reject(new Error("no database")));
          opening.addEventListener("success", () => {
            const reading = opening.result.transaction(asked).objectStore(asked).getAll();
            reading.addEventListener("success", () => {
              opening.result.close();
              resolve(JSON.stringify(reading.result));
            });
          });
        }),
    );
    return `[${(await Promise.all(rows)).join()}]`;
  }, store);
}

export const saved = (page: Page): Promise<void> => page.getByRole("heading", { name: "Đã lưu trên máy" }).waitFor();

/** A picture as a camera makes it: large, with a place in its EXIF data. */
export async function cameraPicture(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    canvas.width = 2400;
    canvas.height = 1800;
    const draw = canvas.getContext("2d") as CanvasRenderingContext2D;
    for (let n = 0; n < 3000; n++) {
      draw.fillStyle = `hsl(${(n * 37) % 360} 60% ${30 + (n % 50)}%)`;
      draw.fillRect((n * 997) % 2400, (n * 613) % 1800, 60, 40);
    }
    return canvas.toDataURL("image/jpeg", 0.95).split(",")[1] as string;
  });
  const plain = Buffer.from(base64, "base64");
  const exif = Buffer.from("Exif\0\0GPS 11.7833N 108.5667E");
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, exif.length + 2]), exif]);
  return Buffer.concat([plain.subarray(0, 2), segment, plain.subarray(2)]);
}
