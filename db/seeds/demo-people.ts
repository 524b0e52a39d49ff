import { type Principal, systemCaller as system } from "#kernel/access.ts";
import { addDays, asCivilDate, civilDateOf } from "#kernel/civil-date.ts";
import { newId } from "#kernel/ids.ts";
import { cast, type CastMember } from "./demo-cast.ts";
import { type DemoFill, principalFor, unitOf } from "./demo-fill.ts";
import { unitsAfter, unitSuccessions } from "./demo-units.ts";

const lastDayOfOld = asCivilDate("2025-06-30");
const firstDayOfNew = asCivilDate("2025-07-01");

/** Whoever speaks somewhere, with the commune of today that they belong to. */
export interface DemoSpeaker {
  personId: string;
  unitCode: string;
  oldCode: string;
}

const family = [
  "Nguyễn",
  "Trần",
  "Lê",
  "Phạm",
  "Hoàng",
  "Phan",
  "Vũ",
  "Võ",
  "Đặng",
  "Bùi",
  "Đỗ",
  "Hồ",
  "Ngô",
  "Dương",
  "Lý",
];
const middle = ["Văn", "Thị", "Hữu", "Đức", "Thị Thu", "Minh", "Quốc", "Thị Ngọc", "Thanh", "Xuân", "Công", "Thị Kim"];
const given = [
  "An",
  "Bình",
  "Chương",
  "Dũng",
  "Đông",
  "Giang",
  "Hạnh",
  "Hiếu",
  "Hòa",
  "Hương",
  "Khánh",
  "Lan",
  "Liên",
  "Long",
  "Mai",
  "Nam",
  "Nga",
  "Oanh",
  "Phúc",
  "Quang",
  "Sơn",
  "Tâm",
  "Thủy",
  "Trang",
  "Tuấn",
  "Vân",
  "Yến",
];

/** The cast with its accounts, three speakers and two officers' accounts for each other commune. */
export async function fillPeople(fill: DemoFill, hashPassword: () => Promise<string>): Promise<DemoSpeaker[]> {
  const speakers: DemoSpeaker[] = [];
  const communes = unitsAfter.filter((row) => row.level === 2);
  const total = cast.length + communes.length;
  for (const [i, member] of cast.entries()) {
    const personId = member.appointment ? await addToRoster(fill, member) : null;
    if (personId) {
      fill.people.set(member.key, personId);
      speakers.push({ personId, unitCode: member.unitCode, oldCode: oldCodeOf(member.unitCode) });
    }
    if (member.account) await giveAccount(fill, member, personId, await hashPassword());
    fill.step("Đội ngũ / people", i + 1, total);
  }
  for (const [i, commune] of communes.entries()) {
    speakers.push(...(await fillCommune(fill, commune.code)));
    fill.step("Đội ngũ / people", cast.length + i + 1, total);
  }
  return speakers;
}

/** An appointment that ended with the old commune, and the one of today: the history stays. */
async function addToRoster(fill: DemoFill, member: CastMember): Promise<string> {
  const { kind, level = null, core = false, decision, languages = ["vi"], endsInDays } = member.appointment!;
  const personId = newId();
  const unitId = unitOf(fill, `after:${member.unitCode}`);
  const today = civilDateOf(fill.today);
  await fill.act(system, "roster.add-person", {
    personId,
    fullName: member.fullName,
    unitId,
    position: member.post.split(",")[0],
    workingLanguages: languages,
    appointment: oldAppointment(fill, member.unitCode, kind, level),
  });
  await fill.act(system, "roster.appoint", {
    appointmentId: newId(),
    personId,
    kind,
    level,
    core,
    unitId,
    decisionSymbol: decision,
    decisionDate: decision ? "2025-07-15" : null,
    decisionIssuer: decision ? issuerOf(kind) : null,
    termFrom: firstDayOfNew,
    termTo: endsInDays === undefined ? addDays(today, 700) : addDays(today, endsInDays),
  });
  return personId;
}

