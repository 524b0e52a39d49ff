import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { useTopics } from "#modules/corrections/client.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Link } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { StatementPage } from "../contract.ts";
import { Stale } from "./desk-statements.tsx";
import { statementText } from "./desk-text.ts";
import { StatementDialog } from "./statement-form.tsx";
import "./desk-statements.css";

/** One statement with the versions it rests on. */
export function StatementScreen() {
  const { statementId } = usePathParams<"statementId">();
  const page = useAsk<StatementPage>(`/statements/${statementId}`);
  return <Answer of={page}>{(statement) => <Page statement={statement} />}</Answer>;
}

function Page({ statement: s }: { statement: StatementPage }) {
  const t = useText(statementText);
  const { day } = useFormats();
  const topics = useTopics();
  const [open, setOpen] = useState(false);
  return (
    <div className="statement-page">
      <PageHead
        over={
          <Link to="/statements" className="s">
            <Icon of={ArrowLeft} size={16} /> {t("page.back")}
          </Link>
        }
        title={`${s.spokesperson.name}, ${day(s.statedOn)}`}
      >
        {s.mayEdit && <Button onClick={() => setOpen(true)}>{t("page.edit")}</Button>}
      </PageHead>
      {s.stale && (
        <p className="note bad">
          <Stale /> {t("statement.stale-words")}
        </p>
      )}
      <p className="words">{s.text}</p>
      <dl className="facts wide">
        <dt>{t("statement.unit")}</dt>
        <dd>{s.unit.name}</dd>
        <dt>{t("statement.topic")}</dt>
        <dd>{topics.name(s.topic)}</dd>
        <dt>{t("statement.occasion")}</dt>
        <dd>{t(`statement.occasion.${s.occasion}`)}</dd>
        {s.outlet !== null && (
          <>
            <dt>{t("statement.outlet")}</dt>
            <dd>{s.outlet}</dd>
          </>
        )}
      </dl>
      <section>
        <h2>{t("statement.restsOn")}</h2>
        {s.restsOn.length === 0 ? (
          <p className="dim">{t("page.rests-none")}</p>
        ) : (
          <ul className="statement-pins">
            {s.restsOn.map((v) => (
              <li key={v.versionId}>
                <Link to={`/materials/${v.materialId}`} search={{ version: String(v.number) }}>
                  {v.title}
                </Link>
                <span className="dim">
                  {t("page.version", { n: v.number })}, {t(`page.status.${v.status}`)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <StatementDialog statement={s} home={null} open={open} onOpen={setOpen} />
    </div>
  );
}
