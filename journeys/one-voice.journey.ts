import { sql } from "kysely";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Principal } from "#kernel/access.ts";
import { approveThrough, buildMaterial, readFacts } from "#modules/materials/server.ts";
import { asSystem } from "#platform/db/session.ts";
import { axeFindings, launchBrowser } from "#platform/testing/browser.ts";
import { useRunningServer } from "#platform/testing/running-server.ts";
import { atTheDesk, keepPicture, overflow, settled } from "./desk-visit.ts";

const server = useRunningServer();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test("a citation is held against the register while one writes, and opens there", async () => {
  const { page, context } = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  await page.goto("/desk/laws?q=thong%20tin%20co%20so");
  await settled(page);
  await page.getByRole("link", { name: "Nghị định số 49/2024/NĐ-CP" }).waitFor();
  await page.getByText("Thay thế bởi Nghị định số 49/2024/NĐ-CP").first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await keepPicture(page, "laws-1280");

  await page.getByRole("tab", { name: "Đối chiếu đoạn văn" }).click();
  await page
    .getByRole("textbox", { name: "Đoạn văn" })
    .fill("Theo Quyết định số 52/2016/QĐ-TTg và Nghị định 49/2024/NÐ-CP ngày 15/5/2024 thì xã phải trả lời người dân.");
  await page.getByText("Quyết định số 52/2016/QĐ-TTg đã được thay thế bởi").first().waitFor();
  await page.getByText("ở đây ghi 15/05/2024, sổ văn bản ghi 10/05/2024").first().waitFor();
  await page.getByText("2 chỗ dẫn đã nối với sổ văn bản").first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await keepPicture(page, "laws-try-1280");
  await page.getByRole("link", { name: "Mở văn bản" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Quyết định số 52/2016/QĐ-TTg" }).waitFor();
  await page.getByText("Bị thay thế bởi").first().waitFor();
  await keepPicture(page, "law-1280");
  await context.close();
});

test("a claim is written down without anybody's name, has no approval without a source, and is published with it", async () => {
  const ha = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  await ha.page.goto("/desk/corrections");
  await settled(ha.page);
  expect(await axeFindings(ha.page)).toEqual([]);
  await keepPicture(ha.page, "corrections-1280");
  await ha.page.getByRole("button", { name: "Ghi thông tin cần đính chính" }).click();
  const form = ha.page.getByRole("dialog");
  await form.getByLabel("Chủ đề").selectOption({ index: 2 });
  await form
    .getByLabel("Thông tin đang lan truyền")
    .fill("Ông Nguyễn Văn An nói xã sắp thu tiền mỗi nhà 500.000 đồng làm đường.");
  await form.getByRole("button", { name: "Lưu bản nháp" }).click();
  await form.getByText("Có tên người nói.").first().waitFor();
  // what was typed is still there
  await expect.poll(() => form.getByLabel("Thông tin đang lan truyền").inputValue()).toContain("500.000");
  await form.getByLabel("Thông tin đang lan truyền").fill("Có tin xã sắp thu mỗi nhà 500.000 đồng làm đường.");
  await form.getByLabel("Thông tin đúng").fill("Xã không thu tiền. Đường làm bằng vốn nhà nước.");
  await keepPicture(ha.page, "correction-form-1280");
  await form.getByRole("button", { name: "Lưu bản nháp" }).click();
  await ha.page.getByText("Chưa có nguồn: chưa thể duyệt.").first().waitFor();
  await ha.page.waitForURL(/\/corrections\/[0-9a-f-]{36}/);
  await expect.poll(() => ha.page.getByRole("button", { name: "Duyệt", exact: true }).count()).toBe(0);
  const address = new URL(ha.page.url()).pathname;

  const ly = await atTheDesk(browser, "desk", server.address, "Trương Công Lý");
  await ly.page.goto(address);
  await settled(ly.page);
  await ly.page.getByRole("button", { name: "Duyệt", exact: true }).click();
  await ly.page.getByText("Chưa thể duyệt: chưa có nguồn.").first().waitFor();

  await ha.page.getByRole("button", { name: "Sửa", exact: true }).click();
  await ha.page.getByRole("dialog").getByLabel("Nguồn bằng lời").fill("Thông báo của UBND xã D'Ran");
  await ha.page.getByRole("dialog").getByRole("button", { name: "Lưu bản nháp" }).click();
  await ha.page.getByRole("dialog").waitFor({ state: "detached" });
  await ly.page.reload();
  await settled(ly.page);
  await ly.page.getByRole("button", { name: "Duyệt", exact: true }).click();
  await ly.page.getByRole("button", { name: "Công bố" }).click();
  await ly.page.getByText("Đã công bố", { exact: true }).first().waitFor();
  expect(await axeFindings(ly.page)).toEqual([]);
  await keepPicture(ly.page, "correction-1280");
  await ha.context.close();
  await ly.context.close();
});

test("a rapid kit opens with its deadline, its items follow the materials, and how fast it was opens to them", async () => {
  const { page, context } = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  await page.goto("/desk/kits");
  await settled(page);
  await page.getByText("Quá hạn").first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await keepPicture(page, "kits-1280");
  await page.getByRole("button", { name: "Mở bộ tài liệu" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Loại việc").selectOption({ label: "Dự án tác động đến người dân" });
  await form.getByLabel("Tên việc").fill("Mở rộng trạm y tế");
  await form.getByLabel("Chủ đề").selectOption({ index: 3 });
  await form.getByLabel("Chu Ru").check();
  await form.getByRole("button", { name: "Mở bộ tài liệu" }).click();
  await page.getByRole("heading", { level: 1, name: "Mở rộng trạm y tế" }).waitFor();
  await page.getByText("10 ngày theo Kế hoạch của tỉnh").first().waitFor();
  await page.getByText("Bản tiếng Chu Ru").first().waitFor();
  await page.getByRole("button", { name: "Gắn tài liệu…" }).first().click();
  const link = page.getByRole("dialog");
  await link.getByLabel("Tài liệu").fill("bao hiem y te ho gia dinh");
  await page
    .getByRole("option", { name: /Bảo hiểm y tế hộ gia đình/ })
    .first()
    .click();
  await link.getByRole("button", { name: "Gắn", exact: true }).click();
  await link.waitFor({ state: "detached" });
  await page.getByText("Sẵn sàng").first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await keepPicture(page, "kit-1280");
  await context.close();

  const anh = await atTheDesk(browser, "desk", server.address, "Vũ Hoàng Anh");
  await anh.page.goto("/desk/kits?tab=time");
  await settled(anh.page);
  await anh.page.getByLabel("Sự việc từ ngày").fill("01/07/2025");
  await anh.page.getByRole("link", { name: "Cháy rừng ở nhiều nơi đầu mùa khô" }).waitFor();
  expect(await axeFindings(anh.page)).toEqual([]);
  await keepPicture(anh.page, "kit-time-1280");
  await anh.context.close();
});

test("statements are flagged when their material was superseded, and differing figures stand side by side", async () => {
  const { page, context } = await atTheDesk(browser, "desk", server.address, "Nguyễn Thị Thu Hà");
  await page.goto("/desk/statements");
  await settled(page);
  await page.getByText("Tài liệu đã đổi").first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await keepPicture(page, "statements-1280");
  await page.goto("/desk/materials/conflicts");
  await settled(page);
  await page.getByText("4,5 %").first().waitFor();
  await page.getByText("4 %", { exact: true }).first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await keepPicture(page, "conflicts-1280");
  await page.getByRole("button", { name: "Cả hai cùng đúng…" }).first().click();
  await page.getByLabel("Vì sao cả hai cùng đúng").fill("Mức của xã theo đợt hỗ trợ riêng");
  await page.getByRole("button", { name: "Ghi lý do" }).click();
  await page.getByText("Không có chỗ nào khác nhau").first().waitFor();
  await context.close();
});

test("before a head approves, what a material in use says otherwise stands beside it", async () => {
  const { rows } = await sql<{ id: number }>`
    select unit_id as id from unit_version where name = 'Xã D''Ran' and upper_inf(valid) limit 1`.execute(
    server.db.owner,
  );
  const dran = rows[0]!.id;
  const head: Principal = {
    userId: "another-head",
    personId: null,
    displayName: "Người duyệt",
    grants: [{ role: "unitHead", unitId: dran }],
    homeUnitId: dran,
  };
  const { pool } = server.db.database;
  const about = { unitId: dran, topic: "disaster-health" };
  const inUse = await buildMaterial(pool, head, {
    ...about,
    title: "Khám bệnh",
    body: "Trạm y tế khám bệnh miễn phí ngày 10/5.",
  });
  await asSystem(server.db.database.jobPool, (tx) => readFacts(tx, inUse.versionId));
  const draft = await buildMaterial(pool, head, {
    ...about,
    title: "Khám bệnh, bản mới",
    body: "Trạm y tế khám bệnh miễn phí vào ngày 11/5.",
    approve: false,
  });
  await approveThrough(pool, head, draft.versionId, { until: "decide" });
  const { page, context } = await atTheDesk(browser, "desk", server.address, "Trương Công Lý");
  await page.goto(`/desk/materials/${draft.materialId}`);
  await settled(page);
  await page.getByRole("button", { name: "Duyệt để dùng…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("heading", { name: "Tài liệu đang dùng nói khác" }).waitFor();
  await dialog.getByText("10/5").first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await keepPicture(page, "approve-conflict-1280");
  await context.close();
});

test("all of it on a phone of 360 px", async () => {
  const { page, context } = await atTheDesk(browser, "phone", server.address, "Nguyễn Thị Thu Hà");
  for (const path of [
    "laws",
    "corrections",
    "statements",
    "kits",
    "kits?tab=time",
    "kits?tab=rules",
    "materials/conflicts",
  ]) {
    await page.goto(`/desk/${path}`);
    await settled(page);
    expect(await overflow(page), path).toBe(0);
    expect(await axeFindings(page), path).toEqual([]);
    await keepPicture(page, `${path.replaceAll(/[/?=]/g, "-")}-360`);
  }
  await context.close();
});
