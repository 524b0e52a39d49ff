/** The bridge between two banks. */
export function Logo() {
  return (
    <svg
      viewBox="0 0 28 28"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.25"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M4.5 19.5C7 8.5 21 8.5 23.5 19.5" />
      <path d="M2.5 23.5h23" />
      <circle cx="4.5" cy="19.5" r="2.4" fill="currentColor" stroke="none" />
      <circle cx="23.5" cy="19.5" r="2.4" fill="currentColor" stroke="none" />
    </svg>
  );
}
