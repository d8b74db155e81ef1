/**
 * Paths and names as the lint rules need them.
 *
 * @module
 */

import { dirname, join } from "node:path/posix";
import project from "../../deno.json" with { type: "json" };
import type { Target } from "../layers.ts";

const ROOT = new URL("../../", import.meta.url);
const IMPORTS: Readonly<Record<string, string>> = project.imports;

/** A file's path from the root of the checkout, with `/` on every system. */
export function projectPath(filename: string): string {
  const path = filename.replaceAll("\\", "/");
  const root = decodeURIComponent(ROOT.pathname);
  const at = path.indexOf(root);
  return at === -1 ? path : path.slice(at + root.length);
}

/**
 * Resolves what an import names, through the import map of `deno.json`.
 *
 * @param from The importing file, from the root of the checkout.
 * @param specifier As written in the source.
 */
export function resolveImport(from: string, specifier: string): Target {
  const name = mapped(specifier);
  if (name.startsWith("npm:")) return { package: packageName(name.slice("npm:".length)) };
  if (name.startsWith("node:")) return { package: name };
  if (/^[a-z][a-z+.-]*:/.test(name)) return { address: name };
  if (name !== specifier) return { file: join(name) };
  if (name.startsWith(".")) return { file: join(dirname(from), name) };
  return name.startsWith("/") ? { address: name } : { package: packageName(name) };
}

function mapped(specifier: string): string {
  const exact = IMPORTS[specifier];
  if (exact !== undefined) return exact;
  const prefixes = Object.keys(IMPORTS).filter((key) =>
    key.endsWith("/") && specifier.startsWith(key)
  );
  const longest = prefixes.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? specifier : IMPORTS[longest] + specifier.slice(longest.length);
}

/** `/@scope/name@1.2.3/path` → `@scope/name`. */
function packageName(reference: string): string {
  const match = /^\/?((?:@[^/]+\/)?[^/@]+)/.exec(reference);
  return match?.[1] ?? reference;
}
