import type { Tx } from "#platform/db/session.ts";
import { unitState } from "#modules/units/server.ts";

/**
 * Where the talks of a unit's subtree lie: everything that ever belonged to it, whatever the units
 * were called then (all-time scope). A commune or anything above it is a set of communes; a
 * residential group is a place; a body (a department, an office) is looked up as organiser.
 */
export type Places =
  | { kind: "everything" }
  | { kind: "communes"; ids: number[] }
  | { kind: "place"; ids: number[] }
  | { kind: "organiser"; ids: number[] };

let cached: { key: string; places: Map<number, Places> } = { key: "", places: new Map() };

export async function placesUnder(tx: Tx, under: number): Promise<Places> {
  const state = await unitState(tx);
  if (cached.key !== state.key) cached = { key: state.key, places: new Map() };
  let places = cached.places.get(under);
  if (places === undefined) {
    places = findPlaces(state, under);
    cached.places.set(under, places);
  }
  return places;
}

function findPlaces(state: Awaited<ReturnType<typeof unitState>>, under: number): Places {
  const { tree, paths } = state;
  const levelOf = (id: number) => {
    const version = tree.units.get(id)?.versions.at(-1);
    return version === undefined ? null : tree.levelOf(version);
  };
  const below: number[] = [];
  for (const [id, above] of paths) if (above.includes(under)) below.push(id);
  const level = levelOf(under);
  if (level === "group") return { kind: "place", ids: below };
  if (level === "body") return { kind: "organiser", ids: below };
  const communes = below.filter((id) => levelOf(id) !== "group" && levelOf(id) !== "body");
  let all = 0;
  for (const id of tree.units.keys()) {
    const l = levelOf(id);
    if (l !== "group" && l !== "body") all++;
  }
  return communes.length === all ? { kind: "everything" } : { kind: "communes", ids: communes };
}
