import type { LucideIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useSettled } from "./ask-combobox.tsx";
import { Field } from "./field.tsx";
import { Select, TextInput } from "./inputs.tsx";
import { More } from "./more.tsx";
import { EmptyState, ErrorState, LoadingState } from "./states.tsx";
import type { ListAnswer } from "./use-api.ts";

/** The row of filters above a list; what they choose lives in the address (`useFilters`). */
export function ListTools({ children }: { children: ReactNode }) {
  return <div className="list-tools no-print">{children}</div>;
}

interface SearchBox {
  typed: string;
  onTyped: (value: string) => void;
}

/**
 * What a person types into the search of a list: `q` is what to ask the server for, a quarter of a second after the last
 * key; the address follows each key, so that going back and sharing keep it.
 */
export function useListSearch(
  inAddress: string | undefined,
  set: (q: string) => void,
): { q: string; searchBox: SearchBox } {
  const [typed, setTyped] = useState(inAddress ?? "");
  const q = useSettled(typed.trim(), 250);
  const onTyped = (value: string) => {
    setTyped(value);
    set(value.trim());
  };
  return { q, searchBox: { typed, onTyped } };
}

export function ListSearch({
  name,
  label,
  help,
  typed,
  onTyped,
}: SearchBox & {
  /** Of the field, unique on the page. */
  name: string;
  label: string;
  help?: string;
}) {
  return (
    <div className="wide">
      <Field name={name} label={label} optional="silent">
        <TextInput
          type="search"
          value={typed}
          onValue={onTyped}
          {...(help === undefined ? {} : { placeholder: help })}
        />
      </Field>
    </div>
  );
}

/** One choice that narrows the list; `any` is the text of "no matter which". */
export function ListFilter<V extends string>({
  name,
  label,
  value,
  onValue,
  any,
  choices,
}: {
  name: string;
  label: string;
  value: string | undefined;
  onValue: (value: V | "") => void;
  any: string;
  choices: readonly { value: V; label: string }[];
}) {
  return (
    <div className="narrow">
      <Field name={name} label={label} optional="silent">
        <Select<V | ""> value={(value ?? "") as V | ""} onValue={onValue} placeholder={any} choices={choices} />
      </Field>
    </div>
  );
}

/** A list's rows and its foot, or what stands in their place: loading, what went wrong, nothing here and the next step. */
export function ListRows<R>({
  list,
  lines = 6,
  empty,
  children,
}: {
  list: ListAnswer<R>;
  lines?: number;
  empty: { icon: LucideIcon; title: string; words: string; action?: ReactNode };
  /** The table. */
  children: ReactNode;
}) {
  if (list.loading) return <LoadingState lines={lines} />;
  if (list.rows.length > 0)
    return (
      <>
        {children}
        <More list={list} />
      </>
    );
  if (list.error !== null) return <ErrorState error={list.error} onRetry={list.again} />;
  return (
    <EmptyState icon={empty.icon} title={empty.title} {...(empty.action === undefined ? {} : { action: empty.action })}>
      {empty.words}
    </EmptyState>
  );
}
