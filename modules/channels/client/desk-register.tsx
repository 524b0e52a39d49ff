import { BookCheck } from "lucide-react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { type Column, DataTable } from "#platform/ui/data-table.tsx";
import { ListFilter, ListRows, ListSearch, ListTools, useListSearch } from "#platform/ui/list-screen.tsx";
import { useFilters } from "#platform/ui/screen.tsx";
import { useList } from "#platform/ui/use-api.ts";
import type { PublicationRow } from "../contract.ts";
import { useChannels } from "./desk-parts.tsx";
import { channelText } from "./desk-text.ts";

const standings = ["up", "mustGo", "down", "struck"] as const;

/** What was published where and when, as people entered it. */
export function Register() {
  const t = useText(channelText);
  const { number } = useFormats();
  const { list: channels, name } = useChannels();
  const { values, set } = useFilters(["channel", "standing", "q"] as const);
  const { q, searchBox } = useListSearch(values.q, (typed) => set({ q: typed }));
  const list = useList<PublicationRow>("/channels/publications", {
    channel: values.channel,
    standing: values.standing,
    q,
  });
  const mustGo = useList<PublicationRow>("/channels/publications", { standing: "mustGo" });
  const columns = useRegisterColumns(name);
  return (
    <>
      {mustGo.rows.length > 0 && values.standing !== "mustGo" && (
        <div className="note bad" style={{ marginTop: 12 }}>
          <p>{t("register.must-go", { n: number(mustGo.rows.length) })}</p>
          <button type="button" className="linklike" onClick={() => set({ standing: "mustGo" })}>
            {t("register.see")}
          </button>
        </div>
      )}
      <ListTools>
        <ListSearch name="register-q" label={t("filter.search")} {...searchBox} />
        <ListFilter
          name="register-channel"
          label={t("filter.channel")}
          value={values.channel}
          onValue={(channel) => set({ channel })}
          any={t("filter.any-channel")}
          choices={channels.map((c) => ({ value: c.code, label: name(c.code) }))}
        />
        <ListFilter
          name="register-standing"
          label={t("filter.standing")}
          value={values.standing}
          onValue={(standing) => set({ standing })}
          any={t("filter.any-standing")}
          choices={standings.map((value) => ({ value, label: t(`filter.standing.${value}`) }))}
        />
      </ListTools>
      <ListRows
        list={list}
        lines={6}
        empty={{
          icon: BookCheck,
          title: t(q !== "" || values.channel || values.standing ? "plans.none" : "register.empty"),
          words: t(q !== "" || values.channel || values.standing ? "plans.none-words" : "register.empty-words"),
        }}
      >
        <DataTable<PublicationRow>
          label={t("tab.register")}
          name="channel-register"
          rows={list.rows}
          columns={columns}
          rowKey={(p) => p.id}
          title={(p) => p.title}
          titleColumn="title"
          href={(p) => ({ to: `/channels/versions/${p.versionId}` })}
        />
      </ListRows>
    </>
  );
}

function useRegisterColumns(name: (code: string) => string): Column<PublicationRow>[] {
  const t = useText(channelText);
  const { day } = useFormats();
  return [
    { key: "on", label: t("channel.column.published"), width: 130, phone: "aside", cell: (p) => day(p.publishedOn) },
    {
      key: "title",
      label: t("channel.column.title"),
      cell: (p) => (
        <span className="dim">
          {p.struck !== null
            ? t("channel.struck", { reason: p.struck })
            : p.mustGo
              ? t("channel.must-go")
              : p.takenDownOn !== null
                ? t("register.taken-down", { day: day(p.takenDownOn) })
                : t("out.version", { n: p.number })}
        </span>
      ),
    },
    { key: "channel", label: t("channel.column.channel"), width: 220, cell: (p) => name(p.channel) },
    {
      key: "place",
      label: t("channel.column.place"),
      width: 280,
      cell: (p) => (
        <>
          {p.place}
          <span className="dim">{p.unit.name}</span>
        </>
      ),
    },
    {
      key: "proof",
      label: t("channel.column.reference"),
      width: 180,
      cell: (p) =>
        p.link === null ? (
          p.reference
        ) : (
          <a href={p.link} target="_blank" rel="noopener noreferrer nofollow">
            {p.reference ?? t("register.open-link")}
          </a>
        ),
    },
  ];
}
