import { createHash } from "node:crypto";
import { isCivilDate } from "#kernel/civil-date.ts";
import { Problem } from "#kernel/problem.ts";
import { parseXml, type XmlNode } from "../docx/xml-tree.ts";
import type { Finding } from "../nd30/findings.ts";
import { documentIdOf } from "./package.ts";
import { type EdxmlRule, qcvn102of2016 as rules } from "./qcvn-102-2016.ts";

type Say = (rule: EdxmlRule, holds: boolean | "unjudged", found?: string, where?: string) => void;

/**
 * Holds a package against QCVN 102:2016: every rule is answered as kept, broken (where, found), unjudged or not
 * applicable. Reads the file only; what a gateway would say of signatures and accounts is not for us to tell.
 */
export function checkEdxml(file: Uint8Array): Finding[] {
  const said = new Map<EdxmlRule, Finding[]>();
  const say: Say = (rule, holds, found = "", where = "") => {
    const list = said.get(rule) ?? [];
    list.push({
      rule: `edxml.${rule}`,
      row: Object.keys(rules.rules).indexOf(rule) + 1,
      verdict: holds === "unjudged" ? "unjudged" : holds ? "kept" : "broken",
      name: rules.rules[rule].vi,
      where,
      found: found.length > 120 ? `${found.slice(0, 117)}…` : found,
      expected: rules.rules[rule].vi,
      source: rules.legalBasis,
    });
    said.set(rule, list);
  };
  const root = readRoot(file, say);
  if (root !== null) checkEnvelope(root, say);
  return (Object.keys(rules.rules) as EdxmlRule[]).flatMap((rule): Finding[] => {
    const all = said.get(rule);
    if (all === undefined)
      return [
        {
          rule: `edxml.${rule}`,
          row: Object.keys(rules.rules).indexOf(rule) + 1,
          verdict: "not-applicable",
          name: rules.rules[rule].vi,
          where: "",
          found: "",
          expected: rules.rules[rule].vi,
          source: rules.legalBasis,
        },
      ];
    const broken = all.filter((f) => f.verdict === "broken");
    return broken.length > 0 ? broken.slice(0, 20) : [all.find((f) => f.verdict === "unjudged") ?? all[0]!];
  });
}

function readRoot(file: Uint8Array, say: Say): XmlNode | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(file);
    if (/<!(DOCTYPE|ENTITY)/i.test(text.slice(0, 4_000))) {
      say("xml.well-formed", false, "DOCTYPE");
      return null;
    }
    const root = parseXml(text, "edXML");
    say("xml.well-formed", true);
    const named = root.name === "edXML:edXML";
    say("xml.namespace", named, root.name, "edXML");
    return named ? root : null;
  } catch (error) {
    if (!(error instanceof Problem) && !(error instanceof TypeError)) throw error;
    say("xml.well-formed", false, error instanceof Problem ? String(error.detail["why"] ?? error.code) : "UTF-8");
    return null;
  }
}

const under = (node: XmlNode | undefined, name: string) => node?.children.find((c) => c.name === `edXML:${name}`);
const all = (node: XmlNode | undefined, name: string) => node?.children.filter((c) => c.name === `edXML:${name}`) ?? [];
const words = (node: XmlNode | undefined, ...path: string[]): string =>
  path.reduce<XmlNode | undefined>((at, name) => under(at, name), node)?.text.trim() ?? "";

function checkEnvelope(root: XmlNode, say: Say): void {
  const envelope = under(root, "edXMLEnvelope");
  const header = under(envelope, "edXMLHeader");
  const message = under(header, "MessageHeader");
  const manifest = under(under(envelope, "edXMLBody"), "edXMLManifest");
  const encoded = under(root, "AttachmentEncoded");
  const layers = {
    edXMLEnvelope: envelope,
    edXMLHeader: header,
    MessageHeader: message,
    edXMLManifest: manifest,
    AttachmentEncoded: encoded,
  };
  const missing = Object.entries(layers).flatMap(([name, node]) => (node === undefined ? [name] : []));
  say("structure.envelope", missing.length === 0, missing.length === 0 ? "" : `thiếu ${missing.join(", ")}`);
  if (message !== undefined) {
    checkParties(message, say);
    checkFacts(message, say);
  }
  checkTrace(under(header, "TraceHeaderList"), say);
  checkAttachments(manifest, encoded, say);
}

function checkParties(message: XmlNode, say: Say): void {
  const organ = words(message, "From", "OrganId");
  say("from.organ-id", rules.organId.test(organ), organ, "From/OrganId");
  const name = words(message, "From", "OrganName");
  say("from.name", name !== "" && name.length <= rules.limits.organName, name, "From/OrganName");
  const to = all(message, "To").map((t) => words(t, "OrganId"));
  say("to.present", to.length > 0, String(to.length), "To");
  to.forEach((id, i) => say("to.organ-id", rules.organId.test(id), id, `To[${i + 1}]/OrganId`));
  const twice = to.filter((id, i) => to.indexOf(id) !== i);
  if (to.length > 0) say("to.unique", twice.length === 0, twice.join(", "), "To");
}

const isDay = (text: string) => /^\d{4}\/\d\d\/\d\d$/.test(text) && isCivilDate(text.replaceAll("/", "-"));

