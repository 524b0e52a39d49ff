import type { DocModel, DocParagraph, DocRun } from "../docx/model.ts";
import type { RuleSet } from "./rule-set.ts";
import { foldHeading } from "./words.ts";

/** A stretch of a paragraph between tabs: heads set with tabs instead of a table hold two components in one line. */
export interface Piece {
  text: string;
  folded: string;
  runs: DocRun[];
  paragraph: DocParagraph;
  /** Shares its paragraph with another piece, so its own alignment and column cannot be seen. */
  tabbed: boolean;
  position: number;
}

export interface AnnexPart {
  label: Piece;
  /** What stands between the label and the first text or table: titles, and the reference in brackets. */
  head: Piece[];
}

/** The components of the document that were recognised. */
export interface Components {
  nationalTitle?: Piece;
  motto?: Piece;
  governing: Piece[];
  issuer: Piece[];
  /** Whether a bold line told the issuer from the governing body. */
  issuerCertain: boolean;
  number?: Piece;
  letterAbstract?: Piece;
  placeDate?: Piece;
  typeName?: Piece;
  abstract: Piece[];
  addressees: Piece[];
  bases: Piece[];
  body: Piece[];
  recipientsLabel?: Piece;
  recipients: Piece[];
  authority: Piece[];
  signer?: Piece;
  annexes: AnnexPart[];
  /** All pieces with words, in order. */
  all: Piece[];
}

const HEAD_PIECES = 40;

export function locate(model: DocModel, ruleSet: RuleSet): Components {
  const all = model.paragraphs.flatMap(piecesOf).map((p, position) => ({ ...p, position }));
  const annexAt = all.findIndex((p) => /^phu luc(\s+(so\s+)?[ivxlc\d]+)?\.?$/.test(p.folded));
  const main = annexAt < 0 ? all : all.slice(0, annexAt);
  const head = main.slice(0, HEAD_PIECES);

  const nationalTitle = head.find((p) => /^cong hoa xa hoi chu nghia viet nam$/.test(p.folded));
  const motto = head.find((p) => p.folded.replace(/[^a-z]/g, "") === "doclaptudohanhphuc");
  const number = head.find((p) => /^so\s*[:.]?\s*[\d….\s_]*\s*[/-]/.test(p.folded) || /^so\s*:/.test(p.folded));
  const placeDate = head.find((p) => p.text.length < 90 && /ngay\s+\S+\s+thang\s+\S+\s+nam(\s+\S+)?$/.test(p.folded));
  const letterAbstract = head.find((p) => /^v\s?\/\s?v\b/.test(p.folded));
  const { governing, issuer, issuerCertain } = locateIssuer(head, nationalTitle, number);
  const headEnd = Math.max(
    -1,
    ...[nationalTitle, motto, number, placeDate, letterAbstract, ...issuer].map((p) => p?.position ?? -1),
  );

  const typeName = letterAbstract
    ? undefined
    : main.slice(headEnd + 1, headEnd + 6).find((p) => !p.paragraph.cell && p.folded in ruleSet.types);
  const abstract = typeName ? takeAbstract(main, typeName, model) : [];
  const start = Math.max(headEnd, typeName?.position ?? -1, ...abstract.map((p) => p.position)) + 1;

  const recipientsLabel = main.slice(start).find((p) => /^noi nhan\s*:?/.test(p.folded));
  const foot = locateFoot(main, recipientsLabel);
  const words = main.slice(start, foot.start ?? main.length).filter((p) => !isData(p, model));
  const { addressees, bases, body } = splitBody(words);

  const found: Components = {
    governing,
    issuer,
    issuerCertain,
    abstract,
    addressees,
    bases,
    body,
    recipients: foot.recipients,
    authority: foot.authority,
    annexes: locateAnnexes(all, annexAt),
    all,
  };
  return Object.assign(found, {
    nationalTitle,
    motto,
    number,
    placeDate,
    letterAbstract,
    typeName,
    recipientsLabel,
    signer: foot.signer,
  });
}

