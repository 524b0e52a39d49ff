import { z } from "zod";

import type { PolicyTable } from "#kernel/access.ts";
import type { Route } from "./room-routes.ts";

/**
 * The OpenAPI 3.1 document, made from the very declarations that the server runs. OpenAPI 3.1 speaks JSON
 * Schema 2020-12, which is what zod writes, so no second description of any shape exists.
 */
type Json = Record<string, unknown>;

interface About {
  version: string;
  policy: PolicyTable;
}

export function openApiDocument(routes: readonly Route[], about: About): Json {
  const components: Json = {};
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = `/api${route.path.replace(/:(\w+)(?:\{[^}]*\})?/g, "{$1}")}`;
    (paths[path] ??= {})[route.method] = operation(route, about, components);
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Cầu Nối",
      version: about.version,
      description:
        "Tuyên truyền miệng: từ kế hoạch đến báo cáo. Public information by word of mouth, from the plan to the traced report. " +
        "Errors are RFC 9457 problem documents with a permanent `code`. A write may carry `Idempotency-Key` (a UUID): repeated, it answers as before and does nothing twice.",
      license: { name: "EUPL-1.2", identifier: "EUPL-1.2" },
    },
    servers: [{ url: "/" }],
    security: [{ token: [] }, { session: [] }],
    tags: [...new Set(routes.map((r) => r.tag))].sort().map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "API token: `Authorization: Bearer cn_…`" },
        session: { type: "apiKey", in: "cookie", name: "caunoi.session_token" },
      },
      responses: {
        Problem: {
          description: "What was wrong",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
      schemas: { Problem: problemSchema, ...components },
    },
  };
}

function operation(route: Route, { policy }: About, components: Json): Json {
  const writes = route.method !== "get";
  const rule = route.verb === undefined ? undefined : policy[route.verb];
  return {
    operationId: `${route.method}${route.path.replace(/[/:.-]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, "")}`,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    ...(route.verb === undefined
      ? { "x-caunoi-access": route.access }
      : { "x-caunoi-verb": route.verb, "x-caunoi-roles": rule?.roles ?? [] }),
    ...(route.access === "public" ? { security: [] } : {}),
    parameters: [
      ...parametersOf(route.params, "path", components),
      ...parametersOf(route.query, "query", components),
      ...(writes ? [idempotencyKey] : []),
    ],
    ...requestBody(route, components),
    responses: {
      ...success(route, components),
      ...Object.fromEntries(
        problemStatuses(route).map((status) => [status, { $ref: "#/components/responses/Problem" }]),
      ),
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

function problemStatuses(route: Route): string[] {
  return [
    ...((route.params ?? route.query ?? route.body) ? ["400"] : []),
    ...(route.access === "public" ? [] : ["401", "403"]),
    ...(route.params === undefined ? [] : ["404"]),
    ...(route.method === "get" ? [] : ["409", "422"]),
  ];
}

function success(route: Route, components: Json): Json {
  const files = Object.fromEntries(
    (route.produces ?? []).map((type) => [type, { schema: { type: "string", format: "binary" } }]),
  );
  if (route.status === 302) return { 302: { description: "Go on at the address in Location" } };
  if (route.answer === undefined && route.produces === undefined) return { 204: { description: "Done" } };
  const json =
    route.answer === undefined ? {} : { "application/json": { schema: schemaOf(route.answer, "output", components) } };
  return { [route.status ?? 200]: { description: route.summary, content: { ...json, ...files } } };
}

function requestBody(route: Route, components: Json): Json {
  if (route.bytes !== undefined) {
    const types = route.bytes.mediaTypes ?? ["application/octet-stream"];
    return {
      requestBody: {
        required: true,
        content: Object.fromEntries(types.map((type) => [type, { schema: { type: "string", format: "binary" } }])),
      },
    };
  }
  if (route.body === undefined) return {};
  return {
    requestBody: {
      required: true,
      content: { "application/json": { schema: schemaOf(route.body, "input", components) } },
    },
  };
}

function parametersOf(schema: z.ZodType | undefined, place: "path" | "query", components: Json): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, "input", components, true) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: rest,
  }));
}

/** Schemas with an id (`.meta({ id: "Talk" })`) become components and are referred to from everywhere. */
function schemaOf(schema: z.ZodType, io: "input" | "output", components: Json, inline = false): Json {
  const {
    $schema: _,
    $defs,
    ...made
  } = z.toJSONSchema(schema, { io, target: "draft-2020-12", unrepresentable: "any", reused: "inline" }) as Json;
  // A shape that is read and written differently has a name for each way.
  const suffix = (name: string, shape: unknown) =>
    name in components && JSON.stringify(components[name]) !== JSON.stringify(shape)
      ? `${name}${io === "input" ? "Input" : "Output"}`
      : name;
  const renamed = new Map<string, string>();
  const rewrite = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(rewrite);
    if (node === null || typeof node !== "object") return node;
    return Object.fromEntries(
      Object.entries(node)
        .filter(([key]) => key !== "id" || typeof (node as Json).id !== "string")
        .map(([key, value]) =>
          key === "$ref" && typeof value === "string"
            ? [
                key,
                value.replace(
                  /^#\/\$defs\/(.+)$/,
                  (_whole, name: string) => `#/components/schemas/${renamed.get(name) ?? name}`,
                ),
              ]
            : [key, rewrite(value)],
        ),
    );
  };
  for (const [name, shape] of Object.entries(($defs ?? {}) as Record<string, Json>)) {
    const written = rewrite(shape);
    const final = suffix(name, written);
    renamed.set(name, final);
    components[final] = written;
  }
  const top = rewrite(made) as Json;
  const id = typeof made.id === "string" ? made.id : undefined;
  if (id === undefined || inline) return top;
  const final = suffix(id, top);
  components[final] = top;
  return { $ref: `#/components/schemas/${final}` };
}

const idempotencyKey: Json = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  schema: { type: "string", format: "uuid" },
  description: "Makes a repeat of this write harmless: the stored answer comes back",
};

const problemSchema: Json = {
  type: "object",
  required: ["type", "title", "status", "code", "instance"],
  properties: {
    type: { type: "string", format: "uri" },
    title: { type: "string", description: "In Vietnamese, or in English by Accept-Language" },
    status: { type: "integer" },
    code: { type: "string", description: "Permanent, never reused" },
    detail: { type: "string" },
    params: { type: "object", additionalProperties: true },
    fields: {
      type: "object",
      additionalProperties: { type: "string" },
      description: "JSON pointer to a code of what is wrong there",
    },
    instance: { type: "string", description: "The request id" },
  },
};
