import { useState } from "react";
import { isUsable, standingOf, type PhoneMaterial, validInstead } from "#modules/materials/client.ts";
import { useFormats } from "#platform/i18n/use-text.ts";
import { useFieldText } from "../field-text.ts";
import { Bar, Go, Note, Title } from "../parts.tsx";
import { useMaterials } from "../phone-data.ts";
import { back, href } from "../router.ts";
import { useSession } from "../session.ts";
import { Receipt, Sound } from "./material-parts.tsx";

export function MaterialScreen({ id }: { id: string }) {
  const t = useFieldText();
  const materials = useMaterials();
  const material = materials?.find((m) => m.versionId === id);
  const { today } = useSession();
  return (
    <>
      <Bar
        onBack={back}
        backLabel={t("back")}
        title={material ? t("material.outline", { n: material.number }) : t("materials.title")}
      />
      <main className="scroll" id="main">
        {material && materials ? (
          <Reader key={material.versionId} material={material} instead={validInstead(material, materials, today())} />
        ) : (
          <Title>{materials === undefined ? t("loading") : t("material.gone")}</Title>
        )}
        {materials && !material ? <p className="help">{t("material.gone-help")}</p> : null}
      </main>
    </>
  );
}

function Reader({ material, instead }: { material: PhoneMaterial; instead: PhoneMaterial | null }) {
  const t = useFieldText();
  const formats = useFormats();
  const { today } = useSession();
  const [language, setLanguage] = useState("vi");
  const standing = standingOf(material, today());
  const until = material.validTo ? formats.day(material.validTo) : "";
  const version = material.languages.find((l) => l.language === language);
  const shown = version ?? material;
  if (standing === "expired") {
    return (
      <>
        <Title>{material.title}</Title>
        <Note tone="bad" icon="lock">
          {t("material.blocked", { day: until })}
        </Note>
        {material.recallReason ? (
          <p className="help">{t("material.recall-reason", { reason: material.recallReason })}</p>
        ) : null}
        <p className="help">{t("material.blocked-help")}</p>
        <Instead material={instead} />
      </>
    );
  }
  return (
    <div className="read">
      <Title>{shown.title || material.title}</Title>
      {standing === "recalled" ? (
        <Note tone="bad" icon="flag">
          <b>{t("material.recalled")}</b>{" "}
          {material.recallReason ? t("material.recall-reason", { reason: material.recallReason }) : null}{" "}
          {t("material.recalled-help")}
        </Note>
      ) : null}
      {standing === "superseded" ? (
        <Note tone="warn" icon="undo">
          {t("material.superseded")}
        </Note>
      ) : null}
      {standing === "recalled" || standing === "superseded" ? <Instead material={instead} /> : null}
      {standing === "notYet" ? (
        <Note tone="warn" icon="calendar">
          {t("material.not-yet", { day: formats.day(material.validFrom ?? "") })}
        </Note>
      ) : null}
      {standing === "endsSoon" ? <Note icon="clock">{t("standing.endsSoon", { day: until })}</Note> : null}
      {material.languages.some((l) => l.language !== "vi") ? (
        <fieldset>
          <legend className="only-read">{t("material.language")}</legend>
          <div className="chips">
            {["vi", ...material.languages.map((l) => l.language).filter((l) => l !== "vi")].map((code) => (
              <label className="chip" key={code}>
                <input type="radio" name="language" checked={language === code} onChange={() => setLanguage(code)} />
                {languageName(code)}
              </label>
            ))}
          </div>
        </fieldset>
      ) : null}
      {version?.audio ? (
        <Sound key={version.audio.path} audio={version.audio} language={languageName(language)} />
      ) : null}
      {shown.keyMessages.length > 0 ? (
        <section lang={language}>
          <h2>{t("material.key-messages")}</h2>
          <ol className="keys">
            {shown.keyMessages.map((line, i) => (
              <li key={i}>{line}</li>
            ))}
          </ol>
        </section>
      ) : null}
      {shown.body ? (
        <section lang={language}>
          <h2>{t("material.body")}</h2>
          <BodyText text={shown.body} />
        </section>
      ) : null}
      {language === "vi" && material.qa.length > 0 ? (
        <section>
          <h2>{t("material.qa")}</h2>
          {material.qa.map((pair, i) => (
            <details key={i}>
              <summary>{pair.question}</summary>
              <p>{pair.answer}</p>
            </details>
          ))}
        </section>
      ) : null}
      <section>
        <h2>{t("material.about")}</h2>
        <p className="dim">
          {[
            material.issuer && t("material.issuer", { who: material.issuer }),
            material.validFrom &&
              t("material.valid", { from: formats.day(material.validFrom), to: until || t("material.open-end") }),
            material.source && t("material.source", { source: material.source }),
            material.legalBasis && t("material.basis", { basis: material.legalBasis }),
          ]
            .filter(Boolean)
            .join("\n")}
        </p>
        {material.attachments.length > 0 ? (
          <p className="dim">
            {t("material.attachments", { n: material.attachments.length })}:{" "}
            {material.attachments.map((a) => a.name).join(", ")}. {t("material.attachments-desk")}
          </p>
        ) : null}
      </section>
      {isUsable(standing) ? <Receipt material={material} /> : null}
    </div>
  );
}

/** The way from a version that is out of use to the one that is valid. */
function Instead({ material }: { material: PhoneMaterial | null }) {
  const t = useFieldText();
  if (material === null) return <p className="help">{t("material.instead-none")}</p>;
  return (
    <Go
      icon="book"
      to={href("material", material.versionId)}
      title={t("material.instead")}
      detail={`${material.title}, ${t("material.version", { n: material.number })}`}
    />
  );
}

/** The little markup that outlines use: "# heading", "- item", everything else is a paragraph. */
function BodyText({ text }: { text: string }) {
  const blocks: { kind: "heading" | "list" | "text"; lines: string[] }[] = [];
  for (const line of text.split("\n")) {
    const kind = line.startsWith("#") ? "heading" : /^\s*[-•+]\s/.test(line) ? "list" : "text";
    const last = blocks.at(-1);
    if (line.trim() === "") blocks.push({ kind: "text", lines: [] });
    else if (last && last.kind === kind && kind !== "heading") last.lines.push(line);
    else blocks.push({ kind, lines: [line] });
  }
  return blocks
    .filter((block) => block.lines.length > 0)
    .map((block, i) => {
      if (block.kind === "heading") return <h3 key={i}>{block.lines[0]?.replace(/^#+\s*/, "")}</h3>;
      if (block.kind === "text") return <p key={i}>{block.lines.join("\n")}</p>;
      return (
        <ul key={i} className="points">
          {block.lines.map((line, n) => (
            <li key={n}>{line.replace(/^\s*[-•+]\s+/, "")}</li>
          ))}
        </ul>
      );
    });
}

const languageNames: Record<string, string> = {
  vi: "Tiếng Việt",
  kho: "K'Ho",
  kpm: "K'Ho",
  cma: "Mạ",
  cje: "Chu Ru",
  rad: "Ê Đê",
  cmo: "M'Nông",
  cjm: "Chăm",
  en: "English",
};
export const languageName = (code: string): string => languageNames[code] ?? code;
