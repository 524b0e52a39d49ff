import { type ComponentType, createContext, lazy, type LazyExoticComponent, Suspense, useContext } from "react";

/**
 * A place on one room's page that later rooms fill: the page of a talk shows which task of a plan the talk carries out,
 * without the talks knowing of plans. The desk gathers all parts in one place; each is loaded when its page is opened.
 */
export interface DeskPart<Props> {
  place: string;
  // oxlint-disable-next-line no-explicit-any -- each place says what it hands over
  load: () => Promise<ComponentType<any>>;
  /** Only to keep `place` and props together where a part is declared. */
  props?: Props;
}

interface Loaded {
  place: string;
  // oxlint-disable-next-line no-explicit-any -- see DeskPart
  Part: LazyExoticComponent<ComponentType<any>>;
}
const Parts = createContext<readonly Loaded[]>([]);
export const PartsProvider = Parts.Provider;

/** Made once, outside of any component: a lazy component made in a render would be loaded anew each time. */
export function loadParts(parts: readonly DeskPart<unknown>[]): readonly Loaded[] {
  return parts.map(({ place, load }) => ({ place, Part: lazy(async () => ({ default: await load() })) }));
}

/** Everything that other rooms have for this place, each with the given props; nothing where there is none. */
export function PartsOf<Props extends object>({ place, props }: { place: string; props: Props }) {
  const parts = useContext(Parts).filter((part) => part.place === place);
  return parts.map(({ Part }, i) => (
    // oxlint-disable-next-line no-array-index-key -- the list never changes
    <Suspense key={i} fallback={null}>
      <Part {...props} />
    </Suspense>
  ));
}
