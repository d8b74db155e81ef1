/**
 * The program: arguments to one command.
 *
 * @module
 */

import { processIo } from "./cli/process_io.ts";
import { run } from "./cli/run.ts";

if (import.meta.main) Deno.exit(await run(Deno.args, processIo()));
