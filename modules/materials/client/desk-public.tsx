import { useText } from "#platform/i18n/use-text.ts";
import { Checkbox } from "#platform/ui/inputs.tsx";
import { useProblemWords } from "#platform/ui/states.tsx";
import { notify } from "#platform/ui/toast.tsx";
import { useAsk, useSend } from "#platform/ui/use-api.ts";
import { materialText } from "./desk-text.ts";

/** Whether everybody may read it on the public pages: an approver's switch, seen by all who read the material. */
export function MaterialPublicity({ materialId }: { materialId: string }) {
  const t = useText(materialText);
  const words = useProblemWords();
  const asked = useAsk<{ public: boolean; may: boolean }>(`/materials/${materialId}/publicity`);
  const set = useSend<{ public: boolean }>("PUT", `/materials/${materialId}/publicity`);
  if (asked.data === undefined) return null;
  return (
    <section className="no-print">
      <h2>{t("public.title")}</h2>
      <Checkbox
        checked={asked.data.public}
        disabled={!asked.data.may || set.isPending}
        onChecked={(checked) =>
          set.mutate({ public: checked }, { onError: (error) => notify(words(error), { tone: "bad" }) })
        }
        help={t("public.help")}
      >
        {t("public.label")}
      </Checkbox>
    </section>
  );
}
