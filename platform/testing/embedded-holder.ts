/**
 * A process that holds the embedded server, for tests that kill it: says one JSON line when it is open, one for
 * each event, and lets go on SIGTERM. Arguments: DATA_DIR and, for one that serves, its address.
 */
import { openEmbedded } from "#platform/db/embedded/launcher.ts";

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const [dataDir = "", address] = process.argv.slice(2);
try {
  const embedded = await openEmbedded({
    dataDir,
    ...(address ? { address } : {}),
    onEvent: (event) => say({ event: event.kind }),
  });
  say({ open: embedded.url });
  const keep = setInterval(() => {}, 1000);
  process.once("SIGTERM", () => {
    clearInterval(keep);
    void embedded.release().then(() => process.exit(0));
  });
} catch (error) {
  say({ refused: (error as Error).message });
  process.exitCode = 1;
}
