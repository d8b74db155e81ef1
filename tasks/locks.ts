/**
 * Writes both lock files from `deno.json`: `deno.lock` with what the program imports, all of which is
 * fetched at its first start, and `tests/deno.lock` with what only tests import besides.
 *
 * @module
 */

import project from "../deno.json" with { type: "json" };

const ROOT = new URL("..", import.meta.url);
const LOCK = new URL("deno.lock", ROOT);
const TEST_LOCK = new URL("tests/deno.lock", ROOT);

/**
 * Names the packages behind the values of an import map.
 *
 * @param imports `npm:/zod@4.6.7/`, `npm:zod@4.6.7/v4` and `npm:zod@4.6.7` name the same one.
 * @returns Each once, in order, such as `npm:zod@4.6.7`.
 */
export function packagesOf(imports: Readonly<Record<string, string>>): readonly string[] {
  const names = Object.values(imports).map((specifier) =>
    /^npm:\/?((?:@[^/]+\/)?[^/]+)/.exec(specifier)?.[1] ?? specifier
  );
  return [...new Set(names.map((name) => `npm:${name}`))].sort();
}

async function cache(...args: readonly string[]): Promise<void> {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["cache", "--quiet", "--frozen=false", ...args],
    cwd: ROOT,
  }).spawn().status;
  if (!success) Deno.exit(1);
}

if (import.meta.main) {
  await Deno.remove(LOCK);
  await cache(...packagesOf(project.imports));
  // Tests run with the very packages that the program runs with.
  await Deno.copyFile(LOCK, TEST_LOCK);
  await cache("--lock=tests/deno.lock", ...packagesOf(project.scopes["./tests/"]));
}
