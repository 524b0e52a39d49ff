// @vitest-environment happy-dom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DateInput } from "./date-input.tsx";
import { Field } from "./field.tsx";

let seen: string[] = [];

function Form({ initial = "" }: { initial?: string }) {
  const [day, setDay] = useState(initial);
  return (
    <Field name="day" label="Ngày">
      <DateInput
        value={day}
        onValue={(next) => {
          seen.push(next);
          setDay(next);
        }}
      />
    </Field>
  );
}

function type(input: HTMLInputElement, text: string) {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, text);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

describe("a day is typed as people write it", () => {
  let root: ReturnType<typeof createRoot>;
  beforeEach(() => {
    (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
    seen = [];
    document.body.innerHTML = "<div id='root'></div>";
    root = createRoot(document.getElementById("root") as HTMLElement);
  });
  afterEach(() => act(() => root.unmount()));

  const show = (initial?: string) =>
    act(() => root.render(initial === undefined ? <Form /> : <Form initial={initial} />));
  const input = () => document.querySelector("input") as HTMLInputElement;
  const enter = (text: string) =>
    act(() => {
      input().focus();
      type(input(), text);
    });
  const leave = () => act(() => input().blur());
  const said = () => document.querySelector("[role=status]")?.textContent ?? "";

  it.each([
    ["05022025", "2025-02-05"],
    ["5/2/2025", "2025-02-05"],
    ["5.2.25", "2025-02-05"],
    ["2025-02-05", "2025-02-05"],
    ["5 tháng 2 năm 2025", "2025-02-05"],
  ])("%s", (typed, day) => {
    show();
    enter(typed);
    expect(seen.at(-1)).toBe(day);
    expect(said()).toContain("Thứ Tư, 05/02/2025");
    leave();
    expect(input().value).toBe("05/02/2025");
  });

  it("keeps what it does not understand, says so, and holds no value", () => {
    show("2025-02-05");
    enter("31/02/2026");
    expect(seen.at(-1)).toBe("");
    leave();
    expect(input().value).toBe("31/02/2026");
    expect(input().getAttribute("aria-invalid")).toBe("true");
    expect(said()).toContain("31/02/2026");
  });

  it("shows a stored day and names its label", () => {
    show("2025-02-05");
    expect(input().value).toBe("05/02/2025");
    expect(document.querySelector("label")?.htmlFor).toBe(input().id);
  });
});
