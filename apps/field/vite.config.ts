import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));

/**
 * Fills the list of files into the service worker, each with the SHA-256 of its content: the worker
 * keeps nothing that a captive portal put in the place of a file.
 */
function precacheList(): Plugin {
  return {
    name: "caunoi-precache",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const worker = bundle["sw.js"];
      if (worker?.type !== "chunk") throw new Error("no service worker in the bundle");
      const files: Record<string, string> = {};
      const note = (name: string, content: string | Uint8Array) => {
        files[name] = createHash("sha256").update(content).digest("hex");
      };
      for (const [name, part] of Object.entries(bundle)) {
        if (name === "sw.js" || name.endsWith(".map")) continue;
        note(name, part.type === "chunk" ? part.code : part.source);
      }
      for (const name of readdirSync(join(here, "public"))) note(name, readFileSync(join(here, "public", name)));
      const version = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 12);
      const filled = worker.code.replace(/(["'`])__FILES__\1/, () => JSON.stringify(JSON.stringify(files))).replace("__VERSION__", version);
      if (filled === worker.code || filled.includes("__")) throw new Error("the service worker's list was not filled in");
      worker.code = filled;
    },
  };
}

/** The field app: few files, all of them kept on the phone, served under /field/. */
export default defineConfig({
  root: here,
  base: "/field/",
  plugins: [react(), precacheList()],
  build: {
    outDir: fileURLToPath(new URL("../../dist/field", import.meta.url)),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: join(here, "index.html"), sw: join(here, "sw.ts") },
      // What a screen does not use of a room (its schemas above all) must not reach the phone.
      treeshake: { moduleSideEffects: (id: string) => !/\/(kernel|platform|modules)\/.*\.tsx?$/.test(id) },
      output: { entryFileNames: (chunk: { name: string }) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js") },
    },
  },
  server: { proxy: { "/api": process.env["CAUNOI_API"] ?? "http://localhost:3000" } },
});
