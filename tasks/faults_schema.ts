/**
 * Writes `docs/faults.schema.json`, the JSON Schema of fault scripts:
 * `deno run -A tasks/faults_schema.ts`.
 *
 * @module
 */

import { faultsSchema } from "../src/sandbox/faults/parse.ts";

/** Where it is written. */
export const SCHEMA_FILE: URL = new URL("../docs/faults.schema.json", import.meta.url);

/** Draws the file. */
export function drawSchema(): string {
  return `${JSON.stringify(faultsSchema(), null, 2)}\n`;
}

if (import.meta.main) await Deno.writeTextFile(SCHEMA_FILE, drawSchema());
