// @vitest-environment happy-dom
import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { buildQueryClient } from "#platform/ui/use-api.ts";
import { SentAll, useSendAll } from "./send-all.tsx";

// a busy machine is not blamed
const patiently = { timeout: 30_000 };
const tasks = ["Họp dân", "Tập huấn", "Báo cáo"].map((name, i) => ({ name, path: `/plans/tasks/${i}/drop`, body: {} }));

function Dialog() {
  const send = useSendAll("POST");
  return (
    <>
      <SentAll of={send} />
      <button type="button" disabled={send.busy} onClick={() => void send.all(tasks)}>
        Lưu
      </button>
    </>
  );
}

let root: Root;
let asked: { path: string; key: string | null }[];
beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = false;
  document.body.innerHTML = "<div id='root'></div>";
  root = createRoot(document.getElementById("root") as HTMLElement);
  asked = [];
});
afterEach(() => {
  root.unmount();
  vi.unstubAllGlobals();
});

function show(answer: (path: string) => Response): void {
  vi.stubGlobal("fetch", (url: string, options: RequestInit) => {
    const path = url.replace(/^.*\/api/u, "");
    asked.push({ path, key: new Headers(options.headers).get("idempotency-key") });
    return Promise.resolve().then(() => answer(path));
  });
  root.render(
    <QueryClientProvider client={buildQueryClient()}>
      <Dialog />
    </QueryClientProvider>,
  );
}
const press = async () => {
  const button = await vi.waitUntil(
    () => document.querySelector<HTMLButtonElement>("button:not(:disabled)"),
    patiently,
  );
  button.click();
};
const list = (label: string) =>
  [...document.querySelectorAll(`ul[aria-label="${label}"] li`)].map((li) => li.textContent);
const done = () => new Response("{}", { headers: { "content-type": "application/json" } });
const refusal = () =>
  new Response(JSON.stringify({ code: "plan.changed", detail: "Người khác vừa sửa việc này." }), {
    status: 409,
    headers: { "content-type": "application/problem+json" },
  });

it("one that is refused stops none behind it; both lists are shown, and only what is left is sent again", async () => {
  let refuses = true;
  show((path) => (refuses && path === tasks[1]!.path ? refusal() : done()));
  await press();
  await vi.waitFor(() => expect(list("Chưa làm được")).toEqual(["Tập huấn Người khác vừa sửa việc này."]), patiently);
  expect(list("Đã làm xong")).toEqual(["Họp dân", "Báo cáo"]);
  expect(asked.map((a) => a.path)).toEqual(tasks.map((x) => x.path));
  refuses = false;
  await press();
  await vi.waitFor(() => expect(document.querySelector("[role=alert]")).toBeNull(), patiently);
  expect(asked.slice(3)).toEqual([asked[1]]);
});

it("where the server can't be reached the rest waits, and an answer that was lost is asked for under the same key", async () => {
  let away = true;
  show((path) => {
    if (away && path === tasks[1]!.path) throw new TypeError("Failed to fetch");
    return done();
  });
  await press();
  await vi.waitFor(() => expect(list("Chưa làm được")).toHaveLength(2), patiently);
  expect(list("Đã làm xong")).toEqual(["Họp dân"]);
  expect(asked).toHaveLength(2);
  away = false;
  await press();
  await vi.waitFor(() => expect(document.querySelector("[role=alert]")).toBeNull(), patiently);
  expect(asked.slice(2).map((a) => a.path)).toEqual([tasks[1]!.path, tasks[2]!.path]);
  expect(asked[2]).toEqual(asked[1]);
});
