/** Recordings, told by their first bytes whatever their name says. */
export const maxAudio = 15 * 1024 * 1024;

const text = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

/** The media type of MP3, OGG, M4A or WAV sound; null for everything else. */
export function audioType(bytes: Uint8Array): string | null {
  if (bytes.length < 12) return null;
  if (text(bytes, 0, 4) === "OggS") return "audio/ogg";
  if (text(bytes, 0, 4) === "RIFF" && text(bytes, 8, 4) === "WAVE") return "audio/wav";
  // an MP4 box with a brand of sound alone: a film has another one
  if (text(bytes, 4, 4) === "ftyp" && ["M4A ", "M4B "].includes(text(bytes, 8, 4))) return "audio/mp4";
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
