// @vitest-environment happy-dom
import { act, useEffect } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DraftOwner, useDraft } from "./use-draft.ts";

interface Reason {
  reason: string;
  count: number;
}
let draft: ReturnType<typeof useDraft<Reason>>;

function Form({ of, onDraft }: { of: string; onDraft: (seen: typeof draft) => void }) {
  const seen = useDraft<Reason>(of, { reason: "", count: 1 });
  useEffect(() => {
    onDraft(seen);
  });
  return <p>{seen.value.reason}</p>;
}

const form = (of: string, owner = "thu.ha") => (
  <DraftOwner value={owner}>
    <Form of={of} onDraft={(seen) => (draft = seen)} />
  </DraftOwner>
);

describe("a form's content outlives the page", () => {
  let root: Root;
  const open = (of: string) => {
    document.body.innerHTML = "<div id='root'></div>";
    root = createRoot(document.getElementById("root") as HTMLElement);
    act(() => root.render(form(of)));
  };
  const reload = (of: string) => {
    act(() => root.unmount());
    open(of);
  };
  beforeEach(() => {
    (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
    localStorage.clear();
  });
  afterEach(() => act(() => root.unmount()));

  it("comes back after a reload, and says that it did", () => {
    open("talk.return.a");
    expect(draft.restored).toBe(false);
    act(() => draft.set({ reason: "Thiếu giờ kết thúc" }));
    reload("talk.return.a");
    expect(draft.value).toEqual({ reason: "Thiếu giờ kết thúc", count: 1 });
    expect(draft.restored).toBe(true);
  });

  it("is gone once the server has it", () => {
    open("talk.return.a");
    act(() => draft.set({ reason: "x" }));
    act(() => draft.clear());
    expect(draft.value.reason).toBe("");
    reload("talk.return.a");
    expect(draft.restored).toBe(false);
  });

  it("is gone also when it was changed in the same breath, and the next one begins as told", () => {
    open("talk.return.a");
    act(() => {
      draft.set({ reason: "x" });
      draft.set({ count: 2 });
      draft.clear();
    });
    expect(draft.value).toEqual({ reason: "", count: 1 });
    expect(localStorage).toHaveLength(0);
    act(() => draft.set({ reason: "y" }));
    act(() => draft.clear({ reason: "", count: 7 }));
    expect(draft.value).toEqual({ reason: "", count: 7 });
    expect(localStorage).toHaveLength(0);
    act(() => draft.set({ reason: "z" }));
    reload("talk.return.a");
    expect(draft.value).toEqual({ reason: "z", count: 7 });
  });

  it("belongs to one thing: another talk's form starts empty, and the first keeps its own", () => {
    open("talk.return.a");
    act(() => draft.set({ reason: "của a" }));
    act(() => root.render(form("talk.return.b")));
    expect(draft.value.reason).toBe("");
    act(() => draft.set({ reason: "của b" }));
    act(() => root.render(form("talk.return.a")));
    expect(draft.value.reason).toBe("của a");
  });

  it("belongs to one person: who signs in next at the same computer neither sees nor sends it", () => {
    open("talk.return.a");
    act(() => draft.set({ reason: "của Thu Hà" }));
    act(() => root.render(form("talk.return.a", "khanh")));
    expect(draft.value.reason).toBe("");
    expect(draft.restored).toBe(false);
    act(() => draft.set({ reason: "của Khánh" }));
    act(() => root.render(form("talk.return.a")));
    expect(draft.value.reason).toBe("của Thu Hà");
  });

  it("opens empty where what was kept cannot be read", () => {
    localStorage.setItem("caunoi.draft.thu.ha.talk.return.a", "{not json");
    open("talk.return.a");
    expect(draft.value).toEqual({ reason: "", count: 1 });
  });
});
