/**
 * Checks that at least 90 % of the lines in `src/` ran: `coverage.ts DIRECTORY`, where `deno test
 * --coverage=DIRECTORY` and its child processes left their profiles. A file that nothing loaded
 * is in no profile, so each of its lines counts as missed.
 *
 * @module
 */

import { stripTypeScriptTypes } from "node:module";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type FileCoverage, parseLcov, percentage } from "./lcov.ts";

const THRESHOLD = 90;
const SOURCE = new URL("../src/", import.meta.url);

/**
 * Counts the lines of a file that would run: types, comments, imports and blanks do not.
 *
 * @param source TypeScript.
 */
export function countRunningLines(source: string): number {
  return stripTypeScriptTypes(source)
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^\s*\/\/.*$/gm, "")
    .replace(/^(import|export)\s[^;]*?from\s+["'][^"']+["'];?$/gm, "")
    .replace(/^import\s+["'][^"']+["'];?$/gm, "")
    .replace(/^export\s*\{\s*\};?$/gm, "")
    .split("\n")
    .filter((line) => line.trim() !== "").length;
}

/**
 * Draws the report: the files below the threshold, the worst first, and the total.
 *
 * @returns The text, and whether the total reaches the threshold.
 */
export function report(files: readonly FileCoverage[]): { text: string; ok: boolean } {
  const below = files.filter((file) => percentage([file]) < THRESHOLD)
    .sort((a, b) => percentage([a]) - percentage([b]) || a.path.localeCompare(b.path));
  const total = percentage(files);
  const lines = below.map((file) => `${shown(percentage([file]))} ${file.path}`);
  lines.push(`${shown(total)} of the lines in src/ (at least ${THRESHOLD} % are needed)`);
  return { text: lines.join("\n"), ok: total >= THRESHOLD };
}

/** Rounds down, so that no failure is shown as reaching the threshold. */
function shown(value: number): string {
  return `${(Math.floor(value * 10) / 10).toFixed(1).padStart(5)} %`;
}

/**
 * Removes the profiles that programs were killed over, as tests do: one that is not whole would hide
 * all others.
 */
export async function removeUnfinished(directory: string): Promise<void> {
  for await (const { name, isFile } of Deno.readDir(directory)) {
    const path = join(directory, name);
    if (isFile && name.endsWith(".json") && !await isWhole(path)) await Deno.remove(path);
  }
}

/** A profile's last line is a brace that closes it all. */
const END = "\n}";

async function isWhole(path: string): Promise<boolean> {
  using file = await Deno.open(path);
  if ((await file.stat()).size < END.length) return false;
  const last = new Uint8Array(END.length);
  await file.seek(-END.length, Deno.SeekMode.End);
  await file.read(last);
  return new TextDecoder().decode(last) === END;
}

async function runProfiles(directory: string): Promise<FileCoverage[]> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["coverage", "--lcov", `--include=^${SOURCE.href}`, directory],
  }).output();
  const text = new TextDecoder();
  if (!success) throw new Error(`Cannot read the profiles: ${text.decode(stderr)}`);
  return parseLcov(text.decode(stdout));
}

async function measure(directory: string): Promise<FileCoverage[]> {
  await removeUnfinished(directory);
  const seen = new Map((await runProfiles(directory)).map((file) => [file.path, file]));
  const files: FileCoverage[] = [];
  for await (const url of sourceFiles(SOURCE)) {
    const path = relative(Deno.cwd(), fileURLToPath(url));
    const profile = seen.get(fileURLToPath(url));
    const found = profile?.found ?? countRunningLines(await Deno.readTextFile(url));
    files.push({ path, found, hit: profile?.hit ?? 0 });
  }
  return files;
}

async function* sourceFiles(folder: URL): AsyncGenerator<URL> {
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isDirectory) yield* sourceFiles(new URL(`${entry.name}/`, folder));
    else if (entry.name.endsWith(".ts")) yield new URL(entry.name, folder);
  }
}

if (import.meta.main) {
  const { text, ok } = report(await measure(Deno.args[0] ?? "coverage"));
  console.log(text);
  if (!ok) Deno.exit(1);
}
