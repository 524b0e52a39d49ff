import type { Block, TableRow } from "#platform/documents/nd30/content.ts";
import { asCivilDate, formatDate } from "#kernel/civil-date.ts";
import type { Narrative, NarrativeSection, ReportFigure, ReportLine } from "../contract.ts";
import { changeOf, hideSmall } from "../rules.ts";

/** What the sentences of a report are made from. */
export interface ReportWords {
  /** "Ủy ban nhân dân xã D'Ran" */
  issuer: string;
  /** "năm 2025" */
  periodName: string;
  firstDay: string;
  lastDay: string;
  view: "as-was" | "as-is";
  narrative: Narrative;
  figures: ReadonlyMap<string, ReportFigure>;
  /** Lines below, by indicator. */
  lines: ReadonlyMap<string, readonly ReportLine[]>;
  /** "thôn, tổ dân phố" or "xã, phường, đặc khu" */
  placeWord: string;
  frozen: { revision: number; at: string; hash: string } | null;
}

const numbers = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 2 });

export function showNumber(value: number): string {
  return numbers.format(value);
}

/** "tăng 25,5 % so với kỳ trước (188)"; empty where there is nothing to compare with. */
export function compared(figure: ReportFigure | undefined): string {
  if (!figure || figure.previous === null) return "";
  const change = changeOf(figure.value, figure.previous);
  if (change === null) return figure.value === 0 ? "" : "; kỳ trước không có";
  if (change === 0) return ", bằng kỳ trước";
  return `, ${change > 0 ? "tăng" : "giảm"} ${numbers.format(Math.round(Math.abs(change) * 1000) / 10)}\u00a0% so với kỳ trước (${showNumber(figure.previous)})`;
}

