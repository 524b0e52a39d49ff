import { html, raw } from "hono/html";
import type { Language } from "#platform/http/language.ts";

const words = {
  vi: {
    lang: "vi",
    title: "Cầu Nối – tuyên truyền miệng",
    name: "Cầu Nối",
    lead: "Hệ thống quản lý công tác tuyên truyền miệng: từ kế hoạch, buổi nói chuyện ở thôn, đến báo cáo truy được tới từng buổi.",
    demo: "Đây là bản dùng thử. Địa danh là công khai; mọi người, buổi tuyên truyền và con số đều được dựng ra.",
    deskTitle: "Bàn làm việc",
    desk: "Dành cho cán bộ: lập kế hoạch, xác nhận, danh sách báo cáo viên, báo cáo.",
    deskDoor: "Vào bàn làm việc",
    fieldTitle: "Ứng dụng cơ sở",
    field: "Dành cho báo cáo viên, tuyên truyền viên: mở tài liệu và ghi buổi tuyên truyền, cả khi không có mạng.",
    fieldDoor: "Mở ứng dụng cơ sở",
    kept: "Cầu Nối không lưu danh tính người nghe hay người hỏi, không lưu dân tộc, tôn giáo, đảng tịch, số định danh, ngày sinh của bất kỳ ai.",
    api: "Giao diện cho chương trình",
    other: "English",
    otherHref: "/?lang=en",
  },
  en: {
    lang: "en",
    title: "Cầu Nối – public information by word of mouth",
    name: "Cầu Nối",
    lead: "Keeps the work of oral public communication: from the plan, through the talk in a village, to a report that can be traced to each talk.",
    demo: "This is a demonstration. Places are public facts; all people, talks and figures are invented.",
    deskTitle: "The desk",
    desk: "For officers: plans, verification, the roster, reports.",
    deskDoor: "Go to the desk",
    fieldTitle: "The field app",
    field: "For speakers: open the material and record a talk, also without a signal.",
    fieldDoor: "Open the field app",
    kept: "Cầu Nối keeps no identity of listeners or askers, and nobody's ethnicity, religion, party membership, citizen number or date of birth.",
    api: "Interface for programs",
    other: "Tiếng Việt",
    otherHref: "/?lang=vi",
  },
} as const;

/** The public face for now: what this instance is, and the two doors. No script, no cookie. */
export function frontPage(language: Language, demo: boolean) {
  const t = words[language];
  return html`<!doctype html>
    <html lang="${t.lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${t.title}</title>
        <link rel="icon" href="/field/icon.svg" type="image/svg+xml" />
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <header>
          <p class="brand">${t.name}</p>
          <a
            href="${t.otherHref}"
            lang="${language === "vi" ? "en" : "vi"}"
            hreflang="${language === "vi" ? "en" : "vi"}"
            >${t.other}</a
          >
        </header>
        <main>
          <h1>${t.title}</h1>
          <p class="lead">${t.lead}</p>
          ${demo ? html`<p class="demo">${t.demo}</p>` : ""}
          <div class="doors">
            <section aria-labelledby="desk">
              <h2 id="desk">${t.deskTitle}</h2>
              <p>${t.desk}</p>
              <p><a class="door" href="/desk/">${t.deskDoor}</a></p>
            </section>
            <section aria-labelledby="field">
              <h2 id="field">${t.fieldTitle}</h2>
              <p>${t.field}</p>
              <p><a class="door" href="/field/">${t.fieldDoor}</a></p>
            </section>
          </div>
          <p class="kept">${t.kept}</p>
        </main>
        <footer><a href="/api">${t.api}</a></footer>
      </body>
    </html>`;
}

const style = `
:root{color-scheme:light dark;--paper:#FBFAF7;--line:#E2DDD4;--ink:#1F1B16;--ink-2:#4F4840;--brand:#0A5758;--on:#fff;--amber:#FBF0DC;--amber-ink:#6B3D00}
@media (prefers-color-scheme:dark){:root{--paper:#171512;--line:#3A352E;--ink:#F3EFE8;--ink-2:#C9C1B5;--brand:#7CCFC8;--on:#06201F;--amber:#38290D;--amber-ink:#F2C26B}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.5 "Be Vietnam Pro",system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
header,main,footer{max-width:60rem;margin:0 auto;padding:16px 20px}
header{display:flex;justify-content:space-between;align-items:center;border-bottom:1px solid var(--line)}
.brand{margin:0;font-weight:600;color:var(--brand)}
a{color:var(--brand)}
h1{font-size:1.75rem;line-height:1.32;font-weight:600;margin:32px 0 12px}
h2{font-size:1.375rem;font-weight:600;margin:0 0 8px}
.lead{max-width:42rem;margin:0 0 24px}
.demo{background:var(--amber);color:var(--amber-ink);padding:12px 16px;border-radius:6px;max-width:42rem}
.doors{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,18rem),1fr));gap:32px;margin:32px 0}
section{border-top:1px solid var(--line);padding-top:20px}
section p{margin:0 0 16px}
.door{display:inline-flex;align-items:center;min-height:48px;padding:0 20px;border-radius:6px;background:var(--brand);color:var(--on);text-decoration:none;font-weight:600}
.door:focus-visible,a:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
.kept{color:var(--ink-2);max-width:42rem}
footer{border-top:1px solid var(--line);margin-top:32px}
`;
