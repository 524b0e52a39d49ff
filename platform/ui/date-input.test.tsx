// @vitest-environment happy-dom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DateInput } from "./date-input.tsx";
import { Field } from "./field.tsx";
import { NumberInput } from "./inputs.tsx";

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

describe("what could not be read goes nowhere", () => {
  let root: ReturnType<typeof createRoot>;
  let sent: { day: string; cost: number | null; share: number | null }[] = [];
  beforeEach(() => {
    (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
    sent = [];
    document.body.innerHTML = "<div id='root'></div>";
    root = createRoot(document.getElementById("root") as HTMLElement);
    act(() => root.render(<Sheet />));
  });
  afterEach(() => act(() => root.unmount()));

  function Sheet() {
    const [day, setDay] = useState("");
    const [cost, setCost] = useState<number | null>(null);
    const [share, setShare] = useState<number | null>(2.5);
    return (
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          sent.push({ day, cost, share });
        }}
      >
        <Field name="day" label="Ngày" optional>
          <DateInput value={day} onValue={setDay} />
        </Field>
        <Field name="cost" label="Giá trị" help="Bằng đồng" optional>
          <NumberInput value={cost} onValue={setCost} unit="đồng" />
        </Field>
        <Field name="share" label="Tỷ lệ" optional>
          <NumberInput decimal value={share} onValue={setShare} />
        </Field>
      </form>
    );
  }
  const field = (name: string) => document.querySelector(`#field-${name}`) as HTMLInputElement;
  const fill = (name: string, text: string) =>
    act(() => {
      field(name).focus();
      type(field(name), text);
    });
  const submit = () => act(() => (document.querySelector("form") as HTMLFormElement).requestSubmit());
  const described = (name: string) =>
    (field(name).getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent);

  it.each(["1,500,000", "12 triệu", "1.5"])("an amount typed as %s is not sent as another", (typed) => {
    for (let n = 1; n <= typed.length; n++) fill("cost", typed.slice(0, n));
    act(() => field("cost").blur());
    submit();
    expect(sent).toEqual([]);
    expect(document.activeElement).toBe(field("cost"));
    expect(field("cost").value).toBe(typed);
    expect(described("cost").join()).toContain(typed);
    expect(described("cost")).toContain("Bằng đồng");
    fill("cost", "1.500.000");
    submit();
    expect(sent).toEqual([{ day: "", cost: 1_500_000, share: 2.5 }]);
  });

  it("a day that is not needed is not left out because it could not be read", () => {
    fill("day", "31/02/2026");
    submit();
    expect(sent).toEqual([]);
    expect(described("day").join()).toContain("31/02/2026");
    fill("day", "");
    submit();
    expect(sent).toEqual([{ day: "", cost: null, share: 2.5 }]);
  });

  it("a part of one stays what it was, and is typed with a comma", () => {
    expect(field("share").value).toBe("2,5");
    act(() => field("share").focus());
    act(() => field("share").blur());
    submit();
    fill("share", "70 %");
    submit();
    fill("share", "1.234,25");
    submit();
    expect(sent.map((s) => s.share)).toEqual([2.5, 1234.25]);
  });
});
