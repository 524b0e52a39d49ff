import type { Role } from "#kernel/access.ts";
import { useFormats, useText } from "#platform/i18n/use-text.ts";
import { Link } from "#platform/ui/link.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import { accountText } from "./desk-text.ts";

interface Stranded {
  userId: string;
  displayName: string;
  role: Role;
  unit: { id: number; name: string };
  endedOn: string;
  successors: { id: number; name: string }[];
}

/** Roles that could not follow their unit; nothing is shown where there are none. */
export function StrandedGrants() {
  const t = useText(accountText);
  const { day } = useFormats();
  const asked = useAsk<{ items: Stranded[] }>("/accounts/stranded");
  const items = asked.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="note warn" style={{ marginBottom: 20 }}>
      <h2>{t("stranded.title")}</h2>
      <p>{t("stranded.words")}</p>
      <ul className="stack" style={{ marginTop: 8 }}>
        {items.map((g) => (
          <li key={`${g.userId}-${g.role}-${g.unit.id}`}>
            <Link to={`/accounts/${g.userId}`}>{g.displayName}</Link>{" "}
            {t("stranded.line", { role: t(`role.${g.role}`), unit: g.unit.name, day: day(g.endedOn) })}
            <span className="dim">
              {" · "}
              {g.successors.length === 0
                ? t("stranded.nowhere")
                : t("stranded.to", { names: g.successors.map((s) => s.name).join(", ") })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
