/**
 * Draws what `docs/performance.json` holds, which `deno task bench --json docs/performance.json` wrote:
 * the part of `docs/performance.md` between the markers, and the plots in `docs/performance/`. With
 * `--check` it writes nothing and fails on a difference.
 *
 * @module
 */

import { formatted } from "./formatted.ts";
import { drawResults } from "./performance/draw.ts";
import { drawPlot } from "./performance/plot.ts";
import type { Results } from "./performance/results.ts";

const DOCS = new URL("../docs/", import.meta.url);
const MARKERS = /(<!-- results -->\n)[\s\S]*?(\n<!-- \/results -->)/;

/** Every file that is drawn, by its place below `docs/`. */
async function drawFiles(): Promise<Readonly<Record<string, string>>> {
  const results: Results = JSON.parse(await Deno.readTextFile(new URL("performance.json", DOCS)));
  const page = await Deno.readTextFile(new URL("performance.md", DOCS));
  const plots = results.parts.flatMap(({ plots }) => plots);
  return {
    "performance.md": await formatted(
      page.replace(MARKERS, (_, open, close) => `${open}\n${drawResults(results)}\n${close}`),
    ),
    ...Object.fromEntries(plots.map((plot) => [`performance/${plot.name}.svg`, drawPlot(plot)])),
  };
}

/** Plots that no result has any more. */
async function leftovers(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const names = await Array.fromAsync(Deno.readDir(new URL("performance", DOCS)));
  return names.map(({ name }) => `performance/${name}`).filter((name) => !(name in files));
}

if (import.meta.main) {
  const isCheck = Deno.args.includes("--check");
  const files = await drawFiles();
  const complain = (name: string) => {
    console.error(
      `docs/${name} differs from the results: run deno run -A tasks/performance_docs.ts`,
    );
    Deno.exitCode = 1;
  };
  if (!isCheck) await Deno.mkdir(new URL("performance", DOCS), { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const url = new URL(name, DOCS);
    if (await Deno.readTextFile(url).catch(() => "") === content) continue;
    if (isCheck) complain(name);
    else await Deno.writeTextFile(url, content);
  }
  for (const name of await leftovers(files)) {
    if (isCheck) complain(name);
    else await Deno.remove(new URL(name, DOCS));
  }
}
