import { textWidth } from "../docx/text-width.ts";
import { checkLook, checkRuleUnder, faceOf, sizeOf } from "./check-look.ts";
import type { Check } from "./check-look.ts";
import type { Components, Piece } from "./locate.ts";

/** Rows 5 to 13: national title, motto, issuer, number, place and date, type name, abstract. */
export function checkHead(check: Check, found: Components): void {
  checkNational(check, found);
  checkIssuer(check, found);
  checkNumber(check, found);
  checkPlaceDate(check, found);
  checkType(check, found);
}

function checkNational(check: Check, { nationalTitle, motto, all }: Components): void {
  const { findings, rules } = check;
  findings.hold("national-title.present", nationalTitle !== undefined, "trang 1", "không có Quốc hiệu");
  if (nationalTitle) {
    checkLook(check, "national-title", [nationalTitle]);
    const { cell, column, look } = nationalTitle.paragraph;
    const firstPage = all.indexOf(nationalTitle) < 12;
    findings.hold(
      "national-title.place",
      firstPage && (cell ? cell.column > 0 : nationalTitle.tabbed || look.align === "right" || look.align === "center"),
      nationalTitle.paragraph,
      "không ở phía trên, bên phải",
    );
    if (nationalTitle.tabbed || column === undefined)
      findings.unjudged("national-title.one-line", "không biết bề rộng cột");
    else {
      const width = textWidth(nationalTitle.text, sizeOf(nationalTitle), faceOf(nationalTitle));
      const room = column - (look.left ?? 0) - (look.right ?? 0);
      findings.hold(
        "national-title.one-line",
        width <= room,
        nationalTitle.paragraph,
        `chữ dài ${Math.round(width / 56.7)} mm, cột rộng ${Math.round(room / 56.7)} mm`,
      );
    }
    checkSingle(check, "national-title.spacing", nationalTitle);
  }
  if (!motto) return findings.broken("motto.words", "trang 1", "không có Tiêu ngữ");
  checkLook(check, "motto", [motto]);
  findings.hold("motto.words", motto.text === "Độc lập - Tự do - Hạnh phúc", motto.paragraph, `“${motto.text}”`);
  checkRuleUnder(check, "motto.rule", [motto], rules.limits.fullRule, "dài bằng dòng chữ");
}

function checkSingle({ findings }: Check, rule: string, piece: Piece): void {
  const { line, lineRule, after } = piece.paragraph.look;
  const single = lineRule === "exact" || lineRule === "atLeast" || (line ?? 240) <= 264;
  findings.hold(
    rule,
    single && (after ?? 0) <= 60,
    piece.paragraph,
    single ? `cách dưới ${(after ?? 0) / 20} pt` : `giãn dòng ${Math.round((line ?? 240) / 24) / 10}`,
  );
}

function checkIssuer(check: Check, { governing, issuer, issuerCertain }: Components): void {
  const { findings, rules } = check;
  findings.hold("issuer.present", issuer.length > 0, "trang 1", "không thấy tên cơ quan ban hành");
  checkLook(check, "issuer", issuer);
  checkRuleUnder(check, "issuer.rule", issuer, rules.limits.shortRule, "1/3 đến 1/2 dòng chữ");
  checkLook(check, "governing-body", governing);
  for (const p of governing) checkSingle(check, "governing-body.spacing", p);
  if (!issuerCertain && governing.length === 0 && issuer.length > 1) {
    findings.unjudged(
      "governing-body.weight",
      "các dòng đều đậm: không phân biệt được cơ quan chủ quản với tên cơ quan ban hành dài",
    );
  }
}

const typeSpellings = new Set(["QyĐ", "CTr", "TTr", "TrS", "TTg"]);

