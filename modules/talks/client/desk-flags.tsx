import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Link } from "#platform/ui/link.tsx";
import type { TalkFlag } from "../answers.ts";
import { talkText } from "./desk-text.ts";
import "./desk-talks.css";

type Code = TalkFlag["code"];

/** What rules found, before the facts; and what they looked at and found unremarkable. */
export function TalkFlags({
  flags,
  checked,
  level = 3,
}: {
  flags: readonly TalkFlag[];
  checked: readonly Code[];
  level?: 2 | 3;
}) {
  const t = useText(talkText);
  const Title = level === 2 ? "h2" : "h3";
  const quiet = checked.filter((code) => !flags.some((f) => f.code === code));
  const list = quiet.map((code) => t(`check.${code}`)).join(", ");
  const capital = list.charAt(0).toUpperCase() + list.slice(1);
  if (flags.length === 0) {
    return (
      <div className="note ok flags">
        <Title>{t("flags.none")}</Title>
        {quiet.length > 0 && <p className="s dim">{t("flags.checked", { list: capital })}</p>}
      </div>
    );
  }
  return (
    <div className="note warn flags">
      <Title>{flags.length === 1 ? t("flags.one") : t("flags.many", { n: flags.length })}</Title>
      {flags.map((flag, at) => (
        <p key={`${flag.code}-${at}`}>
          <b>{t(`talk.flag.${flag.code}`)}.</b> <FlagWords flag={flag} />
        </p>
      ))}
      {quiet.length > 0 && <p className="s dim">{t("flags.checked", { list: capital })}</p>}
    </div>
  );
}

function FlagWords({ flag }: { flag: TalkFlag }) {
  const t = useText(talkText);
  const { number, time, day } = useFormats();
  const detail = flag.detail;
  const text = (name: string) =>
    typeof detail[name] === "string" || typeof detail[name] === "number" ? String(detail[name]) : "";
  const count = (name: string) => number(Number(detail[name] ?? 0));
  const other = text("talkId");
  switch (flag.code) {
    case "sameSpeakerElsewhere":
      return (
        <Linked
          to={other}
          words={t("flag.sameSpeakerElsewhere", {
            time: text("startsAt") === "" ? "" : time(text("startsAt")),
            place: "{place}",
            names: Array.isArray(detail["speakerNames"]) ? detail["speakerNames"].join(", ") : "",
          })}
          place={text("placeName")}
        />
      );
    case "samePhotoTwice":
      return (
        <Linked
          to={other}
          words={t("flag.samePhotoTwice", { title: text("title"), place: "{place}" })}
          place={text("placeName")}
        />
      );
    case "moreThanPopulation":
      return t("flag.moreThanPopulation", { attendance: count("attendance"), population: count("population") });
    case "outsideAppointment":
      return t("flag.outsideAppointment", { name: text("name") });
    case "deviceClockOff":
      return t("flag.deviceClockOff", { minutes: count("minutes") });
    case "longAgo":
      return t("flag.longAgo", { days: count("days") });
    case "recalledMaterial":
      return t("flag.recalledMaterial", {
        title: text("title"),
        day: text("recalledOn") === "" ? "" : day(text("recalledOn").slice(0, 10)),
      });
    default:
      return t(`flag.${flag.code}`);
  }
}

/** The other place is the way to the other talk. */
function Linked({ words, place, to }: { words: string; place: string; to: string }) {
  const [before = "", after = ""] = words.split("{place}");
  return (
    <>
      {before}
      {to === "" ? place : <Link to={`/talks/${to}`}>{place}</Link>}
      {after}
    </>
  );
}
