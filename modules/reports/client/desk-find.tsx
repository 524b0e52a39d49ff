import { useEffect } from "react";
import { useText } from "#platform/i18n/use-text.ts";
import { useGo } from "#platform/ui/link.tsx";
import { PageHead, usePathParams } from "#platform/ui/screen.tsx";
import { Answer } from "#platform/ui/states.tsx";
import { useAsk } from "#platform/ui/use-api.ts";
import type { FoundReference } from "../contract-sending.ts";
import { reportText } from "./desk-text.ts";
import { placeOf } from "./find-place.ts";

/** `/reports/find/4K7-29MQ.1.10`: from what is printed beside a figure to the figure with its talks. */
export function FindScreen() {
  const t = useText(reportText);
  const go = useGo();
  const { reference } = usePathParams<"reference">();
  const found = useAsk<FoundReference>("/reports/look-up", { reference });
  useEffect(() => {
    if (found.data === undefined) return;
    const { to, search } = placeOf(found.data);
    go(to, search, { replace: true });
  }, [found.data, go]);
  return (
    <>
      <PageHead title={t("report.find.title")} />
      <Answer of={found}>{() => null}</Answer>
    </>
  );
}