function checkNumber(check: Check, { number }: Components): void {
  const { findings } = check;
  if (!number) return findings.broken("number.present", "trang 1", "không có số, ký hiệu");
  findings.kept("number.present");
  checkLook(check, "number", [number]);
  const place = number.paragraph;
  findings.hold(
    "number.label",
    /^Số\s*:/.test(number.text) && !/^Số\s+:/.test(number.text),
    place,
    `“${number.text.split(/[\d/]/)[0]?.trim()}”`,
    "“Số:”",
  );
  const rest = number.text.replace(/^\p{L}+\s*[:.]?\s*/u, "");
  const parts = /^([\d….\s_]*?)(\s*)(\/|-)(\s*)(.*)$/.exec(rest);
  if (!parts) return findings.broken("number.symbol", place, `“${rest}”`);
  const [, digits = "", before = "", slash = "", after = "", symbol = ""] = parts;
  const blank = !/\d/.test(digits);
  if (blank) findings.unjudged("number.zero", "số còn để trống");
  else findings.hold("number.zero", /^0[1-9]$|^[1-9]\d+$/.test(digits.trim()), place, digits.trim(), "05, 12, 123");
  const spaced = (!blank && before !== "") || after !== "" || /\s*-\s+|\s+-\s*|\s/.test(symbol);
  findings.hold("number.spaces", !spaced, place, `“${rest}”`);
  const groups = symbol.replace(/\s/g, "").split(/[-/]/).filter(Boolean);
  const wrong = groups.find((g) => g !== g.toLocaleUpperCase("vi") && !typeSpellings.has(g));
  findings.hold(
    "number.symbol",
    slash === "/" && groups.length > 0 && wrong === undefined,
    place,
    slash === "/" ? `“${wrong ?? symbol}”` : `“${rest}”`,
  );
}

function checkPlaceDate(check: Check, { placeDate, number }: Components): void {
  const { findings } = check;
  if (!placeDate) return findings.broken("place-date.present", "trang 1", "không có địa danh, thời gian");
  findings.kept("place-date.present");
  checkLook(check, "place-date", [placeDate]);
  const at = placeDate.paragraph;
  const parts = /^(.*?)(,?)\s*[Nn]gày\s+(\S+)\s+tháng\s+(\S+)\s+năm\s*(\S*)$/u.exec(placeDate.text.normalize("NFC"));
  const [, place = "", comma = "", day = "", month = "", year = ""] = parts ?? [];
  findings.hold("place-date.comma", comma === "," && /^\p{Lu}/u.test(place), at, `“${placeDate.text}”`);
  if (/\d/.test(day) && /\d/.test(month) && /\d/.test(year)) {
    findings.hold("place-date.day", /^(0[1-9]|[12]\d|3[01])$/.test(day), at, `ngày ${day}`, "05, 12, 31");
    findings.hold(
      "place-date.month",
      /^(01|02|[3-9]|1[0-2])$/.test(month),
      at,
      `tháng ${month}`,
      "01, 02, 3 … 9, 10, 11, 12",
    );
    const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
    findings.hold(
      "place-date.date",
      date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day),
      at,
      `${day}/${month}/${year}`,
    );
  } else {
    for (const rule of ["day", "month", "date"]) findings.unjudged(`place-date.${rule}`, "ngày tháng còn để trống");
  }
  if (!number) return;
  if (number.paragraph === at) return findings.kept("place-date.level");
  const [a, b] = [number.paragraph.cell, at.cell];
  if (!a || !b || a.table !== b.table) return findings.unjudged("place-date.level", "không cùng bảng với số, ký hiệu");
  // In one row the two stand level when each opens its cell or both close it; only separate rows show it surely.
  findings.hold("place-date.level", a.row === b.row, at, "khác hàng với số, ký hiệu");
}

function checkType(check: Check, { typeName, abstract, letterAbstract }: Components): void {
  const { findings, rules } = check;
  if (letterAbstract) {
    checkLook(check, "letter-abstract", [letterAbstract]);
    const before = check.model.paragraphs[letterAbstract.paragraph.index - 2];
    const gap = (letterAbstract.paragraph.look.before ?? 0) + (before?.look.after ?? 0);
    return findings.hold("letter-abstract.gap", gap >= 100, letterAbstract.paragraph, `${gap / 20} pt`, "6 pt");
  }
  if (!typeName)
    return findings.broken("type-name.present", "trang 1", "không thấy tên loại hoặc trích yếu công văn (V/v)");
  findings.kept("type-name.present");
  checkLook(check, "type-name", [typeName]);
  findings.hold("abstract.present", abstract.length > 0, typeName.paragraph, "không có trích yếu");
  checkLook(check, "abstract", abstract);
  checkRuleUnder(check, "abstract.rule", abstract, rules.limits.shortRule, "1/3 đến 1/2 dòng chữ");
}
