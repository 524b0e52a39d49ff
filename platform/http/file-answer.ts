/** A file to take away: the bytes are whole before the answer begins, so that no transaction waits for a slow client. */
export class FileAnswer {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly fileName: string;
  /** Shown in the browser instead of saved. */
  readonly inline: boolean;

  constructor(file: { bytes: Uint8Array; mediaType: string; fileName: string; inline?: boolean }) {
    this.bytes = file.bytes;
    this.mediaType = file.mediaType;
    this.fileName = file.fileName;
    this.inline = file.inline ?? false;
  }

  /** RFC 6266: a plain name for old programs, the Vietnamese one for the rest. */
  get disposition(): string {
    const plain = this.fileName
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .replace(/đ/g, "d")
      .replace(/Đ/g, "D")
      .replace(/[^\w. -]/g, "_");
    return `${this.inline ? "inline" : "attachment"}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(this.fileName)}`;
  }
}
