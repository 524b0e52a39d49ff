import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The desk: one chunk a page, served under /desk/. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/desk/",
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL("../../dist/desk", import.meta.url)),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 400,
    rolldownOptions: {
      // A room's client.ts offers components beside its list of pages; importing the list must not fetch them.
      treeshake: { moduleSideEffects: (id) => !/\/(kernel|modules|platform)\/.*\.tsx?$/.test(id) },
      output: {
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: "tanstack", test: /node_modules\/@tanstack\// },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": process.env["CAUNOI_API"] ?? "http://localhost:3000" } },
});
