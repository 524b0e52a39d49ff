import { useGo } from "#platform/ui/link.tsx";
import { setLocale } from "#platform/i18n/locale.ts";
import { useLocale, useText } from "#platform/i18n/use-text.ts";
import { Menu } from "#platform/ui/menu.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useProblemWords } from "#platform/ui/states.tsx";
import { deskText } from "./desk-text.ts";
import { type Me, useSignOut } from "./session.ts";
import { type Theme, useTheme } from "./theme.ts";

/** Who I am and for which unit; language, light or dark, my account, the way out. */
export function MeMenu({ me, onKeys }: { me: Me; onKeys: () => void }) {
  const t = useText(deskText);
  const locale = useLocale();
  const [theme, setTheme] = useTheme();
  const go = useGo();
  const words = useProblemWords();
  const signOut = useSignOut();
  const theme1 = (value: Theme, label: string) => ({
    key: value,
    label,
    checked: theme === value,
    onSelect: () => setTheme(value),
  });
  return (
    <div className="me">
      <Menu
        align="start"
        trigger={
          <button type="button">
            <b>{me.displayName}</b>
            <span className="dim">
              {me.title}
              {me.title !== "" && me.unitName !== null && <br />}
              {me.unitName}
            </span>
            <span className="unseen">{t("me.menu")}</span>
          </button>
        }
        items={[
          { key: "account", label: t("me.account"), onSelect: () => go("/account") },
          { key: "keys", label: t("keys.title"), onSelect: onKeys },
          "line",
          { title: t("me.language") },
          { key: "vi", label: "Tiếng Việt", checked: locale === "vi", onSelect: () => setLocale("vi") },
          { key: "en", label: "English", checked: locale === "en", onSelect: () => setLocale("en") },
          "line",
          { title: t("me.theme") },
          theme1("light", t("me.light")),
          theme1("dark", t("me.dark")),
          theme1("system", t("me.system")),
          "line",
          {
            key: "out",
            label: t("me.sign-out"),
            onSelect: () => signOut.mutate(undefined, { onError: (error) => notify(words(error), { tone: "bad" }) }),
          },
        ]}
      />
    </div>
  );
}
