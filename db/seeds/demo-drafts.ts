import { publicCaller } from "#kernel/access.ts";
import { addDays, civilDateOf, type CivilDate } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { asSystem } from "#platform/db/session.ts";
import { type DemoFill, unitOf } from "./demo-fill.ts";
import { evening } from "./evening.ts";

interface Words {
  title: string;
  topic: string;
  summary: string;
  criteria: string[];
  documentType: string;
}

const forest: Words & { articles: object[] } = {
  title: "Quy định về phòng cháy, chữa cháy rừng ở thôn, tổ dân phố",
  topic: "disaster-health",
  documentType: "decision",
  criteria: ["rights-and-duties", "wide-impact"],
  summary:
    "Mỗi thôn có rừng lập một tổ trực trong mùa khô. Hộ đốt dọn rẫy phải báo trước với trưởng thôn. Người trực được hỗ trợ theo ngày.",
  articles: [
    {
      key: "1",
      chapter: "Chương I. QUY ĐỊNH CHUNG",
      heading: "Phạm vi điều chỉnh",
      body: "Quy định này quy định việc phòng cháy, chữa cháy rừng ở thôn, tổ dân phố có rừng trên địa bàn tỉnh.",
    },
    {
      key: "2",
      chapter: "Chương I. QUY ĐỊNH CHUNG",
      heading: "Tổ trực mùa khô",
      body: "1. Mỗi thôn, tổ dân phố có rừng lập một tổ trực từ ngày 01 tháng 12 đến ngày 30 tháng 4 năm sau.\n2. Tổ trực có từ ba đến năm người, do trưởng thôn, tổ trưởng tổ dân phố giới thiệu.",
    },
    {
      key: "3",
      chapter: "Chương II. VIỆC LÀM Ở CƠ SỞ",
      heading: "Đốt dọn rẫy",
      body: "1. Trước khi đốt dọn rẫy ít nhất một ngày, hộ gia đình báo với trưởng thôn.\n2. Không đốt từ 10 giờ đến 16 giờ trong những ngày cấp dự báo cháy từ cấp IV.",
    },
    {
      key: "4",
      chapter: "Chương II. VIỆC LÀM Ở CƠ SỞ",
      heading: "Mức hỗ trợ người trực",
      body: "Người trực được hỗ trợ 100.000 đồng một ngày, tính theo bảng chấm công của thôn.",
    },
  ],
};

const saidOnForest: [article: string | null, text: string, place?: string][] = [
  ["4", "Mức hỗ trợ 100.000 đồng một ngày còn thấp, đi trực mất cả ngày công."],
  ["4", "Đề nghị nâng mức hỗ trợ vì mất một ngày công."],
  ["4", "Mức hỗ trợ người trực thấp quá, không đủ tiền xăng."],
  ["4", "Nên nâng mức hỗ trợ lên 150.000 đồng một ngày."],
  ["4", "Hỗ trợ 100.000 đồng một ngày là thấp so với ngày công hái cà phê."],
  ["4", "Mức hỗ trợ còn thấp, mong xem lại."],
  ["3", "Báo trước một ngày thì khó, trời nắng lúc nào đốt được lúc đó. Cho báo bằng điện thoại."],
  ["3", "Cho báo trưởng thôn qua điện thoại hoặc nhóm tin nhắn của thôn."],
  ["3", "Nên cho báo bằng điện thoại, rẫy xa nhà trưởng thôn."],
  ["2", "Thôn nhỏ chỉ có hơn ba mươi hộ, ba người trực là nhiều. Cho hai thôn chung một tổ."],
  [null, "Cần tập huấn cho tổ trực trước mùa khô."],
];

/** Drafts at four stages: one that people comment on now, one of a commune, one that was passed, one that is only proposed. */
export async function fillDrafts(fill: DemoFill): Promise<void> {
  const today = civilDateOf(fill.today);
  fill.step("Dự thảo / drafts", 0, 4);
  await forestDraft(fill, today);
  fill.step("Dự thảo / drafts", 1, 4);
  await roadDraft(fill, today);
  fill.step("Dự thảo / drafts", 2, 4);
  await wasteDraft(fill, today);
  fill.step("Dự thảo / drafts", 3, 4);
  await enter(fill, "dung", unitOf(fill, "department:culture"), addDays(today, -6), "proposal", {
    title: "Chính sách hỗ trợ nghệ nhân truyền dạy cồng chiêng",
    topic: "local-projects",
    documentType: "resolution",
    criteria: ["wide-impact"],
    summary: "Hỗ trợ nghệ nhân mở lớp truyền dạy cồng chiêng ở thôn, buôn.",
  });
  fill.step("Dự thảo / drafts", 4, 4);
}

