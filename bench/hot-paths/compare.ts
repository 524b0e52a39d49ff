import type { Path } from "./measure.ts";

/** Asks both the first questions and holds the answers against each other, row by row. */
export async function sameAnswers(path: Path, ports: { ours: number; plain: number }, token: string): Promise<string> {
  const { rows } = path;
  if (rows === undefined) return "nothing to compare (writes)";
  const asked = Math.min(60, path.ours.length);
  let same = 0;
  let compared = 0;
  let firstDifference = "";
  for (let i = 0; i < asked; i++) {
    const ours = rows.ours(await ask(ports.ours, path.ours[i]!.path, token));
    const plain = rows.plain(await ask(ports.plain, path.plain[i]!.path));
    compared += plain.length;
    const equal = ours.length === plain.length && ours.every((row, n) => row === plain[n]);
    if (equal) same++;
    else if (firstDifference === "") {
      const n = plain.findIndex((row, at) => row !== ours[at]);
      firstDifference = `; first difference: ${path.ours[i]!.path} row ${n}: ours ${ours[n]} (${ours.length}), plain ${plain[n]} (${plain.length})`;
    }
  }
  return `${same} of ${asked} answers equal row by row (${compared} rows)${firstDifference}`;
}

async function ask(port: number, path: string, token?: string): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
