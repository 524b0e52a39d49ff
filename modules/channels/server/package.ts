import { extname } from "node:path";
import { strToU8, zipSync, type Zippable } from "fflate";
import { sql } from "kysely";
import { authorise, type Principal } from "#kernel/access.ts";
import { formatDate, todayInVietnam, type CivilDate } from "#kernel/civil-date.ts";
import { languageName } from "#kernel/languages.ts";
import { unitState } from "#modules/units/server.ts";
import type { Tx } from "#platform/db/session.ts";
import type { FileStore } from "#platform/files/file-store.ts";
import { FileAnswer } from "#platform/http/file-answer.ts";
import type { Channel } from "../contract.ts";
import {
  csvCell,
  fullText,
  imageText,
  type Outgoing,
  shortMessages,
  speechScript,
  spokenLength,
} from "../package-texts.ts";
import { channelPolicy } from "../policy.ts";
import { channelProblem } from "../problems.ts";
import { outwardRefusal } from "../rules.ts";
import { findOutgoing, listChannels, loudspeakerSpeed, type OutgoingVersion, placeVersion } from "./store.ts";

/** Attached sound and pictures in one package, at most; what does not fit is named in its leading text. */
const mostBytes = 100 * 1024 * 1024;
/** The same bytes for the same content, whenever they are asked for. */
const packedAt = new Date(2000, 0, 1);

interface Attached {
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
}

/**
 * All that a person needs to publish a version: text, script for the loudspeaker, short messages, words for pictures,
 * sound and pictures, the language versions, and neutral JSON and CSV for the source information system.
 * @throws channel.recalled and its like, with the version in use instead, where it may not go out
 */
export async function buildPackage(
  tx: Tx,
  principal: Principal,
  files: FileStore,
  versionId: string,
): Promise<FileAnswer> {
  const today = todayInVietnam();
  const version = await findOutgoing(tx, versionId);
  authorise(channelPolicy, "channel.package", principal, await placeVersion(tx, principal, version));
  const refused = outwardRefusal(version, today);
  if (refused !== null)
    throw channelProblem(`channel.${refused}`, { versionId, currentVersionId: version.currentVersionId });
  const { tree } = await unitState(tx);
  const issuer = tree.versionNear(version.issuerId, today);
  const named = {
    issuer: issuer?.name ?? `#${version.issuerId}`,
    source: version.source ?? version.legalBasis ?? issuer?.name ?? "",
  };
  const outgoing: Outgoing[] = [
    { ...version, ...named },
    ...(await reviewed(tx, versionId)).map((l) => ({ ...l, ...named })),
  ];
  const speed = await loudspeakerSpeed(tx, today);
  const channels = await listChannels(tx, today);
  const parts: Zippable = {};
  const put = (path: string, bytes: Uint8Array) => {
    parts[path] = [bytes, { mtime: packedAt, level: /\.(mp3|m4a|jpe?g|png)$/i.test(path) ? 0 : 6 }];
  };
  const say = (path: string, text: string) => put(path, strToU8(`\ufeff${text.replaceAll("\n", "\r\n")}`));

  for (const out of outgoing) {
    const folder = out.language === version.language ? "" : `ngon-ngu/${out.language}/`;
    const script = speechScript(out, speed);
    say(`${folder}van-ban.txt`, fullText(out));
    say(
      `${folder}loa-truyen-thanh.txt`,
      `${script.seconds === null ? "" : `Thời lượng đọc khoảng ${spokenLength(script.seconds)} (${speed} tiếng một phút).\n\n`}${script.text}\n`,
    );
    say(`${folder}chu-tren-anh.txt`, imageText(out));
    for (const channel of channels.filter((c) => c.form === "short" && c.longest !== null))
      say(`${folder}tin-ngan-${channel.code}.txt`, shortText(out, channel));
  }
  const attached = await attachmentsOf(tx, versionId);
  const left = await putFiles(attached, files, put);
  const neutral = neutralOf(version, outgoing, channels, issuer?.code ?? null, speed, attached, left);
  put("du-lieu.json", strToU8(`${JSON.stringify(neutral, null, 2)}\n`));
  put("du-lieu.csv", strToU8(`\ufeff${csvOf(neutral)}`));
  say("doc-truoc.txt", leading(version, named, outgoing, left, today));
  return new FileAnswer({
    bytes: zipSync(parts),
    mediaType: "application/zip",
    fileName: `Gói phát – ${version.title.slice(0, 80)} – bản ${version.number}.zip`,
  });
}

