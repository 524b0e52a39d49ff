// @vitest-environment happy-dom
import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { buildQueryClient, useAsk, useFreshOnceEnded } from "./use-api.ts";

// a busy machine is not blamed
const patiently = { timeout: 30_000 };

function Banner() {
  const task = useAsk<{ ended: boolean }>("/task", {}, { refetchEvery: 20 });
  useFreshOnceEnded(task.data?.ended === true, task.dataUpdatedAt);
  return <p role="status">computing</p>;
}

/** A page that a job works on, and a list of what the job makes. */
function Page() {
  const run = useAsk<{ underWay: boolean }>("/run");
  const lines = useAsk<{ names: string[] }>("/lines");
  return (
    <>
      {run.data?.underWay === true && <Banner />}
      <ul>
        {lines.data?.names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </>
  );
}

describe("what a job made", () => {
  let root: Root;
  beforeEach(() => {
    (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = false;
    document.body.innerHTML = "<div id='root'></div>";
    root = createRoot(document.getElementById("root") as HTMLElement);
  });
  afterEach(() => {
    root.unmount();
    vi.unstubAllGlobals();
  });

  it("is shown though the first answer came late and the page was read a moment before the end", async () => {
    const asked = { run: 0, lines: 0 };
    let lateAnswer: (answer: Response) => void = () => {};
    const json = (body: unknown) =>
      new Response(JSON.stringify(body), { headers: { "content-type": "application/json" } });
    vi.stubGlobal("fetch", (input: string | URL | Request, options?: RequestInit) => {
      const path = new URL(String(input instanceof Request ? input.url : input), "http://x").pathname;
      if (path.endsWith("/task")) return Promise.resolve(json({ ended: true }));
      // twice the page still says "under way": it was read before the job's last transaction
      if (path.endsWith("/run")) return Promise.resolve(json({ underWay: ++asked.run <= 2 }));
      asked.lines += 1;
      if (asked.lines > 1) return Promise.resolve(json({ names: ["Ya Thuần"] }));
      return new Promise<Response>((answer, refuse) => {
        lateAnswer = answer;
        options?.signal?.addEventListener("abort", () => refuse(new DOMException("aborted", "AbortError")));
      });
    });
    root.render(
      <QueryClientProvider client={buildQueryClient()}>
        <Page />
      </QueryClientProvider>,
    );
    await vi.waitFor(() => expect(asked.run).toBeGreaterThanOrEqual(2), patiently);
    lateAnswer(json({ names: [] }));
    await vi.waitFor(() => {
      expect(document.querySelector("[role=status]")).toBeNull();
      expect(document.querySelector("li")?.textContent).toBe("Ya Thuần");
    }, patiently);
  });
});
