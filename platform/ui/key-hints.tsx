export interface KeyHint {
  keys: readonly string[];
  does: string;
}

/** The keys that work here, shown where they work. Pictures of keys: the acts themselves are buttons too. */
export function KeyHints({ hints }: { hints: readonly KeyHint[] }) {
  return (
    <div className="key-hints no-print">
      {hints.map((hint) => (
        <span key={hint.does}>
          {hint.keys.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
          {hint.does}
        </span>
      ))}
    </div>
  );
}