function shortText(out: Outgoing, channel: Channel): string {
  const messages = shortMessages(out, channel.longest!);
  const head = `${channel.nameVi}: mỗi tin nhiều nhất ${channel.longest} ký tự.`;
  return [head, "", ...messages.flatMap((m) => [`[${m.length} ký tự]`, m, ""])].join("\n");
}

async function reviewed(tx: Tx, versionId: string): Promise<Omit<Outgoing, "issuer" | "source">[]> {
  const { rows } = await sql<Omit<Outgoing, "issuer" | "source">>`
    select language, title, key_messages as "keyMessages", body, qa from material_language
    where version_id = ${versionId}::uuid and status = 'reviewed' order by language`.execute(tx);
  return rows;
}

async function attachmentsOf(tx: Tx, versionId: string): Promise<Attached[]> {
  const { rows } = await sql<{
    fileName: string;
    mediaType: string;
    size: number;
    sha256: string;
    language: string | null;
  }>`
    select file_name as "fileName", media_type as "mediaType", size, sha256, null as language from material_attachment
      where version_id = ${versionId}::uuid and (media_type like 'audio/%' or media_type like 'image/%')
    union all
    select r.language || case when r.media_type = 'audio/mpeg' then '.mp3' else '.m4a' end, r.media_type, r.size, r.sha256, r.language
      from material_audio r join material_language l using (version_id, language)
      where r.version_id = ${versionId}::uuid and l.status = 'reviewed'
    order by 5 nulls first, 1`.execute(tx);
  const taken = new Set<string>();
  return rows.map((f) => {
    const folder =
      f.language !== null
        ? `ngon-ngu/${f.language}/am-thanh`
        : f.mediaType.startsWith("audio/")
          ? "am-thanh"
          : "hinh-anh";
    return {
      name: freeName(`${folder}/${safeName(f.fileName)}`, taken),
      mediaType: f.mediaType,
      size: f.size,
      sha256: f.sha256,
    };
  });
}

