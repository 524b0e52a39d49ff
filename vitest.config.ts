import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const ignored = ["**/node_modules/**", "dist/**", "data/**", "tmp/**"];
const guard = "./platform/testing/console-guard.ts";
const server = "./platform/testing/database-server.ts";
// one second, as it is unless told, blames a busy machine; so do limits that only a hang should meet
const poll = { timeout: 60_000 };
const hang = 600_000;

/** Three kinds of tests, told apart by their names: pure, on the real database, in the real browser. */
export default defineConfig({
  plugins: [react()],
  test: {
    restoreMocks: true,
    // by default one core is left idle
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [...ignored, "**/*.db.test.ts"],
          setupFiles: [guard],
          testTimeout: hang,
          hookTimeout: hang,
          expect: { poll },
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          exclude: ignored,
          setupFiles: [guard],
          globalSetup: [server],
          testTimeout: hang,
          hookTimeout: hang,
          expect: { poll },
        },
      },
      {
        extends: true,
        test: {
          name: "journeys",
          include: ["journeys/**/*.journey.ts"],
          exclude: ignored,
          setupFiles: [guard],
          globalSetup: ["./platform/testing/demo-template.ts"],
          testTimeout: hang,
          hookTimeout: hang,
          expect: { poll },
          // a browser and a server each: one journey at a time keeps two cores busy
          maxWorkers: 1,
        },
      },
    ],
  },
});
