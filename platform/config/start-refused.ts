/**
 * The program cannot start or go on for a reason that its operator can mend: a wrong setting, a database that
 * does not let us in, a data folder in use. Shown as one line in Vietnamese with English beside it; exit code 1.
 */
export class StartRefused extends Error {
  readonly vi: string;
  readonly en: string;

  constructor(vi: string, en: string, cause?: unknown) {
    super(`${vi} / ${en}`, { cause });
    this.name = "StartRefused";
    this.vi = vi;
    this.en = en;
  }
}
