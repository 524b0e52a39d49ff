import { useText } from "#platform/i18n/use-text.ts";
import { Button } from "#platform/ui/button.tsx";
import { useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useSend } from "#platform/ui/use-api.ts";
import { deskText } from "./desk-text.ts";
import type { Me } from "./session.ts";

/** Above every page, where the person's unit was divided: they say in which part they work. Until then it is the first. */
export function HomeUnitNotice({ me }: { me: Me }) {
  const t = useText(deskText);
  const words = useProblemWords();
  const choose = useSend<{ unitId: number }>("POST", "/me/home-unit");
  const divided = me.homeUnitDivided;
  if (divided === null) return null;
  return (
    <section className="note warn no-print" style={{ marginBottom: 20 }} aria-labelledby="home-unit-divided">
      <h2 id="home-unit-divided">{t("home-unit.title", { was: divided.was })}</h2>
      <p>{t("home-unit.words", { name: me.unitName ?? "" })}</p>
      <p className="row wrap" style={{ gap: 8, marginTop: 8 }}>
        {divided.choices.map((unit) => (
          <Button
            key={unit.id}
            busy={choose.isPending && choose.variables?.unitId === unit.id ? t("home-unit.doing") : null}
            onClick={() =>
              choose.mutate(
                { unitId: unit.id },
                {
                  onSuccess: () => notify(t("home-unit.done", { name: unit.name })),
                  onError: (error) => notify(words(error), { tone: "bad" }),
                },
              )
            }
          >
            {unit.name}
          </Button>
        ))}
      </p>
    </section>
  );
}
