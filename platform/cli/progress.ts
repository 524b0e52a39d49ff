/** A progress bar on standard error; silent where that is not a terminal. */
export function progressBar(
  stream: NodeJS.WriteStream = process.stderr,
): (label: string, done: number, total: number) => void {
  let last = 0;
  let open = false;
  return (label, done, total) => {
    if (!stream.isTTY) return;
    const now = Date.now();
    const whole = done >= total;
    if (!whole && now - last < 80) return;
    last = now;
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const width = Math.max(10, Math.min(30, (stream.columns ?? 80) - label.length - 24));
    const full = Math.round(share * width);
    const count = `${done.toLocaleString("vi-VN")}/${total.toLocaleString("vi-VN")}`;
    stream.write(
      `\r\x1b[2K${label} ${"█".repeat(full)}${"░".repeat(width - full)} ${Math.round(share * 100)} % ${count}`,
    );
    open = true;
    if (whole && open) {
      stream.write("\n");
      open = false;
    }
  };
}
