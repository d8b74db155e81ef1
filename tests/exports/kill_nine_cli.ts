/**
 * Kills `tgtk export` at random moments, lets it go on, and compares the file with that of an
 * undisturbed run. It takes minutes, so it is run by hand:
 *
 *     deno run -A --lock=tests/deno.lock tests/exports/kill_nine_cli.ts [--times 100]
 */

import { createHash } from "node:crypto";
import { parseArgs } from "node:util";
import { killedExport } from "../e2e/killed_export.ts";

const { values } = parseArgs({ options: { times: { type: "string", default: "100" } } });
const KILLS_EACH = 5;

const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const expected = digest((await killedExport("ndjson", [])).bytes);
let [kills, files, differing] = [0, 0, 0];
while (kills < Number(values.times)) {
  const delays = Array.from({ length: KILLS_EACH }, () => 500 + Math.random() * 3500);
  const killed = await killedExport("ndjson", delays);
  kills += killed.kills;
  files += 1;
  if (digest(killed.bytes) !== expected) differing += 1;
}
console.log(`${kills} kills, ${files} files, ${differing} differed`);
