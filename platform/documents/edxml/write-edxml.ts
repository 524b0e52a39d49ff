import { createHash } from "node:crypto";
import { businessTypes, documentIdOf, type EdxmlPackage, edxmlNamespace } from "./package.ts";
import { qcvn102of2016 as rules } from "./qcvn-102-2016.ts";

/**
 * Elements stand in the order of the standard's own numbering (1.1 From … 1.13 SteeringType, 1.14 DocumentId; 2.2.1
 * BussinessDocType … 2.2.4 DocumentId), as implementations that quote it have them. Others put DocumentId after To; both are
 * read by name.
 */
type Tree = readonly [name: string, content: string | readonly (Tree | null)[]];

/**
 * Writes the package as one XML file with its attachments inside. Nothing is sent and nothing is signed: that is for
 * the exchange's own gateway, with its certificate. The SHA-256 of each attachment stands in its description.
 */
export function writeEdxml(message: EdxmlPackage): Uint8Array {
  const day = (civil: string) => civil.replaceAll("-", "/");
  const line = (name: string, text: string | undefined): Tree | null =>
    text === undefined || text === "" ? null : [name, text];
  const files = message.attachments.map((a) => {
    const sha256 = createHash("sha256").update(a.bytes).digest("hex");
    return { ...a, sha256, contentId: `cid:${sha256.slice(0, 32)}@caunoi` };
  });
  const header: Tree = [
    "MessageHeader",
    [
      [
        "From",
        [
          ["OrganId", message.from.organId],
          line("OrganizationInCharge", message.from.inCharge),
          ["OrganName", message.from.name],
          line("OrganAdd", message.from.address),
          line("Email", message.from.email),
          line("Telephone", message.from.telephone),
        ],
      ],
      ...message.to.map((to): Tree => [
        "To",
        [
          ["OrganId", to.organId],
          ["OrganName", to.name],
        ],
      ]),
      [
        "Code",
        [
          ["CodeNumber", message.code.number],
          ["CodeNotation", message.code.notation],
        ],
      ],
      [
        "PromulgationInfo",
        [
          ["Place", message.place],
          ["PromulgationDate", day(message.issuedOn)],
        ],
      ],
      [
        "DocumentType",
        [
          ["Type", message.type.code],
          ["TypeName", message.type.name],
        ],
      ],
      ["Subject", cut(message.subject, rules.limits.subject)],
      ["Content", cut(message.content, rules.limits.content)],
      [
        "SignerInfo",
        [
          line("Competence", message.signer.competence),
          ["Position", message.signer.position],
          ["FullName", message.signer.name],
        ],
      ],
      line("DueDate", message.dueOn === undefined ? undefined : day(message.dueOn)),
      message.places.length === 0
        ? null
        : ["ToPlaces", message.places.map((p): Tree => ["Place", cut(p, rules.limits.place)])],
      [
        "OtherInfo",
        [
          ["Priority", message.priority],
          ["PromulgationAmount", String(message.copies)],
          ["PageAmount", String(message.pages)],
        ],
      ],
      ["SteeringType", "0"],
      ["DocumentId", documentIdOf(message.from.organId, message.issuedOn, message.code)],
    ],
  ];
  const trace: Tree = [
    "TraceHeaderList",
    [
      [
        "TraceHeader",
        [
          ["OrganId", message.from.organId],
          ["Timestamp", stamp(message.sentAt)],
        ],
      ],
      [
        "Bussiness",
        [
          ["BussinessDocType", businessTypes[message.business]],
          line("BussinessDocReason", message.reason),
          message.about === undefined ? null : ["DocumentId", message.about],
          ["Paper", "0"],
        ],
      ],
    ],
  ];
  const manifest: Tree = [
    "edXMLManifest",
    files.map((f): Tree => [
      `Reference xlink:href="${escapeXml(f.contentId)}"`,
      [
        ["ContentId", f.contentId],
        ["ContentType", f.mediaType],
        ["AttachmentName", f.name],
        ["Description", `SHA-256:${f.sha256}`],
      ],
    ]),
  ];
  const attachments = files.map((f): Tree => [
    "Attachment",
    [
      ["ContentType", f.mediaType],
      ["ContentId", f.contentId],
      ["ContentTransferEncoded", Buffer.from(f.bytes).toString("base64")],
      ["AttachmentName", f.name],
    ],
  ]);
  const envelope = xml(
    [
      "edXMLEnvelope",
      [
        ["edXMLHeader", [header, trace]],
        ["edXMLBody", [manifest]],
      ],
    ],
    "edXML:",
    1,
  );
  const encoded = xml(["AttachmentEncoded", attachments], "", 1);
  return new TextEncoder().encode(
    `<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="${edxmlNamespace}" xmlns:edXML="${edxmlNamespace}" xmlns:xlink="http://www.w3.org/1999/xlink">\n${envelope}${encoded}</edXML>\n`,
  );
}

function xml([name, content]: Tree, prefix: string, depth: number): string {
  const pad = "  ".repeat(depth);
  const tag = name.split(" ")[0]!;
  if (typeof content === "string") return `${pad}<${prefix}${name}>${escapeXml(content)}</${prefix}${tag}>\n`;
  const inner = content.flatMap((child) => (child === null ? [] : [xml(child, prefix, depth + 1)])).join("");
  return `${pad}<${prefix}${name}>\n${inner}${pad}</${prefix}${tag}>\n`;
}

const named: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
function escapeXml(text: string): string {
  // control characters may not stand in XML at all
  const allowed = [...text.normalize("NFC")].filter((c) => c >= " " || c === "\n" || c === "\t").join("");
  return allowed.replace(/[&<>"']/g, (c) => named[c]!);
}

function cut(text: string, most: number): string {
  const words = text.normalize("NFC");
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
}

/** yyyy/MM/dd HH:mm:ss in Vietnam. */
function stamp(at: Date): string {
  return new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 19).replaceAll("-", "/").replace("T", " ");
}
