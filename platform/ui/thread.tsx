import type { ReactNode } from "react";

export interface ThreadNode {
  key: string;
  /** done: behind us; now: waits for someone; ahead: still to come; plain: a station. */
  state?: "done" | "now" | "ahead" | "plain";
  when?: string;
  children: ReactNode;
}

/** The product's one motif: a thread with nodes, wherever something is traced from its origin. */
export function Thread({ nodes, label, big = false }: { nodes: readonly ThreadNode[]; label: string; big?: boolean }) {
  return (
    <ol className={big ? "thread big" : "thread"} aria-label={label}>
      {nodes.map((node) => (
        <li key={node.key} className={node.state === undefined || node.state === "plain" ? undefined : node.state}>
          {node.when !== undefined && <b>{node.when} </b>}
          {node.children}
        </li>
      ))}
    </ol>
  );
}
