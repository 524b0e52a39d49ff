import { Inbox } from "lucide-react";
import { useState } from "react";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Field } from "#platform/ui/field.tsx";
import { Radios, TextInput } from "#platform/ui/inputs.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead } from "#platform/ui/screen.tsx";
import { Answer, EmptyState, ErrorState } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { useDraft } from "#platform/ui/use-draft.ts";
import type { HeldItem } from "../answers.ts";
import { looksLikeId } from "./desk-path.tsx";
import { FactShown } from "./desk-fact-shown.tsx";
import { factLabel } from "./desk-values.ts";
import { talkText, type TalkTexts } from "./desk-text.ts";
import { TalkViews } from "./desk-views.tsx";
import "./desk-talks.css";

/** What phones sent and the server keeps until a person decides: doubts about authority, and two versions of one field. */
export function HeldScreen() {
  const t = useText(talkText);
  const held = useAsk<{ items: HeldItem[] }>("/held");
  return (
    <>
      <PageHead title={t("talks.title")} documentTitle={t("held.title")} />
      <TalkViews view="held" />
      <Answer of={held}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={Inbox} title={t("held.empty")}>
              {t("held.empty-words")}
            </EmptyState>
          ) : (
            <>
              <p className="prose dim" style={{ marginBottom: 20 }}>
                {t("held.words")}
              </p>
              <ul className="held">
                {items.map((item) => (
                  <Held key={item.id} item={item} />
                ))}
              </ul>
            </>
          )
        }
      </Answer>
    </>
  );
}

interface Clash {
  base?: unknown;
  yours?: unknown;
  theirs?: unknown;
}

function clashesOf(reason: unknown): [string, Clash][] {
  if (typeof reason !== "object" || reason === null) return [];
  const found = "clashes" in reason ? reason.clashes : "conflict" in reason ? reason.conflict : reason;
  if (typeof found !== "object" || found === null || Array.isArray(found)) return [];
  return Object.entries(found as Record<string, unknown>).filter(
    (e): e is [string, Clash] => typeof e[1] === "object" && e[1] !== null && "yours" in e[1],
  );
}

function doubtsOf(reason: unknown): { code: string; detail: Record<string, unknown> }[] {
  const list = Array.isArray(reason)
    ? reason
    : typeof reason === "object" && reason !== null && "doubts" in reason && Array.isArray(reason.doubts)
      ? reason.doubts
      : [];
  return list.flatMap((d: unknown) =>
    typeof d === "object" && d !== null && "code" in d
      ? [{ code: String(d.code), detail: ("detail" in d ? d.detail : {}) as Record<string, unknown> }]
      : [],
  );
}

const doubtCodes = [
  "clock.far-off",
  "appointment.none",
  "appointment.ended-since",
  "unit.reorganised-since",
  "unit.not-then",
  "command.not-possible",
] as const;

function doubtWords(t: TalkTexts, code: string): string {
  const known = doubtCodes.find((c) => c === code);
  return known === undefined ? t("held.reason.other", { code }) : `${t(`held.doubt.${known}`)}.`;
}

