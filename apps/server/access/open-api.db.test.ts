import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { useTestDatabase } from "#platform/testing/database.ts";
import { allRoutes } from "../rooms.ts";
import { cases } from "./cases.ts";
import { openApp, type OpenApp, send } from "./open-app.ts";
import { buildWorld, type World } from "./world.ts";

/**
 * The OpenAPI document is complete and true: it names every route, and what each of them really answers fits the
 * schema that stands in the document as a client reads it (JSON Schema read back, not the code's own schema).
 */
const db = useTestDatabase();
let open: OpenApp;
let world: World;
let document: OpenApiDocument;

interface Operation {
  responses: Record<string, { content?: Record<string, { schema: object }>; $ref?: string }>;
  "x-caunoi-verb"?: string;
  "x-caunoi-access"?: string;
  operationId: string;
  parameters: { name: string; in: string; required: boolean }[];
}
interface OpenApiDocument {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

beforeAll(async () => {
  open = await openApp(db);
  world = await buildWorld(db, (path, init) => Promise.resolve(open.app.request(path, init)));
  document = (await (await open.app.request("/api/openapi.json")).json()) as OpenApiDocument;
}, 120_000);
afterAll(() => open.close());

const listed = allRoutes({ auth: { library: { api: {} }, options: {} }, database: {}, files: {} } as never).flat();

/** A schema of the document with the components that it refers to, as one JSON Schema. */
function readBack(schema: object): z.ZodType {
  const text = JSON.stringify({ ...schema, $defs: document.components.schemas })
    .replaceAll("#/components/schemas/", "#/$defs/")
    // a pattern is Unicode's in JSON Schema, but zod reads it back without that flag
    .replaceAll("\\\\p{Lu}", "A-ZÀ-Ỹ");
  return z.fromJSONSchema(JSON.parse(text) as never);
}

describe("the document", () => {
  test("names every route once, with its verb or its access, and every parameter of its path", () => {
    const named = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    );
    expect(named.sort()).toEqual(listed.map((r) => `${r.method} /api${r.path.replace(/:(\w+)/g, "{$1}")}`).sort());
    const ids = new Set<string>();
    for (const [path, operations] of Object.entries(document.paths))
      for (const operation of Object.values(operations)) {
        expect(operation["x-caunoi-verb"] ?? operation["x-caunoi-access"], path).toBeTruthy();
        expect(operation.parameters.filter((p) => p.in === "path").map((p) => p.name)).toEqual(
          [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]),
        );
        ids.add(operation.operationId);
      }
    expect(ids.size).toBe(listed.length);
    expect(document.openapi).toMatch(/^3\.1/);
  });

  test("refers to nothing that is not in it", () => {
    const referred = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)].map(
      (m) => m[2]!,
    );
    const known = new Set([...Object.keys(document.components.schemas), "Problem"]);
    expect(referred.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe("what is really answered fits the document", () => {
  const reading = listed.filter((route) => route.method === "get" || route.answer !== undefined);
  test.each(reading.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const))(
    "%s",
    async (name, route) => {
      const [asking] = cases[name]!;
      const who = world.personas[0]!;
      const sent = await send(open.app, route, await asking!.ask(world, who, db), who.token);
      const operation = document.paths[`/api${route.path.replace(/:(\w+)/g, "{$1}")}`]![route.method]!;
      const described = operation.responses[String(sent.status)] ?? operation.responses.default!;
      if (described.$ref !== undefined) {
        expect(sent.type).toBe("application/problem+json");
        expect(asking!.instead ?? [403]).toContain(sent.status);
        readBack(document.components.schemas.Problem!).parse(JSON.parse(sent.bytes.toString()));
        return;
      }
      if (described.content === undefined) return expect(sent.bytes).toHaveLength(0);
      const type = sent.type.split(";")[0]!;
      const schema = described.content[type]?.schema;
      if (schema === undefined) expect(Object.keys(described.content)).toContain("application/octet-stream");
      else if (type === "application/json" && (schema as { format?: string }).format !== "binary")
        readBack(schema).parse(JSON.parse(sent.bytes.toString()));
      else expect(sent.bytes.length).toBeGreaterThan(0);
    },
  );
});
