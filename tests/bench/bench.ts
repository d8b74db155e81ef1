/**
 * `deno task bench`: everything that is said about speed, measured in one go against the sandbox.
 *
 *     deno task bench [--quick] [--only start,page] [--json FILE]
 *
 * `--json` puts the parts that were run in the place of those that the file held; the documents are
 * drawn from `docs/performance.json` by `deno run -A tasks/performance_docs.ts`.
 */

import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { drawTable, drawTarget } from "../../tasks/performance/draw.ts";
import { merged, type PartResult, type Results } from "../../tasks/performance/results.ts";
import { rounded } from "../../tasks/performance/rounded.ts";
import type { Size } from "./parts/part.ts";
import { PARTS } from "./parts/parts.ts";

async function runPart(id: string, size: Size): Promise<PartResult> {
  const { about, measure, title } = await PARTS[id]!();
  const load = Deno.loadavg()[0]!;
  const since = performance.now();
  const findings = await measure(size);
  const seconds = Math.round((performance.now() - since) / 1000);
  const day = new Date().toISOString().slice(0, 10);
  return rounded({ id, title, about, day, seconds, load, ...findings });
}

function print({ seconds, tables, targets, title }: PartResult): void {
  console.log(`\n${title} (${seconds} s)`);
  for (const table of tables) console.log(`\n${drawTable(table)}`);
  if (targets.length > 0) console.log("");
  for (const target of targets) console.log(drawTarget(target));
}

async function kept(file: string): Promise<Results | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(file));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

const { values } = parseArgs({
  options: {
    only: { type: "string", default: Object.keys(PARTS).join(",") },
    quick: { type: "boolean", default: false },
    json: { type: "string" },
  },
});
const ids = values.only.split(",");
const unknown = ids.filter((id) => !(id in PARTS));
if (unknown.length > 0) {
  console.error(
    `Cannot run ${unknown.join(", ")}: expected any of ${Object.keys(PARTS).join(", ")}.`,
  );
  Deno.exit(2);
}
const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), Deno ${Deno.version.deno}`;
const parts: PartResult[] = [];
for (const id of ids) {
  const part = await runPart(id, { isQuick: values.quick });
  parts.push(part);
  print(part);
  if (values.json === undefined) continue;
  const order = Object.keys(PARTS);
  const results = merged(await kept(values.json), { machine, parts }, order);
  await Deno.writeTextFile(values.json, `${JSON.stringify(results, null, 1)}\n`);
}
// Clients of others leave timers behind.
Deno.exit(0);
