import type { OutboxItem, StoredPhoto } from "#platform/sync/client/database.ts";
import { readMeta } from "#platform/sync/client/database.ts";
import { dropPhoto, retryPhoto } from "#platform/sync/client/photos.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import { useFieldText } from "../field-text.ts";
import { Icon, type IconName } from "../icons.tsx";
import { Go, Part, Title } from "../parts.tsx";
import { useTalks } from "../phone-data.ts";
import { href } from "../router.ts";
import { useSession } from "../session.ts";
import { useLive } from "../use-live.ts";
import { decisionKey, itemTitle, problemText, shortHash } from "./item-words.ts";
import { Notices } from "./notices.tsx";

export function OutboxScreen() {
  const t = useFieldText();
  const formats = useFormats();
  const { db, engine } = useSession();
  const items = useLive(() => db.outbox.orderBy("seq").reverse().toArray(), [db]) ?? [];
  const photos = useLive(() => db.photos.toArray(), [db]) ?? [];
  const older = useLive(() => readMeta<number>(db, "olderReceipts"), [db]) ?? 0;
  const returned = (useTalks() ?? []).filter((talk) => talk.status === "returned");
  const of = (...states: string[]) => items.filter((item) => states.includes(item.state));
  const photosOf = (...states: string[]) => photos.filter((photo) => states.includes(photo.state));
  const needs = of("refused", "conflict");
  const received = of("received", "held", "settled");
  const count = {
    needs: needs.length + returned.length + photosOf("refused").length,
    sending: of("sending").length + photosOf("sending").length,
    local: of("local").length + photosOf("local").length,
  };
  return (
    <main className="scroll" id="main">
      <Title>{t("outbox.title")}</Title>
      <Notices storage />
      {items.length === 0 && photos.length === 0 ? <p className="help">{t("outbox.empty")}</p> : null}
      {count.needs > 0 ? (
        <Part title={t("outbox.needs-you")} count={count.needs}>
          <ul>
            {needs.map((item) => (
              <Row
                key={item.id}
                item={item}
                icon={item.state === "conflict" ? "split" : "flag"}
                tone="warn"
                detail={
                  item.state === "conflict"
                    ? t("outbox.conflict-why")
                    : `${problemText(item.problem, t)} ${t("outbox.kept")}`
                }
                action={
                  <a
                    className="btn small"
                    style={{ marginTop: 10 }}
                    href={href(item.state === "conflict" ? "conflict" : "item", item.id)}
                  >
                    {t(item.state === "conflict" ? "outbox.compare" : "outbox.see")}
                  </a>
                }
              />
            ))}
            {returned.map((talk) => (
              <li className="o warn" key={talk.id}>
                <Icon name="flag" />
                <div className="grow">
                  <b>{t("item.talk", { day: formats.dayShort(talk.heldOn), place: talk.placeName })}</b>
                  <span className="dim">{t("outbox.returned", { reason: talk.returnReason ?? "" })}</span>
                  <a className="btn small" style={{ marginTop: 10 }} href={href("amend", talk.id)}>
                    {t("talk.amend-returned")}
                  </a>
                </div>
              </li>
            ))}
            {photosOf("refused").map((photo) => (
              <PhotoRow key={photo.id} photo={photo} />
            ))}
          </ul>
        </Part>
      ) : null}
      {count.sending > 0 ? (
        <Part title={t("outbox.sending")} count={count.sending}>
          <ul>
            {of("sending").map((item) => (
              <Row key={item.id} item={item} icon="up" tone="act" detail={t("outbox.sending-now")} />
            ))}
            {photosOf("sending").map((photo) => (
              <PhotoRow key={photo.id} photo={photo} />
            ))}
          </ul>
        </Part>
      ) : null}
      {count.local > 0 ? (
        <Part title={t("outbox.local")} count={count.local}>
          <ul>
            {of("local").map((item) => (
              <Row
                key={item.id}
                item={item}
                icon="phone"
                tone=""
                detail={t("outbox.saved-at", {
                  time: formats.time(item.deviceAt),
                  day: formats.dayShort(formats.dayOf(item.deviceAt)),
                })}
              />
            ))}
            {photosOf("local").map((photo) => (
              <PhotoRow key={photo.id} photo={photo} />
            ))}
          </ul>
          <button type="button" className="btn small" style={{ marginTop: 8 }} onClick={() => engine.kick()}>
            {t("outbox.try-now")}
          </button>
        </Part>
      ) : null}
      {received.length > 0 ? (
        <Part title={t("outbox.received")} count={received.length + older}>
          <ul>
            {received.slice(0, 50).map((item) => (
              <Row
                key={item.id}
                item={item}
                icon={item.state === "held" ? "clock" : "check"}
                tone={item.state === "held" ? "act" : "ok"}
                detail={
                  <>
                    {item.state === "held" ? (
                      <>
                        {t("outbox.held")}
                        <br />
                      </>
                    ) : item.state === "settled" ? (
                      <>
                        {t(decisionKey(item))}
                        <br />
                      </>
                    ) : null}
                    {t("outbox.receipt", {
                      time: formats.time(item.receipt?.at ?? ""),
                      day: formats.dayShort(formats.dayOf(item.receipt?.at ?? "")),
                    })}
                    <br />
                    <span className="nw">
                      {t("outbox.number", { number: item.receipt?.number ?? "", hash: shortHash(item.receipt?.hash) })}
                    </span>
                  </>
                }
              />
            ))}
          </ul>
          {received.length > 50 || older > 0 ? (
            <p className="dim">{t("outbox.more", { n: Math.max(0, received.length - 50) + older })}</p>
          ) : null}
        </Part>
      ) : null}
      {of("discarded").length > 0 ? (
        <Part title={t("outbox.discarded")} count={of("discarded").length}>
          <ul>
            {of("discarded").map((item) => (
              <Row key={item.id} item={item} icon="trash" tone="" detail={t("outbox.discarded-help")} />
            ))}
          </ul>
        </Part>
      ) : null}
      <div style={{ marginTop: 24 }}>
        <Go icon="download" to={href("phone")} title={t("phone.title")} detail={t("phone.detail")} />
      </div>
    </main>
  );
}

