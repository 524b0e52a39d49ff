import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useText } from "#platform/i18n/use-text.ts";
import { Button, IconButton } from "#platform/ui/button.tsx";
import { Select, TextArea, TextInput } from "#platform/ui/inputs.tsx";
import type { DraftBlock } from "../draft-contract.ts";
import { documentText } from "./desk-text.ts";
import "./desk-documents.css";

const kinds = ["paragraph", "part", "article", "clause", "point", "heading"] as const;
const titled = new Set<DraftBlock["kind"]>(["part", "article", "clause"]);
const worded = new Set<DraftBlock["kind"]>(["paragraph", "article", "clause", "point", "heading"]);

/** The paragraphs of a document, each with its kind; numbers come by themselves. */
export function BlockList({
  blocks,
  onBlocks,
  label,
  frozen,
}: {
  blocks: readonly DraftBlock[];
  onBlocks: (blocks: DraftBlock[]) => void;
  label: string;
  frozen: boolean;
}) {
  const t = useText(documentText);
  const put = (at: number, block: DraftBlock) => onBlocks(blocks.map((b, i) => (i === at ? block : b)));
  const move = (at: number, to: number) => {
    const next = [...blocks];
    const [block] = next.splice(at, 1);
    next.splice(to, 0, block!);
    onBlocks(next);
  };
  return (
    <ol className="blocks" aria-label={label}>
      {blocks.map((block, i) => (
        <li key={i} className={`block ${block.kind}`}>
          <div className="block-tools">
            {block.kind === "table" ? (
              <span className="s dim">{t("documents.block.table")}</span>
            ) : (
              <Select
                aria-label={t("documents.block.kind", { n: i + 1 })}
                value={block.kind}
                disabled={frozen}
                onValue={(kind) => put(i, asKind(block, kind))}
                choices={kinds.map((kind) => ({ value: kind, label: t(`documents.block.${kind}`) }))}
              />
            )}
            {!frozen && (
              <>
                <IconButton
                  icon={ArrowUp}
                  label={t("documents.block.up", { n: i + 1 })}
                  disabled={i === 0}
                  onClick={() => move(i, i - 1)}
                />
                <IconButton
                  icon={ArrowDown}
                  label={t("documents.block.down", { n: i + 1 })}
                  disabled={i === blocks.length - 1}
                  onClick={() => move(i, i + 1)}
                />
                <IconButton
                  icon={Plus}
                  label={t("documents.block.addAfter", { n: i + 1 })}
                  onClick={() =>
                    onBlocks([...blocks.slice(0, i + 1), { kind: "paragraph", text: "" }, ...blocks.slice(i + 1)])
                  }
                />
                <IconButton
                  icon={Trash2}
                  label={t("documents.block.remove", { n: i + 1 })}
                  disabled={blocks.length === 1}
                  onClick={() => onBlocks(blocks.filter((_, at) => at !== i))}
                />
              </>
            )}
          </div>
          {titled.has(block.kind) && (
            <TextInput
              aria-label={t("documents.block.title", { kind: `${t(`documents.block.${block.kind}`)} ${i + 1}` })}
              placeholder={t("documents.block.title", { kind: "" }).trim()}
              value={"title" in block ? (block.title ?? "") : ""}
              disabled={frozen}
              onValue={(title) => put(i, { ...block, title } as DraftBlock)}
            />
          )}
          {worded.has(block.kind) && (
            <TextArea
              aria-label={t("documents.block.text", { kind: t(`documents.block.${block.kind}`), n: i + 1 })}
              rows={Math.min(8, Math.max(2, Math.ceil(("text" in block ? (block.text ?? "").length : 0) / 80)))}
              value={"text" in block ? (block.text ?? "") : ""}
              disabled={frozen}
              onValue={(text) => put(i, { ...block, text } as DraftBlock)}
            />
          )}
          {block.kind === "table" && <TableCells block={block} onBlock={(next) => put(i, next)} frozen={frozen} />}
        </li>
      ))}
    </ol>
  );
}

function asKind(block: DraftBlock, kind: (typeof kinds)[number]): DraftBlock {
  const text = "text" in block ? (block.text ?? "") : "";
  const title = "title" in block ? (block.title ?? "") : "";
  const all = [title, text].filter(Boolean).join(" ");
  if (kind === "part") return { kind, title: all };
  if (kind === "article" || kind === "clause") return { kind, ...(title ? { title } : {}), text };
  return { kind, text: all };
}

type Table = Extract<DraftBlock, { kind: "table" }>;

function TableCells({ block, onBlock, frozen }: { block: Table; onBlock: (block: Table) => void; frozen: boolean }) {
  const t = useText(documentText);
  const cell = (row: number, column: number, text: string) =>
    onBlock({
      ...block,
      rows: block.rows.map((r, i) =>
        i === row ? { ...r, cells: block.columns.map((_, c) => (c === column ? text : (r.cells[c] ?? ""))) } : r,
      ),
    });
  return (
    <div className="block-table" role="group" aria-label={t("documents.block.table")}>
      <table>
        <thead>
          <tr>
            {block.columns.map((c, i) => (
              <th key={i} scope="col">
                {c.header}
              </th>
            ))}
            {!frozen && (
              <th scope="col">
                <span className="unseen">{t("documents.block.rowTools")}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, r) => (
            <tr key={r}>
              {block.columns.map((column, c) => (
                <td key={c}>
                  <TextInput
                    aria-label={t("documents.block.cell", { row: r + 1, column: column.header })}
                    value={row.cells[c] ?? ""}
                    disabled={frozen}
                    onValue={(text) => cell(r, c, text)}
                  />
                </td>
              ))}
              {!frozen && (
                <td>
                  <IconButton
                    icon={Trash2}
                    label={t("documents.block.removeRow", { n: r + 1 })}
                    onClick={() => onBlock({ ...block, rows: block.rows.filter((_, i) => i !== r) })}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {!frozen && (
        <Button
          tight
          icon={Plus}
          onClick={() => onBlock({ ...block, rows: [...block.rows, { cells: block.columns.map(() => "") }] })}
        >
          {t("documents.block.addRow")}
        </Button>
      )}
    </div>
  );
}
