import type { Pool } from "pg";
import type { Page } from "playwright-core";
import { workWaitingPayTasks } from "#modules/pay/server.ts";
import { settled } from "./desk-visit.ts";

/** The jobs of pay, which a running server does by itself; `stop` waits for the one under way. */
export function payWorks(jobs: () => Pool): { stop: () => Promise<void> } {
  const ended = new AbortController();
  const loop = (async () => {
    while (!ended.signal.aborted) {
      await workWaitingPayTasks(jobs());
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  })();
  return {
    stop: () => {
      ended.abort();
      return loop;
    },
  };
}

/** Until the page has refreshed itself with what the job computed. */
export async function payComputed(page: Page): Promise<void> {
  await page.locator(".pay-task[role=status]").waitFor({ state: "detached" });
  await settled(page);
}
