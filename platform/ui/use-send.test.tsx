// @vitest-environment happy-dom
import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { buildQueryClient, useAsk, useSend } from "./use-api.ts";

// a busy machine is not blamed
const patiently = { timeout: 30_000 };

/** Something that can be done before the list beside it has come. */
function Page({ refresh }: { refresh: readonly string[] | undefined }) {
  const list = useAsk<{ names: string[] }>("/people");
  const add = useSend<{ name: string }>("POST", "/people", refresh === undefined ? {} : { refresh });
  return (
    <>
      <button type="button" onClick={() => add.mutate({ name: "Ya Thuần" })}>
        add
      </button>
      <p>{list.data?.names.join()}</p>
    </>
  );
}

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

it.each([undefined, ["/people"]])(
  "a first answer that was read before the act is not taken for what there is after it (refresh: %s)",
  async (refresh) => {
    const json = (body: unknown) =>
      new Response(JSON.stringify(body), { headers: { "content-type": "application/json" } });
    const names: string[] = [];
    let asked = 0;
    let lateAnswer: (answer: Response) => void = () => {};
    vi.stubGlobal("fetch", (_: unknown, options?: RequestInit) => {
      if (options?.method === "POST") {
        names.push("Ya Thuần");
        return Promise.resolve(json({}));
      }
      asked += 1;
      if (asked > 1) return Promise.resolve(json({ names }));
      const read = json({ names: [...names] });
      return new Promise<Response>((answer, refuse) => {
        lateAnswer = () => answer(read);
        options?.signal?.addEventListener("abort", () => refuse(new DOMException("aborted", "AbortError")));
      });
    });
    root.render(
      <QueryClientProvider client={buildQueryClient()}>
        <Page refresh={refresh} />
      </QueryClientProvider>,
    );
    await vi.waitFor(() => expect(asked).toBe(1), patiently);
    document.querySelector("button")?.click();
    await vi.waitFor(() => expect(names).toHaveLength(1), patiently);
    lateAnswer(json({}));
    await vi.waitFor(() => expect(document.querySelector("p")?.textContent).toBe("Ya Thuần"), patiently);
  },
);