function piecesOf(paragraph: DocParagraph): Omit<Piece, "position">[] {
  const label = paragraph.text.slice(0, paragraph.text.length - paragraph.runs.reduce((n, r) => n + r.text.length, 0));
  const groups: DocRun[][] = [[]];
  for (const run of paragraph.runs) {
    run.text.split("\t").forEach((text, i) => {
      if (i > 0) groups.push([]);
      if (text !== "") groups.at(-1)!.push({ text, look: run.look });
    });
  }
  const made = groups
    .map((runs, i) => ({
      runs,
      text: ((i === 0 ? label : "") + runs.map((r) => r.text).join("")).replace(/\s+/g, " ").trim(),
    }))
    .filter((g) => g.text !== "");
  return made.map((g) => ({ ...g, folded: foldHeading(g.text), paragraph, tabbed: made.length > 1 }));
}

/** In tables with lines, or of several columns: figures, not the running text. */
function isData(p: Piece, model: DocModel): boolean {
  const table = p.paragraph.cell && model.tables[p.paragraph.cell.table];
  return table !== undefined && (table.bordered || table.columns > 1 || table.rows > 1);
}

/** A line that begins so names a body of its own; "TỈNH LÂM ĐỒNG" under "ỦY BAN NHÂN DÂN" only goes on. */
const newBody =
  /^(uy ban nhan dan|ubnd|hoi dong nhan dan|so|phong|ban|chi cuc|cuc|vu|trung tam|truong|van phong|thanh tra|hoi|doan|dang uy|cong an|benh vien|vien) /;

function locateIssuer(head: Piece[], title: Piece | undefined, number: Piece | undefined) {
  const at = title?.paragraph.cell;
  const left = at
    ? head.filter(
        (p) =>
          p.paragraph.cell?.table === at.table &&
          p.paragraph.cell.column < at.column &&
          p.position !== number?.position &&
          (number === undefined ||
            p.position < number.position ||
            p.paragraph.cell.row < (number.paragraph.cell?.row ?? 0)),
      )
    : head.filter(
        (p) =>
          number !== undefined &&
          p.position < number.position &&
          !/^(cong hoa xa hoi|doc lap)/.test(p.folded) &&
          !/ngay .* thang/.test(p.folded),
      );
  const lines = left.filter((p) => !/^so\s*[:.]/.test(p.folded) && !/^v\s?\/\s?v/.test(p.folded));
  const second = lines.findIndex(
    (p, i) => i > 0 && newBody.test(p.folded) && (lines[0] as Piece).folded !== "uy ban nhan dan",
  );
  if (second > 0) return { governing: lines.slice(0, second), issuer: lines.slice(second), issuerCertain: true };
  const firstBold = lines.findIndex((p) => p.runs.some((r) => r.look.bold && r.text.trim() !== ""));
  if (firstBold < 0) return { governing: lines.slice(0, -1), issuer: lines.slice(-1), issuerCertain: false };
  return {
    governing: lines.slice(0, firstBold),
    issuer: lines.slice(firstBold),
    issuerCertain: firstBold > 0 || lines.length === 1,
  };
}

/** The lines under the type name, up to an empty paragraph or one that is not centred. */
function takeAbstract(main: Piece[], typeName: Piece, model: DocModel): Piece[] {
  const taken: Piece[] = [];
  let last = typeName;
  for (const p of main.slice(typeName.position + 1, typeName.position + 6)) {
    const between = model.paragraphs
      .slice(last.paragraph.index, p.paragraph.index - 1)
      .some((q) => q.text.trim() === "");
    const first = taken.length === 0;
    const starts = /^(kinh gui|can cu|theo de nghi|[ivx]+\.|\d+\.|dieu \d|phan |chuong )/.test(p.folded);
    if (
      starts ||
      (between && !first) ||
      (!first && p.paragraph.look.align !== "center") ||
      (first && p.text.length > 400)
    )
      break;
    taken.push(p);
    last = p;
  }
  return taken;
}

