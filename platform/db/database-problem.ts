import { Problem } from "#kernel/problem.ts";

/**
 * The one place where PostgreSQL's errors become problems. A room names its own constraints with
 * `nameConstraints`, so that a clash speaks of the talk and not of an index.
 */
const named = new Map<string, { code: string; status: number; field?: string }>();

export function nameConstraints(constraints: Record<string, { code: string; status: number; field?: string }>): void {
  for (const [constraint, problem] of Object.entries(constraints)) named.set(constraint, problem);
}

interface DatabaseError {
  code: string;
  constraint?: string;
  column?: string;
  detail?: string;
}

const bySqlState: Record<string, [code: string, status: number]> = {
  "23505": ["database.duplicate", 409],
  "23P01": ["database.overlap", 409],
  "23514": ["database.check", 422],
  "23502": ["database.check", 422],
  "22001": ["database.value", 422],
  "22003": ["database.value", 422],
  "22007": ["database.value", 422],
  "22008": ["database.value", 422],
  "22P02": ["database.value", 422],
  "22021": ["database.value", 422],
  "42501": ["access.denied", 403],
  "40001": ["database.busy", 503],
  "40P01": ["database.busy", 503],
  "55P03": ["database.busy", 503],
  "57014": ["database.busy", 503],
  "53300": ["server.unavailable", 503],
  "57P01": ["server.unavailable", 503],
  "57P02": ["server.unavailable", 503],
  "57P03": ["server.unavailable", 503],
};

const brokenConnection = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOENT", "ETIMEDOUT"]);

function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && typeof (error as { code?: unknown }).code === "string";
}

/** A serialisation failure or a deadlock: nothing happened, the same transaction may be run again. */
export function isRetryable(error: unknown): boolean {
  return isDatabaseError(error) && (error.code === "40001" || error.code === "40P01");
}

/** Null when the error is none that a caller can be told about. */
export function databaseProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (!isDatabaseError(error)) {
    const lost =
      error instanceof Error &&
      /connection (terminated|timeout)|timeout exceeded when trying to connect/i.test(error.message);
    return lost ? new Problem("server.unavailable", 503) : null;
  }
  const own = error.constraint === undefined ? undefined : named.get(error.constraint);
  if (own !== undefined)
    return new Problem(own.code, own.status, own.field === undefined ? {} : { fields: { [own.field]: own.code } });
  if (brokenConnection.has(error.code)) return new Problem("server.unavailable", 503);
  if (error.code === "23503") {
    return /is still referenced/.test(error.detail ?? "")
      ? new Problem("database.in-use", 409, { constraint: error.constraint })
      : new Problem("database.missing", 422, { constraint: error.constraint });
  }
  const known = bySqlState[error.code];
  if (known === undefined) return null;
  const detail = error.constraint ? { constraint: error.constraint } : {};
  return new Problem(known[0], known[1], detail);
}
