import { sql, type Kysely } from "kysely";
import type { DB } from "#db/types.ts";
import type { Principal, Role } from "#kernel/access.ts";
import { newId } from "#kernel/ids.ts";

/**
 * The village that the tests of talks play in: a province, two communes, three hamlets, and a small
 * named cast. Arranged by the owner of the schema, behind the policies.
 */
export interface Village {
  province: number;
  dran: number;
  damRong: number;
  diomA: number;
  chauSon: number;
  pangSim: number;
  yaThuan: string;
  anhNguyet: string;
  kBrem: string;
}

export async function buildVillage(owner: Kysely<DB>): Promise<Village> {
  const unit = async (name: string, kind: string, parent: number | null, code: string | null = null) => {
    const { rows } = await sql<{ id: number }>`insert into unit (founded) values ('2020-01-01') returning id`.execute(
      owner,
    );
    const id = rows[0]!.id;
    await sql`insert into unit_version (unit_id, kind, name, code, parent_id, valid)
      values (${id}, ${kind}, ${name}, ${code}, ${parent}, '[2020-01-01,)')`.execute(owner);
    return id;
  };
  const province = await unit("Tỉnh Lâm Đồng", "province", null, "68");
  const dran = await unit("Xã D'Ran", "commune", province, "24931");
  const damRong = await unit("Xã Đam Rông 1", "commune", province, "24886");
  const diomA = await unit("Thôn Diom A", "hamlet", dran);
  const chauSon = await unit("Thôn Châu Sơn", "hamlet", dran);
  const pangSim = await unit("Thôn Păng Sim", "hamlet", damRong);
  await sql`select refresh_units(null, (now() at time zone 'Asia/Ho_Chi_Minh')::date)`.execute(owner);
  const person = async (name: string, unitId: number) => {
    const id = newId<"Person">();
    await sql`insert into person (id, full_name, sort_key, unit_id) values (${id}, ${name}, ${name}, ${unitId})`.execute(
      owner,
    );
    await sql`insert into appointment (id, person_id, kind, unit_id, decision_symbol, decision_date, term)
      values (${newId<"Appointment">()}, ${id}, (select id from appointment_kind where has_level = false order by position limit 1),
              ${unitId}, '118/QĐ-UBND', '2025-01-01', '[2025-01-01,2029-12-31)')`.execute(owner);
    return id as string;
  };
  return {
    province,
    dran,
    damRong,
    diomA,
    chauSon,
    pangSim,
    yaThuan: await person("Ya Thuần", dran),
    anhNguyet: await person("Võ Thị Ánh Nguyệt", dran),
    kBrem: await person("K' Brèm", damRong),
  };
}

export function principalOf(
  name: string,
  role: Role,
  unitId: number | null,
  personId: string | null = null,
): Principal {
  return { userId: name, personId, displayName: name, grants: [{ role, unitId }], homeUnitId: unitId };
}
