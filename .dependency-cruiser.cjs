/**
 * The walls of the house: kernel <- rules, policy, contract <- server | client <- apps; platform uses kernel only;
 * room to room only through the doors, along one list. tools/boundaries.ts runs this and holds the number of
 * modules it saw against a minimum, because a checker that sees nothing finds nothing.
 */
// each room may use the rooms before it
const order = [
  "units",
  "accounts",
  "documents",
  "roster",
  "laws",
  "materials",
  "talks",
  "courses",
  "questions",
  "themes",
  "difficulties",
  "dialogues",
  "live",
  "corrections",
  "statements",
  "kits",
  "drafts",
  "channels",
  "plans",
  "budgets",
  "equipment",
  "pay",
  "reports",
  "overviews",
];
const mayUse = Object.fromEntries(order.map((room, i) => [room, order.slice(0, i)]));

const pure = "^modules/[^/]+/(?!server\\.ts$|client\\.ts$|shared\\.ts$)[^/]+\\.tsx?$";
const tests = "\\.(test|journey)\\.tsx?$";
const error = "error";

const roomRules = order.map((room) => ({
  name: `room-order-${room}`,
  comment: `${room} may use: ${mayUse[room].join(", ") || "no other room"}`,
  severity: error,
  from: { path: `^modules/${room}/`, pathNot: tests },
  to: { path: "^modules/", pathNot: `^modules/(${[room, ...mayUse[room]].join("|")})/` },
}));

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: error, from: {}, to: { circular: true } },
    {
      name: "no-missing",
      comment: "an import that leads nowhere",
      severity: error,
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "kernel-is-the-ground",
      severity: error,
      from: { path: "^kernel/", pathNot: tests },
      to: { path: "^(platform|modules|apps|db|tools|bench|journeys)/" },
    },
    {
      name: "kernel-does-no-io",
      severity: error,
      from: { path: "^kernel/", pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "platform-uses-kernel-only",
      comment: "and the types of the schema",
      severity: error,
      from: { path: "^platform/", pathNot: [tests, "^platform/testing/"] },
      to: { path: "^(modules|apps|tools|bench|journeys|db)/", pathNot: "^db/types\\.ts$" },
    },
    {
      name: "rules-are-pure",
      comment: "rules, policy, contract: neither platform nor server nor client",
      severity: error,
      from: { path: pure, pathNot: tests },
      to: { path: ["^platform/", "^apps/", "^db/", "^modules/[^/]+/(server|client)"] },
    },
    {
      name: "rules-do-no-io",
      severity: error,
      from: { path: pure, pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "shared-is-pure",
      severity: error,
      from: { path: "^modules/[^/]+/shared\\.ts$" },
      to: { path: ["^platform/", "^apps/", "^db/", "^modules/[^/]+/(server|client)"] },
    },
    {
      name: "client-never-imports-server",
      severity: error,
      from: { path: "^(modules/[^/]+/client|apps/(desk|field)/|platform/(ui|i18n|sync/client)/)", pathNot: tests },
      to: { path: ["^modules/[^/]+/server", "^apps/server/", "^platform/(db|http|auth|journal|jobs|cli|command)/"] },
    },
    {
      name: "client-does-no-io",
      severity: error,
      from: {
        path: "^(modules/[^/]+/client|apps/(desk|field)/(?!vite)|platform/(ui|i18n|sync/client)/)",
        pathNot: tests,
      },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "server-never-imports-client",
      severity: error,
      from: { path: "^(modules/[^/]+/(server|portal)/|apps/(server|portal)/)", pathNot: tests },
      to: { path: ["^modules/[^/]+/client", "^apps/(desk|field)/", "^platform/ui/"] },
    },
    {
      name: "doors-only",
      comment: "a room is entered by its shared.ts, server.ts or client.ts",
      severity: error,
      from: { path: "^modules/([^/]+)/", pathNot: tests },
      to: { path: "^modules/", pathNot: ["^modules/$1/", "^modules/[^/]+/(shared|server|client)\\.ts$"] },
    },
    {
      name: "apps-use-doors-only",
      severity: error,
      from: { path: "^(apps|db|bench|tools)/", pathNot: [tests, "^apps/server/access/"] },
      to: { path: "^modules/", pathNot: "^modules/[^/]+/(shared|server|client)\\.ts$" },
    },
    {
      name: "nobody-imports-apps",
      severity: error,
      from: { path: "^(kernel|platform|modules)/", pathNot: [tests, "^platform/testing/"] },
      to: { path: "^apps/" },
    },
    {
      name: "not-from-development",
      comment: "what runs in production is a dependency",
      severity: error,
      from: {
        path: "^(kernel|platform|modules|apps/(server|portal)|db)/",
        pathNot: [tests, "^platform/testing/", "\\.property\\.ts$"],
      },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    ...roomRules,
  ],
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.css($|\\?)|^virtual:" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "module", "browser", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json", ".d.ts"],
    },
  },
};
