import { createHash } from "node:crypto";
import { globSync, readFileSync, writeFileSync } from "node:fs";
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
    // Over what lies on the disk: other plugins change chunks until the last moment.
    writeBundle({ dir }) {
      if (dir === undefined) throw new Error("the build has no folder");
      const files: Record<string, string> = {};
      for (const name of globSync("**/*.*", { cwd: dir }).sort()) {
        if (name !== "sw.js" && !name.endsWith(".map"))
          files[name.replaceAll("\\", "/")] = createHash("sha256")
            .update(readFileSync(join(dir, name)))
            .digest("hex");
      }
      const version = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 12);
      const worker = readFileSync(join(dir, "sw.js"), "utf8");
      const filled = worker
        .replace(/(["'`])__FILES__\1/, () => JSON.stringify(JSON.stringify(files)))
        .replace("__VERSION__", version);
      if (filled === worker || /__[A-Z]+__/.test(filled))
        throw new Error("the service worker's list was not filled in");
      writeFileSync(join(dir, "sw.js"), filled);
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
      output: {
        entryFileNames: (chunk: { name: string }) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  server: { proxy: { "/api": process.env["CAUNOI_API"] ?? "http://localhost:3000" } },
});
