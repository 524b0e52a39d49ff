import { expect, test } from "vitest";
import { audioType } from "./audio-type.ts";

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array([
    ...parts.flatMap((p) => (typeof p === "string" ? [...p].map((c) => c.charCodeAt(0)) : p)),
    ...Array<number>(16).fill(0),
  ]);

test("a recording is known by its bytes", () => {
  expect(audioType(bytes("ID3", [4, 0]))).toBe("audio/mpeg");
  expect(audioType(bytes([0xff, 0xfb, 0x90, 0x00]))).toBe("audio/mpeg");
  expect(audioType(bytes("OggS"))).toBe("audio/ogg");
  expect(audioType(bytes([0, 0, 0, 28], "ftypM4A "))).toBe("audio/mp4");
  expect(audioType(bytes("RIFF", [36, 0, 0, 0], "WAVEfmt "))).toBe("audio/wav");
  // a phone's recorder: the brand of a film, one track, of sound
  expect(
    audioType(bytes([0, 0, 0, 24], "ftypmp42", Array<number>(16).fill(0), "hdlr", Array<number>(8).fill(0), "soun")),
  ).toBe("audio/mp4");
});

test("what is no recording, or might be run or shown, is none", () => {
  for (const other of [
    bytes("<html><script>alert(1)</script>"),
    bytes("%PDF-1.7"),
    bytes([0, 0, 0, 28], "ftypisom"),
    bytes([0, 0, 0, 24], "ftypM4A ", Array<number>(16).fill(0), "hdlr", Array<number>(8).fill(0), "vide"),
    bytes("RIFF", [36, 0, 0, 0], "AVI LIST"),
    bytes([0xff, 0xd8, 0xff, 0xe0]),
    bytes([0xff, 0xfe, 0x41, 0x00]),
    bytes("PK", [3, 4]),
    new Uint8Array(0),
    new Uint8Array([0xff, 0xfb]),
  ])
    expect(audioType(other)).toBeNull();
});
