import {
  BookOpenText,
  ChartColumn,
  CornerDownLeft,
  type LucideIcon,
  MessagesSquare,
  Network,
  User,
} from "lucide-react";
import { useEffect, useId, useState } from "react";
import { isFound } from "#kernel/text/fold.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { useSettled } from "#platform/ui/ask-combobox.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { type Search, useGo } from "#platform/ui/link.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { looksLikeReference, placeOf } from "#modules/reports/client.ts";
import type { FoundReference } from "#modules/reports/shared.ts";
import { deskText } from "./desk-text.ts";
import { navGroups } from "./nav.ts";
import { holds, type Me } from "./session.ts";

interface Hit {
  key: string;
  group: string;
  label: string;
  hint?: string;
  icon: LucideIcon;
  to: string;
  search?: Search;
}

/** Search and go: pages, talks, people, units, materials, typed without diacritics. Arrow keys and Enter. */
export function Finder({ open, onOpen, me }: { open: boolean; onOpen: (open: boolean) => void; me: Me }) {
  const t = useText(deskText);
  return (
    <Dialog open={open} onOpen={onOpen} title={t("shell.find")}>
      {open && <Search1 me={me} onDone={() => onOpen(false)} />}
    </Dialog>
  );
}

function useHits(me: Me, typed: string): { hits: Hit[]; searching: boolean } {
  const t = useText(deskText);
  const { dayShort } = useFormats();
  const q = useSettled(typed.trim(), 180);
  const enabled = q.length >= 2;
  const reads = holds(me, ["administrator", "unitHead", "officer", "verifier", "analyst"]);
  const talks = useAsk<{ items: { id: string; title: string; heldOn: string; place: { name: string } }[] }>(
    "/talks",
    { q, limit: 5 },
    { enabled, keep: true },
  );
  const people = useAsk<{ items: { id: string; fullName: string; unitName: string }[] }>(
    "/people",
    { q, limit: 5 },
    { enabled: enabled && reads, keep: true },
  );
  const units = useAsk<{ items: { id: number; name: string; parentName: string | null }[] }>(
    "/units",
    { q, limit: 5 },
    { enabled, keep: true },
  );
  const materials = useAsk<{ items: { id: string; title: string }[] }>(
    "/materials",
    { q, limit: 5 },
    { enabled, keep: true },
  );
  const reference = looksLikeReference(q) && reads;
  const figure = useAsk<FoundReference>("/reports/look-up", { reference: q }, { enabled: reference });
  const pages: Hit[] = navGroups
    .flatMap((group) => group.entries)
    .filter((e) => (e.roles === undefined || holds(me, e.roles)) && isFound(t(e.text), typed))
    .map((e) => ({ key: e.to, group: t("find.pages"), label: t(e.text), icon: e.icon, to: e.to }));
  const plan: Hit[] = isFound(t("home.plan"), typed)
    ? [{ key: "plan", group: t("find.pages"), label: t("home.plan"), icon: CornerDownLeft, to: "/talks/new" }]
    : [];
  const found: Hit[] = !enabled
    ? []
    : [
        ...(talks.data?.items ?? []).map((x): Hit => ({
          key: `t${x.id}`,
          group: t("nav.talks"),
          label: x.title,
          hint: `${dayShort(x.heldOn)} · ${x.place.name}`,
          icon: MessagesSquare,
          to: `/talks/${x.id}`,
        })),
        ...(people.data?.items ?? []).map((x): Hit => ({
          key: `p${x.id}`,
          group: t("nav.people"),
          label: x.fullName,
          hint: x.unitName,
          icon: User,
          to: `/people/${x.id}`,
        })),
        ...(units.data?.items ?? []).map((x): Hit => ({
          key: `u${x.id}`,
          group: t("nav.units"),
          label: x.name,
          ...(x.parentName === null ? {} : { hint: x.parentName }),
          icon: Network,
          to: `/units/${x.id}`,
        })),
        ...(materials.data?.items ?? []).map((x): Hit => ({
          key: `m${x.id}`,
          group: t("nav.materials"),
          label: x.title,
          icon: BookOpenText,
          to: `/materials/${x.id}`,
        })),
      ];
  return {
    hits: [...printed(reference ? figure.data : undefined, t("nav.reports")), ...pages, ...plan, ...found],
    searching: [figure, talks, people, units, materials].some((a) => a.isFetching),
  };
}

/** A figure by the reference printed beside it. */
function printed(found: FoundReference | undefined, group: string): Hit[] {
  if (found === undefined) return [];
  const { to, search } = placeOf(found);
  const value = new Intl.NumberFormat("vi-VN").format(found.value);
  const hint = [found.unitName, found.lineName, found.period].filter((x) => x !== null && x !== "").join(" · ");
  return [{ key: "printed", group, label: `${found.indicatorVi}: ${value}`, hint, icon: ChartColumn, to, search }];
}

function Search1({ me, onDone }: { me: Me; onDone: () => void }) {
  const t = useText(deskText);
  const go = useGo();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const { hits, searching } = useHits(me, typed);
  const list = useId();
  const active = Math.min(at, hits.length - 1);
  useEffect(() => {
    document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [active, list]);
  const take = (hit: Hit | undefined) => {
    if (hit === undefined) return;
    onDone();
    go(hit.to, hit.search);
  };
  return (
    <div className="finder">
      <input
        className="input"
        type="search"
        role="combobox"
        aria-label={t("shell.find")}
        aria-expanded={hits.length > 0}
        aria-controls={list}
        aria-activedescendant={hits.length > 0 ? `${list}-${active}` : undefined}
        aria-autocomplete="list"
        placeholder={t("find.placeholder")}
        value={typed}
        onChange={(e) => {
          setTyped(e.target.value);
          setAt(0);
        }}
        onKeyDown={(e) => {
          if (e.key === "ArrowDown") setAt(Math.min(active + 1, hits.length - 1));
          else if (e.key === "ArrowUp") setAt(Math.max(active - 1, 0));
          else if (e.key === "Enter") take(hits[active]);
          else return;
          e.preventDefault();
        }}
      />
      <p className="unseen" role="status">
        {searching ? t("find.searching") : t("find.found", { n: hits.length })}
      </p>
      <div className="results" role="listbox" id={list} aria-label={t("shell.find")}>
        {hits.map((hit, n) => (
          <div key={hit.key} role="presentation">
            {hits[n - 1]?.group !== hit.group && (
              <div className="group" role="presentation">
                {hit.group}
              </div>
            )}
            <div
              role="option"
              tabIndex={-1}
              id={`${list}-${n}`}
              aria-selected={n === active}
              onMouseDown={(e) => {
                e.preventDefault();
                take(hit);
              }}
              onMouseMove={() => setAt(n)}
            >
              <Icon of={hit.icon} size={18} />
              <span className="grow">
                {hit.label}
                {hit.hint !== undefined && <span className="dim s sub">{hit.hint}</span>}
              </span>
            </div>
          </div>
        ))}
      </div>
      {hits.length === 0 && (
        <p className="dim" style={{ padding: 10 }}>
          {searching ? t("find.searching") : t("find.none")}
        </p>
      )}
    </div>
  );
}
