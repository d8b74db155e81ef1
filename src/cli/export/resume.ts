/**
 * The command that does an export again, or goes on with it. Pure.
 *
 * @module
 */

import { dirname, normalize } from "node:path";

/** The folder that the task's own permissions reach, in the checkout. */
const OWN_FOLDER = "exports";

/** Characters that mean themselves in every shell. */
const PLAIN = /^[\w@%+=:,./-]+$/;

/**
 * Writes the command.
 *
 * @param args What was given to `export`.
 * @param folders Folders that it writes to.
 * @returns A task where its permissions are enough, else the program with those that it takes.
 *
 * @example Into a folder of one's own
 * ```ts
 * import { exportCommand } from "./resume.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(
 *   exportCommand(["@news", "--out", "exports/news.csv"], ["exports"]),
 *   "deno task export @news --out exports/news.csv",
 * );
 * assert.equal(
 *   exportCommand(["@news", "--out", "/srv/my news"], ["/srv"]),
 *   "deno run --no-prompt -P=export --allow-read=/srv --allow-write=/srv src/main.ts export @news " +
 *     "--out '/srv/my news'",
 * );
 * ```
 */
export function exportCommand(args: readonly string[], folders: readonly string[]): string {
  const set = args.includes("--demo") ? "export:demo" : "export";
  const given = args.map(quoted).join(" ");
  const foreign = folders.filter((folder) => !isOwn(folder));
  if (foreign.length === 0) {
    const others = args.filter((arg) => arg !== "--demo").map(quoted).join(" ");
    return `deno task ${set} ${others}`;
  }
  const paths = quoted([...new Set(foreign)].join(","));
  // A task's permission to read everything, which worlds take, stays as it is.
  const read = set === "export" ? ` --allow-read=${paths}` : "";
  return `deno run --no-prompt -P=${set}${read} --allow-write=${paths} src/main.ts export ${given}`;
}

/** The folder of a file, as it was written. */
export function folderOf(path: string): string {
  return dirname(path);
}

function isOwn(folder: string): boolean {
  const path = normalize(folder).replaceAll("\\", "/");
  return path === OWN_FOLDER || path.startsWith(`${OWN_FOLDER}/`);
}

function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
