import { sql } from "kysely";
import { asCivilDate, civilDateOf, formatDate } from "#kernel/civil-date.ts";
import { defineCommand } from "#platform/command/define.ts";
import type { Tx } from "#platform/db/session.ts";
import type { Block, OfficialDocument } from "#platform/documents/nd30/content.ts";
import { writeOfficialDocument } from "#platform/documents/nd30/write-document.ts";
import { issueDocument, issuerOf } from "#modules/documents/server.ts";
import type { KnownIssuer } from "#modules/documents/shared.ts";
import { unitState } from "#modules/units/server.ts";
import { IssuePlan, RemindUnits } from "../contract.ts";
import { planProblem } from "../problems.ts";
import { getPlan, lockPlan, planLine, type StoredPlan } from "./store.ts";

export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The unit's own plan goes out with the next number of its register, and stands from then on. */
export const issuePlan = defineCommand({
  name: "plan.issue",
  input: IssuePlan,
  async run({ tx, principal, now }, input) {
    const plan = await lockPlan(tx, principal, input.planId, "plan.issue");
    if (plan.version !== input.version) throw planProblem("plan.changed-since", { version: plan.version });
    if (plan.status !== "draft") throw planProblem("plan.wrong-state", { status: plan.status });
    const today = civilDateOf(now);
    const content = await gatherPlan(tx, plan, today);
    const { issuer } = content;
    const position = input.signerPosition ?? issuer.signerPosition;
    const capacity = input.capacity ?? issuer.capacity;
    const issued = await issueDocument(tx, {
      unitId: plan.unitId,
      type: "plan",
      issuerSymbol: issuer.abbreviation,
      abstract: plan.title,
      issuedOn: input.issuedOn,
      today,
      at: now,
      signer: { name: input.signerName, position },
      file: { name: `ke-hoach-${plan.id.slice(0, 8)}.docx`, mediaType: DOCX },
      subject: { kind: "plan", id: plan.id },
      ruleSet: "nd30-2020",
      write: ({ number, symbol }) =>
        writePlan(content, {
          number,
          symbol,
          date: input.issuedOn,
          signer: { position, name: input.signerName, ...(capacity ? { capacity } : {}) },
        }),
    });
    const symbol = `${String(issued.number).padStart(2, "0")}/${issued.symbol}`;
    await sql`update plan set status = 'standing', symbol = ${symbol}, issued_on = ${input.issuedOn}::date, issuer = ${issuer.issuer}, document_id = ${issued.id}, version = version + 1 where id = ${plan.id}::uuid`.execute(
      tx,
    );
    return {
      answer: { planId: plan.id, documentId: issued.id, symbol },
      journal: [planLine("plan.issued", plan, { after: { symbol, documentId: issued.id, sha256: issued.sha256 } })],
    };
  },
});

export interface PlanContent {
  plan: StoredPlan;
  issuer: KnownIssuer;
  bases: string[];
  body: Block[];
}

interface TaskLine {
  text: string;
  nature: "goal" | "duty";
  dueOn: string | null;
  repeats: string | null;
  leads: number[] | null;
  others: number[] | null;
  given: boolean;
}

const repeatWords: Record<string, string> = {
  weekly: "hằng tuần",
  monthly: "hằng tháng",
  quarterly: "hằng quý",
  "half-yearly": "6 tháng một lần",
  yearly: "hằng năm",
  periodic: "định kỳ",
  regular: "thường xuyên",
  promptly: "kịp thời",
};
const ended = (text: string) => `${text.trim().replace(/[\s.;,/]+$/u, "")}.`;
const capital = (text: string) => text.charAt(0).toLocaleUpperCase("vi") + text.slice(1);

