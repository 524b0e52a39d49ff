import { html, raw } from "hono/html";

import type { Route } from "./room-routes.ts";

/** A plain reference of the interface, readable without script, from the same declarations. */
export function referencePage(routes: readonly Route[], version: string) {
  const tags = [...new Set(routes.map((r) => r.tag))].sort();
  const row = (route: Route) =>
    html`<tr>
      <th scope="row"><code>${route.method.toUpperCase()}</code></th>
      <td><code>/api${route.path}</code></td>
      <td>${route.summary}</td>
      <td>${route.verb === undefined ? route.access : html`<code>${route.verb}</code>`}</td>
    </tr>`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Cầu Nối: the interface for programs</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <main>
          <h1>Cầu Nối: the interface for programs</h1>
          <p>
            Version ${version}. The full description is the OpenAPI 3.1 document
            <a href="/api/openapi.json">/api/openapi.json</a>. Sign in with <code>Authorization: Bearer cn_…</code>;
            make a token with <code>npm run caunoi -- tokens create --user NAME --json</code>. Errors are problem
            documents (RFC 9457). A write may carry <code>Idempotency-Key</code>, a UUID: a repeat is harmless.
          </p>
          ${tags.map(
            (tag) =>
              html`<section aria-labelledby="${tag}">
                <h2 id="${tag}">${tag}</h2>
                <div class="wide" tabindex="0" role="group" aria-labelledby="${tag}">
                  <table>
                    <thead>
                      <tr>
                        <th scope="col">Method</th>
                        <th scope="col">Path</th>
                        <th scope="col">What it does</th>
                        <th scope="col">Verb or access</th>
                      </tr>
                    </thead>
                    <tbody>
                      ${routes.filter((r) => r.tag === tag).map(row)}
                    </tbody>
                  </table>
                </div>
              </section>`,
          )}
        </main>
      </body>
    </html>`;
}

const style = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0;background:Canvas;color:CanvasText}
main{max-width:72rem;margin:0 auto;padding:1rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.35rem .75rem .35rem 0;border-bottom:1px solid GrayText;vertical-align:top}
`;
