import { asPhonePay, payByRun } from "#modules/pay/client.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import { useFieldText } from "../field-text.ts";
import { Bar, Title } from "../parts.tsx";
import { back, href } from "../router.ts";
import { useSession } from "../session.ts";
import { useLive } from "../use-live.ts";

type OwnLine = NonNullable<ReturnType<typeof asPhonePay>>;

/** What this speaker was paid, run by run, each line with its talk and its legal basis. */
export function PayScreen() {
  const t = useFieldText();
  const formats = useFormats();
  const { db } = useSession();
  const runs = useLive(async () => {
    const rows = await db.entities.where("entity").equals("pay").toArray();
    return payByRun(rows.flatMap((row) => asPhonePay(row.id, row.data) ?? []));
  }, [db]);
  return (
    <>
      <Bar onBack={back} backLabel={t("back")} title={t("pay.title")} />
      <main className="scroll" id="main">
        <Title>{t("pay.title")}</Title>
        {runs === undefined ? <p className="help">{t("loading")}</p> : null}
        {runs?.length === 0 ? (
          <>
            <p>{t("pay.none")}</p>
            <p className="help">{t("pay.none-help")}</p>
          </>
        ) : null}
        {runs?.map((run, i) => (
          <details className="month" key={run.key} open={i === 0}>
            <summary style={{ minHeight: 48, cursor: "pointer" }}>
              <span className="row" style={{ display: "inline-flex", width: "calc(100% - 24px)" }}>
                <b>{formats.month(run.month)}</b>
                <b>{t("pay.money", { n: formats.number(run.total) })}</b>
              </span>
              <span className="dim" style={{ display: "block" }}>
                {t("pay.run", { unit: run.unit, number: run.number, day: formats.day(run.approvedOn) })}
              </span>
            </summary>
            <dl className="facts">
              {run.lines.map((line) => (
                <Line key={line.id} line={line} />
              ))}
            </dl>
          </details>
        ))}
        {runs !== undefined && runs.length > 0 ? <p className="help">{t("pay.ask")}</p> : null}
      </main>
    </>
  );
}

function Line({ line }: { line: OwnLine }) {
  const t = useFieldText();
  const formats = useFormats();
  const { talk } = line;
  return (
    <div>
      <dt>
        {talk === null ? (
          t("pay.month", { month: formats.month(line.month) })
        ) : (
          <a href={href("talk", talk.id)}>
            {formats.dayShort(talk.heldOn)}, {talk.place}
          </a>
        )}
        {line.legalBasis === null ? null : <span className="dim"> {line.legalBasis}</span>}
      </dt>
      <dd>
        {t("pay.money", { n: formats.number(line.amount) })}
        {line.paidBefore === 0 ? "" : `\n${t("pay.difference", { n: formats.number(line.paidBefore) })}`}
        {line.cut === 0 ? "" : `\n${t("pay.cut", { n: formats.number(line.cut) })}`}
      </dd>
    </div>
  );
}
