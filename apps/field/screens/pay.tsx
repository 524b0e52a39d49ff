import { asPhonePay, payByRun } from "#modules/pay/client.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import { useFieldText } from "../field-text.ts";
import { Bar, Go, Title } from "../parts.tsx";
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
            {run.lines.map((line) => (
              <Line key={line.id} line={line} />
            ))}
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
  const money = t("pay.money", { n: formats.number(line.amount) });
  const detail = [
    line.paidBefore === 0 ? null : t("pay.difference", { n: formats.number(line.paidBefore) }),
    line.cut === 0 ? null : t("pay.cut", { n: formats.number(line.cut) }),
    line.legalBasis,
  ]
    .filter((part) => part !== null)
    .join(". ");
  if (talk !== null)
    return (
      <Go
        icon="check"
        to={href("talk", talk.id)}
        title={`${formats.dayShort(talk.heldOn)}, ${talk.place}: ${money}`}
        detail={detail}
      />
    );
  return (
    <p>
      {t("pay.month", { month: formats.month(line.month) })}: {money} <span className="dim">{detail}</span>
    </p>
  );
}
