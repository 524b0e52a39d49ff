import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { openContext, standsStill } from "#platform/testing/browser.ts";

/** Somebody of the demo at the desk, signed in by the one click that a demo instance offers. */
export async function atTheDesk(
  browser: Browser,
  face: "phone" | "desk",
  address: string,
  name: string,
  theme: "light" | "dark" = "light",
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await openContext(browser, face, address);
  const page = await context.newPage();
  await page.emulateMedia({ colorScheme: theme });
  await page.goto("/desk/");
  await page.getByRole("button", { name: new RegExp(name) }).click();
  await page.getByRole("heading", { level: 1 }).filter({ hasNotText: "Đăng nhập" }).waitFor();
  return { context, page };
}

/** The page has its title, and nothing on it is still being fetched. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.locator(".loading").first().waitFor({ state: "detached" });
  // no "networkidle": a document is that once and for all, perhaps before the click that we come from
  await standsStill(page);
}

/** What sticks out to the right of the screen (on a phone the window grows with the page); 0 is what a test wants. */
export async function overflow(page: Page): Promise<number> {
  for (let look = 1; ; look++) {
    await standsStill(page);
    const sticksOut = await page.evaluate(() =>
      Math.max(0, document.documentElement.scrollWidth - Math.min(window.innerWidth, screen.width)),
    );
    if (sticksOut === 0 || look === 4) return sticksOut;
  }
}

/** A picture of the whole page for whoever wants to look: `PICTURES=folder`. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (process.env["PICTURES"] !== undefined) keepFile(`${name}.png`, await page.screenshot({ fullPage: true }));
}

/** What was handed out, beside the pictures. */
export function keepFile(name: string, bytes: Uint8Array): void {
  const folder = process.env["PICTURES"];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), bytes);
}
