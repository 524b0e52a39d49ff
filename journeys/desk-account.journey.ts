import { createOTP } from "@better-auth/utils/otp";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings, launchBrowser, openContext } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, settled } from "./desk-visit.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const demoPassword = (page: Page) =>
  page.evaluate(() =>
    fetch("/api/instance")
      .then((answer) => answer.json())
      .then((facts: { demoPassword: string }) => facts.demoPassword),
  );

test("somebody switches the second step on with the picture's key, and needs the code from then on", async () => {
  const { context, page } = await atTheDesk(browser, "desk", server.address, "Rơ Ông K' Duyên");
  await page.goto("/desk/account");
  await settled(page);
  const password = await demoPassword(page);
  await page.getByLabel("Mật khẩu, để chắc là anh/chị").fill(password);
  await page.getByRole("button", { name: "Bật xác thực hai bước" }).click();
  await page.getByRole("img", { name: /Hình QR/ }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  const secret = /: ([A-Z2-7]{16,})/.exec((await page.getByText("Không quét được?").textContent()) ?? "")?.[1] ?? "";
  const code = () => createOTP(fromBase32(secret)).totp();
  await page.getByLabel("Mã sáu số đang hiện trong ứng dụng").fill(await code());
  await page.getByRole("button", { name: "Xong, bật lên" }).click();
  await page.getByText("Đang bật. Mỗi lần đăng nhập cần thêm mã sáu số.").first().waitFor();
  await context.close();

  const again = await openContext(browser, "phone", server.address);
  const door = await again.newPage();
  await door.goto("/desk/");
  await door.getByLabel("Tên đăng nhập").fill("k.duyen");
  await door.getByLabel("Mật khẩu").fill(password);
  await door.getByRole("button", { name: "Đăng nhập", exact: true }).click();
  await door.getByLabel("Mã sáu số").waitFor();
  expect(await axeFindings(door)).toEqual([]);
  await door.getByLabel("Mã sáu số").fill(await code());
  await door.getByRole("button", { name: "Đăng nhập", exact: true }).click();
  await door.getByRole("heading", { level: 1, name: /việc/ }).waitFor();
  await again.close();
});

test("a wrong password is said in words, and what was typed stays", async () => {
  const context = await openContext(browser, "phone", server.address);
  const page = await context.newPage();
  await page.goto("/desk/");
  await page.getByLabel("Tên đăng nhập").fill("thu.ha");
  await page.getByLabel("Mật khẩu").fill("không phải mật khẩu");
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click();
  await page.getByText("Tên đăng nhập hoặc mật khẩu chưa đúng.").first().waitFor();
  await expect.poll(() => page.getByLabel("Tên đăng nhập").inputValue()).toBe("thu.ha");
  expect(await axeFindings(page)).toEqual([]);
  await context.close();
});

test("a passkey is added on this device, opens the desk without a password, and is taken away", async () => {
  const { context, page } = await atTheDesk(browser, "desk", server.address, "Vũ Hoàng Anh");
  const devices = await context.newCDPSession(page);
  await devices.send("WebAuthn.enable");
  await devices.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto("/desk/account");
  await settled(page);
  await page.getByLabel("Tên gọi của máy này").fill("Máy bàn ở phòng");
  await page.getByRole("button", { name: "Thêm khóa trên máy này" }).click();
  await page.getByText("Đã thêm khóa.").first().waitFor();
  await page.getByRole("button", { name: "Bỏ khóa Máy bàn ở phòng" }).waitFor();

  await context.clearCookies();
  await page.goto("/desk/");
  await page.getByRole("button", { name: "Dùng khóa đăng nhập của máy" }).click();
  await page
    .getByRole("button", { name: /Vũ Hoàng Anh/ })
    .and(page.locator(".side button"))
    .waitFor();
  await page.goto("/desk/account");
  await page.getByRole("button", { name: "Bỏ khóa Máy bàn ở phòng" }).click();
  await page.getByText("Đã bỏ khóa.").first().waitFor();
  await context.close();
});

test("somebody sees their sessions, ends another one, and takes away what is held about them", async () => {
  const elsewhere = await atTheDesk(browser, "phone", server.address, "Bùi Thị Thanh Mai");
  const { context, page } = await atTheDesk(browser, "desk", server.address, "Bùi Thị Thanh Mai");
  await page.goto("/desk/account");
  await settled(page);
  await page.getByText("phiên này").first().waitFor();
  await page.getByRole("button", { name: "Kết thúc mọi phiên khác" }).click();
  await page.getByText("Đã kết thúc.").first().waitFor();
  await elsewhere.page.reload();
  await elsewhere.page.getByRole("heading", { level: 1, name: "Đăng nhập" }).waitFor();

  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Tải dữ liệu về tôi" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.json$/);
  await elsewhere.context.close();
  await context.close();
});

test("two people at one computer: what one typed waits for them, and the next one never sees it", async () => {
  const { context, page } = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  const question = page.getByLabel("Câu hỏi", { exact: true });
  await page.goto("/desk/questions/new");
  await question.fill("Bao giờ sửa cầu treo?");

  // the session ends in the middle of it, and a colleague sits down
  await context.clearCookies();
  await page.getByLabel("Hỏi về nơi nào").fill("diom a");
  const door = page.getByRole("dialog");
  await door.getByLabel("Tên đăng nhập").fill("thanh.mai");
  await door.getByLabel("Mật khẩu").fill(await demoPassword(page));
  await door.getByRole("button", { name: "Đăng nhập", exact: true }).click();
  await door.waitFor({ state: "detached" });
  await page
    .locator(".side")
    .getByRole("button", { name: /Bùi Thị Thanh Mai/ })
    .waitFor();
  await expect.poll(() => question.inputValue()).toBe("");
  await question.fill("Xin mẫu đơn ở đâu?");

  await context.clearCookies();
  await page.goto("/desk/questions/new");
  await page.getByRole("button", { name: /Nguyễn Thị Thu Hà/ }).click();
  await expect.poll(() => question.inputValue()).toBe("Bao giờ sửa cầu treo?");
  await context.close();
});

/** RFC 4648, as authenticator apps read the key. */
function fromBase32(text: string): string {
  let bits = "";
  for (const letter of text) bits += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0");
  return (bits.match(/.{8}/g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 2))).join("");
}