function checkFacts(message: XmlNode, say: Say): void {
  const code = { number: words(message, "Code", "CodeNumber"), notation: words(message, "Code", "CodeNotation") };
  say("code.number", /^\d{1,10}$/.test(code.number), code.number, "Code/CodeNumber");
  say("code.notation", code.notation !== "" && !/\s/.test(code.notation), code.notation, "Code/CodeNotation");
  say("promulgation.place", words(message, "PromulgationInfo", "Place") !== "", "", "PromulgationInfo/Place");
  const day = words(message, "PromulgationInfo", "PromulgationDate");
  say("promulgation.date", isDay(day), day, "PromulgationInfo/PromulgationDate");
  const type = words(message, "DocumentType", "Type");
  say("type.name", words(message, "DocumentType", "TypeName") !== "" && /^\d{1,3}$/.test(type), type, "DocumentType");
  for (const [rule, name] of [
    ["subject", "Subject"],
    ["content", "Content"],
  ] as const) {
    const text = words(message, name);
    say(rule, text !== "" && text.length <= rules.limits[rule], text === "" ? "trống" : `${text.length} ký tự`, name);
  }
  say("signer.name", words(message, "SignerInfo", "FullName") !== "", "", "SignerInfo/FullName");
  const due = words(message, "DueDate");
  if (due !== "") say("due-date", isDay(due), due, "DueDate");
  for (const [i, place] of all(under(message, "ToPlaces"), "Place").entries()) {
    const length = place.text.trim().length;
    say("to-places", length > 0 && length <= rules.limits.place, `${length} ký tự`, `ToPlaces/Place[${i + 1}]`);
  }
  const priority = words(message, "OtherInfo", "Priority");
  say("other.priority", (rules.priorities as readonly string[]).includes(priority), priority, "OtherInfo/Priority");
  for (const name of ["PromulgationAmount", "PageAmount"]) {
    const amount = words(message, "OtherInfo", name);
    if (amount !== "") say("other.amounts", /^[1-9]\d{0,6}$/.test(amount), amount, `OtherInfo/${name}`);
  }
  const steering = words(message, "SteeringType");
  if (steering !== "")
    say("steering-type", (rules.steeringTypes as readonly string[]).includes(steering), steering, "SteeringType");
  const id = words(message, "DocumentId");
  const expected = documentIdOf(words(message, "From", "OrganId"), day, code);
  say("document-id", id === expected, id, "DocumentId");
}

function checkTrace(list: XmlNode | undefined, say: Say): void {
  const traces = all(list, "TraceHeader");
  const sound = traces.every(
    (t) => rules.organId.test(words(t, "OrganId")) && /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d$/.test(words(t, "Timestamp")),
  );
  say(
    "trace.present",
    traces.length > 0 && sound,
    traces.length === 0 ? "không có TraceHeader" : "",
    "TraceHeaderList",
  );
  const misspelt = under(list, "Business") !== undefined;
  const type = words(list, "Bussiness", "BussinessDocType");
  say(
    "trace.business",
    (rules.businessTypes as readonly string[]).includes(type),
    misspelt ? "viết “Business”, quy chuẩn viết “Bussiness”" : type,
    "TraceHeaderList/Bussiness",
  );
}

function checkAttachments(manifest: XmlNode | undefined, encoded: XmlNode | undefined, say: Say): void {
  const references = all(manifest, "Reference");
  const attachments = all(encoded, "Attachment");
  const ids = attachments.map((a) => words(a, "ContentId"));
  const listed = references.map((r) => words(r, "ContentId") || (r.attributes["xlink:href"] ?? ""));
  const stray = [
    ...listed.filter((id) => ids.filter((x) => x === id).length !== 1),
    ...ids.filter((id) => !listed.includes(id)),
  ];
  say(
    "manifest.matched",
    stray.length === 0 && references.length > 0,
    references.length === 0 ? "không có tệp nào" : stray.join(", "),
    "edXMLManifest",
  );
  attachments.forEach((a, i) => {
    const where = `Attachment[${i + 1}]`;
    const name = words(a, "AttachmentName");
    say(
      "attachment.name",
      name !== "" && name.length <= rules.limits.attachmentName && !/[\\/]/.test(name),
      name,
      where,
    );
    const text = words(a, "ContentTransferEncoded").replace(/\s/g, "");
    const sound = text !== "" && text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
    say("attachment.encoding", sound, sound ? "" : `${text.length} ký tự`, where);
    if (!sound) return;
    const bytes = Buffer.from(text, "base64");
    const type = words(a, "ContentType");
    const mark = rules.mediaTypes[type];
    say(
      "attachment.type",
      mark !== undefined && bytes.subarray(0, mark.length).toString("latin1") === mark,
      type,
      where,
    );
    const reference = references[listed.indexOf(words(a, "ContentId"))];
    const claimed = /SHA-256:([0-9a-f]{64})/i.exec(words(reference, "Description"))?.[1]?.toLowerCase();
    const real = createHash("sha256").update(bytes).digest("hex");
    if (claimed === undefined) say("attachment.hash", "unjudged", "gói không ghi SHA-256", where);
    else say("attachment.hash", claimed === real, real, where);
  });
}
