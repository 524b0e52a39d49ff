import { useState } from "react";
import { searchMaterials, standingOf, type PhoneMaterial } from "#modules/materials/client.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import { useFieldText } from "../field-text.ts";
import { Icon, type IconName } from "../icons.tsx";
import { Field, Title } from "../parts.tsx";
import { useMaterials } from "../phone-data.ts";
import { href } from "../router.ts";
import { useSession } from "../session.ts";

export function MaterialsScreen() {
  const t = useFieldText();
  const { today } = useSession();
  const materials = useMaterials();
  const [typed, setTyped] = useState("");
  const found = materials && searchMaterials(materials, typed, today());
  return (
    <main className="scroll" id="main">
      <Title>{t("materials.title")}</Title>
      <Field id="find" label={t("materials.find")} hint={t("materials.find-hint")}>
        <input
          className="in"
          id="find"
          type="search"
          aria-describedby="find-hint"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
        />
      </Field>
      <p className="dim" role="status" style={{ margin: "12px 0" }}>
        {found === undefined
          ? t("loading")
          : materials?.length === 0
            ? t("materials.empty")
            : t("materials.count", { n: found.length })}
      </p>
      <ul>
        {found?.map((material) => (
          <li key={material.versionId}>
            <MaterialRow material={material} />
          </li>
        ))}
      </ul>
    </main>
  );
}

const standingIcon: Record<ReturnType<typeof standingOf>, IconName> = {
  valid: "book",
  endsSoon: "clock",
  notYet: "calendar",
  recalled: "flag",
  superseded: "undo",
  expired: "lock",
};

function MaterialRow({ material }: { material: PhoneMaterial }) {
  const t = useFieldText();
  const formats = useFormats();
  const { today } = useSession();
  const standing = standingOf(material, today());
  const until = material.validTo ? formats.day(material.validTo) : "";
  return (
    <a
      className={standing === "recalled" || standing === "expired" ? "go warn" : "go"}
      href={href("material", material.versionId)}
    >
      <Icon name={standingIcon[standing]} />
      <span className="grow">
        {material.title}
        <span className="dim">
          {t("material.version", { n: material.number })}, {t(`standing.${standing}`, { day: until })}
        </span>
      </span>
      <Icon name="right" />
    </a>
  );
}
