import { afterEach, expect, test, vi } from "vitest";
import { newId, spokenCode } from "./ids.ts";
import { findIdentities } from "./text/identity-filter.ts";

afterEach(() => vi.restoreAllMocks());

test("an id of version 7 carries its moment, and no two are alike", () => {
  const ids = Array.from({ length: 2000 }, () => newId(Date.UTC(2026, 10, 23)));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^01a205b3-d000-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("no code that people write into texts is taken for a number plate", () => {
  const plate = "37B-1234";
  const spoken = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const letters = [...plate.replace("-", "")].reverse();
  const end = letters.reduce((n, letter) => n * 32 + spoken.indexOf(letter), 0);
  expect(spokenCode(`019ab000-0000-7000-8000-000${end.toString(16).padStart(9, "0")}`)).toBe(plate);
  expect(findIdentities(`mã buổi ${plate}`)).toMatchObject([{ kind: "plate", certain: true }]);

  let drawn = 0;
  vi.spyOn(crypto, "getRandomValues").mockImplementation((bytes) => {
    const fill = bytes as Uint8Array;
    fill.fill(0);
    drawn += 1;
    let rest = drawn === 1 ? end : end + spoken.indexOf("A") - spoken.indexOf("3");
    for (let at = 15; at >= 11; at -= 1) {
      fill[at] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    return bytes;
  });
  expect(spokenCode(newId())).toBe("A7B-1234");
  expect(drawn).toBe(2);
});
