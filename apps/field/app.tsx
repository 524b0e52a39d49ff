import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { httpWire } from "#platform/sync/client/wire.ts";
import { currentProfile, forgetProfile, keepProfile, signOut, whoAmI, type Profile } from "./account.ts";
import { useFieldText } from "./field-text.ts";
import { OutboxLine } from "./outbox-line.tsx";
import { Tabs, Title } from "./parts.tsx";
import { Mishap } from "./mishap.tsx";
import { useRoute, type Route } from "./router.ts";
import { closeSession, openSession, SessionContext, type Session } from "./session.ts";
import { MaterialsScreen } from "./screens/materials.tsx";
import { OutboxScreen } from "./screens/outbox.tsx";
import { SignInScreen } from "./screens/sign-in.tsx";
import { TalkScreen } from "./screens/talk.tsx";
import { TodayScreen } from "./screens/today.tsx";

// Files of their own, fetched while the first screen is read and kept by the service worker like the rest.
const files = {
  amend: () => import("./screens/amend.tsx"),
  answer: () => import("./screens/answer.tsx"),
  answers: () => import("./screens/answers.tsx"),
  courses: () => import("./screens/courses.tsx"),
  conflict: () => import("./screens/conflict.tsx"),
  item: () => import("./screens/item.tsx"),
  material: () => import("./screens/material.tsx"),
  pay: () => import("./screens/pay.tsx"),
  phone: () => import("./screens/phone.tsx"),
  record: () => import("./record/record.tsx"),
  results: () => import("./screens/results.tsx"),
  tally: () => import("./screens/tally.tsx"),
};
const AmendScreen = lazy(() => files.amend().then((m) => ({ default: m.AmendScreen })));
const AnswerScreen = lazy(() => files.answer().then((m) => ({ default: m.AnswerScreen })));
const AnswersScreen = lazy(() => files.answers().then((m) => ({ default: m.AnswersScreen })));
const ConflictScreen = lazy(() => files.conflict().then((m) => ({ default: m.ConflictScreen })));
const CoursesScreen = lazy(() => files.courses().then((m) => ({ default: m.CoursesScreen })));
const ItemScreen = lazy(() => files.item().then((m) => ({ default: m.ItemScreen })));
const MaterialScreen = lazy(() => files.material().then((m) => ({ default: m.MaterialScreen })));
const PayScreen = lazy(() => files.pay().then((m) => ({ default: m.PayScreen })));
const PhoneScreen = lazy(() => files.phone().then((m) => ({ default: m.PhoneScreen })));
const RecordScreen = lazy(() => files.record().then((m) => ({ default: m.RecordScreen })));
const TallyScreen = lazy(() => files.tally().then((m) => ({ default: m.TallyScreen })));
const ResultsScreen = lazy(() => files.results().then((m) => ({ default: m.ResultsScreen })));

const wire = httpWire();
type State = { at: "starting" } | { at: "signed-out" } | { at: "broken" } | { at: "in"; session: Session };

/** A new unit or role is known at the next start; without a network the old profile serves. */
async function renewProfile(profile: Profile): Promise<void> {
  const now = await whoAmI(wire, profile.username);
  const stays =
    now.kind === "in" && now.profile.userId === profile.userId && (await currentProfile())?.userId === profile.userId;
  if (stays) await keepProfile(now.profile).catch(() => undefined);
}

export function App() {
  const t = useFieldText();
  const [state, setState] = useState<State>({ at: "starting" });
  const open = useCallback(
    (profile: Profile) =>
      openSession(profile, wire).then(
        (session) => {
          setState({ at: "in", session });
          void renewProfile(profile);
        },
        () => setState({ at: "broken" }),
      ),
    [],
  );
  useEffect(() => {
    void currentProfile().then(
      (profile) => (profile ? open(profile) : setState({ at: "signed-out" })),
      () => setState({ at: "broken" }),
    );
  }, [open]);

  const signedIn = async (profile: Profile) => {
    await keepProfile(profile);
    if (state.at === "in" && state.session.profile.userId === profile.userId) return state.session.engine.signedIn();
    // Another person: another database. What the first one left stays where it is.
    if (state.at === "in") closeSession(state.session);
    await open(profile);
  };
  const leave = async () => {
    if (state.at !== "in") return;
    closeSession(state.session);
    await forgetProfile();
    setState({ at: "signed-out" });
    await signOut(wire);
  };

  if (state.at === "in") {
    return (
      <SessionContext value={state.session}>
        <div className="app" key={state.session.profile.userId}>
          <a
            className="skip"
            href="#main"
            onClick={(event) => (event.preventDefault(), document.getElementById("heading")?.focus())}
          >
            {t("skip")}
          </a>
          <OutboxLine />
          <Screen onSignedIn={(profile) => void signedIn(profile)} onLeave={() => void leave()} />
        </div>
      </SessionContext>
    );
  }
  return (
    <div className="app">
      {state.at === "signed-out" ? <SignInScreen wire={wire} onSignedIn={(profile) => void signedIn(profile)} /> : null}
      {state.at === "broken" ? (
        <main className="scroll">
          <Title>{t("broken.title")}</Title>
          <p className="help">{t("broken.help")}</p>
        </main>
      ) : null}
      {state.at === "starting" ? (
        <main className="scroll">
          <p className="help">{t("loading")}</p>
        </main>
      ) : null}
    </div>
  );
}

function Screen({ onSignedIn, onLeave }: { onSignedIn: (profile: Profile) => void; onLeave: () => void }) {
  const t = useFieldText();
  const route = useRoute();
  const withTabs: Route["at"][] = ["today", "materials", "outbox", "results"];
  return (
    <>
      <Mishap key={route.at} title={t("mishap.title")} help={t("mishap.help")} again={t("mishap.again")}>
        <Suspense
          fallback={
            <main className="scroll" id="main">
              <Title>{t("loading")}</Title>
            </main>
          }
        >
          <Shown route={route} onSignedIn={onSignedIn} onLeave={onLeave} />
        </Suspense>
      </Mishap>
      {withTabs.includes(route.at) ? <Tabs current={route.at} /> : null}
    </>
  );
}

function Shown({
  route,
  onSignedIn,
  onLeave,
}: {
  route: Route;
  onSignedIn: (profile: Profile) => void;
  onLeave: () => void;
}) {
  switch (route.at) {
    case "today":
      return <TodayScreen key="today" />;
    case "materials":
      return <MaterialsScreen key="materials" />;
    case "outbox":
      return <OutboxScreen key="outbox" />;
    case "results":
      return <ResultsScreen key="results" />;
    case "record":
      return <RecordScreen key="record" />;
    case "phone":
      return <PhoneScreen key="phone" onSignedIn={onSignedIn} onLeave={onLeave} />;
    case "pay":
      return <PayScreen key="pay" />;
    case "courses":
      return <CoursesScreen key="courses" />;
    case "material":
      return <MaterialScreen key={route.id} id={route.id} />;
    case "talk":
      return <TalkScreen key={route.id} id={route.id} />;
    case "amend":
      return <AmendScreen key={route.id} id={route.id} />;
    case "item":
      return <ItemScreen key={route.id} id={route.id} />;
    case "answers":
      return <AnswersScreen key="answers" />;
    case "answer":
      return <AnswerScreen key={route.id} id={route.id} />;
    case "tally":
      return <TallyScreen key={route.id} id={route.id} />;
    case "conflict":
      return <ConflictScreen key={route.id} id={route.id} />;
  }
}