async function enter(
  fill: DemoFill,
  by: string,
  unitId: number,
  on: CivilDate,
  stage: string,
  words: Words,
  rest: Record<string, unknown> = {},
): Promise<string> {
  const draftId = newId();
  await fill.act(
    fill.accounts.get(by)!,
    "draft.create",
    { draftId, unitId, stage, enteredOn: on, ...words, ...rest },
    { now: evening(on, 9) },
  );
  return draftId;
}

async function forestDraft(fill: DemoFill, today: CivilDate): Promise<void> {
  const dung = fill.accounts.get("dung")!;
  const begun = addDays(today, -34);
  const { articles, ...words } = forest;
  const draftId = await enter(fill, "dung", unitOf(fill, "after:68"), begun, "proposal", words, {
    commentsFrom: addDays(today, -9),
    commentsUntil: addDays(today, 16),
  });
  const act = (name: string, payload: object, day: CivilDate, hour = 10) =>
    fill.act(dung, name, payload, { now: evening(day, hour) });
  await act("draft.write-text", { draftId, hash: null, articles }, addDays(today, -11));
  await act(
    "draft.enter-stage",
    { draftId, stage: "consultation", enteredOn: addDays(today, -10) },
    addDays(today, -10),
  );
  await act("draft.publish", { draftId, edition: 1 }, addDays(today, -9), 8);
  const ids: string[] = [];
  for (const [i, [article, text]] of saidOnForest.entries()) {
    const commentId = newId();
    ids.push(commentId);
    await fill.act(
      publicCaller,
      "draft.comment",
      { commentId, draftId, article, text, placeUnitId: unitOf(fill, i % 3 === 0 ? "after:24886" : "after:24934") },
      { now: evening(addDays(today, -8 + Math.floor(i / 2)), 19 + (i % 3) / 2) },
    );
  }
  await fill.act(
    fill.accounts.get("ha")!,
    "draft.comment",
    {
      commentId: newId(),
      draftId,
      article: "2",
      origin: "talk",
      text: "Bà con đề nghị người trực được cấp bảo hộ: ủng, găng tay, đèn pin.",
      placeUnitId: unitOf(fill, "after:24934"),
    },
    { now: evening(addDays(today, -3), 20) },
  );
  const groupId = newId();
  await act(
    "draft.group-comments",
    { draftId, groupId, title: "Nâng mức hỗ trợ người trực", article: "4", commentIds: ids.slice(0, 6) },
    addDays(today, -2),
  );
  await act(
    "draft.answer-group",
    {
      groupId,
      edition: 1,
      title: "Nâng mức hỗ trợ người trực",
      summary: "Mức 100.000 đồng một ngày thấp so với ngày công ở địa phương.",
      responseKind: "partly",
      response:
        "Tiếp thu một phần: trình mức 130.000 đồng một ngày, cân đối với khả năng ngân sách và số ngày trực trong mùa khô.",
    },
    addDays(today, -1),
  );
  await act("draft.publish-answer", { groupId, edition: 2 }, addDays(today, -1), 15);
  await act(
    "draft.group-comments",
    { draftId, groupId: newId(), title: "Báo đốt rẫy qua điện thoại", article: "3", commentIds: ids.slice(6, 9) },
    addDays(today, -1),
    16,
  );
  const version = fill.materials.get("Phòng cháy, chữa cháy rừng mùa khô")?.at(-1)?.versionId;
  const material = await asSystem(fill.database.pool, (tx) =>
    tx
      .selectFrom("material_version")
      .select("material_id")
      .where("id", "=", version ?? null)
      .executeTakeFirst(),
  );
  if (material !== undefined)
    await act("draft.link", { draftId, materialId: material.material_id }, addDays(today, -8));
}

