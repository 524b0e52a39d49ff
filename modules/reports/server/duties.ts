import { sql } from "kysely";
import { authorise } from "#kernel/access.ts";
import { asCivilDate, civilDateOf, formatDate } from "#kernel/civil-date.ts";
import { defineCommand, type JournalEntry } from "#platform/command/define.ts";
import { writeOfficialDocument } from "#platform/documents/nd30/write-document.ts";
import { issueDocument, issuerOf } from "#modules/documents/server.ts";
import { unitPath } from "#modules/units/server.ts";
import { EndDuty, RemindSenders, SetDuty } from "../contract-sending.ts";
import { reportPolicy } from "../policy.ts";
import { reportProblem } from "../problems.ts";
import { periodName } from "../rules.ts";
import { DOCX } from "./export-report.ts";
import { getTemplate } from "./report-store.ts";
import { getDuty, senderBoard } from "./senders.ts";

const line = (action: string, dutyId: number, unitId: number, after: unknown): JournalEntry => ({
  action,
  subject: "report-duty",
  subjectId: String(dutyId),
  unitId,
  after,
});

/** Who must send what by when, from a day on. The same duty with other days ends the day before. */
export const setDuty = defineCommand({
  name: "report.set-duty",
  input: SetDuty,
  async run({ tx, principal }, input) {
    authorise(reportPolicy, "report.set-duty", principal, { unitPath: await unitPath(tx, input.receiverId) });
    const template = await getTemplate(tx, input.template);
    if (!template.periodKinds.includes(input.periodKind))
      throw reportProblem("report.wrong-period-kind", { periodKinds: template.periodKinds });
    if ((input.senderLevel === undefined) === (input.senderIds === undefined))
      throw reportProblem("report.no-receiver", { fields: { "/senderLevel": "report.no-receiver" } });
    const level = input.senderLevel ?? null;
    const ids = input.senderIds === undefined ? null : [...new Set(input.senderIds)].sort((a, b) => a - b);
    await sql`update report_duty set valid = daterange(lower(valid), greatest(lower(valid), ${input.from}::date))
      where receiver_id = ${input.receiverId}::int and template = ${input.template} and period_kind = ${input.periodKind}
        and sender_level is not distinct from ${level}::text and sender_ids is not distinct from ${ids}::int[] and valid && daterange(${input.from}::date, null)`.execute(
      tx,
    );
    const { rows } = await sql<{ id: number }>`
      insert into report_duty (template, receiver_id, sender_level, sender_ids, period_kind, due_days, legal_basis, valid)
      values (${input.template}, ${input.receiverId}::int, ${level}, ${ids}::int[], ${input.periodKind}, ${input.dueDays}::int, ${input.legalBasis}, daterange(${input.from}::date, null))
      returning id`.execute(tx);
    const dutyId = rows[0]!.id;
    return { answer: { dutyId }, journal: [line("report.duty-set", dutyId, input.receiverId, input)] };
  },
});

export const endDuty = defineCommand({
  name: "report.end-duty",
  input: EndDuty,
  async run({ tx, principal, now }, { dutyId, lastDay }) {
    const duty = await getDuty(tx, dutyId, civilDateOf(now));
    authorise(reportPolicy, "report.set-duty", principal, { unitPath: await unitPath(tx, duty.receiverId) });
    const { rows } = await sql`
      update report_duty set valid = daterange(lower(valid), greatest(lower(valid), ${lastDay}::date + 1)) where id = ${dutyId}::int returning id`.execute(
      tx,
    );
    if (rows.length === 0) throw reportProblem("report.unknown-duty", { dutyId });
    return { answer: { dutyId }, journal: [line("report.duty-ended", dutyId, duty.receiverId, { lastDay })] };
  },
});

const few = 8;

