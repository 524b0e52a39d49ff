/** The quick loop: everything that needs neither a database nor a browser, in under a minute. */
import { close, runLanes, staticChecks, tests } from "./steps.ts";

const checks = await runLanes(staticChecks);
const unit = await runLanes([[tests("unit tests", ["unit"])]]);
close([...checks, ...unit]);
process.disconnect?.();