function Row({
  item,
  icon,
  tone,
  detail,
  action,
}: {
  item: OutboxItem;
  icon: IconName;
  tone: string;
  detail: React.ReactNode;
  action?: React.ReactNode;
}) {
  const t = useFieldText();
  const formats = useFormats();
  return (
    <li className={`o ${tone}`}>
      <Icon name={icon} />
      <div className="grow">
        <a className="whole" href={href("item", item.id)}>
          <b>{itemTitle(item, t, formats)}</b>
          <span className="dim">{detail}</span>
        </a>
        {action}
      </div>
    </li>
  );
}

function PhotoRow({ photo }: { photo: StoredPhoto }) {
  const t = useFieldText();
  const formats = useFormats();
  const { db, engine } = useSession();
  const percent = Math.round((photo.sent / photo.size) * 100);
  const words =
    photo.state === "refused"
      ? problemText(photo.problem, t)
      : photo.sent > 0
        ? t("photo.sent", { percent })
        : t("photo.waits");
  return (
    <li className={photo.state === "refused" ? "o warn" : photo.state === "sending" ? "o act" : "o"}>
      <Icon name={photo.state === "sending" ? "up" : "camera"} />
      <div className="grow">
        <b>{t("photo.of", { day: formats.dayShort(photo.about.day ?? "") })}</b>
        <span className="dim">{words}</span>
        {photo.sent > 0 ? (
          <div className="prog" role="img" aria-label={`${percent} %`}>
            <i style={{ width: `${percent}%` }} />
          </div>
        ) : null}
        {photo.state === "refused" ? (
          <div className="row wrap" style={{ marginTop: 10 }}>
            <button
              type="button"
              className="btn small"
              onClick={() => void retryPhoto(db, photo.id).then(() => engine.kick())}
            >
              {t("photo.retry")}
            </button>
            <button type="button" className="btn small" onClick={() => void dropPhoto(db, photo.id)}>
              {t("photo.drop")}
            </button>
          </div>
        ) : null}
      </div>
    </li>
  );
}