async function roadDraft(fill: DemoFill, today: CivilDate): Promise<void> {
  const draftId = await enter(
    fill,
    "ha",
    unitOf(fill, "after:24934"),
    addDays(today, -5),
    "consultation",
    {
      title: "Mức đóng góp tự nguyện làm đường liên thôn giai đoạn 2026 - 2028",
      topic: "local-projects",
      documentType: "resolution",
      criteria: ["rights-and-duties"],
      summary: "Đường liên thôn rộng 3,5 mét. Nhà nước góp 70 %, Nhân dân góp 30 % bằng tiền hoặc ngày công.",
    },
    { commentsFrom: addDays(today, -4), commentsUntil: addDays(today, 20) },
  );
  const articles = [
    { key: "1", heading: "Phạm vi", body: "Các tuyến đường liên thôn trong danh mục kèm theo Nghị quyết này." },
    {
      key: "2",
      heading: "Mức đóng góp",
      body: "1. Hộ gia đình đóng góp không quá 30 % giá trị đoạn đường qua thôn, theo thỏa thuận tại cuộc họp thôn.\n2. Hộ nghèo, hộ cận nghèo không phải đóng góp.",
    },
  ];
  const ha = fill.accounts.get("ha")!;
  await fill.act(ha, "draft.write-text", { draftId, hash: null, articles }, { now: evening(addDays(today, -5), 10) });
  const ly = fill.accounts.get("ly")!;
  await fill.act(ly, "draft.publish", { draftId, edition: 1 }, { now: evening(addDays(today, -4), 8) });
  for (const [i, text] of [
    "Cho góp bằng ngày công lúc nông nhàn.",
    "Nên làm thôn Lạc Xuân trước, mùa mưa xe không vào được.",
  ].entries())
    await fill.act(
      ha,
      "draft.comment",
      {
        commentId: newId(),
        draftId,
        article: i === 0 ? "2" : "1",
        origin: "talk",
        text,
        placeUnitId: unitOf(fill, "after:24934"),
      },
      { now: evening(addDays(today, -2), 20 + i / 4) },
    );
}

async function wasteDraft(fill: DemoFill, today: CivilDate): Promise<void> {
  const dung = fill.accounts.get("dung")!;
  const words = {
    title: "Quy định về phân loại rác thải sinh hoạt tại hộ gia đình",
    topic: "party-state-policy",
    documentType: "decision",
    criteria: ["rights-and-duties", "wide-impact"],
    summary: "Mỗi hộ phân rác thành ba loại. Túi đựng do địa phương quy định.",
  };
  // The time for comments lies behind us; while the demo is filled it has to be open.
  const draftId = await enter(fill, "dung", unitOf(fill, "after:68"), addDays(today, -150), "consultation", words, {
    commentsFrom: addDays(today, -148),
    commentsUntil: today,
  });
  const act = (name: string, payload: object, day: CivilDate) =>
    fill.act(dung, name, payload, { now: evening(day, 9) });
  const articles = [
    { key: "1", heading: "Phân loại", body: "1. Chất thải tái chế.\n2. Chất thải thực phẩm.\n3. Chất thải khác." },
    { key: "2", heading: "Túi đựng", body: "Túi đựng theo màu do Ủy ban nhân dân cấp xã hướng dẫn." },
  ];
  await act("draft.write-text", { draftId, hash: null, articles }, addDays(today, -149));
  await act("draft.publish", { draftId, edition: 1 }, addDays(today, -148));
  const ids: string[] = [];
  for (let i = 0; i < 7; i++) {
    const commentId = newId();
    ids.push(commentId);
    await fill.act(
      publicCaller,
      "draft.comment",
      { commentId, draftId, article: "2", text: `Nên cho dùng lại bao cũ thay vì mua túi màu. (${i + 1})` },
      { now: evening(addDays(today, -140 + i), 19) },
    );
  }
  const groupId = newId();
  const title = "Cho dùng lại bao cũ";
  await act("draft.group-comments", { draftId, groupId, title, article: "2", commentIds: ids }, addDays(today, -110));
  await act(
    "draft.answer-group",
    {
      groupId,
      edition: 1,
      title,
      summary: "",
      responseKind: "accepted",
      response: "Tiếp thu: được dùng bao, túi có sẵn, chỉ cần buộc dây theo màu.",
    },
    addDays(today, -108),
  );
  await act("draft.publish-answer", { groupId, edition: 2 }, addDays(today, -107));
  await act(
    "draft.edit",
    { draftId, edition: 2, ...words, commentsFrom: addDays(today, -148), commentsUntil: addDays(today, -118) },
    addDays(today, -106),
  );
  await act(
    "draft.enter-stage",
    { draftId, stage: "appraisal", enteredOn: addDays(today, -100) },
    addDays(today, -100),
  );
  await act("draft.enter-stage", { draftId, stage: "adoption", enteredOn: addDays(today, -70) }, addDays(today, -70));
  await act(
    "draft.end",
    { draftId, outcome: "passed", endedOn: addDays(today, -60), note: "14/2026/QĐ-UBND (số dựng cho bản dùng thử)" },
    addDays(today, -60),
  );
}
