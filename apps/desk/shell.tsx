import { Outlet, useLocation } from "@tanstack/react-router";
import { Menu as MenuIcon, Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { IconButton } from "#platform/ui/button.tsx";
import { Dialog } from "#platform/ui/dialog.tsx";
import { Icon } from "#platform/ui/icon.tsx";
import { Link } from "#platform/ui/link.tsx";
import { ErrorState, LoadingState } from "#platform/ui/states.tsx";
import { Toasts } from "#platform/ui/toast.tsx";
import { DraftOwner } from "#platform/ui/use-draft.ts";
import { useShortcut } from "#platform/ui/use-shortcut.ts";
import { deskText } from "./desk-text.ts";
import { Door } from "./door/door.tsx";
import { SignInAgain } from "./door/sign-in-again.tsx";
import { Finder } from "./finder.tsx";
import { HomeUnitNotice } from "./home-unit-notice.tsx";
import { KeyList } from "./key-list.tsx";
import { Logo } from "./logo.tsx";
import { MeMenu } from "./me-menu.tsx";
import { navGroups, type NavEntry } from "./nav.ts";
import { holds, type Me, MeContext, useSession } from "./session.ts";
import { useWaiting } from "./waiting.ts";

/** What is around every page; shows the door instead while nobody is signed in, and keeps the address. */
export function Shell() {
  const session = useSession();
  if (session.state === "loading")
    return (
      <main className="work">
        <LoadingState />
      </main>
    );
  if (session.state === "unreachable")
    return (
      <main className="work">
        <ErrorState error={session.error} onRetry={session.again} />
      </main>
    );
  if (session.state === "out")
    return (
      <>
        <Door />
        <Toasts />
      </>
    );
  return (
    <MeContext value={session.me}>
      <DraftOwner value={session.me.userId}>
        {/* another person may sign in where the last one's session ended: nothing typed or open stays */}
        <Frame key={session.me.userId} me={session.me} />
        <SignInAgain />
        <Toasts />
      </DraftOwner>
    </MeContext>
  );
}

function Frame({ me }: { me: Me }) {
  const t = useText(deskText);
  const [finding, setFinding] = useState(false);
  const [folded, setFolded] = useState(false);
  const [keys, setKeys] = useState(false);
  const path = useLocation({ select: (location) => location.pathname });
  const work = useRef<HTMLElement>(null);
  const seen = useRef(path);
  useShortcut("/", () => setFinding(true));
  useShortcut("?", () => setKeys(true));

  // A new page is announced by its title; the next Tab starts in it, not at the top of the menu again.
  useEffect(() => {
    if (seen.current === path) return;
    seen.current = path;
    work.current?.focus({ preventScroll: true });
  }, [path]);

  return (
    <>
      <a
        className="skip"
        href="#work"
        onClick={(e) => {
          e.preventDefault();
          work.current?.focus();
        }}
      >
        {t("shell.skip")}
      </a>
      <header className="topbar">
        <Link className="logo" to="/">
          <Logo />
          Cầu Nối
        </Link>
        <IconButton icon={Search} label={t("shell.find")} onClick={() => setFinding(true)} />
        <IconButton icon={MenuIcon} label={t("shell.menu")} onClick={() => setFolded(true)} />
      </header>
      <div className="desk">
        <aside className="side" aria-label={t("shell.side")}>
          <Link className="logo" to="/">
            <Logo />
            Cầu Nối
          </Link>
          <button type="button" className="find" aria-keyshortcuts="/" onClick={() => setFinding(true)}>
            <Icon of={Search} />
            <span className="grow">{t("shell.find")}</span>
            <kbd aria-hidden="true">/</kbd>
          </button>
          <Navs me={me} path={path} />
          <MeMenu me={me} onKeys={() => setKeys(true)} />
        </aside>
        <main className="work" id="work" tabIndex={-1} ref={work}>
          <HomeUnitNotice me={me} />
          <Outlet />
        </main>
      </div>
      <Dialog open={folded} onOpen={setFolded} title={t("shell.menu")}>
        <div className="sheet">
          <Navs me={me} path={path} onGo={() => setFolded(false)} />
          <MeMenu me={me} onKeys={() => setKeys(true)} />
        </div>
      </Dialog>
      <Finder open={finding} onOpen={setFinding} me={me} />
      <KeyList open={keys} onOpen={setKeys} />
    </>
  );
}

function Navs({ me, path, onGo }: { me: Me; path: string; onGo?: () => void }) {
  const t = useText(deskText);
  const waiting = useWaiting();
  const shown = (entries: readonly NavEntry[]) => entries.filter((e) => e.roles === undefined || holds(me, e.roles));
  const entry = (e: NavEntry) => {
    const here = e.to === "/" ? path === "/" : path === e.to || path.startsWith(`${e.to}/`);
    const count = e.waits === undefined ? 0 : e.waits === "all" ? waiting.total : waiting.count(e.waits);
    return (
      <Link
        key={e.to}
        to={e.to}
        {...(onGo === undefined ? {} : { onClick: onGo })}
        {...(here ? { "aria-current": "page" as const } : {})}
      >
        <Icon of={e.icon} size={18} />
        {t(e.text)}
        {count > 0 && (
          <span className="n">
            {count}
            <span className="unseen"> {t("shell.waiting")}</span>
          </span>
        )}
      </Link>
    );
  };
  const groups = navGroups.map((group) => ({ ...group, entries: shown(group.entries) }));
  return (
    <nav aria-label={t("shell.main")}>
      {groups
        .filter((group) => group.entries.length > 0)
        .map(({ text, entries }) => (
          <div key={text} className="group" {...(text === null ? {} : { role: "group", "aria-label": t(text) })}>
            {text !== null && (
              <p className="over" aria-hidden="true">
                {t(text)}
              </p>
            )}
            {entries.map(entry)}
          </div>
        ))}
    </nav>
  );
}
