import { useText } from "#platform/i18n/use-text.ts";
import type { KnownIssuer } from "../contract.ts";
import type { DraftContent } from "../draft-contract.ts";
import { layOut, type Paper, type PaperBlock, pointLetter, symbolOf } from "../lay-out.ts";
import { documentText } from "./desk-text.ts";
import "./desk-documents.css";

interface Props {
  content: DraftContent;
  issuer: KnownIssuer;
  type: { id: string; nameVi: string; abbreviation: string | null };
}

const upper = (text: string) => text.toLocaleUpperCase("vi");

/** The draft as the paper will say it; the file itself decides lines and pages. */
export function DraftPreview({ content, issuer, type }: Props) {
  const t = useText(documentText);
  const part = symbolOf(issuer, type.abbreviation);
  const symbol = type.abbreviation === null ? part : `${type.abbreviation}-${part}`;
  const paper = layOut(content, issuer, type, { number: null, symbol, date: null });
  return (
    <article className="paper" lang="vi" aria-label={t("documents.draft.preview")}>
      <Head paper={paper} />
      {paper.decider !== undefined && <p className="mid strong">{upper(paper.decider)}</p>}
      {paper.addressees !== undefined && (
        <div className="to">
          Kính gửi: {paper.addressees.length === 1 ? paper.addressees[0] : <List items={paper.addressees} />}
        </div>
      )}
      {paper.bases?.map((basis, i) => (
        <p key={i} className="basis">
          {basis}
          {i === paper.bases!.length - 1 ? "." : ";"}
        </p>
      ))}
      {paper.body.map((block, i) => (
        <BlockView key={i} block={block} />
      ))}
      <div className="foot">
        <div className="small">
          <b>
            <i>Nơi nhận:</i>
          </b>
          <List
            items={[
              ...(paper.addressees === undefined ? [] : ["Như trên"]),
              ...paper.recipients,
              `Lưu: VT${paper.filing ? `, ${paper.filing}` : ""}`,
            ]}
          />
        </div>
        <div className="mid strong">
          {[paper.signature.authority, paper.signature.capacity, paper.signature.position]
            .filter(Boolean)
            .map((line, i) => (
              <div key={i}>{upper(line!)}</div>
            ))}
          <div className="signed">{paper.signature.name}</div>
        </div>
      </div>
      {paper.annexes?.map((annex, i) => (
        <section key={i} className="annex">
          <p className="mid strong">Phụ lục{paper.annexes!.length > 1 ? ` ${i + 1}` : ""}</p>
          <p className="mid strong">{upper(annex.title)}</p>
          {annex.body.map((block, n) => (
            <BlockView key={n} block={block} />
          ))}
        </section>
      ))}
    </article>
  );
}

function Head({ paper }: { paper: Paper }) {
  return (
    <>
      <div className="head">
        <div className="mid">
          {paper.governing !== undefined && <div>{upper(paper.governing)}</div>}
          <div className="strong">{upper(paper.issuer)}</div>
          <div>Số: …/{paper.symbol}</div>
          {paper.kind.type === "letter" && <div className="small">V/v {paper.kind.abstract}</div>}
        </div>
        <div className="mid">
          <div className="strong">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</div>
          <div className="strong">Độc lập - Tự do - Hạnh phúc</div>
          <i>{paper.place}, ngày … tháng … năm …</i>
        </div>
      </div>
      {paper.kind.type === "named" && (
        <p className="mid strong">
          {upper(paper.kind.name)}
          <br />
          {paper.kind.abstract}
        </p>
      )}
    </>
  );
}

function List({ items }: { items: readonly string[] }) {
  return (
    <ul>
      {items.map((item, i) => (
        <li key={i}>- {item};</li>
      ))}
    </ul>
  );
}

function BlockView({ block }: { block: PaperBlock }) {
  switch (block.kind) {
    case "heading":
      return <p className="mid strong">{upper(block.text)}</p>;
    case "part":
      return (
        <p className="strong">
          {block.number}. {upper(block.title)}
        </p>
      );
    case "article":
    case "clause":
      return (
        <p>
          <span className={block.kind === "article" || block.title !== undefined ? "strong" : undefined}>
            {block.kind === "article" ? `Điều ${block.number}.` : `${block.number}.`} {block.title}
          </span>{" "}
          {block.text}
        </p>
      );
    case "point":
      return (
        <p>
          {pointLetter(block.index)}) {block.text}
        </p>
      );
    case "paragraph":
      return <p>{block.text}</p>;
    case "table":
      return (
        <div
          className="paper-table"
          role="region"
          aria-label={block.columns.map((c) => c.header).join(", ")}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
          tabIndex={0}
        >
          <table>
            <thead>
              <tr>
                {block.columns.map((c, i) => (
                  <th key={i} scope="col">
                    {c.header}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, r) => (
                <tr key={r}>
                  {block.columns.map((c, i) => (
                    <td key={i} style={{ textAlign: c.align ?? "left", fontWeight: row.bold ? 600 : 400 }}>
                      {row.cells[i]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}