/** What the document says: whence it comes, what it is for, each task with who leads and by when. @throws plan.no-tasks */
export async function gatherPlan(tx: Tx, plan: StoredPlan, today: string): Promise<PlanContent> {
  const issuer = await issuerOf(tx, plan.unitId, today);
  const { rows } = await sql<TaskLine>`
    select t.text, t.nature, t.due_on::text as "dueOn", t.repeats, t.from_task_id is not null as given,
           (select array_agg(a.unit_id order by a.unit_id) from plan_assignment a where a.task_id = t.id and a.role = 'lead' and a.ended_on is null and a.unit_id <> ${plan.unitId}) as leads,
           (select array_agg(a.unit_id order by a.unit_id) from plan_assignment a where a.task_id = t.id and a.role = 'coordinate' and a.ended_on is null) as others
      from plan_task t where t.plan_id = ${plan.id}::uuid and t.dropped_reason is null order by t.position`.execute(tx);
  if (rows.length === 0) throw planProblem("plan.no-tasks");
  const { tree } = await unitState(tx);
  const names = (ids: number[] | null) =>
    (ids ?? []).map((id) => tree.versionNear(id, asCivilDate(today))?.name ?? "").join("; ");
  // said once: not where the task's own words say it already
  const when = (t: TaskLine) => {
    if (t.dueOn !== null) {
      const [year, month, day] = t.dueOn.split("-").map(Number);
      const said = new RegExp(`${day}/0?${month}(?:/${year})?(?!\\d)|0?${day} tháng 0?${month}(?!\\d)`, "u").test(
        t.text,
      );
      return said ? "" : `trước ngày ${formatDate(asCivilDate(t.dueOn))}`;
    }
    const words = t.repeats === null ? "" : repeatWords[t.repeats]!;
    return t.text.toLowerCase().includes(words) ? "" : words;
  };
  const parent = plan.parentId === null ? null : await getPlan(tx, plan.parentId);
  const goals = rows.filter((t) => t.nature === "goal");
  const duties = rows.filter((t) => t.nature === "duty");
  const parts: [string, Block[]][] = [];
  if (goals.length > 0)
    parts.push([
      "Mục đích, yêu cầu",
      goals.map((t, i): Block => ({ kind: "clause", number: i + 1, text: ended(capital(t.text)) })),
    ]);
  if (duties.length > 0)
    parts.push([
      "Nhiệm vụ",
      duties.map((t, i): Block => {
        const notes = [
          names(t.leads) && `chủ trì: ${names(t.leads)}`,
          names(t.others) && `phối hợp: ${names(t.others)}`,
          when(t) && `thời gian: ${when(t)}`,
        ].filter((n) => n !== "");
        return {
          kind: "clause",
          number: i + 1,
          text: `${ended(capital(t.text)).slice(0, -1)}${notes.length === 0 ? "" : ` (${notes.join("; ")})`}.`,
        };
      }),
    ]);
  parts.push([
    "Tổ chức thực hiện",
    [
      {
        kind: "clause",
        number: 1,
        text: `Các đơn vị, cá nhân được giao nhiệm vụ tổ chức thực hiện và báo cáo kết quả theo thời gian nêu tại Kế hoạch này.`,
      },
      {
        kind: "clause",
        number: 2,
        text: "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị kịp thời phản ánh để được xem xét, giải quyết.",
      },
    ],
  ]);
  const numerals = ["I", "II", "III", "IV"];
  return {
    plan,
    issuer,
    bases: parent === null ? [] : [basisWords(parent)],
    body: [
      { kind: "paragraph", text: `${capital(issuer.issuer)} ban hành Kế hoạch ${lower(plan.title)} như sau:` },
      ...parts.flatMap(([title, blocks], i): Block[] => [{ kind: "part", number: numerals[i]!, title }, ...blocks]),
      {
        kind: "paragraph",
        text: `Trên đây là Kế hoạch ${lower(plan.title)}; yêu cầu các đơn vị, cá nhân liên quan triển khai thực hiện.`,
      },
    ],
  };
}