/** Parts I to IV, as such reports are laid out in practice. */
export function reportBody(words: ReportWords): Block[] {
  const n = (code: string) => showNumber(words.figures.get(code)?.value ?? 0);
  const has = (code: string) => (words.figures.get(code)?.value ?? 0) > 0;
  const told = (section: NarrativeSection): Block[] =>
    (words.narrative[section] ?? "")
      .split(/\n+/)
      .map((text) => text.trim())
      .filter(Boolean)
      .map((text) => ({ kind: "paragraph", text }));
  const period = `từ ngày ${formatDate(asCivilDate(words.firstDay))} đến ngày ${formatDate(asCivilDate(words.lastDay))}`;
  const sections: [string, string, Block[]][] = [
    [
      "Đội ngũ",
      `Đến cuối kỳ có ${listOf(
        [
          ["roster.rapporteur", "báo cáo viên"],
          ["roster.grassrootsCommunicator", "tuyên truyền viên cơ sở"],
          ["roster.core", "tuyên truyền viên nòng cốt"],
          ["roster.collaborator", "cộng tác viên"],
          ["roster.policyCommunicationOfficer", "cán bộ truyền thông chính sách"],
          ["roster.spokesperson", "người phát ngôn"],
          ["roster.partTimeLecturer", "giảng viên kiêm chức"],
        ],
        words,
      )}. Trong kỳ có ${n("speakers")} người nói ít nhất một buổi${compared(words.figures.get("speakers"))}.`,
      told("team"),
    ],
    [
      "Nội dung, hình thức",
      `Đã tổ chức ${n("talks")} buổi tuyên truyền${compared(words.figures.get("talks"))}, với ${n("attendance")} lượt người nghe${compared(words.figures.get("attendance"))}. ${modes(words)}${coverage(words)}`,
      told("content"),
    ],
    [
      "Hội nghị báo cáo viên",
      has("talks.speakerConference")
        ? `Đã tổ chức ${n("talks.speakerConference")} hội nghị báo cáo viên với ${n("conference.sites")} điểm cầu và ${n("conference.delegates")} lượt đại biểu.`
        : "Trong kỳ không tổ chức hội nghị báo cáo viên.",
      told("conferences"),
    ],
    [
      "Tài liệu",
      has("materials.approved")
        ? `Đã duyệt ${n("materials.approved")} tài liệu, đề cương phục vụ tuyên truyền.`
        : "Trong kỳ chưa ghi nhận tài liệu, đề cương được duyệt.",
      told("materials"),
    ],
    [
      "Đối thoại, tiếp nhận và trả lời",
      `${has("talks.dialogueMeeting") ? `Đã tổ chức ${n("talks.dialogueMeeting")} cuộc đối thoại` : "Trong kỳ chưa ghi nhận cuộc đối thoại nào"}; ${has("questions") ? `tiếp nhận ${n("questions")} câu hỏi, ý kiến tại các buổi tuyên truyền` : "chưa ghi nhận câu hỏi, ý kiến"}.`,
      told("dialogue"),
    ],
  ];
  if (has("drafts.in-scope"))
    sections.push([
      "Truyền thông dự thảo chính sách",
      `Có ${n("drafts.in-scope")} dự thảo thuộc diện truyền thông theo Quyết định số 407/QĐ-TTg, trong đó ${n("drafts.communicated")} dự thảo đã được truyền thông đến Nhân dân.`,
      [],
    ]);
  if (has("understanding.talks"))
    sections.push([
      "Hiểu biết của người nghe",
      `Có ${n("understanding.talks")} buổi hỏi cùng câu hỏi trước và sau; tỷ lệ trả lời đúng là ${n("understanding.before")} % trước buổi và ${n("understanding.after")} % sau buổi. Chỉ tính các câu có từ 5 người trả lời trở lên, không so sánh từng người.`,
      [],
    ]);
  const free: [string, NarrativeSection][] = [
    ["Bồi dưỡng", "training"],
    ["Kiểm tra, giám sát", "inspection"],
    ["Kinh phí", "funding"],
  ];
  for (const [title, section] of free) if (words.narrative[section]) sections.push([title, "", told(section)]);
  const judged: [string, NarrativeSection][] = [
    ["Ưu điểm", "strengths"],
    ["Hạn chế", "limits"],
    ["Nguyên nhân", "causes"],
  ];
  const judgements = judged.filter(([, section]) => words.narrative[section]);

  return [
    {
      kind: "paragraph",
      text: `${words.issuer} báo cáo kết quả công tác tuyên truyền miệng ${words.periodName} (số liệu ${period}) như sau:`,
    },
    { kind: "part", number: "I", title: "Công tác lãnh đạo, chỉ đạo, quán triệt" },
    {
      kind: "paragraph",
      text: has("talks.internalBriefing")
        ? `Trong kỳ đã tổ chức ${n("talks.internalBriefing")} buổi quán triệt với ${n("attendance.internalBriefing")} lượt người dự${compared(words.figures.get("attendance.internalBriefing"))}.`
        : "Trong kỳ chưa ghi nhận buổi quán triệt nào.",
    },
    ...told("leadership"),
    { kind: "part", number: "II", title: "Kết quả thực hiện" },
    ...sections.flatMap(([title, text, more], i): Block[] => [
      { kind: "clause", number: i + 1, title },
      ...(text === "" ? [] : [{ kind: "paragraph" as const, text }]),
      ...more,
    ]),
    { kind: "part", number: "III", title: "Đánh giá" },
    ...(judgements.length === 0
      ? [
          {
            kind: "paragraph" as const,
            text: `Số liệu chi tiết tại Phụ lục kèm theo là căn cứ để đánh giá kết quả ${words.periodName}.`,
          },
        ]
      : judgements.flatMap(([title, section], i): Block[] => [
          { kind: "clause", number: i + 1, title },
          ...told(section),
        ])),
    { kind: "part", number: "IV", title: "Phương hướng, kiến nghị" },
    ...told("direction"),
    ...told("proposals"),
    {
      kind: "paragraph",
      text: `Trên đây là báo cáo kết quả công tác tuyên truyền miệng ${words.periodName} của ${words.issuer}`,
    },
  ];
}

function listOf(codes: readonly (readonly [string, string])[], words: ReportWords): string {
  const parts = codes
    .filter(([code], i) => i < 2 || (words.figures.get(code)?.value ?? 0) > 0)
    .map(([code, name]) => `${showNumber(words.figures.get(code)?.value ?? 0)} ${name}`);
  return parts.join(", ");
}

function modes(words: ReportWords): string {
  const named = [
    ["talks.inPerson", "trực tiếp"],
    ["talks.online", "trực tuyến"],
    ["talks.hybrid", "trực tiếp kết hợp trực tuyến"],
  ] as const;
  const parts = named
    .filter(([code]) => (words.figures.get(code)?.value ?? 0) > 0)
    .map(([code, name]) => `${showNumber(words.figures.get(code)!.value)} buổi ${name}`);
  return parts.length < 2 ? "" : `Trong đó có ${parts.join(", ")}. `;
}

function coverage(words: ReportWords): string {
  const total = words.figures.get("places.total")?.value ?? 0;
  if (total === 0) return "";
  const gaps = words.figures.get("places.with-gaps")?.value ?? 0;
  const covered = words.figures.get("places.covered")?.value ?? 0;
  return `Có ${showNumber(covered)}/${showNumber(total)} ${words.placeWord} đã có buổi tuyên truyền; ${gaps === 0 ? "không còn địa bàn nào có tháng trống" : `còn ${showNumber(gaps)} nơi có ít nhất một tháng không có buổi nào`}.`;
}

