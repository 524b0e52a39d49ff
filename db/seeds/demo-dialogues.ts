import { systemCaller as system } from "#kernel/access.ts";
import { sql } from "kysely";
import { addDays, type CivilDate, civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { asSystem } from "#platform/db/session.ts";
import { type DemoFill, unitOf } from "./demo-fill.ts";
import { evening } from "./evening.ts";

/** Dialogues of D'Ran's chair and of Đam Rông 1, difficulties on their way, and the themes of all weeks that are over. */
export async function fillDialogues(fill: DemoFill): Promise<void> {
  await heldInDran(fill);
  await heldInDamRong(fill);
  await plannedInDran(fill);
  await difficulties(fill);
  await settledLongAgo(fill);
  await askedElsewhere(fill);
  await fill.act(system, "theme.release", {});
}

interface Meeting {
  day: CivilDate;
  unitId: number;
  placeUnitId: number;
  title: string;
  detail: string;
  agenda: readonly (readonly [title: string, presenter: string | null])[];
}

async function planned(fill: DemoFill, by: string, meeting: Meeting): Promise<string> {
  const dialogueId = newId();
  await fill.act(
    fill.accounts.get(by)!,
    "dialogue.plan",
    {
      dialogueId,
      unitId: meeting.unitId,
      placeUnitId: meeting.placeUnitId,
      placeDetail: meeting.detail,
      title: meeting.title,
      legalBasis: "Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15; kế hoạch tiếp xúc, đối thoại năm của UBND xã",
      startsAt: evening(meeting.day, 14).toISOString(),
      agenda: meeting.agenda.map(([title, presenter]) => ({ id: newId(), title, presenter })),
    },
    { now: past(fill, addDays(meeting.day, -12), 9) },
  );
  return dialogueId;
}

/** That day at that hour, or now where it would lie ahead. */
function past(fill: DemoFill, day: CivilDate, hour: number): Date {
  const at = evening(day, hour);
  return at < fill.today ? at : fill.today;
}

async function asked(
  fill: DemoFill,
  by: string,
  dialogueId: string,
  placeUnitId: number,
  stage: "before" | "meeting",
  text: string,
  now: Date,
): Promise<string> {
  const who = fill.accounts.get(by)!;
  const questionId = newId();
  await fill.act(
    who,
    "question.ask",
    { questionId, origin: "dialogue", placeUnitId, text, topic: "local-projects" },
    { now },
  );
  await fill.act(who, "dialogue.gather", { dialogueId, questionId, stage }, { now });
  return questionId;
}

async function heldInDran(fill: DemoFill): Promise<void> {
  const today = civilDateOf(fill.today);
  const day = addDays(today, -26);
  const dran = unitOf(fill, "after:24934");
  const dialogueId = await planned(fill, "ha", {
    day,
    unitId: dran,
    placeUnitId: dran,
    title: "Hội nghị đối thoại của Chủ tịch UBND xã với Nhân dân",
    detail: "Hội trường UBND xã",
    agenda: [
      ["Thông báo kết quả thực hiện các kiến nghị kỳ trước", "Phòng Văn hóa - Xã hội"],
      ["Nhân dân nêu ý kiến, Chủ tịch UBND xã trả lời", "Chủ tịch UBND xã"],
      ["Kết luận", "Chủ tịch UBND xã"],
    ],
  });
  const [before, at, after] = [past(fill, addDays(day, -5), 10), past(fill, day, 15), past(fill, day, 17.5)];
  const road = await asked(
    fill,
    "ha",
    dialogueId,
    dran,
    "before",
    "Đường vào thôn Lâm Tuyền hỏng nặng, bao giờ được sửa?",
    before,
  );
  const water = await asked(
    fill,
    "ha",
    dialogueId,
    dran,
    "meeting",
    "Nước sinh hoạt ở thôn Diom B hay mất vào mùa khô, xã xử lý thế nào?",
    at,
  );
  await asked(
    fill,
    "ha",
    dialogueId,
    dran,
    "meeting",
    "Thủ tục cấp đổi giấy chứng nhận sau sáp nhập có phải nộp phí không?",
    at,
  );
  const ha = fill.accounts.get("ha")!;
  const ly = fill.accounts.get("ly")!;
  await fill.act(
    ha,
    "dialogue.record",
    {
      dialogueId,
      version: 1,
      presided: { name: ly.displayName, position: "Chủ tịch UBND xã D'Ran" },
      secretaryName: ha.displayName,
      attendance: 94,
      startsAt: evening(day, 14).toISOString(),
      endsAt: evening(day, 16.5).toISOString(),
      opening: "Chủ tịch UBND xã khai mạc, thông báo kết quả thực hiện các kiến nghị kỳ trước.",
      conclusion:
        "Các phòng chuyên môn trả lời bằng văn bản những câu hỏi còn lại, đúng hạn.\nUBND xã công khai tiến độ những việc đã hứa.",
    },
    { now: after },
  );
  for (const [questionId, reply] of [
    [road, "Xã đã đưa đoạn đường vào kế hoạch đầu tư công; trước mắt san gạt, đổ đá cấp phối trong tháng này."],
    [water, "Trạm bơm được sửa và thêm một giếng dự phòng trước mùa khô."],
  ] as const)
    await fill.act(
      ha,
      "dialogue.reply",
      { dialogueId, questionId, reply, repliedBy: "Chủ tịch UBND xã" },
      { now: after },
    );
  const done = newId();
  for (const [commitmentId, text, dueOn] of [
    [done, "San gạt, đổ đá cấp phối đoạn đường vào thôn Lâm Tuyền", addDays(today, -3)],
    [newId(), "Sửa trạm bơm và khoan giếng dự phòng tại thôn Diom B", addDays(today, 32)],
  ] as const)
    await fill.act(ha, "commitment.make", { commitmentId, dialogueId, unitId: dran, text, dueOn }, { now: after });
  await fill.act(
    ly,
    "dialogue.issue-minutes",
    { dialogueId, version: 2, issuedOn: addDays(day, 2) },
    { now: past(fill, addDays(day, 2), 9) },
  );
  await fill.act(ly, "dialogue.publish", { dialogueId, public: true }, { now: past(fill, addDays(day, 2), 9.5) });
  await fill.act(
    ha,
    "commitment.finish",
    {
      commitmentId: done,
      progressId: newId(),
      text: "Đã san gạt và đổ đá cấp phối 1,2 km",
      evidence: "Biên bản nghiệm thu của Ban quản lý thôn",
      doneOn: addDays(today, -6),
    },
    { now: past(fill, addDays(today, -6), 16) },
  );
}

/** The chair was away: a deputy presided for him, and one promise is overdue. */
async function heldInDamRong(fill: DemoFill): Promise<void> {
  const today = civilDateOf(fill.today);
  const day = addDays(today, -54);
  const unitId = unitOf(fill, "after:24886");
  const dialogueId = await planned(fill, "duyen", {
    day,
    unitId,
    placeUnitId: unitId,
    title: "Đối thoại về giao thông và điện ở các thôn xa trung tâm",
    detail: "Nhà sinh hoạt cộng đồng xã",
    agenda: [
      ["Báo cáo hiện trạng đường, điện các thôn", "Phòng Kinh tế"],
      ["Nhân dân nêu ý kiến", null],
    ],
  });
  const after = past(fill, day, 17.5);
  const duyen = fill.accounts.get("duyen")!;
  await asked(fill, "duyen", dialogueId, unitId, "meeting", "Bao giờ có điện lưới ở các cụm dân cư mới?", after);
  await fill.act(
    duyen,
    "dialogue.record",
    {
      dialogueId,
      version: 1,
      presided: {
        name: "Cil Mup Ha Khánh",
        position: "Phó Chủ tịch UBND xã",
        capacity: "KT",
        absenceReason: "Chủ tịch UBND xã dự kỳ họp HĐND tỉnh",
      },
      secretaryName: duyen.displayName,
      attendance: 61,
      startsAt: evening(day, 14).toISOString(),
      endsAt: evening(day, 16).toISOString(),
      conclusion: "UBND xã làm việc với ngành điện và thông báo kết quả cho Nhân dân.",
    },
    { now: after },
  );
  await fill.act(
    duyen,
    "commitment.make",
    {
      commitmentId: newId(),
      dialogueId,
      unitId,
      text: "Thông báo kết quả làm việc với ngành điện tới từng thôn",
      dueOn: addDays(today, -9),
    },
    { now: after },
  );
}

async function plannedInDran(fill: DemoFill): Promise<void> {
  const dran = unitOf(fill, "after:24934");
  const dialogueId = await planned(fill, "ha", {
    day: addDays(civilDateOf(fill.today), 9),
    unitId: dran,
    placeUnitId: dran,
    title: "Đối thoại chuyên đề: thủ tục đất đai sau sắp xếp đơn vị hành chính",
    detail: "Nhà văn hóa thôn Lạc Viên A",
    agenda: [
      ["Giới thiệu quy trình cấp đổi giấy chứng nhận", "Phòng Kinh tế"],
      ["Nhân dân hỏi, Chủ tịch UBND xã trả lời", "Chủ tịch UBND xã"],
    ],
  });
  await asked(
    fill,
    "ha",
    dialogueId,
    dran,
    "before",
    "Giấy chứng nhận ghi địa chỉ cũ có còn dùng được khi vay vốn không?",
    fill.today,
  );
  await fill.act(fill.accounts.get("ly")!, "dialogue.publish", { dialogueId, public: true });
}

async function difficulties(fill: DemoFill): Promise<void> {
  const today = civilDateOf(fill.today);
  const [dran, damRong] = [unitOf(fill, "after:24934"), unitOf(fill, "after:24886")];
  const report = async (by: string, unitId: number, daysAgo: number, text: string, proposal: string | null) => {
    const difficultyId = newId();
    const now = past(fill, addDays(today, -daysAgo), 9);
    await fill.act(fill.accounts.get(by)!, "difficulty.report", { difficultyId, unitId, text, proposal }, { now });
    return difficultyId;
  };
  const anh = fill.accounts.get("anh")!;
  const loud = await report(
    "ha",
    dran,
    24,
    "Loa của hai nhà văn hóa thôn đã hỏng, buổi đông người không nghe rõ.",
    "Cấp loa kéo cho thôn.",
  );
  const louder = await report(
    "duyen",
    damRong,
    21,
    "Nhà sinh hoạt cộng đồng chưa có loa, máy chiếu.",
    "Cấp một bộ dùng chung cho ba thôn.",
  );
  const whole = newId();
  await fill.act(
    anh,
    "difficulty.consolidate",
    {
      difficultyId: whole,
      text: "Nhiều thôn thiếu hoặc hỏng loa, máy chiếu cho buổi tuyên truyền.",
      memberIds: [loud, louder],
    },
    { now: past(fill, addDays(today, -18), 10) },
  );
  await fill.act(
    anh,
    "difficulty.answer",
    {
      difficultyId: whole,
      version: 1,
      answer:
        "Sở bố trí mua bổ sung thiết bị từ kinh phí quý này, ưu tiên thôn xa trung tâm; xã gửi danh mục trước cuối tháng.",
      basis: "Kế hoạch kinh phí tuyên truyền miệng năm của tỉnh",
    },
    { now: past(fill, addDays(today, -12), 15) },
  );
  const pay = await report(
    "ha",
    dran,
    19,
    "Chưa có mức chi thù lao cho cộng tác viên nói tiếng địa phương ngoài danh sách nòng cốt.",
    "Ban hành mức chi chung toàn tỉnh.",
  );
  await fill.act(
    anh,
    "difficulty.escalate",
    {
      difficultyId: pay,
      version: 1,
      subject: "đề nghị hướng dẫn mức chi cho cộng tác viên tuyên truyền miệng",
      addressees: ["Bộ Văn hóa, Thể thao và Du lịch", "Bộ Tài chính"],
      issuedOn: addDays(today, -10),
      signerName: "Phan Đình Nghị",
    },
    { now: past(fill, addDays(today, -10), 10) },
  );
  await report(
    "duyen",
    damRong,
    17,
    "Tài liệu về bảo hiểm y tế chưa có bản tiếng K'Ho, người nói phải tự dịch.",
    "Tỉnh tổ chức dịch và duyệt chung.",
  );
  await report("ha", dran, 3, "Ba thôn không có sóng nên báo cáo gửi về chậm ba, bốn ngày.", null);
}

/** What speakers met in the years before: drawn into one for each matter and answered; only the newest still wait. */
async function settledLongAgo(fill: DemoFill): Promise<void> {
  const anh = fill.accounts.get("anh")!;
  const { rows } = await asSystem(fill.database.pool, (tx) =>
    sql<{ text: string; ids: string[] }>`
      select text, array_agg(id::text order by reported_at, id) as ids from difficulty
       where origin = 'talk' and status = 'open' and reported_at < ${new Date(fill.today.getTime() - 12 * 86_400_000)}
       group by text, handler_id having count(*) > 1 order by text`.execute(tx),
  );
  for (const { text, ids } of rows) {
    const difficultyId = newId();
    await fill.act(anh, "difficulty.consolidate", {
      difficultyId,
      text: `Nhiều nơi phản ánh: ${text}`,
      memberIds: ids.slice(-100),
    });
    await fill.act(anh, "difficulty.answer", {
      difficultyId,
      version: 1,
      answer: "Đã ghi vào danh mục hỗ trợ năm nay; xã báo lại khi đã khắc phục.",
    });
  }
}

/** What people asked officers in other communes over the last weeks: like what was answered, and put under it. */
async function askedElsewhere(fill: DemoFill): Promise<void> {
  const { rows: answered } = await asSystem(fill.database.pool, (tx) =>
    sql<{ id: string; text: string; topic: string }>`
      select distinct on (topic) id::text, text, topic from question where status = 'answered' and topic is not null order by topic, received_at limit 4`.execute(
      tx,
    ),
  );
  const { rows: communes } = await asSystem(fill.database.pool, (tx) =>
    sql<{ id: number }>`
      select v.unit_id as id from unit_version v join unit_kind k on k.id = v.kind and k.level = 'commune'
       where v.valid @> ${civilDateOf(fill.today)}::date and v.code not in ('24934', '24886') order by v.code limit 6`.execute(
      tx,
    ),
  );
  const today = civilDateOf(fill.today);
  for (let week = 1; week <= 9; week++)
    for (const [t, root] of answered.entries())
      for (const [c, commune] of communes.entries()) {
        // two communes ask often, the others now and then
        const n = c < 2 ? fill.random.between(1, 3) - (t > 1 ? 1 : 0) : fill.random.chance(0.3) ? 1 : 0;
        for (let i = 0; i < n; i++) {
          const questionId = newId();
          const now = past(fill, addDays(today, -7 * week - fill.random.between(0, 4)), 9);
          await fill.act(
            system,
            "question.ask",
            { questionId, origin: "officer", placeUnitId: commune.id, topic: root.topic, text: root.text },
            { now },
          );
          await fill.act(system, "question.merge", { questionId, intoId: root.id }, { now });
        }
      }
}