function locateFoot(
  main: Piece[],
  label: Piece | undefined,
): { start?: number; recipients: Piece[]; authority: Piece[]; signer?: Piece } {
  if (!label) return { recipients: [], authority: [] };
  const cell = label.paragraph.cell;
  const after = main.filter((p) => p.position > label.position);
  const recipients = cell
    ? after.filter((p) => p.paragraph.cell?.table === cell.table && p.paragraph.cell.column === cell.column)
    : after.filter((p) => /^[-–]/.test(p.text) || p.paragraph.look.numId !== undefined);
  const right = cell
    ? main.filter((p) => p.paragraph.cell?.table === cell.table && p.paragraph.cell.column > cell.column)
    : after.filter((p) => p.tabbed && !recipients.includes(p));
  const signer = signerOf(right);
  const tableStart = cell
    ? Math.min(...main.filter((p) => p.paragraph.cell?.table === cell.table).map((p) => p.position))
    : label.position;
  return { start: tableStart, recipients, authority: right.filter((p) => p !== signer), ...(signer ? { signer } : {}) };
}

/**
 * The last line of the signature block: a name, or, typed in capitals against the rule, what stands apart from the
 * position by the room for the signature.
 */
function signerOf(right: readonly Piece[]): Piece | undefined {
  const last = right.at(-1);
  const above = right.at(-2);
  if (!last || !looksUpper(last)) return last;
  const apart = above && (last.paragraph.index - above.paragraph.index > 2 || (last.paragraph.look.before ?? 0) >= 600);
  return apart ? last : undefined;
}

function splitBody(words: Piece[]): Pick<Components, "addressees" | "bases" | "body"> {
  let at = 0;
  // Who decides stands in capitals above the bases of a decision: neither a base nor running text.
  if (words[at] && isCentredCapitals(words[at] as Piece)) at++;
  const addressees: Piece[] = [];
  if (words[0]?.folded.startsWith("kinh gui")) {
    addressees.push(words[at++] as Piece);
    while (words[at] && /^[-–]/.test((words[at] as Piece).text)) addressees.push(words[at++] as Piece);
  }
  const bases: Piece[] = [];
  while (
    words[at] &&
    /^(can cu|theo de nghi|xet de nghi|tren co so) /.test((words[at] as Piece).folded) &&
    (words[at] as Piece).text.length < 600
  )
    bases.push(words[at++] as Piece);
  return { addressees, bases, body: words.slice(at).filter((p) => !(isDecides(p.folded) && isCentredCapitals(p))) };
}

/** "QUYẾT ĐỊNH:", "QUYẾT NGHỊ:" between the bases and the first article. */
const isDecides = (folded: string) => /^quyet (dinh|nghi)\s*:?$/.test(folded);

function isCentredCapitals(p: Piece): boolean {
  return p.paragraph.look.align === "center" && looksUpper(p) && p.runs.every((r) => r.look.bold || !/\S/.test(r.text));
}

function locateAnnexes(all: Piece[], from: number): AnnexPart[] {
  if (from < 0) return [];
  const annexes: AnnexPart[] = [];
  for (let i = from; i < all.length; i++) {
    const p = all[i] as Piece;
    if (!/^phu luc(\s+(so\s+)?[ivxlc\d]+)?\.?$/.test(p.folded)) continue;
    const head: Piece[] = [];
    for (const next of all.slice(i + 1, i + 6)) {
      if (next.paragraph.cell || next.paragraph.look.align !== "center") break;
      head.push(next);
    }
    annexes.push({ label: p, head });
  }
  return annexes;
}

/** Printed in capitals: typed so, or by the font's own setting. */
export function looksUpper(p: Pick<Piece, "text" | "runs">): boolean {
  const letters = p.runs.flatMap((r) => (r.look.caps ? [] : [...r.text])).join("");
  const hasLetters = /\p{L}/u.test(p.text);
  return hasLetters && letters === letters.toLocaleUpperCase("vi");
}
