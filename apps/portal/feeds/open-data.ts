import { addMonths } from "#kernel/civil-date.ts";
import { suppressionNote } from "#kernel/suppression.ts";
import { smallGroupRule } from "#platform/db/small-group-rule.ts";
import { listPublicAnswers } from "#modules/questions/server.ts";
import { readTalkFigures } from "../figures.ts";
import type { PublicPage } from "../page-spec.ts";
import { readQuestionFigures } from "../question-figures.ts";
import { csv } from "./csv.ts";
import type { DataSet, Value } from "./data-set.ts";
import { moneyData } from "./money-data.ts";

const talks: DataSet = {
  name: "so-lieu/buoi",
  titleVi: "Buổi tuyên truyền miệng đã xác minh, theo xã và tháng, mười hai tháng trọn gần nhất",
  titleEn: "Verified talks by commune and month, the last twelve whole months",
  fields: [
    {
      name: "month",
      type: "yearmonth",
      vi: "Tháng tổ chức, giờ Việt Nam",
      en: "Month in which it was held, Vietnam time",
    },
    {
      name: "commune_id",
      type: "integer",
      vi: "Mã số của đơn vị trong hệ thống này",
      en: "Number of the unit in this system",
    },
    {
      name: "commune",
      type: "string",
      vi: "Tên xã, phường, đặc khu vào tháng đó",
      en: "Name of the commune in that month",
    },
    {
      name: "talks",
      type: "integer",
      vi: "Số buổi đã có người thứ hai xác minh",
      en: "Talks that a second person has verified",
    },
    {
      name: "attendance",
      type: "integer",
      vi: "Lượt người nghe; trống khi nhỏ hơn ngưỡng nhóm nhỏ",
      en: "Attendances; empty below the threshold for small groups",
    },
  ],
  async rows(tx, ctx) {
    const { rows } = await readTalkFigures(tx, ctx.today);
    return rows.map((r) => [r.month, r.communeId, r.commune, r.talks, r.attendance]);
  },
};

const questions: DataSet = {
  name: "so-lieu/hoi-dap",
  titleVi: "Câu trả lời đã công bố và cam kết, theo tháng; tỷ lệ đúng hạn theo quý",
  titleEn: "Published answers and commitments by month; share in time by quarter",
  fields: [
    { name: "month", type: "yearmonth", vi: "Tháng", en: "Month" },
    {
      name: "answers_published",
      type: "integer",
      vi: "Câu trả lời công bố trong tháng",
      en: "Answers published in the month",
    },
    {
      name: "commitments_due",
      type: "integer",
      vi: "Cam kết đến hạn trong tháng",
      en: "Commitments that fell due in the month",
    },
    {
      name: "commitments_kept",
      type: "integer",
      vi: "Trong đó đã làm xong đúng hạn",
      en: "Of these, done by their day",
    },
    {
      name: "percent_in_time_of_quarter",
      type: "integer",
      vi: "Phần trăm câu hỏi đến hạn trong quý của tháng này được trả lời đúng hạn; trống khi quý chưa hết hoặc ít câu hỏi",
      en: "Per cent of the questions due in this month's quarter that were answered in time; empty while it runs or of few",
    },
  ],
  async rows(tx, ctx) {
    const { months, quarters } = await readQuestionFigures(tx, ctx.today);
    return months.map((m) => {
      const quarter = quarters.find(
        (q) => m.month >= q.quarter.slice(0, 7) && m.month < addMonths(q.quarter as never, 3).slice(0, 7),
      );
      return [m.month, m.answers, m.due, m.kept, quarter?.percentInTime ?? null];
    });
  },
};

const answers: DataSet = {
  name: "hoi-dap",
  titleVi: "Câu hỏi và câu trả lời đã công bố, mới trước, nhiều nhất 500",
  titleEn: "Published questions and answers, newest first, at most 500",
  fields: [
    { name: "id", type: "string", vi: "Mã của câu trả lời", en: "Id of the answer" },
    { name: "published_on", type: "date", vi: "Ngày công bố", en: "Day of publication" },
    { name: "commune", type: "string", vi: "Nơi hỏi", en: "Where it was asked" },
    { name: "topic", type: "string", vi: "Chủ đề", en: "Topic" },
    { name: "question", type: "string", vi: "Câu hỏi", en: "Question" },
    { name: "answer", type: "string", vi: "Trả lời", en: "Answer" },
    { name: "legal_source", type: "string", vi: "Căn cứ", en: "Legal source" },
    { name: "answered_by", type: "string", vi: "Đơn vị trả lời", en: "Unit that answered" },
  ],
  async rows(tx, ctx) {
    const rows: Value[][] = [];
    let cursor: string | undefined;
    do {
      const page = await listPublicAnswers(tx, { limit: 50, ...(cursor === undefined ? {} : { cursor }) });
      for (const a of page.items)
        rows.push([
          a.id,
          a.publishedOn,
          a.communeName,
          ctx.topicName(a.topic),
          a.question,
          a.answer,
          a.legalSource,
          a.unitName,
        ]);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined && rows.length < 500);
    return rows;
  },
};

const dataSets: readonly DataSet[] = [talks, questions, answers, ...moneyData];
const json = "application/json; charset=utf-8";

function filesOf(set: DataSet): PublicPage[] {
  const names = set.fields.map((f) => f.name);
  return [
    {
      path: `/${set.name}.csv`,
      make: async (tx, ctx) => ({
        status: 200,
        type: "text/csv; charset=utf-8; header=present",
        headers: { "content-disposition": `attachment; filename="${set.name.replace("/", "-")}.csv"` },
        body: csv(names, await set.rows(tx, ctx)),
      }),
    },
    {
      path: `/${set.name}.json`,
      make: async (tx, ctx) => {
        const rows = await set.rows(tx, ctx);
        const body = {
          title: set.titleVi,
          titleEn: set.titleEn,
          issuer: ctx.site.issuer,
          asOf: ctx.today,
          schema: "/so-lieu/mo-ta.json",
          note: suppressionNote("vi", await smallGroupRule(tx, ctx.today)),
          rows: rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? null]))),
        };
        return { status: 200, type: json, body: JSON.stringify(body, null, 1) };
      },
    },
  ];
}

/** What every column means, for people and programs (Data Package, frictionlessdata.io/specs). */
const description: PublicPage = {
  path: "/so-lieu/mo-ta.json",
  async make(tx, ctx) {
    const body = {
      name: "cau-noi",
      title: ctx.site.name,
      contributors: [{ title: ctx.site.issuer, role: "publisher" }],
      description: suppressionNote("vi", await smallGroupRule(tx, ctx.today)),
      resources: dataSets.map((set) => ({
        name: set.name.replace("/", "-"),
        title: set.titleVi,
        titleEn: set.titleEn,
        path: `/${set.name}.csv`,
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        schema: {
          fields: set.fields.map(({ name, type, vi, en }) => ({ name, type, description: vi, descriptionEn: en })),
          missingValues: [""],
        },
      })),
    };
    return { status: 200, type: json, body: JSON.stringify(body, null, 1) };
  },
};

export const openData: readonly PublicPage[] = [...dataSets.flatMap(filesOf), description];
