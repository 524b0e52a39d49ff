import { checkLook, checkSize } from "./check-look.ts";
import type { Check } from "./check-look.ts";
import { looksUpper } from "./locate.ts";
import type { Components, Piece } from "./locate.ts";

/** Rows 22, 23, 25 to 31: signature, recipients, annexes, marks, contact block. */
export function checkFoot(check: Check, found: Components): void {
  checkSignature(check, found);
  checkRecipients(check, found);
  checkAnnexes(check, found);
  checkMarks(check, found);
  checkContact(check);
}

function checkSignature(check: Check, { authority, signer, recipientsLabel }: Components): void {
  const { findings } = check;
  if (authority.length === 0) {
    const why = recipientsLabel
      ? "không nhận ra khối chữ ký cạnh “Nơi nhận”"
      : "không có “Nơi nhận” nên không nhận ra khối chữ ký";
    for (const rule of ["size", "weight", "slant", "letters", "align"]) findings.unjudged(`authority.${rule}`, why);
  }
  checkLook(check, "authority", authority);
  for (const p of authority) {
    const mark = /^(TM|KT|TL|TUQ|Q)\b(\.?)/.exec(p.text);
    if (mark)
      findings.hold(
        "authority.mark",
        mark[2] === "." && / /.test(p.text.slice(mark[0].length, mark[0].length + 1)),
        p.paragraph,
        `“${p.text}”`,
        `${mark[1]}. …`,
      );
  }
  if (!signer) return findings.unjudged("signer.titles", "chưa có họ tên người ký");
  checkLook(check, "signer", [signer]);
  findings.hold(
    "signer.titles",
    !/^(GS|PGS|TS|ThS|CN|KS|BS|LS|Dr|Prof|Tiến sĩ|Thạc sĩ|Giáo sư|Phó Giáo sư)\b\.?/iu.test(signer.text),
    signer.paragraph,
    `“${signer.text}”`,
  );
}

function checkRecipients(check: Check, { recipientsLabel, recipients, addressees, authority }: Components): void {
  const { findings } = check;
  if (!recipientsLabel) return findings.broken("recipients-label.present", "cuối văn bản", "không có “Nơi nhận:”");
  findings.hold(
    "recipients-label.present",
    recipientsLabel.text === "Nơi nhận:",
    recipientsLabel.paragraph,
    `“${recipientsLabel.text}”`,
    "“Nơi nhận:”",
  );
  checkLook(check, "recipients-label", [recipientsLabel]);
  const { look, cell } = recipientsLabel.paragraph;
  findings.hold(
    "recipients-label.flush",
    (look.left ?? 0) + (look.firstLine ?? 0) <= 30,
    recipientsLabel.paragraph,
    `lùi ${Math.round(((look.left ?? 0) + (look.firstLine ?? 0)) / 56.7)} mm`,
  );
  const first = authority[0];
  if (first && cell && first.paragraph.cell)
    findings.hold(
      "recipients-label.level",
      first.paragraph.cell.row === cell.row,
      recipientsLabel.paragraph,
      "khác hàng với quyền hạn, chức vụ",
    );
  else if (first && first.paragraph === recipientsLabel.paragraph) findings.kept("recipients-label.level");
  else findings.unjudged("recipients-label.level", "không xác định được vị trí khối chữ ký");

  const list = recipients.filter((p) => p.position > recipientsLabel.position && !isDrafter(p));
  const last = list.at(-1);
  if (!last)
    return findings.broken("recipients.filing", recipientsLabel.paragraph, "không có dòng nào dưới “Nơi nhận:”");
  checkLook(check, "recipients", list);
  for (const p of list.slice(0, -1))
    findings.hold(
      "recipients.marks",
      /^[-–] ?\S/.test(p.text) && p.text.endsWith(";"),
      p.paragraph,
      `“${p.text.slice(0, 40)}”`,
      "- …;",
    );
  findings.hold(
    "recipients.filing",
    /^[-–] ?Lưu\s*:\s*VT\b.*\.$/u.test(last.text),
    last.paragraph,
    `“${last.text}”`,
    "- Lưu: VT, ….",
  );
  if (addressees.length > 0)
    findings.hold(
      "recipients.as-above",
      /^[-–] ?Như trên;?$/.test((list[0] as Piece).text),
      (list[0] as Piece).paragraph,
      `“${(list[0] as Piece).text}”`,
      "- Như trên;",
    );
}

