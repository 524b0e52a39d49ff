import { expect, test } from "vitest";
import { translator } from "#platform/i18n/catalogue.ts";
import type { SyncStatus } from "#platform/sync/client/engine.ts";
import { messagesEn } from "./messages.en.ts";
import { messagesVi } from "./messages.vi.ts";
import { lineWords, type LineFacts } from "./outbox-words.ts";
import { itemTitle, problemText, shortHash } from "./screens/item-words.ts";
import { formatsOf } from "#platform/i18n/formats.ts";

const t = translator({ vi: messagesVi, en: messagesEn }, "vi");
const idle: SyncStatus = { phase: "idle", stop: null, nextAt: null };
const stopped = (stop: SyncStatus["stop"]): SyncStatus => ({ phase: "waiting", stop, nextAt: null });
const line = (facts: Partial<LineFacts>) => {
  const { head, rest } = lineWords(
    { waiting: 0, pictures: 0, needsPerson: 0, refused: 0, status: idle, online: true, lastUpdate: "06:40", ...facts },
    t,
  );
  return `${head} ${rest}`;
};

test("the permanent line says in words what is still here and what becomes of it", () => {
  expect(line({})).toBe("Không còn mục nào chờ gửi cập nhật lúc 06:40");
  expect(line({ lastUpdate: null })).toBe("Không còn mục nào chờ gửi chưa cập nhật lần nào");
  expect(line({ waiting: 3, online: false })).toBe("3 mục còn trên máy, sẽ gửi khi có mạng");
  expect(line({ waiting: 1, pictures: 2, online: false })).toBe("1 mục và 2 ảnh còn trên máy, sẽ gửi khi có mạng");
  expect(line({ waiting: 3 })).toBe("3 mục còn trên máy, đang gửi");
  expect(line({ waiting: 3, status: stopped({ kind: "offline", because: "not-our-server" }) })).toBe(
    "3 mục còn trên máy, mạng này chưa ra tới máy chủ, sẽ thử lại",
  );
  expect(line({ waiting: 3, status: stopped({ kind: "later", because: "busy" }) })).toBe(
    "3 mục còn trên máy, chưa gửi được, sẽ tự thử lại",
  );
  expect(line({ waiting: 3, status: stopped({ kind: "signed-out" }) })).toBe(
    "3 mục còn trên máy, đăng nhập lại để gửi",
  );
  expect(line({ status: stopped({ kind: "signed-out" }) })).toMatch(/^Cần đăng nhập lại để cập nhật/);
  expect(line({ waiting: 1, refused: 1, needsPerson: 1 })).toBe("1 mục cần anh/chị xem mở hộp gửi");
  expect(line({ waiting: 3, refused: 1, needsPerson: 1 })).toBe("1 mục cần anh/chị xem 2 mục khác còn trên máy");
});

test("an item is named by its talk, a problem in words, a code that nobody has words for is shown", () => {
  const formats = formatsOf("vi");
  expect(itemTitle({ name: "talk.record", about: { day: "2026-11-22", place: "thôn Phú Thuận" } }, t, formats)).toBe(
    "Buổi 22/11, thôn Phú Thuận",
  );
  expect(
    itemTitle({ name: "talk.decline", about: { day: "2026-11-22", place: "thôn Phú Thuận" } }, t, formats),
  ).toMatch(/^Từ chối buổi 22\/11/);
  expect(problemText({ code: "talk.identity-in-text" }, t)).toMatch(/gạch bỏ rồi gửi lại/);
  expect(problemText({ code: "database.check" }, t)).toBe("Máy chủ chưa nhận được mục này (mã database.check).");
  expect(shortHash("a91f03c7".repeat(8))).toBe("a91f 03c7");
});

test("both languages have the same slots in every text", () => {
  const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
  for (const key of Object.keys(messagesVi) as (keyof typeof messagesVi)[])
    expect(slots(messagesEn[key]), key).toEqual(slots(messagesVi[key]));
});
