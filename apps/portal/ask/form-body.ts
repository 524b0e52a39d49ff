import { Problem } from "#kernel/problem.ts";
import { readBytes } from "#platform/http/request-body.ts";

/** The longest question, every letter written with three bytes and these in the form's own spelling, twice over. */
const mostBytes = 600_000;

/** The fields of a form as it was sent; of a name that comes twice the first. @throws request.media-type, request.too-large */
export async function readForm(request: Request): Promise<(name: string) => string> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/x-www-form-urlencoded") throw new Problem("request.media-type", 415, { expected: "form" });
  const bytes = await readBytes(request, mostBytes);
  const fields = new URLSearchParams(new TextDecoder().decode(bytes));
  return (name) => fields.get(name) ?? "";
}