/** A name that every system unpacks: no path, no signs that some file systems forbid. */
function safeName(name: string): string {
  // oxlint-disable-next-line no-control-regex
  return name.replace(/[\\/:*?"<>|\0-\x1f]/g, "_").replace(/^\.+/, "_") || "tep";
}

function freeName(path: string, taken: Set<string>): string {
  const ext = extname(path);
  let name = path;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${path.slice(0, path.length - ext.length)}-${n}${ext}`;
  taken.add(name.toLowerCase());
  return name;
}

/** Names of what was left out: too much for one package, or no longer to be read. */
async function putFiles(
  attached: readonly Attached[],
  files: FileStore,
  put: (path: string, bytes: Uint8Array) => void,
): Promise<string[]> {
  const left: string[] = [];
  let total = 0;
  for (const file of attached) {
    const bytes = total + file.size > mostBytes ? null : await files.read(file.sha256);
    if (bytes === null) left.push(file.name);
    else {
      total += file.size;
      put(file.name, bytes);
    }
  }
  return left;
}

function leading(
  version: OutgoingVersion,
  named: { issuer: string; source: string },
  outgoing: readonly Outgoing[],
  left: readonly string[],
  today: CivilDate,
): string {
  const languages = outgoing.map((o) => languageName(o.language)).join(", ");
  return [
    `GÓI PHÁT: ${version.title}`,
    "",
    `Đơn vị ban hành: ${named.issuer}`,
    `Nguồn: ${named.source}`,
    ...(version.legalBasis === null ? [] : [`Căn cứ: ${version.legalBasis}`]),
    `Phiên bản ${version.number}, mã nội dung ${version.contentHash.slice(0, 16)}`,
    `Dùng từ ${version.validFrom === null ? "trước" : formatDate(version.validFrom)} đến ${version.validTo === null ? "khi có bản mới hoặc thu hồi" : `hết ${formatDate(version.validTo)}`}`,
    `Ngôn ngữ: ${languages}`,
    `Lấy gói ngày ${formatDate(today)}`,
    "",
    "Không có gì tự đăng. Người phụ trách đăng, phát, rồi ghi vào sổ: nơi, ngày và đường dẫn hoặc số hiệu.",
    "Trước khi đăng lại vào ngày khác, hãy lấy gói mới: tài liệu có thể đã được thay hoặc thu hồi.",
    "",
    "van-ban.txt           toàn văn cho bảng tin, bản tin, trang thông tin",
    "loa-truyen-thanh.txt  lời đọc cho loa, có thời lượng",
    "tin-ngan-*.txt        tin ngắn, đã đếm ký tự",
    "chu-tren-anh.txt      chữ đặt trên ảnh và lời thay ảnh",
    "du-lieu.json, .csv    dữ liệu cho hệ thống thông tin nguồn",
    "am-thanh, hinh-anh    tệp đính kèm của tài liệu",
    "ngon-ngu              các bản tiếng dân tộc thiểu số đã duyệt",
    ...(left.length === 0
      ? []
      : ["", "Không có trong gói (quá lớn hoặc không còn đọc được); hãy tải ở trang tài liệu:", ...left]),
    "",
  ].join("\n");
}

interface Neutral {
  schema: string;
  version: {
    id: string;
    material: string;
    number: number;
    contentHash: string;
    validFrom: string | null;
    validTo: string | null;
  };
  topic: string;
  issuer: { name: string; code: string | null };
  source: string;
  legalBasis: string | null;
  channels: { code: string; name: string; form: string }[];
  texts: {
    language: string;
    title: string;
    text: string;
    speech: string;
    speechSeconds: number | null;
    imageText: string;
  }[];
  files: { path: string; mediaType: string; size: number; sha256: string }[];
}

/** A neutral form: the exchange schema of the source information system is not public, so an adapter has its own seam here. */
function neutralOf(
  version: OutgoingVersion,
  outgoing: readonly Outgoing[],
  channels: readonly Channel[],
  issuerCode: string | null,
  speed: number | null,
  attached: readonly Attached[],
  left: readonly string[],
): Neutral {
  const first = outgoing[0]!;
  return {
    schema: "cau-noi/channel-package/1",
    version: {
      id: version.versionId,
      material: version.materialId,
      number: version.number,
      contentHash: version.contentHash,
      validFrom: version.validFrom,
      validTo: version.validTo,
    },
    topic: version.topic,
    issuer: { name: first.issuer, code: issuerCode },
    source: first.source,
    legalBasis: version.legalBasis,
    channels: channels.map(({ code, nameVi, form }) => ({ code, name: nameVi, form })),
    texts: outgoing.map((out) => {
      const { text: speech, seconds } = speechScript(out, speed);
      return {
        language: out.language,
        title: out.title,
        text: fullText(out),
        speech,
        speechSeconds: seconds,
        imageText: imageText(out),
      };
    }),
    files: attached
      .filter((f) => !left.includes(f.name))
      .map(({ name, mediaType, size, sha256 }) => ({ path: name, mediaType, size, sha256 })),
  };
}

function csvOf(data: Neutral): string {
  const head = [
    "version_id",
    "number",
    "language",
    "title",
    "text",
    "speech",
    "speech_seconds",
    "issuer",
    "issuer_code",
    "source",
    "legal_basis",
    "topic",
    "valid_from",
    "valid_to",
    "content_hash",
  ];
  const rows = data.texts.map((t) => [
    data.version.id,
    data.version.number,
    t.language,
    t.title,
    t.text,
    t.speech,
    t.speechSeconds,
    data.issuer.name,
    data.issuer.code,
    data.source,
    data.legalBasis,
    data.topic,
    data.version.validFrom,
    data.version.validTo,
    data.version.contentHash,
  ]);
  return [head, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}
