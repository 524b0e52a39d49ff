/** How far, in words first; the bar is its picture. */
export function ProgressBar({ done, total, words }: { done: number; total: number; words: string }) {
  const share = total === 0 ? 0 : Math.min(1, done / total);
  return (
    <div>
      <p className="s" style={{ marginBottom: 6 }}>
        {words}
      </p>
      <div
        className="bar"
        role="progressbar"
        aria-label={words}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
      >
        <i style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
