import { openDatabase } from "#platform/db/open.ts";
import { inTransaction } from "#platform/db/session.ts";
import { executeCommand } from "#platform/command/execute.ts";
import { talkCommands } from "#modules/talks/server/commands.ts";
import { unitState } from "#modules/units/server.ts";
import { newId } from "#kernel/ids.ts";
import pg from "pg";
const url = "postgres://postgres@127.0.0.1:5499/lead_bench";
const db = openDatabase({ url, requestConnections: 16 });
const who = { userId: "bench", personId: null, displayName: "b", grants: [{ role: "administrator" as const, unitId: 1 }], homeUnitId: 1 };
const plain = new pg.Pool({ connectionString: url, max: 16 });
await inTransaction(db.pool, who, (tx) => unitState(tx));
const services = { pool: db.pool, commands: talkCommands as never };
const people: string[] = (await plain.query("select id from person limit 500")).rows.map(r=>r.id);
const mk = () => { const p = 152 + Math.floor(Math.random()*1400); return { talkId: newId(), unitId: 12+Math.floor((p-152)/10), placeUnitId: p, kind: "residentMeeting", title: "Bảo hiểm", startsAt: `2026-0${1+Math.floor(Math.random()*6)}-02T12:00:00Z`, endsAt: "2026-09-02T13:00:00Z", attendance: 40, speakerIds: process.env.SP ? [people[Math.floor(Math.random()*500)]!] : [] as string[] }; };
const go = async (label: string, f: () => Promise<unknown>) => { const until = performance.now()+4000; let n=0; await Promise.all(Array.from({length:16}, async()=>{ while(performance.now()<until){ await f(); n++; } })); console.log(label, (n/4).toFixed(0), "/s"); };
for (let r=0;r<2;r++){
await go("ours enter x16", () => executeCommand(services, who as never, { id: newId(), name: "talk.enter", payload: mk() }));
await go("plain x16", async () => { const t = mk(); await plain.query({name:"i", text:`insert into plain.talk (id, unit_id, place_id, kind, mode, title, audience_kind, starts_at, ends_at, status, attendance, speaker_ids, recorded_by, recorded_at)
         values ($1, $2, $3, $4, 'inPerson', $5, 'residents', $6, $7, 'delivered', $8, $9, 'plain', now()) returning id`, values:[t.talkId,t.unitId,t.placeUnitId,t.kind,t.title,t.startsAt,t.endsAt,40,t.speakerIds]}); });
}
const st = (globalThis as any).st as [number,number][]; console.log("batches", st.length, "avg size", (st.reduce((a,b)=>a+b[0],0)/st.length).toFixed(1), "avg ms", (st.reduce((a,b)=>a+b[1],0)/st.length).toFixed(2));
await db.close(); await plain.end();
