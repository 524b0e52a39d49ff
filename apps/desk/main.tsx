import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "#platform/ui/ui.css";
import "./shell.css";
import { buildQueryClient } from "#platform/ui/use-api.ts";
import { PartsProvider } from "#platform/ui/parts.tsx";
import { buildRouter } from "./routes.tsx";
import { parts } from "./screens.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={buildQueryClient()}>
      <PartsProvider value={parts}>
        <RouterProvider router={buildRouter()} />
      </PartsProvider>
    </QueryClientProvider>
  </StrictMode>,
);
