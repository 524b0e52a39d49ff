import type { PublicTalk } from "#modules/talks/server.ts";

const encoder = new TextEncoder();

function value(text: string): string {
  return text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n?|\n/g, "\\n")
    .replace(/\p{Cc}/gu, "");
}

/** Lines of at most 75 octets, broken between letters and never inside one (RFC 5545, 3.1). */
function folded(line: string): string {
  const parts: string[] = [];
  let part = "";
  let octets = 0;
  for (const sign of line) {
    const size = encoder.encode(sign).byteLength;
    if (octets + size > 74) {
      parts.push(part);
      part = "";
      octets = 0;
    }
    part += sign;
    octets += size;
  }
  parts.push(part);
  return parts.join("\r\n ");
}

const utc = (moment: string) => moment.replace(/[-:]/g, "").replace(/\.\d+Z$/, "Z");

/** Open talks as a calendar that a phone may subscribe to; one that was called off stays in it, marked so. */
export function icalendar(
  about: { name: string; prodId: string; now: Date; url: string | null },
  talks: readonly PublicTalk[],
): string {
  const stamp = utc(about.now.toISOString());
  const events = talks.flatMap((talk) => [
    "BEGIN:VEVENT",
    `UID:${talk.id}@caunoi`,
    `DTSTAMP:${stamp}`,
    `SEQUENCE:${talk.version}`,
    `DTSTART:${utc(talk.startsAt)}`,
    ...(talk.endsAt === null ? [] : [`DTEND:${utc(talk.endsAt)}`]),
    `SUMMARY:${value(talk.title)}`,
    `LOCATION:${value([talk.placeDetail, talk.place, talk.commune].filter((x, i, all) => x !== null && all.indexOf(x) === i).join(", "))}`,
    `DESCRIPTION:${value(talk.issuer)}`,
    `STATUS:${talk.cancelled ? "CANCELLED" : "CONFIRMED"}`,
    ...(about.url === null ? [] : [`URL:${about.url}`]),
    "END:VEVENT",
  ]);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//${about.prodId}//VI`,
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${value(about.name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ...events,
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}
