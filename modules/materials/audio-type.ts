/** Recordings, told by their first bytes whatever their name says. */
export const maxAudio = 15 * 1024 * 1024;

const text = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

/** The media type of MP3, OGG, M4A or WAV sound; null for everything else. */
export function audioType(bytes: Uint8Array): string | null {
  if (bytes.length < 12) return null;
  if (text(bytes, 0, 4) === "OggS") return "audio/ogg";
  if (text(bytes, 0, 4) === "RIFF" && text(bytes, 8, 4) === "WAVE") return "audio/wav";
  if (text(bytes, 4, 4) === "ftyp") return isSoundAlone(bytes) ? "audio/mp4" : null;
  if (text(bytes, 0, 3) === "ID3") return "audio/mpeg";
  // a frame of MPEG audio, layer III: eleven ones, a version, a layer, a rate that exists
  const [first, second, third] = [bytes[0]!, bytes[1]!, bytes[2]!];
  const frame =
    first === 0xff &&
    (second & 0xe6) === 0xe2 &&
    (second & 0x18) !== 0x08 &&
    third >> 4 !== 15 &&
    (third & 0x0c) !== 0x0c;
  return frame ? "audio/mpeg" : null;
}

/**
 * An MP4 file with sound and no picture. Recorders of phones write brands that films have too, so its tracks are
 * looked at: each says in its handler box ("hdlr", eight bytes on) what it holds.
 */
function isSoundAlone(bytes: Uint8Array): boolean {
  let sound = ["M4A ", "M4B "].includes(text(bytes, 8, 4));
  for (let at = bytes.indexOf(0x68); at !== -1 && at + 16 <= bytes.length; at = bytes.indexOf(0x68, at + 1)) {
    if (text(bytes, at, 4) !== "hdlr") continue;
    const holds = text(bytes, at + 12, 4);
    if (holds === "vide") return false;
    sound ||= holds === "soun";
  }
  return sound;
}
