/** Everything: what `npm run check` does, then the screens, the real database and the real browser. */
import { close, runLanes, script, staticChecks, tests } from "./steps.ts";

const checks = await runLanes(staticChecks);
const built = await runLanes([
  [script("build", "tools/build.ts"), script("types of the schema", "tools/generate-types.ts", ["--verify"])],
]);
const fast = await runLanes([[tests("unit and database tests", ["unit", "db"])]]);
const journeys = await runLanes([[tests("journeys in the browser", ["journeys"])]]);
close([...checks, ...built, ...fast, ...journeys]);
process.disconnect?.();
