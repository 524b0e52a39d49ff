// @vitest-environment happy-dom
import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { freshId } from "./fresh-id.ts";
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

/** What a form does that makes something new, again and again. */
function Maker() {
  const make = useSend<{ id: string; name: string; parts: { id: string }[] }>("POST", "/things");
  return (
    <>
      {["Loa", "Míc"].map((name) => (
        <button
          type="button"
          key={name}
          onClick={() => make.mutate({ id: freshId(), name, parts: [{ id: freshId(1) }, { id: freshId(2) }] })}
        >
          {make.isPending ? "…" : name}
        </button>
      ))}
    </>
  );
}

it("what is sent again after a lost answer is the same thing; what is sent after an answer is another", async () => {
  const sent: { key: string; body: { id: string; name: string; parts: { id: string }[] } }[] = [];
  vi.stubGlobal("fetch", (_: unknown, options: RequestInit) => {
    sent.push({
      key: (options.headers as Record<string, string>)["idempotency-key"]!,
      body: JSON.parse(options.body as string) as (typeof sent)[number]["body"],
    });
    if (sent.length === 1) return Promise.reject(new TypeError("the answer is lost"));
    return Promise.resolve(new Response("{}", { headers: { "content-type": "application/json" } }));
  });
  root.render(
    <QueryClientProvider client={buildQueryClient()}>
      <Maker />
    </QueryClientProvider>,
  );
  const press = async (name: string, times: number) => {
    const named = () => [...document.querySelectorAll("button")].find((b) => b.textContent === name);
    await vi.waitFor(() => expect(named()).toBeDefined(), patiently);
    named()!.click();
    await vi.waitFor(() => expect(sent).toHaveLength(times), patiently);
  };
  await press("Loa", 1);
  await press("Loa", 2);
  await press("Loa", 3);
  await press("Míc", 4);
  expect(sent[1]).toEqual(sent[0]);
  expect(new Set(sent.map((s) => s.key)).size).toBe(3);
  const ids = sent.slice(1).flatMap((s) => [s.body.id, ...s.body.parts.map((p) => p.id)]);
  expect(new Set(ids).size).toBe(9);
  for (const id of ids) expect(id).toMatch(/^01[0-9a-f]{6}-[0-9a-f]{4}-7/);
});