function isDrafter(p: Piece): boolean {
  return /^[\p{Lu}]{1,5}\.?\s?\(?\d{1,5}\)?\.?$/u.test(p.text);
}

function checkAnnexes(check: Check, { annexes }: Components): void {
  const { findings } = check;
  for (const { label, head } of annexes) {
    checkLook(check, "annex", [label]);
    const numeral = /\S+$/.exec(label.text.replace(/\.$/, ""))?.[0] ?? "";
    findings.hold(
      "annex.numeral",
      annexes.length < 2 || /^[IVXLC]+$/.test(numeral),
      label.paragraph,
      `“${label.text}”`,
    );
    const titles = head.filter((p) => !p.text.startsWith("("));
    const references = head.filter((p) => p.text.startsWith("("));
    if (titles.length === 0) findings.broken("annex.title", label.paragraph, "không có tiêu đề phụ lục");
    for (const p of titles) {
      const looks =
        looksUpper(p) &&
        p.runs.every((r) => !/\p{L}/u.test(r.text) || (r.look.bold && !r.look.italic && inRange(r.look.size)));
      findings.hold("annex.title", looks, p.paragraph, "tiêu đề chưa in hoa, đậm, cỡ 13–14");
    }
    if (references.length === 0) findings.broken("annex.reference", label.paragraph, "không có “(Kèm theo …)”");
    for (const p of references) {
      const looks =
        p.text.startsWith("(Kèm theo ") &&
        p.runs.every((r) => !/\p{L}/u.test(r.text) || (r.look.italic && !r.look.bold && inRange(r.look.size)));
      findings.hold("annex.reference", looks, p.paragraph, `“${p.text.slice(0, 40)}”`);
    }
  }
}

function inRange(size: number | undefined): boolean {
  return size !== undefined && size >= 13 && size <= 14;
}

const urgencies = new Set(["khan", "thuong khan", "hoa toc", "hoa toc hen gio"]);
const circulations = new Set(["xem xong tra lai", "luu hanh noi bo"]);

function checkMarks(check: Check, { all, recipients }: Components): void {
  for (const [row, words] of [
    ["urgency", urgencies],
    ["circulation", circulations],
  ] as const) {
    for (const p of all.filter((piece) => words.has(piece.folded))) {
      checkLook(check, row, [p]);
      const { look, cell, part } = p.paragraph;
      check.findings.hold(
        `${row}.box`,
        look.boxed === true || cell?.boxed === true || part === "textbox",
        p.paragraph,
        "không đóng khung",
      );
    }
  }
  checkLook(check, "drafter", recipients.filter(isDrafter));
}

const contactWords = /(đt|điện thoại|fax|e-?mail|thư điện tử|website|địa chỉ)\s*:/iu;

function checkContact(check: Check): void {
  const { model, findings } = check;
  const first = model.sections[0];
  if (!first) return;
  for (const [type, list] of Object.entries(first.footers)) {
    for (const p of (list ?? []).filter((q) => contactWords.test(q.text))) {
      const piece: Piece = { text: p.text, folded: "", runs: p.runs, paragraph: p, tabbed: false, position: 0 };
      checkSize(findings, "contact", piece, [11, 12]);
      checkLook(check, "contact", [piece], ["size"]);
      findings.hold(
        "contact.place",
        type === "first" || (!first.titlePage && model.pages === 1),
        p,
        "không chỉ ở trang thứ nhất",
      );
    }
  }
}
