import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays, formatDate, todayInVietnam } from "#kernel/civil-date.ts";
import { axeFindings, launchBrowser } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, keepPicture, overflow, settled } from "./desk-visit.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const today = todayInVietnam();
const title = "Hội nghị đối thoại về nước sạch ở các thôn";

test("a dialogue: planned, asked before and at it, recorded, minutes with a number, the promise kept", async () => {
  const writer = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  const { page } = writer;
  await page.goto("/desk/dialogues");
  await settled(page);
  await keepPicture(page, "dialogues-list-1280");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("link", { name: "Lên lịch đối thoại" }).click();
  await settled(page);
  await page.getByRole("button", { name: "Lưu kế hoạch" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByLabel("Tên hội nghị").fill(title);
  await page.getByLabel("Ngày").fill(formatDate(addDays(today, -1)));
  await page.getByLabel("Bắt đầu").fill("14h00");
  await page.getByLabel("Chương trình").fill("Báo cáo hiện trạng | Phòng Kinh tế\nNhân dân hỏi, Chủ tịch trả lời");
  await keepPicture(page, "dialogues-plan-1280");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Lưu kế hoạch" }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await page.getByText("còn thiếu: kết quả buổi họp, thư ký").first().waitFor();
  const address = new URL(page.url()).pathname;

  // a phone number in a question is refused until it is struck out
  await page.getByRole("button", { name: "Ghi một câu hỏi" }).click();
  const asking = page.getByRole("dialog");
  await asking.getByLabel("Câu hỏi", { exact: true }).fill("Bao giờ có nước sạch? Gọi 0912 345 678");
  await asking.getByRole("button", { name: "Ghi một câu hỏi" }).click();
  await asking.getByRole("alert").waitFor();
  await asking.getByText("Gạch bỏ phần trông như").click();
  await asking.getByRole("button", { name: "Ghi một câu hỏi" }).click();
  await asking.waitFor({ state: "detached" });
  await page.getByText("[đã gạch: số điện thoại]").first().waitFor();

  await page.getByRole("button", { name: "Ghi kết quả" }).click();
  const record = page.getByRole("dialog");
  await record.getByLabel("Họ và tên người chủ trì").fill("Trương Công Lý");
  await record.getByLabel("Chức vụ").fill("Phó Chủ tịch UBND xã");
  await record.getByLabel("Thư ký").fill("Nguyễn Thị Thu Hà");
  await record.getByLabel("Số người dự").fill("72");
  await record.getByLabel("Kết thúc").fill("16:30");
  await record.getByLabel("Kết luận của chủ trì").fill("Xã sửa trạm bơm trước mùa khô.");
  await record.getByRole("button", { name: "Ghi kết quả" }).click();
  await record.getByText("không phải người đứng đầu").first().waitFor();
  await record.getByLabel("Chức vụ").fill("Chủ tịch UBND xã");
  await keepPicture(page, "dialogues-record-1280");
  await record.getByRole("button", { name: "Ghi kết quả" }).click();
  await record.waitFor({ state: "detached" });

  await page.getByRole("button", { name: "Trả lời tại họp" }).click();
  const reply = page.getByRole("dialog");
  await reply.getByLabel("Nội dung trả lời tại buổi họp").fill("Trạm bơm được sửa trong quý này.");
  await reply.getByRole("button", { name: "Trả lời tại họp" }).click();
  await reply.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Ghi một cam kết" }).click();
  const promise = page.getByRole("dialog");
  await promise.getByLabel("Việc sẽ làm").fill("Sửa trạm bơm thôn Diom B");
  await promise.getByLabel("Xong trước ngày").fill(formatDate(addDays(today, 20)));
  await promise.getByRole("button", { name: "Ghi một cam kết" }).click();
  await promise.waitFor({ state: "detached" });

  const head = await atTheDesk(browser, "desk", server.address, "Trương Công Lý");
  await head.page.goto(address);
  await settled(head.page);
  await head.page.getByRole("button", { name: "Phát hành biên bản" }).click();
  await head.page.getByRole("dialog").getByRole("button", { name: "Phát hành biên bản" }).click();
  await head.page.getByRole("button", { name: /\d+\/BB-UBND/ }).waitFor();
  await head.page.getByRole("button", { name: "Công khai", exact: true }).click();
  await head.page.getByText("Đang công khai trên trang chung").first().waitFor();
  await keepPicture(head.page, "dialogues-page-1280");
  expect(await axeFindings(head.page)).toEqual([]);

  await page.reload();
  await settled(page);
  // numbered minutes stand: nothing of the meeting can be changed any more, what was promised is followed
  await expect
    .poll(() => page.getByRole("button", { name: /Ghi kết quả|Sửa kết quả|Ghi một câu hỏi/ }).count())
    .toBe(0);
  await page.getByRole("button", { name: "Báo đã xong" }).click();
  const done = page.getByRole("dialog");
  await done.getByLabel("Đã làm gì").fill("Trạm bơm chạy lại");
  await done.getByLabel("Minh chứng").fill("Biên bản nghiệm thu 03");
  await done.getByRole("button", { name: "Báo đã xong" }).click();
  await done.waitFor({ state: "detached" });
  await page.getByText("Đã làm xong").first().waitFor();
  await head.context.close();
  await writer.context.close();
});

test("difficulties: reported by a commune, drawn into one by the province, answered, seen by who reported", async () => {
  const commune = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  await commune.page.goto("/desk/difficulties");
  await settled(commune.page);
  for (const text of ["Thôn Diom A chưa có loa kéo.", "Loa của thôn Lâm Tuyền rè, không nghe rõ."]) {
    await commune.page.getByRole("button", { name: "Báo cáo khó khăn" }).click();
    const dialog = commune.page.getByRole("dialog");
    await dialog.getByLabel("Khó khăn, vướng mắc là gì").fill(text);
    await dialog.getByRole("button", { name: "Gửi" }).click();
    await dialog.waitFor({ state: "detached" });
  }
  const province = await atTheDesk(browser, "desk", server.address, "Vũ Hoàng Anh");
  const { page } = province;
  await page.goto("/desk/difficulties");
  await settled(page);
  await keepPicture(page, "difficulties-list-1280");
  expect(await axeFindings(page)).toEqual([]);
  for (const text of ["Thôn Diom A chưa có loa kéo.", "Loa của thôn Lâm Tuyền rè"])
    await page.getByRole("row").filter({ hasText: text }).getByRole("checkbox").check();
  await page.getByRole("button", { name: "Gộp thành một" }).click();
  const whole = page.getByRole("dialog");
  await whole.getByLabel("Nội dung chung").fill("Hai thôn thiếu loa cho buổi tuyên truyền.");
  await keepPicture(page, "difficulties-consolidate-1280");
  await whole.getByRole("button", { name: "Gộp thành một" }).click();
  await whole.waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Hai thôn thiếu loa cho buổi tuyên truyền." }).click();
  await settled(page);
  await page.getByRole("button", { name: "Kiến nghị bằng công văn" }).click();
  const letter = page.getByRole("dialog");
  await letter.getByLabel("Trích yếu").fill("đề nghị cấp loa cho thôn");
  await letter.getByLabel("Kính gửi").fill("Bộ Văn hóa, Thể thao và Du lịch");
  await letter.getByLabel("Họ và tên người ký").fill("Phan Đình Nghị");
  const [draft] = await Promise.all([
    page.waitForEvent("download"),
    letter.getByRole("button", { name: "Xem bản thảo (DOCX)" }).click(),
  ]);
  expect(draft.suggestedFilename()).toMatch(/\.docx$/);
  await keepPicture(page, "difficulties-letter-1280");
  expect(await axeFindings(page)).toEqual([]);
  await letter.getByRole("button", { name: "Phát hành công văn" }).click();
  await letter.waitFor({ state: "detached" });
  await page.getByRole("button", { name: /\d+\/UBND/ }).waitFor();
  await page.getByRole("button", { name: "Trả lời" }).click();
  const answer = page.getByRole("dialog");
  await answer.getByLabel("Nội dung trả lời").fill("Cấp hai loa kéo trong tháng.");
  await answer.getByRole("button", { name: "Trả lời" }).click();
  await answer.waitFor({ state: "detached" });
  await keepPicture(page, "difficulties-page-1280");
  expect(await axeFindings(page)).toEqual([]);

  await commune.page.goto("/desk/difficulties?view=answered");
  await settled(commune.page);
  await commune.page.getByRole("link", { name: "Thôn Diom A chưa có loa kéo." }).click();
  await settled(commune.page);
  await commune.page.getByText("Cấp hai loa kéo trong tháng.").first().waitFor();
  await province.context.close();
  await commune.context.close();
});

test("themes: by week and by month, with their files; on a phone and in the dark nothing sticks out", async () => {
  for (const [face, theme, who] of [
    ["desk", "light", "Hồ Quốc Dũng"],
    ["phone", "light", "Vũ Hoàng Anh"],
    ["phone", "dark", "Nguyễn Thị Thu Hà"],
  ] as const) {
    const { page, context } = await atTheDesk(browser, face, server.address, who, theme);
    const size = `${face === "phone" ? 360 : 1280}${theme === "dark" ? "-dark" : ""}`;
    for (const [name, path] of [
      ["themes-week", "/desk/themes"],
      ["themes-month", "/desk/themes?kind=month"],
      ["dialogues", "/desk/dialogues"],
      ["dialogue-new", "/desk/dialogues/new"],
      ["difficulties", "/desk/difficulties?view=all"],
    ] as const) {
      await page.goto(path);
      await settled(page);
      expect(await overflow(page), `${name} ${size}`).toBe(0);
      await keepPicture(page, `${name}-${size}`);
      expect(await axeFindings(page), `${name} ${size}`).toEqual([]);
    }
    for (const list of ["/desk/dialogues", "/desk/difficulties?view=all"]) {
      await page.goto(list);
      await settled(page);
      const title = (await page.getByRole("heading", { level: 1 }).textContent())!;
      await page.locator("[data-row-link]").first().click();
      await page
        .getByRole("heading", { level: 1 })
        .filter({ hasNotText: new RegExp(`^${title}$`) })
        .waitFor();
      await settled(page);
      expect(await overflow(page), `${list} ${size}`).toBe(0);
      await keepPicture(page, `${list.split(/[/?]/)[2]}-one-${size}`);
      expect(await axeFindings(page), `${list} ${size}`).toEqual([]);
    }
    if (face === "desk") {
      await page.goto("/desk/themes?kind=month");
      await settled(page);
      for (const button of ["Tải XLSX", "Tải bản tổng hợp (DOCX)"]) {
        const [file] = await Promise.all([
          page.waitForEvent("download"),
          page.getByRole("button", { name: button }).click(),
        ]);
        expect(file.suggestedFilename()).toMatch(/^chu-de-nhan-dan-hoi/);
      }
    }
    await context.close();
  }
});
