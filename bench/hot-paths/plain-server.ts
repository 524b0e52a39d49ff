import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import pg from "pg";

/**
 * The measure: plain node:http and pg with the plain SQL of the same question, as the owner, over the
 * schema `plain`. No sign-in, no validation, no permission, no journal. Usage: plain-server.ts DATABASE_URL PORT
 */
const [url, port] = process.argv.slice(2) as [string, string];
const pool = new pg.Pool({ connectionString: url, max: 16 });

const subtree =
  "with recursive sub as (select $1::int as id union all select u.id from plain.unit u join sub on u.parent_id = sub.id)";

const questions: Record<string, (query: URLSearchParams) => { name: string; text: string; values: unknown[] }> = {
  "/talks": (q) => ({
    name: "list",
    text: `${subtree}
      select t.id, t.title, t.kind, t.mode, t.status, t.starts_at, t.ends_at, t.attendance, o.name as unit, p.name as place, c.name as commune,
             array(select s.name from unnest(t.speaker_ids) with ordinality x (id, n) join plain.person s on s.id = x.id order by x.n) as speakers
        from plain.talk t join plain.unit o on o.id = t.unit_id join plain.unit p on p.id = t.place_id join plain.unit c on c.id = p.parent_id
       where t.place_id in (select id from sub) and t.status = $2 and t.starts_at >= $3 and t.starts_at < $4
       order by t.starts_at desc, t.id desc limit 50`,
    values: [Number(q.get("under")), q.get("status"), ...monthRange(q.get("month")!)],
  }),
  "/totals": (q) => ({
    name: "totals",
    text: `${subtree}
      select p.parent_id as commune, date_trunc('month', t.starts_at at time zone 'Asia/Ho_Chi_Minh')::date::text as month,
             count(distinct t.id)::int as talks, sum(t.attendance) filter (where x.n = 1)::int as attendance, count(distinct x.id)::int as speakers
        from plain.talk t join plain.unit p on p.id = t.place_id cross join unnest(t.speaker_ids) with ordinality x (id, n)
       where t.place_id in (select id from sub) and t.status in ('verified', 'counted') and t.starts_at >= $2 and t.starts_at < $3
       group by 1, 2 order by 1, 2`,
    values: [
      Number(q.get("under")),
      `${q.get("year")}-01-01T00:00:00+07:00`,
      `${Number(q.get("year")) + 1}-01-01T00:00:00+07:00`,
    ],
  }),
  "/materials": (q) => ({
    name: "materials",
    // whole words, as our search takes them: title before text, tones as typed before folded, the newest first
    text: `select id, title from plain.material
      where plain.folded(' ' || title || ' . ' || key_messages || ' . ' || body || ' ') like '% ' || plain.folded($1) || ' %'
      order by case when lower(' ' || title || ' ') like '% ' || lower($1) || ' %' then 1
                    when lower(' ' || key_messages || ' . ' || body || ' ') like '% ' || lower($1) || ' %' then 2
                    when plain.folded(' ' || title || ' ') like '% ' || plain.folded($1) || ' %' then 3 else 4 end,
               approved_at desc, id desc limit 20`,
    values: [q.get("q")],
  }),
};

const insert = {
  name: "insert",
  text: `insert into plain.talk (id, unit_id, place_id, kind, mode, title, audience_kind, starts_at, ends_at, status, attendance, speaker_ids, recorded_by, recorded_at)
         values ($1, $2, $3, $4, 'inPerson', $5, 'residents', $6, $7, 'delivered', $8, $9, 'plain', now()) returning id`,
};

createServer((request, response) => {
  answer(request).then(
    (body) => send(response, 200, body),
    (error: Error) => send(response, 500, { message: error.message }),
  );
}).listen(Number(port), "127.0.0.1", () => process.stdout.write("ready\n"));

async function answer(request: IncomingMessage): Promise<unknown> {
  const { pathname, searchParams } = new URL(request.url!, "http://plain");
  if (request.method === "POST") {
    let text = "";
    for await (const piece of request) text += String(piece);
    const t = JSON.parse(text) as Record<string, unknown>;
    const values = [
      t["id"],
      t["unitId"],
      t["placeUnitId"],
      t["kind"],
      t["title"],
      t["startsAt"],
      t["endsAt"],
      t["attendance"],
      t["speakerIds"],
    ];
    return (await pool.query({ ...insert, values })).rows[0];
  }
  const question = questions[pathname];
  if (question === undefined) throw new Error("no such question");
  return { items: (await pool.query(question(searchParams))).rows };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  response.end(text);
}

function monthRange(month: string): [string, string] {
  const [year, m] = month.split("-").map(Number) as [number, number];
  const next = m === 12 ? `${year + 1}-01` : `${year}-${String(m + 1).padStart(2, "0")}`;
  return [`${month}-01T00:00:00+07:00`, `${next}-01T00:00:00+07:00`];
}
