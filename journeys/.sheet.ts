import { readdirSync } from "node:fs";
import { readFileSync } from "node:fs";
import { launchBrowser } from "#platform/testing/browser.ts";
const dir = process.argv[2]!; const per = 6;
const files = readdirSync(dir).filter((f) => f.endsWith(".png") && !f.startsWith("sheet")).sort();
const b = await launchBrowser(); const p = await b.newPage({ viewport: { width: 1860, height: 700 } });
for (let i = 0; i < files.length; i += per) {
  const html = files.slice(i, i + per).map((f) => `<img style="width:300px;margin-right:8px;vertical-align:top;border:1px solid #999" src="data:image/png;base64,${readFileSync(`${dir}/${f}`).toString("base64")}">`).join("");
  await p.setContent(`<body style="margin:0;white-space:nowrap;background:#888">${html}`); await p.waitForTimeout(200);
  await p.screenshot({ path: `${dir}/sheet${i / per}.png`, fullPage: true });
}
await b.close();