const lower = (title: string) =>
  (/^(?:[\p{Lu}]{2}|[\p{Lu}][\p{L}']* [\p{Lu}])/u.test(title)
    ? title
    : title.charAt(0).toLocaleLowerCase("vi") + title.slice(1)
  ).replace(/[.\s]+$/u, "");

function basisWords(parent: StoredPlan): string {
  const number = parent.symbol === null ? "" : ` số ${parent.symbol}`;
  const day =
    parent.issuedOn === null
      ? ""
      : ` ngày ${parent.issuedOn.slice(8)} tháng ${parent.issuedOn.slice(5, 7)} năm ${parent.issuedOn.slice(0, 4)}`;
  const by = parent.issuer === null ? "" : ` của ${sentenceCase(parent.issuer)}`;
  return `Căn cứ Kế hoạch${number}${day}${by} ${lower(parent.title)}`;
}

/** "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG" as it stands inside a sentence. */
function sentenceCase(name: string): string {
  if (/\p{Ll}/u.test(name)) return name;
  const [organ, place] = name.split(/(?=TỈNH|XÃ|PHƯỜNG|ĐẶC KHU|THÀNH PHỐ)/u, 2);
  const placed =
    place === undefined
      ? ""
      : place
          .toLocaleLowerCase("vi")
          .split(" ")
          .map((w, i) => (i === 0 || (i === 1 && /^thành phố/iu.test(place)) ? w : capital(w)))
          .join(" ");
  return `${capital((organ ?? "").toLocaleLowerCase("vi").trim())} ${placed}`.trim();
}

interface Signature {
  number: number | null;
  symbol: string;
  date: string | null;
  signer: { position: string; name: string; capacity?: string };
}

function frame(issuer: KnownIssuer, signed: Signature): Omit<OfficialDocument, "kind" | "body"> {
  return {
    ...(issuer.governing ? { governing: issuer.governing } : {}),
    issuer: issuer.issuer,
    number: signed.number,
    symbol: signed.symbol,
    place: issuer.place,
    date: signed.date,
    signature: { ...(issuer.authority ? { authority: issuer.authority } : {}), ...signed.signer },
    recipients: issuer.recipients,
    ...(issuer.filing ? { filing: issuer.filing } : {}),
  };
}

export function writePlan({ plan, issuer, bases, body }: PlanContent, signed: Signature): Promise<Uint8Array> {
  return writeOfficialDocument({
    ...frame(issuer, signed),
    kind: { type: "named", name: "Kế hoạch", abstract: plan.title },
    ...(bases.length > 0 ? { bases } : {}),
    body,
  });
}

/** A letter that urges units without a plan of their own (công văn đôn đốc), numbered and kept. */
export const remindUnits = defineCommand({
  name: "plan.remind",
  input: RemindUnits,
  async run({ tx, principal, now }, input) {
    const plan = await lockPlan(tx, principal, input.planId, "plan.issue");
    if (plan.status !== "standing") throw planProblem("plan.wrong-state", { status: plan.status });
    const today = civilDateOf(now);
    const issuer = await issuerOf(tx, plan.unitId, today);
    const { tree } = await unitState(tx);
    const given = await sql<{
      unitId: number;
    }>`select distinct a.unit_id as "unitId" from plan_assignment a join plan_task t on t.id = a.task_id where t.plan_id = ${plan.id}::uuid and a.ended_on is null`.execute(
      tx,
    );
    const stray = input.unitIds.filter((id) => !given.rows.some((g) => g.unitId === id));
    if (stray.length > 0) throw planProblem("plan.not-given", { unitIds: stray });
    // as they sign themselves: "Ủy ban nhân dân xã Đam Rông 1"; in a long list their names will do
    const called = async (id: number) =>
      input.unitIds.length > few
        ? (tree.versionNear(id, today)?.name ?? String(id))
        : (await issuerOf(tx, id, today)).issuer;
    const names: string[] = [];
    for (const id of input.unitIds) names.push(await called(id));
    names.sort((a, b) => a.localeCompare(b, "vi"));
    const position = input.signerPosition ?? issuer.signerPosition;
    const capacity = input.capacity ?? issuer.capacity;
    const filing = issuer.filing !== null && /^[\p{Lu}\d]+$/u.test(issuer.filing) ? `-${issuer.filing}` : "";
    const subject = `đôn đốc ban hành kế hoạch thực hiện Kế hoạch${plan.symbol === null ? "" : ` số ${plan.symbol}`}`;
    const issued = await issueDocument(tx, {
      unitId: plan.unitId,
      type: "official-letter",
      issuerSymbol: `${issuer.abbreviation}${filing}`,
      abstract: `V/v ${subject}`,
      issuedOn: input.issuedOn,
      today,
      at: now,
      signer: { name: input.signerName, position },
      file: { name: `cong-van-don-doc-${input.reminderId.slice(0, 8)}.docx`, mediaType: DOCX },
      subject: { kind: "plan", id: plan.id },
      ruleSet: "nd30-2020",
      write: ({ number, symbol }) =>
        writeReminder(
          { plan, issuer, names, subject, answerBy: input.answerBy },
          {
            number,
            symbol,
            date: input.issuedOn,
            signer: { position, name: input.signerName, ...(capacity ? { capacity } : {}) },
          },
        ),
    });
    await sql`insert into plan_reminder (id, plan_id, document_id, unit_ids, answer_by, at) values (${input.reminderId}, ${plan.id}, ${issued.id}, ${input.unitIds}::int[], ${input.answerBy}::date, ${now})`.execute(
      tx,
    );
    const symbol = `${String(issued.number).padStart(2, "0")}/${issued.symbol}`;
    return {
      answer: { planId: plan.id, documentId: issued.id, symbol },
      journal: [
        planLine("plan.reminded", plan, {
          after: { symbol, documentId: issued.id, unitIds: input.unitIds, answerBy: input.answerBy },
        }),
      ],
    };
  },
});

interface Reminder {
  plan: StoredPlan;
  issuer: KnownIssuer;
  names: string[];
  subject: string;
  answerBy: string;
}

const few = 8;

export function writeReminder(
  { plan, issuer, names, subject, answerBy }: Reminder,
  signed: Signature,
): Promise<Uint8Array> {
  const day = (d: string) => formatDate(asCivilDate(d));
  const many = names.length > few;
  const ownBy =
    plan.ownPlansBy === null ? "" : `, thời hạn ban hành kế hoạch của các đơn vị là trước ngày ${day(plan.ownPlansBy)}`;
  return writeOfficialDocument({
    ...frame(issuer, signed),
    kind: { type: "letter", abstract: subject },
    addressees: many ? ["Các đơn vị có tên tại danh sách kèm theo"] : names,
    body: [
      {
        kind: "paragraph",
        text: `Kế hoạch${plan.symbol === null ? "" : ` số ${plan.symbol}`}${plan.issuedOn === null ? "" : ` ngày ${day(plan.issuedOn)}`} (${lower(plan.title)}) đã giao nhiệm vụ cho các đơn vị${ownBy}.`,
      },
      {
        kind: "paragraph",
        text: `Đến nay, ${many ? `${names.length} đơn vị có tên tại danh sách kèm theo` : "đơn vị"} chưa ban hành kế hoạch thực hiện. Đề nghị đơn vị khẩn trương ban hành kế hoạch và gửi về ${issuer.issuer} trước ngày ${day(answerBy)}.`,
      },
      {
        kind: "paragraph",
        text: "Trường hợp có khó khăn, vướng mắc, đề nghị đơn vị báo cáo bằng văn bản, nêu rõ lý do và thời gian hoàn thành.",
      },
    ],
    ...(many
      ? {
          annexes: [
            {
              title: "Danh sách đơn vị chưa ban hành kế hoạch",
              body: [
                {
                  kind: "table" as const,
                  columns: [
                    { header: "STT", share: 0.12, align: "center" as const },
                    { header: "Đơn vị", share: 0.88 },
                  ],
                  rows: names.map((name, i) => ({ cells: [String(i + 1), name] })),
                },
              ],
            },
          ],
        }
      : {}),
  });
}