/** A letter to units whose report is late (công văn đôn đốc), numbered and kept. Who is not late is not reminded. */
export const remindSenders = defineCommand({
  name: "report.remind",
  input: RemindSenders,
  async run({ tx, principal, now }, input) {
    const today = civilDateOf(now);
    const { duty, senders, dueOn, period } = await senderBoard(tx, input.dutyId, input.period, today);
    authorise(reportPolicy, "report.remind", principal, { unitPath: await unitPath(tx, duty.receiverId) });
    const late = senders.filter((s) => s.state === "late" || s.state === "returned");
    const stray = input.unitIds.filter((id) => !late.some((s) => s.unitId === id));
    if (stray.length > 0) throw reportProblem("report.not-late", { unitIds: stray });
    const issuer = await issuerOf(tx, duty.receiverId, today);
    const unitIds = [...new Set(input.unitIds)];
    const names: string[] = [];
    for (const id of unitIds)
      names.push(
        unitIds.length > few ? late.find((s) => s.unitId === id)!.unitName : (await issuerOf(tx, id, today)).issuer,
      );
    names.sort((a, b) => a.localeCompare(b, "vi"));
    const many = names.length > few;
    const position = input.signerPosition ?? issuer.signerPosition;
    const capacity = input.capacity ?? issuer.capacity;
    const about = duty.templateNameVi.replace(/\s*\(.*\)$/, "");
    const subject = `đôn đốc gửi ${about.charAt(0).toLocaleLowerCase("vi")}${about.slice(1)} ${periodName(period)}`;
    const day = (d: string) => formatDate(asCivilDate(d));
    const filing = issuer.filing !== null && /^[\p{Lu}\d]+$/u.test(issuer.filing) ? `-${issuer.filing}` : "";
    const issued = await issueDocument(tx, {
      unitId: duty.receiverId,
      type: "official-letter",
      issuerSymbol: `${issuer.abbreviation}${filing}`,
      abstract: `V/v ${subject}`,
      issuedOn: input.issuedOn,
      today,
      at: now,
      signer: { name: input.signerName, position },
      file: { name: `cong-van-don-doc-${input.reminderId.slice(0, 8)}.docx`, mediaType: DOCX },
      subject: { kind: "report-duty", id: `${input.dutyId}` },
      ruleSet: "nd30-2020",
      write: ({ number, symbol }) =>
        writeOfficialDocument({
          ...(issuer.governing ? { governing: issuer.governing } : {}),
          issuer: issuer.issuer,
          number,
          symbol,
          place: issuer.place,
          date: input.issuedOn,
          kind: { type: "letter", abstract: subject },
          addressees: many ? ["Các đơn vị có tên tại danh sách kèm theo"] : names,
          body: [
            {
              kind: "paragraph",
              text: `Theo quy định về chế độ báo cáo (${duty.legalBasis}), báo cáo ${periodName(period)} phải gửi về ${issuer.issuer} chậm nhất ngày ${day(dueOn)}.`,
            },
            {
              kind: "paragraph",
              text: `Đến ngày ${day(input.issuedOn)}, ${many ? `${names.length} đơn vị có tên tại danh sách kèm theo` : "đơn vị"} chưa gửi báo cáo. Đề nghị đơn vị hoàn thành, trình người đứng đầu ký và gửi báo cáo trước ngày ${day(input.answerBy)}.`,
            },
            {
              kind: "paragraph",
              text: "Trường hợp có khó khăn, vướng mắc, đề nghị đơn vị báo cáo bằng văn bản, nêu rõ lý do và thời gian hoàn thành.",
            },
          ],
          signature: {
            ...(issuer.authority ? { authority: issuer.authority } : {}),
            ...(capacity ? { capacity } : {}),
            position,
            name: input.signerName,
          },
          recipients: issuer.recipients,
          ...(issuer.filing ? { filing: issuer.filing } : {}),
          ...(many
            ? {
                annexes: [
                  {
                    title: `Danh sách đơn vị chưa gửi báo cáo ${periodName(period)}`,
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
        }),
    });
    await sql`insert into report_reminder (id, duty_id, period, receiver_id, unit_ids, document_id, answer_by, at)
      values (${input.reminderId}::uuid, ${input.dutyId}::int, ${period}, ${duty.receiverId}::int, ${unitIds}::int[], ${issued.id}::uuid, ${input.answerBy}::date, ${now.toISOString()}::timestamptz)`.execute(
      tx,
    );
    const symbol = `${String(issued.number).padStart(2, "0")}/${issued.symbol}`;
    return {
      answer: { documentId: issued.id, symbol, reminded: unitIds.length },
      journal: [
        line("report.reminded", input.dutyId, duty.receiverId, {
          period,
          unitIds,
          symbol,
          documentId: issued.id,
          answerBy: input.answerBy,
        }),
      ],
    };
  },
});
