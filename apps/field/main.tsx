import { createRoot } from "react-dom/client";
import { locale } from "#platform/i18n/locale.ts";
import { App } from "./app.tsx";
import { registerServiceWorker } from "./app-update.ts";
import "./field.css";
import { showTheme } from "./theme.ts";

document.documentElement.lang = locale();
showTheme();
createRoot(document.getElementById("app") as HTMLElement).render(<App />);
// After the first paint: the page must not wait for it.
if (import.meta.env.PROD) addEventListener("load", () => void registerServiceWorker().catch(() => undefined));
