import type pg from "pg";

/** Materials of made-up words: some 2,500 syllables with all their marks, a few very common, as in any text. */
const onsets = "b,c,ch,d,đ,g,gi,h,kh,l,m,n,ng,nh,ph,qu,r,s,t,th,tr,v,x".split(",");
const rhymes = (
  "a,á,à,ả,ạ,ai,ái,ải,an,án,àn,ản,ang,áng,àng,anh,ánh,ành,ao,áo,ay,ây,ấy,âm,ấm,ân,ấn,ần,ăn,ắn,e,é,em,en,ét,ê,ế,ền,ên,i,í,ì,ị,iên," +
  "iến,iền,iện,in,inh,ính,ình,o,ó,ò,oa,òa,oan,oàn,oi,ói,ong,óng,ô,ố,ồ,ộ,ôi,ối,ội,ôn,ông,ống,ộng,ơ,ớ,ờ,ơi,ới,ời,u,ú,ù,ụ,ua,ung,úng,uôi,uối," +
  "uyên,uyền,uyện,ư,ứ,ừ,ự,ưa,ừa,ưng,ứng,ươi,ười,ương,ường,ượng,ước,yên,yến"
).split(",");

export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface MadeMaterial {
  title: string;
  keyMessages: string;
  body: string;
}

export function* madeMaterials(count: number): Generator<MadeMaterial> {
  const random = seededRandom(68);
  const syllables = onsets.flatMap((o) => rhymes.map((r) => o + r));
  for (let i = syllables.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [syllables[i], syllables[j]] = [syllables[j]!, syllables[i]!];
  }
  const words = (n: number) =>
    Array.from({ length: n }, () => syllables[Math.floor(syllables.length * random() ** 2)]).join(" ");
  for (let i = 0; i < count; i++) yield { title: words(7), keyMessages: words(20), body: words(70) };
}

/** The text indexes are built once behind the load, from their own definitions. */
export async function insertMaterials(
  client: pg.ClientBase,
  count: number,
  told: (done: number) => void,
): Promise<void> {
  const indexes = (
    await client.query<{ name: string; definition: string }>(
      "select indexname as name, indexdef as definition from pg_indexes where tablename = 'material_version' and indexdef like '% USING gin %'",
    )
  ).rows;
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await insertAll(client, count, told);
  for (const { definition } of indexes) await client.query(definition);
}

async function insertAll(client: pg.ClientBase, count: number, told: (done: number) => void): Promise<void> {
  let batch: (MadeMaterial & { i: number })[] = [];
  let i = 0;
  const flush = async () => {
    await client.query(
      `
      with m as (select * from jsonb_to_recordset($1::jsonb) as x (i int, title text, "keyMessages" text, body text)),
      materials as (
        insert into material (id, unit_id, reach_id, topic, current_version_id, created_by)
        select bench_id('material' || i), 1, 1, 'local-affairs', bench_id('version' || i), 'seed' from m)
      insert into material_version (id, material_id, unit_id, reach_id, topic, number, status, title, key_messages, body, approved_at, approved_by, content_hash, created_by)
      select bench_id('version' || i), bench_id('material' || i), 1, 1, 'local-affairs', 1, 'approved', title, "keyMessages", body,
             '2024-07-01'::timestamptz + make_interval(mins => i * 20), 'seed', md5('text' || i), 'seed' from m`,
      [JSON.stringify(batch)],
    );
    batch = [];
    told(i);
  };
  for (const material of madeMaterials(count)) {
    batch.push({ ...material, i: ++i });
    if (batch.length === 1000) await flush();
  }
  if (batch.length > 0) await flush();
}