/** The annexes: all figures, and the units below. Small counts of questions are not shown by unit. */
export function reportAnnexes(words: ReportWords): { title: string; body: Block[] }[] {
  const figures = [...words.figures.values()];
  const annexes = [
    {
      title: `Số liệu công tác tuyên truyền miệng ${words.periodName}`,
      body: [
        {
          kind: "table" as const,
          columns: [
            { header: "STT", share: 0.08, align: "center" as const },
            { header: "Chỉ tiêu", share: 0.37 },
            { header: "Đơn vị tính", share: 0.13, align: "center" as const },
            { header: "Kỳ này", share: 0.13, align: "right" as const },
            { header: "Kỳ trước", share: 0.13, align: "right" as const },
            { header: "So sánh", share: 0.16, align: "right" as const },
          ],
          rows: figures.map((f, i): TableRow => ({
            cells: [
              String(i + 1),
              f.nameVi,
              f.measureVi,
              showNumber(f.value),
              f.previous === null ? "–" : showNumber(f.previous),
              showChange(f),
            ],
          })),
        },
        ...sourceLines(words),
      ] as Block[],
    },
  ];
  const units = unitRows(words);
  if (units.length > 0)
    annexes.push({
      title: `Số liệu theo ${words.placeWord} ${words.periodName}`,
      body: [
        {
          kind: "table",
          columns: [
            { header: "STT", share: 0.08, align: "center" },
            { header: "Đơn vị", share: 0.36 },
            { header: "Buổi", share: 0.13, align: "right" },
            { header: "Lượt người nghe", share: 0.15, align: "right" },
            { header: "Ý kiến tiếp nhận", share: 0.14, align: "right" },
            { header: "Tháng trống", share: 0.14, align: "right" },
          ],
          rows: units,
        },
      ],
    });
  return annexes;
}

/** In percent of what it was; a share moves by points. */
export function showChange(f: Pick<ReportFigure, "value" | "previous" | "measureVi">): string {
  if (f.measureVi === "%" && f.previous !== null) {
    const points = Math.round((f.value - f.previous) * 10) / 10;
    return points === 0 ? "bằng" : `${points > 0 ? "+" : "−"}${numbers.format(Math.abs(points))}\u00a0điểm`;
  }
  const change = changeOf(f.value, f.previous);
  if (change === null) return "–";
  return change === 0
    ? "bằng"
    : `${change > 0 ? "+" : "−"}${numbers.format(Math.round(Math.abs(change) * 1000) / 10)}\u00a0%`;
}

function sourceLines(words: ReportWords): Block[] {
  const boundary =
    words.view === "as-is" ? "Số liệu tính theo địa giới hiện nay" : "Số liệu tính theo địa giới của từng thời điểm";
  const frozen =
    words.frozen === null
      ? "Dự thảo, số liệu chưa chốt."
      : `Số liệu chốt lúc ${words.frozen.at}${words.frozen.revision > 1 ? `, lần sửa ${words.frozen.revision - 1}` : ""}; mã băm ${words.frozen.hash.match(/.{1,8}/g)?.join(" ")}.`;
  return [{ kind: "paragraph", text: `${boundary}; nguồn: các buổi đã được xác minh. ${frozen}`, italic: true }];
}

function unitRows(words: ReportWords): TableRow[] {
  const talks = words.lines.get("talks") ?? [];
  const byUnit = (code: string) => new Map((words.lines.get(code) ?? []).map((l) => [l.unitId ?? "lost", l]));
  const [attendance, questions, gaps, places] = [
    byUnit("attendance"),
    byUnit("questions"),
    byUnit("places.with-gaps"),
    words.lines.get("places.total") ?? [],
  ];
  const hidden = hideSmall([...questions.values()]);
  const all = [
    ...talks,
    ...places.filter((p) => !talks.some((t) => t.unitId === p.unitId)).map((p) => ({ ...p, value: 0 })),
  ].sort((a, b) => (a.line === b.line ? a.name.localeCompare(b.name, "vi") : a.line === "unit" ? -1 : 1));
  return all.map((line, i) => {
    const key = line.unitId ?? "lost";
    const question = questions.get(key);
    const gap = gaps.get(key);
    return {
      cells: [
        line.line === "unit" ? String(i + 1) : "",
        line.name,
        showNumber(line.value),
        showNumber(attendance.get(key)?.value ?? 0),
        question && hidden.has(question) ? "*" : showNumber(question?.value ?? 0),
        gap ? showNumber(gap.value) : "–",
      ],
    };
  });
}
