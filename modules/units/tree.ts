import type { CivilDate } from "#kernel/civil-date.ts";

/**
 * The organisation tree with time in it, in memory: some fifteen thousand units with all their
 * versions. Pure; the server fills it from the database and plans every operation on it.
 * Days are half-open: `to` is the first day on which something no longer holds, null while it lasts.
 */
export type UnitLevel = "province" | "district" | "commune" | "group" | "body";

export interface UnitKind {
  id: string;
  level: UnitLevel;
  labelVi: string;
  labelEn: string;
  /** Days on which such units exist; null bounds are open. */
  eraFrom: CivilDate | null;
  eraTo: CivilDate | null;
  legalBasis: string | null;
  /** How files of official lists call it; two kinds may share a word and differ by level. */
  fileName: string | null;
}

export interface UnitVersion {
  unitId: number;
  name: string;
  /** fold(name), as the column unit_version.name_key. */
  nameKey: string;
  kind: string;
  code: string | null;
  parentId: number | null;
  from: CivilDate;
  to: CivilDate | null;
}

export interface Unit {
  id: number;
  founded: CivilDate;
  dissolved: CivilDate | null;
  /** Oldest first. */
  versions: UnitVersion[];
}

export interface Succession {
  fromId: number;
  toId: number;
  on: CivilDate;
  extent: "full" | "partial";
}

export class UnitTree {
  readonly units = new Map<number, Unit>();
  readonly kinds: ReadonlyMap<string, UnitKind>;
  readonly successors = new Map<number, Succession[]>();
  readonly predecessors = new Map<number, Succession[]>();
  readonly #byCode = new Map<string, UnitVersion[]>();
  readonly #byParent = new Map<number, UnitVersion[]>();

  constructor(content: {
    kinds: readonly UnitKind[];
    units: readonly { id: number; founded: CivilDate; dissolved: CivilDate | null }[];
    /** Ordered by their first day. */
    versions: readonly UnitVersion[];
    successions: readonly Succession[];
  }) {
    this.kinds = new Map(content.kinds.map((k) => [k.id, k]));
    for (const unit of content.units) this.units.set(unit.id, { ...unit, versions: [] });
    for (const version of content.versions) {
      this.units.get(version.unitId)?.versions.push(version);
      if (version.code !== null) push(this.#byCode, version.code, version);
      if (version.parentId !== null) push(this.#byParent, version.parentId, version);
    }
    for (const edge of content.successions) {
      push(this.successors, edge.fromId, edge);
      push(this.predecessors, edge.toId, edge);
    }
  }

  levelOf(version: UnitVersion): UnitLevel {
    return this.kinds.get(version.kind)?.level ?? "body";
  }

  versionOn(id: number, day: CivilDate): UnitVersion | undefined {
    return this.units.get(id)?.versions.find((v) => holdsOn(v, day));
  }

  /** The version of that day, or the nearest one: for naming a unit on a page about another day. */
  versionNear(id: number, day: CivilDate): UnitVersion | undefined {
    const versions = this.units.get(id)?.versions ?? [];
    return (
      versions.find((v) => holdsOn(v, day)) ?? (versions[0] && day < versions[0].from ? versions[0] : versions.at(-1))
    );
  }

  versionsWithCode(code: string): readonly UnitVersion[] {
    return this.#byCode.get(code) ?? [];
  }

  withCodeOn(code: string, day: CivilDate): UnitVersion[] {
    return this.versionsWithCode(code).filter((v) => holdsOn(v, day));
  }

  childrenOn(id: number, day: CivilDate): UnitVersion[] {
    return (this.#byParent.get(id) ?? []).filter((v) => holdsOn(v, day));
  }

  /** Every version that ever named this unit as its parent. */
  versionsUnder(id: number): readonly UnitVersion[] {
    return this.#byParent.get(id) ?? [];
  }

  /** Strictly below, on that day, parents before children. */
  descendantsOn(id: number, day: CivilDate): UnitVersion[] {
    const found: UnitVersion[] = [];
    let layer = this.childrenOn(id, day);
    while (layer.length > 0 && found.length <= this.units.size) {
      found.push(...layer);
      layer = layer.flatMap((v) => this.childrenOn(v.unitId, day));
    }
    return found;
  }

  /** From the unit itself upward, on that day. */
  pathOn(id: number, day: CivilDate): UnitVersion[] {
    const path: UnitVersion[] = [];
    let at = this.versionOn(id, day);
    while (at !== undefined && path.length < 20) {
      path.push(at);
      at = at.parentId === null ? undefined : this.versionOn(at.parentId, day);
    }
    return path;
  }

  *versionsOn(day: CivilDate): Generator<UnitVersion> {
    for (const unit of this.units.values()) {
      const version = unit.versions.find((v) => holdsOn(v, day));
      if (version !== undefined) yield version;
    }
  }
}

export function holdsOn(range: { from: CivilDate; to: CivilDate | null }, day: CivilDate): boolean {
  return range.from <= day && (range.to === null || day < range.to);
}

export function overlaps(
  a: { from: CivilDate; to: CivilDate | null },
  b: { from: CivilDate; to: CivilDate | null },
): boolean {
  return (b.to === null || a.from < b.to) && (a.to === null || b.from < a.to);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
