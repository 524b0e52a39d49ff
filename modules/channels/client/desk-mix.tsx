import { useState } from "react";
import { todayInVietnam } from "#kernel/civil-date.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { BarChart } from "#platform/ui/charts/bar-chart.tsx";
import { DateInput } from "#platform/ui/date-input.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { ChannelMix } from "../contract.ts";
import { useChannels, useTopicName } from "./desk-parts.tsx";
import { channelText } from "./desk-text.ts";
import "./desk-channels.css";

/** How much went out on which topic over which channel: two charts, and the whole table beside them. */
export function ChannelMixView() {
  const t = useText(channelText);
  const today = todayInVietnam();
  const [from, setFrom] = useState<string>(`${today.slice(0, 4)}-01-01`);
  const [to, setTo] = useState<string>(today);
  const ready = from !== "" && to !== "" && from <= to;
  const asked = useAsk<ChannelMix>("/channels/mix", { from, to }, { enabled: ready, keep: true });
  return (
    <>
      <div className="list-tools no-print">
        <Field name="mix-from" label={t("mix.from")} optional="silent">
          <DateInput value={from} onValue={setFrom} />
        </Field>
        <Field name="mix-to" label={t("mix.to")} optional="silent">
          <DateInput value={to} onValue={setTo} />
        </Field>
      </div>
      <Answer of={asked}>{(mix) => <Mix mix={mix} />}</Answer>
    </>
  );
}

function Mix({ mix }: { mix: ChannelMix }) {
  const t = useText(channelText);
  const { number } = useFormats();
  const { list: channels, name } = useChannels();
  const topicName = useTopicName();
  const all = mix.cells.reduce((n, c) => n + c.publications, 0);
  if (all === 0) return <p className="dim">{t("mix.title-none")}</p>;
  const sums = (key: "topic" | "channel") =>
    [...new Set(mix.cells.map((c) => c[key]))]
      .map((value) => ({
        value,
        n: mix.cells.reduce((sum, c) => sum + (c[key] === value ? c.publications : 0), 0),
      }))
      .sort((a, b) => b.n - a.n);
  const topics = sums("topic");
  const used = sums("channel");
  const unused = channels.filter((c) => !used.some((u) => u.value === c.code));
  const columns = [...channels.map((c) => c.code), ...used.map((u) => u.value)].filter(
    (code, at, list) => list.indexOf(code) === at,
  );
  const cell = (topic: string, channel: string) =>
    mix.cells.find((c) => c.topic === topic && c.channel === channel)?.publications ?? 0;
  return (
    <>
      <div className="channel-mix">
        <BarChart
          lying
          title={t("mix.title", { topic: topicName(topics[0]!.value), n: number(topics[0]!.n), all: number(all) })}
          heads={[t("mix.topic"), t("mix.publications")]}
          bars={topics.map((x, at) => ({ key: x.value, label: topicName(x.value), value: x.n, point: at === 0 }))}
          source={t("mix.source")}
        />
        <BarChart
          lying
          title={t("mix.by-channel", { channel: name(used[0]!.value), n: number(used[0]!.n), all: number(all) })}
          heads={[t("channel.column.channel"), t("mix.publications")]}
          bars={used.map((x, at) => ({ key: x.value, label: name(x.value), value: x.n, point: at === 0 }))}
          source={
            unused.length === 0
              ? t("mix.source")
              : t("mix.unused", { names: unused.map((c) => name(c.code)).join(", ") })
          }
        />
      </div>
      <h2>{t("mix.table")}</h2>
      {/* a table that scrolls sideways has to be reached by the keyboard */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="channel-wide" role="region" aria-label={t("mix.table")} tabIndex={0}>
        <table aria-label={t("mix.table")}>
          <thead>
            <tr>
              <th scope="col">{t("mix.topic")}</th>
              {columns.map((code) => (
                <th key={code} scope="col" className="num">
                  {name(code)}
                </th>
              ))}
              <th scope="col" className="num">
                {t("channel.total")}
              </th>
            </tr>
          </thead>
          <tbody>
            {topics.map((x) => (
              <tr key={x.value}>
                <th scope="row">{topicName(x.value)}</th>
                {columns.map((code) => (
                  <td key={code} className="num">
                    {number(cell(x.value, code))}
                  </td>
                ))}
                <td className="num">{number(x.n)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