function oldAppointment(fill: DemoFill, unitCode: string, kind: string, level: string | null) {
  return {
    appointmentId: newId(),
    kind,
    level: level === "commune" ? "district" : level,
    unitId: unitOf(fill, `before:${oldCodeOf(unitCode)}`),
    decisionSymbol: "12/QĐ-UBND",
    decisionDate: "2024-02-05",
    decisionIssuer: issuerOf(kind),
    termFrom: asCivilDate("2024-03-01"),
    termTo: lastDayOfOld,
  };
}

const issuerOf = (kind: string) => (kind === "rapporteur" ? "Ban Thường vụ Đảng ủy" : "Chủ tịch Ủy ban nhân dân xã");

async function giveAccount(
  fill: DemoFill,
  member: CastMember,
  personId: string | null,
  passwordHash: string,
): Promise<void> {
  const account = member.account!;
  const homeUnitId = homeOf(fill, member);
  const grantedAt = account.wholeInstance ? null : unitOf(fill, `after:${member.unitCode}`);
  const userId = newId();
  await fill.act(system, "account.create", {
    userId,
    userName: account.userName,
    displayName: member.fullName,
    homeUnitId,
    personId,
    demo: true,
    passwordHash,
    grants: [account.role, ...(account.also ? [account.also] : [])].map((role) => ({
      role,
      unitId: grantedAt,
      validFrom: "2024-01-01",
    })),
  });
  fill.accounts.set(member.key, {
    ...principalFor(userId, member.fullName, account.role, grantedAt, personId),
    grants: [account.role, ...(account.also ? [account.also] : [])].map((role) => ({ role, unitId: grantedAt })),
    homeUnitId,
  });
}

function homeOf(fill: DemoFill, member: CastMember): number {
  if (member.unitCode === "68") return unitOf(fill, "department:culture");
  return fill.units.get(`office:${member.unitCode}`) ?? unitOf(fill, `after:${member.unitCode}`);
}

/** Accounts without a password: they keep the records of their commune and cannot sign in. */
async function fillCommune(fill: DemoFill, code: string): Promise<DemoSpeaker[]> {
  const unitId = unitOf(fill, `after:${code}`);
  for (const role of ["officer", "verifier"] as const) {
    const displayName = inventedName(fill);
    const userId = newId();
    await fill.act(system, "account.create", {
      userId,
      userName: `${role}.${code}`,
      displayName,
      homeUnitId: unitId,
      demo: true,
      passwordHash: null,
      grants: [{ role, unitId, validFrom: "2024-01-01" }],
    });
    fill.accounts.set(`${role}:${code}`, principalFor(userId, displayName, role, unitId));
  }
  const speakers: DemoSpeaker[] = [];
  for (let n = 0; n < 3; n++) {
    const member: CastMember = {
      key: `${code}:${n}`,
      fullName: inventedName(fill),
      post: n === 0 ? "Báo cáo viên cấp xã" : "Tuyên truyền viên cơ sở",
      unitCode: code,
      appointment:
        n === 0
          ? { kind: "rapporteur", level: "commune", decision: "05-QĐ/ĐU" }
          : { kind: "grassrootsCommunicator", core: n === 1, decision: "24/QĐ-UBND" },
    };
    speakers.push({ personId: await addToRoster(fill, member), unitCode: code, oldCode: oldCodeOf(code) });
  }
  return speakers;
}

function inventedName({ random }: DemoFill): string {
  return `${random.pick(family)} ${random.pick(middle)} ${random.pick(given)}`;
}

/** One of the communes that the commune of today grew out of. */
export function oldCodeOf(code: string): string {
  const from = unitSuccessions.filter((row) => row.newCode === code && row.oldLevel === 3);
  return (from.find((row) => row.oldCode === code) ?? from[0])?.oldCode ?? code;
}

export function keeperOf(fill: DemoFill, code: string, role: "officer" | "verifier"): Principal {
  const named: Record<string, string> = { "officer:24934": "ha", "verifier:24934": "mai", "officer:24886": "duyen" };
  return fill.accounts.get(named[`${role}:${code}`] ?? "") ?? fill.accounts.get(`${role}:${code}`)!;
}
