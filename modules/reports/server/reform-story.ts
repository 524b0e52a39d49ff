import { sql, type Kysely } from "kysely";
import type { DB } from "#db/types.ts";
import type { Principal, Role } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";

/**
 * The story that the tests of reports play in: a province around 1 July 2025. Ka Đô and Tu Tra became one commune,
 * D'Ran; Quảng Lập was split between D'Ran and Đam Rông; Đam Rông went on. Arranged behind the policies.
 */
export interface Reform {
  province: number;
  kaDo: number;
  tuTra: number;
  quangLap: number;
  dran: number;
  damRong: number;
  /** A hamlet of Ka Đô, since of D'Ran. */
  diom: number;
  department: number;
  yaThuan: string;
  anhNguyet: string;
}

export interface TalkWish {
  place: number;
  on: string;
  attendance?: number;
  speakers?: string[];
  kind?: string;
  mode?: string;
  audience?: string;
  status?: string;
  organiser?: number;
  sites?: { name: string; attendance: number }[];
  questions?: number;
  verifiedAt?: string;
}

export async function buildReform(owner: Kysely<DB>): Promise<Reform> {
  const unit = async (name: string, kind: string, parent: number | null, code: string | null, valid: string) => {
    const [from, to] = valid.slice(1, -1).split(",") as [string, string];
    const { rows } = await sql<{
      id: number;
    }>`insert into unit (founded, dissolved) values (${from}, ${to || null}) returning id`.execute(owner);
    const id = rows[0]!.id;
    await sql`insert into unit_version (unit_id, kind, name, code, parent_id, valid) values (${id}, ${kind}, ${name}, ${code}, ${parent}, ${valid}::daterange)`.execute(
      owner,
    );
    return id;
  };
  const before = "[2020-01-01,2025-07-01)";
  const province = await unit("Tỉnh Lâm Đồng", "province", null, "68", "[2020-01-01,)");
  const kaDo = await unit("Xã Ka Đô", "commune", province, "24949", before);
  const tuTra = await unit("Xã Tu Tra", "commune", province, "24952", before);
  const quangLap = await unit("Xã Quảng Lập", "commune", province, "24946", before);
  const dran = await unit("Xã D'Ran", "commune", province, "24931", "[2025-07-01,)");
  const damRong = await unit("Xã Đam Rông 1", "commune", province, "24886", "[2020-01-01,)");
  const department = await unit("Sở Văn hóa, Thể thao và Du lịch", "department", province, null, "[2020-01-01,)");
  const { rows } = await sql<{ id: number }>`insert into unit (founded) values ('2020-01-01') returning id`.execute(
    owner,
  );
  const diom = rows[0]!.id;
  await sql`insert into unit_version (unit_id, kind, name, parent_id, valid) values
    (${diom}, 'hamlet', 'Thôn Diom A', ${kaDo}, '[2020-01-01,2025-07-01)'), (${diom}, 'hamlet', 'Thôn Diom A', ${dran}, '[2025-07-01,)')`.execute(
    owner,
  );
  for (const [from, to, extent] of [
    [kaDo, dran, "full"],
    [tuTra, dran, "full"],
    [quangLap, dran, "partial"],
    [quangLap, damRong, "partial"],
  ] as const) {
    await sql`insert into unit_succession (from_id, to_id, on_date, extent) values (${from}, ${to}, '2025-07-01', ${extent})`.execute(
      owner,
    );
  }
  await sql`select refresh_units(null, '2026-11-23')`.execute(owner);
  const person = async (name: string, unitId: number, core: boolean) => {
    const id = newId<"Person">() as string;
    await sql`insert into person (id, full_name, sort_key, unit_id) values (${id}, ${name}, ${name}, ${unitId})`.execute(
      owner,
    );
    await sql`insert into appointment (id, person_id, kind, core, unit_id, decision_symbol, decision_date, term)
      values (${newId<"Appointment">()}, ${id}, 'grassrootsCommunicator', ${core}, ${unitId}, '118/QĐ-UBND', '2025-01-01', '[2024-01-01,2029-12-31)')`.execute(
      owner,
    );
    return id;
  };
  return {
    province,
    kaDo,
    tuTra,
    quangLap,
    dran,
    damRong,
    diom,
    department,
    yaThuan: await person("Ya Thuần", dran, true),
    anhNguyet: await person("Võ Thị Ánh Nguyệt", damRong, false),
  };
}

/** A talk as it stands after its verification, whatever led there. */
export async function tellTalk(owner: Kysely<DB>, wish: TalkWish): Promise<string> {
  const id = newId<"Talk">() as string;
  const status = wish.status ?? "verified";
  const verifiedAt = ["verified", "counted"].includes(status) ? (wish.verifiedAt ?? `${wish.on}T15:00:00Z`) : null;
  await sql`insert into talk (id, unit_id, place_unit_id, commune_id, kind, mode, title, audience_kind, starts_at, status, attendance, sites, speaker_ids, recorded_by, recorded_at, first_delivered_at, verified_by, verified_at)
    values (${id}, ${wish.organiser ?? wish.place}, ${wish.place}, 0, ${wish.kind ?? "residentMeeting"}, ${wish.mode ?? "inPerson"}, 'Bảo hiểm y tế hộ gia đình', ${wish.audience ?? "residents"},
      ${`${wish.on}T12:00:00Z`}::timestamptz, ${status}, ${wish.attendance ?? 40}, ${JSON.stringify(wish.sites ?? [])}, ${wish.speakers ?? []}::uuid[], 'ha', ${`${wish.on}T14:00:00Z`}::timestamptz,
      ${`${wish.on}T14:00:00Z`}::timestamptz, ${verifiedAt === null ? null : "quan"}, ${verifiedAt}::timestamptz)`.execute(
    owner,
  );
  for (let i = 0; i < (wish.questions ?? 0); i++) {
    await sql`insert into talk_question (id, talk_id, text) values (${newId<"Question">()}, ${id}, 'Khi nào có thẻ mới?')`.execute(
      owner,
    );
  }
  return id;
}

export function principalOf(name: string, role: Role, unitId: number | null): Principal {
  return { userId: name, personId: null, displayName: name, grants: [{ role, unitId }], homeUnitId: unitId };
}
