import type { z } from "zod";

import { Problem } from "#kernel/problem.ts";
import { databaseProblem } from "#platform/db/database-problem.ts";
import type { Language } from "./language.ts";

/** Every room's and the platform's messages in one map a language; titles are found under `problem.<code>`. */
export interface Messages {
  vi: Record<string, string>;
  en: Record<string, string>;
}

const fieldCodes: Record<string, string> = {
  too_small: "field.too-small",
  too_big: "field.too-large",
  invalid_format: "field.format",
  invalid_value: "field.choice",
  unrecognized_keys: "field.unknown",
};

/** JSON pointers to what is wrong, each with a code. A schema may give its own code as its error message ("talk.too-long"). */
export function fieldsOf(issues: readonly z.core.$ZodIssue[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of issues) {
    const at = `/${issue.path.map((p) => String(p).replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
    const missing =
      issue.code === "invalid_type" && (issue.input === undefined || /received undefined/.test(issue.message));
    const own = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/.test(issue.message) ? issue.message : undefined;
    const code = own ?? (missing ? "field.required" : (fieldCodes[issue.code] ?? "field.invalid"));
    if (issue.code === "unrecognized_keys")
      for (const key of issue.keys) fields[`${at === "/" ? "" : at}/${key}`] = code;
    else fields[at] ??= code;
  }
  return fields;
}

export function invalid(issues: readonly z.core.$ZodIssue[]): Problem {
  return new Problem("request.invalid", 400, { fields: fieldsOf(issues) });
}

/** What was thrown, as something that can be answered; `fault` is true for what has to be looked into. */
export function asProblem(error: unknown): { problem: Problem; fault: boolean } {
  if (error instanceof Problem) return { problem: error, fault: error.status >= 500 };
  const known = databaseProblem(error);
  if (known !== null) return { problem: known, fault: known.status >= 500 };
  return { problem: new Problem("server.fault", 500), fault: true };
}

export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  params?: Record<string, unknown>;
  fields?: Record<string, string>;
  instance: string;
}

/** Puts `{name}` members of the problem's detail into the text. */
function fill(text: string, detail: Record<string, unknown>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    detail[name] === undefined ? whole : String(detail[name]),
  );
}

export function problemDocument(
  problem: Problem,
  language: Language,
  messages: Messages,
  requestId: string,
): ProblemDocument {
  const { fields, ...params } = problem.detail;
  const texts = messages[language];
  const title = texts[`problem.${problem.code}`] ?? messages.vi[`problem.${problem.code}`] ?? problem.code;
  const detail = texts[`problem.${problem.code}.detail`];
  return {
    type: `urn:caunoi:problem:${problem.code}`,
    title: fill(title, params),
    status: problem.status,
    code: problem.code,
    ...(detail === undefined ? {} : { detail: fill(detail, params) }),
    ...(Object.keys(params).length === 0 ? {} : { params }),
    ...(fields === undefined ? {} : { fields }),
    instance: `urn:caunoi:request:${requestId}`,
  };
}
