import { useEffect, useRef, type ReactNode } from "react";
import { Icon, type IconName } from "./icons.tsx";
import { href, type Route } from "./router.ts";
import { useFieldText } from "./field-text.ts";

/** The title of a screen takes the focus when the screen opens, so that a screen reader says where one is. */
export function Title({
  children,
  question = false,
  takesFocus = true,
}: {
  children: ReactNode;
  question?: boolean;
  takesFocus?: boolean;
}) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) ref.current?.focus({ preventScroll: true });
    const words = ref.current?.textContent;
    document.title = words ? `${words} – Cầu Nối` : "Cầu Nối";
  }, [takesFocus]);
  return (
    <h1 ref={ref} tabIndex={-1} id="heading" className={question ? "question" : undefined}>
      {children}
    </h1>
  );
}

export function Go({
  icon,
  to,
  title,
  detail,
  warn = false,
}: {
  icon: IconName;
  to: string;
  title: ReactNode;
  detail?: ReactNode;
  warn?: boolean;
}) {
  return (
    <a className={warn ? "go warn" : "go"} href={to}>
      <Icon name={icon} />
      <span className="grow">
        {title}
        {detail ? <span className="dim">{detail}</span> : null}
      </span>
      <Icon name="right" />
    </a>
  );
}

export function Note({ tone, icon, children }: { tone?: "warn" | "bad" | "ok"; icon: IconName; children: ReactNode }) {
  return (
    <div className={tone ? `note ${tone}` : "note"}>
      <Icon name={icon} />
      <div className="grow">{children}</div>
    </div>
  );
}

export function Part({ title, count, children }: { title: string; count?: number; children: ReactNode }) {
  return (
    <section className="part">
      <h2>
        {title} {count === undefined ? null : <span>{count}</span>}
      </h2>
      {children}
    </section>
  );
}

/** Label above, help below the label, the error between help and field. */
export function Field({
  id,
  label,
  hint,
  error,
  children,
}: {
  id: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className="f">
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p className="error" id={`${id}-error`}>
          <Icon name="warn" />
          {error}
        </p>
      ) : null}
      {children}
    </div>
  );
}

/** What `aria-describedby` and `aria-invalid` say for a field with this id. */
export function described(id: string, error: string | undefined, hint = false): Record<string, string | undefined> {
  const parts = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return { id, "aria-describedby": parts || undefined, "aria-invalid": error ? "true" : undefined };
}

/** On top of the form: each error once more, with a way to its field. Takes the focus when it appears. */
export function ErrorSummary({ errors }: { errors: { id: string; text: string }[] }) {
  const t = useFieldText();
  const ref = useRef<HTMLDivElement>(null);
  const key = errors.map((error) => error.id + error.text).join();
  useEffect(() => {
    if (key !== "") ref.current?.focus();
  }, [key]);
  if (errors.length === 0) return null;
  return (
    <div className="summary" ref={ref} tabIndex={-1} role="alert">
      <h2>{t("error.summary")}</h2>
      <ul>
        {errors.map((error) => (
          <li key={error.id}>
            <a
              href={`#${error.id}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(error.id)?.focus();
              }}
            >
              {error.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

const tabs: { at: Route["at"]; icon: IconName; word: "tab.today" | "tab.materials" | "tab.outbox" | "tab.results" }[] =
  [
    { at: "today", icon: "sun", word: "tab.today" },
    { at: "materials", icon: "book", word: "tab.materials" },
    { at: "outbox", icon: "send", word: "tab.outbox" },
    { at: "results", icon: "chart", word: "tab.results" },
  ];

export function Tabs({ current }: { current: Route["at"] }) {
  const t = useFieldText();
  return (
    <nav className="tabs" aria-label={t("tab.label")}>
      {tabs.map((tab) => (
        <a key={tab.at} href={href(tab.at)} aria-current={tab.at === current ? "page" : undefined}>
          <Icon name={tab.icon} />
          {t(tab.word)}
        </a>
      ))}
    </nav>
  );
}

/** The head of a screen that is not one of the four: a way back, and where one is. */
export function Bar({
  onBack,
  backLabel,
  title,
  note,
}: {
  onBack: () => void;
  backLabel: string;
  title: ReactNode;
  note?: string;
}) {
  return (
    <section className="bar" aria-label={backLabel}>
      <button type="button" className="back" onClick={onBack} aria-label={backLabel}>
        <Icon name="back" />
      </button>
      <b>{title}</b>
      {note ? <span>{note}</span> : null}
    </section>
  );
}