function Held({ item }: { item: HeldItem }) {
  const t = useText(talkText);
  const formats = useFormats();
  const payload = (typeof item.payload === "object" && item.payload !== null ? item.payload : {}) as Record<
    string,
    unknown
  >;
  const clashes = item.outcome === "conflict" ? clashesOf(item.reason) : [];
  const doubts = doubtsOf(item.reason);
  const talkId = typeof payload["talkId"] === "string" ? payload["talkId"] : null;
  const title =
    typeof payload["title"] === "string"
      ? payload["title"]
      : t(
          item.name === "talk.amend"
            ? "held.kind.talk.amend"
            : item.name === "talk.record"
              ? "held.kind.talk.record"
              : "held.kind.other",
        );
  const draft = useDraft<{ take: Record<string, "yours" | "theirs">; reason: string }>(`held.${item.id}`, {
    take: {},
    reason: "",
  });
  const [tried, setTried] = useState(false);
  const send = useSend<{ decision: "accept" | "dismiss"; take: string[]; reason: string }>(
    "POST",
    `/held/${item.id}/decision`,
  );
  const settle = (decision: "accept" | "dismiss") => {
    setTried(true);
    if (draft.value.reason.trim() === "") return;
    const take = clashes.map(([field]) => field).filter((field) => draft.value.take[field] === "yours");
    send.mutate(
      { decision, take, reason: draft.value.reason.trim() },
      {
        onSuccess: () => {
          draft.clear();
          notify(t("held.done"));
        },
      },
    );
  };
  return (
    <li>
      <h2>
        {talkId === null ? (
          title
        ) : (
          <Link to={`/talks/${talkId}`} className="plain">
            {title}
          </Link>
        )}
      </h2>
      <p className="s dim">
        {looksLikeId(item.by)
          ? t("held.received", { when: formats.moment(item.receivedAt) })
          : t("held.from", { who: item.by, when: formats.moment(item.receivedAt) })}
        {item.deviceAt !== null && <> · {t("held.device", { when: formats.moment(item.deviceAt) })}</>} · {item.number}
      </p>
      {doubts.length > 0 && (
        <div className="note warn" style={{ margin: "12px 0" }}>
          <h3>{t("held.why")}</h3>
          {doubts.map((d) => (
            <p key={d.code}>{doubtWords(t, d.code)}</p>
          ))}
        </div>
      )}
      {clashes.length > 0 && (
        <>
          <p style={{ marginTop: 12 }}>{t("held.conflict")}</p>
          {clashes.map(([field, clash]) => (
            <Field key={field} name={`${item.id}-${field}`} label={factLabel(t, field)} group>
              <Radios
                name={`${item.id}-${field}`}
                value={draft.value.take[field] ?? "theirs"}
                onValue={(side) => draft.set({ take: { ...draft.value.take, [field]: side } })}
                choices={[
                  { value: "theirs", label: <FactShown field={field} value={clash.theirs} />, help: t("held.theirs") },
                  { value: "yours", label: <FactShown field={field} value={clash.yours} />, help: t("held.yours") },
                ]}
              />
            </Field>
          ))}
        </>
      )}
      {clashes.length === 0 && <Content payload={payload} />}
      <div style={{ marginTop: 16 }}>
        {send.error !== null && <ErrorState error={send.error} />}
        <Field
          name={`${item.id}-reason`}
          label={t("held.reason-label")}
          error={tried && draft.value.reason.trim() === "" ? t("held.reason-wrong") : undefined}
        >
          <TextInput value={draft.value.reason} maxLength={300} onValue={(reason) => draft.set({ reason })} />
        </Field>
        <div className="row wrap" style={{ marginTop: 12 }}>
          <Button look="main" busy={send.isPending ? t("act.verifying") : null} onClick={() => settle("accept")}>
            {t(clashes.length > 0 ? "held.settle" : "held.accept")}
          </Button>
          <Button onClick={() => settle("dismiss")}>{t("held.dismiss")}</Button>
        </div>
      </div>
    </li>
  );
}

const shown = [
  "startsAt",
  "endsAt",
  "placeUnitId",
  "placeDetail",
  "speakerIds",
  "attendance",
  "kind",
  "audienceKind",
] as const;

/** What was sent, in words: the officer decides on the content, not on a code. */
function Content({ payload }: { payload: Record<string, unknown> }) {
  const t = useText(talkText);
  // A record names its facts one by one; an edit names each with what it was changed from.
  const edits = payload["changes"];
  const facts =
    typeof edits === "object" && edits !== null
      ? Object.entries(edits as Record<string, { value?: unknown }>).map(
          ([field, edit]) => [field, edit.value] as const,
        )
      : shown.flatMap((field) =>
          payload[field] === undefined || payload[field] === null ? [] : [[field, payload[field]] as const],
        );
  if (facts.length === 0) return null;
  return (
    <>
      <h3 className="s" style={{ margin: "12px 0 6px" }}>
        {t("held.content")}
      </h3>
      <dl className="facts wide">
        {facts.map(([field, value]) => (
          <div key={field} style={{ display: "contents" }}>
            <dt>{factLabel(t, field)}</dt>
            <dd>
              <FactShown field={field} value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
