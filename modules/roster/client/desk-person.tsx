import { useState } from "react";
import { languageName } from "#kernel/languages.ts";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { Link, LinkButton } from "#platform/ui/link.tsx";
import { PartsOf } from "#platform/ui/parts.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { PersonDetail } from "../answers.ts";
import { AppointmentSection } from "./desk-appointment.tsx";
import { AppointDialog } from "./desk-appoint.tsx";
import { PersonHistory } from "./desk-person-history.tsx";
import { EditPersonDialog } from "./desk-person-edit.tsx";
import { rosterText } from "./desk-text.ts";
import "./desk-people.css";

/** All that is held about one person. */
export function PersonScreen() {
  const { personId } = usePathParams<"personId">();
  const asked = useAsk<PersonDetail>(`/people/${personId}`);
  return <Answer of={asked}>{(person) => <Page person={person} />}</Answer>;
}

function Page({ person }: { person: PersonDetail }) {
  const t = useText(rosterText);
  const locale = useLocale();
  const [open, setOpen] = useState<"edit" | "appoint" | null>(null);
  const none = <span className="dim">–</span>;
  return (
    <>
      <PageHead over={<Link to="/people">{t("people.title")}</Link>} title={person.fullName}>
        <LinkButton to="/talks" search={{ speaker: person.id }}>
          {t("person.talks")}
        </LinkButton>
        {person.mayEdit && <Button onClick={() => setOpen("edit")}>{t("person.edit")}</Button>}
        {person.mayEdit && (
          <Button look="main" onClick={() => setOpen("appoint")}>
            {t("person.appoint")}
          </Button>
        )}
      </PageHead>
      <div className="person-cols">
        <div>
          <section>
            <h2>{t("person.appointments")}</h2>
            {person.appointments.map((a) => (
              <AppointmentSection key={a.id} person={person} appointment={a} />
            ))}
          </section>
          <section>
            <h2>{t("person.official")}</h2>
            <dl className="facts wide">
              <dt>{t("roster.unit")}</dt>
              <dd>
                <Link to={`/units/${person.unitId}`}>{person.unitName}</Link>
              </dd>
              <dt>{t("roster.position")}</dt>
              <dd>{person.position ?? none}</dd>
              <dt>{t("roster.workplace")}</dt>
              <dd>{person.workplace ?? none}</dd>
              <dt>{t("roster.officeContact")}</dt>
              <dd>{person.officeContact ?? none}</dd>
              <dt>{t("roster.workingLanguages")}</dt>
              <dd>{person.workingLanguages.map((tag) => languageName(tag, locale)).join(", ")}</dd>
              <dt>{t("roster.topics")}</dt>
              <dd>{person.topics.length === 0 ? none : person.topics.join(", ")}</dd>
              <dt>{t("roster.sortKey")}</dt>
              <dd>{person.sortKey}</dd>
            </dl>
            <p className="dim s" style={{ marginTop: 12 }}>
              {t("person.private-words")}
            </p>
          </section>
          <PartsOf place="person.page" props={{ personId: person.id }} />
        </div>
        <aside>
          <PersonHistory person={person} />
        </aside>
      </div>
      {open === "edit" && <EditPersonDialog person={person} onClose={() => setOpen(null)} />}
      {open === "appoint" && <AppointDialog person={person} onClose={() => setOpen(null)} />}
    </>
  );
}
