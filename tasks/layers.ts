/**
 * Which part of `src/` may import which, as one table. The lint rule `tgtk/layers` asks
 * {@linkcode refusal} about every import, re-export and dynamic import.
 *
 * @module
 */

/** One import as the linter sees it. */
export interface ImportEdge {
  /** The importing file, from the root of the checkout: `src/tools/render.ts`. */
  readonly from: string;
  /** What it names: a path from the root (`src/model/chat.ts`), a package, or an address. */
  readonly to: Target;
  /** Whether it is erased (`type`), loaded at start (`value`) or when reached (`lazy`). */
  readonly kind: "type" | "value" | "lazy";
}

/** What an import resolves to. */
export type Target =
  | { readonly file: string }
  | { readonly package: string }
  | { readonly address: string };

const TO_HISTORY = ["model", "telegram", "history"] as const;
const TO_EXPORTS = [...TO_HISTORY, "privacy", "exports"] as const;
const TO_MCP = [...TO_EXPORTS, "tools", "mcp"] as const;
const FOR_CLI = ["config.ts", "settings.ts", "version.ts", "telegram/gramjs", "sandbox"] as const;
const TO_CLI = [...TO_MCP, "http", "cli", ...FOR_CLI] as const;

/** Each part, and the other parts it may import. Imports run one way; a part may import itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "model": [],
  "privacy": ["model"],
  "telegram": ["model"],
  "telegram/gramjs": ["model", "telegram", "gramjs.ts"],
  "telegram/login": ["model", "telegram", "telegram/gramjs", "gramjs.ts"],
  "history": TO_HISTORY,
  "exports": TO_EXPORTS,
  "tools": [...TO_EXPORTS, "tools"],
  "mcp": TO_MCP,
  "http": [...TO_MCP, "http"],
  "cli": TO_CLI,
  "cli/wire.ts": [...TO_CLI, "observe"],
  // What can sign in is out of the server's reach: a command leads there, and nothing else.
  "cli/commands.ts": [...TO_CLI, "cli/login"],
  "cli/login": [...TO_CLI, "telegram/login"],
  "main.ts": ["cli", "config.ts", "version.ts", "model"],
  "deploy.ts": ["cli"],
  "config.ts": ["model", "privacy", "telegram", "settings.ts"],
  "settings.ts": ["model", "privacy", "telegram"],
  "version.ts": [],
  "observe": ["model"],
  "sandbox": ["gramjs.ts"],
  "gramjs.ts": ["gramjs_globals.ts", "aes"],
  "aes": [],
  "gramjs_globals.ts": [],
};

/** Folders that are parts of their own, and not of the one they lie in. */
const FOLDERS_APART = ["telegram/gramjs", "telegram/login", "cli/login"] as const;

/** Who compares the program with GramJS as its users have it. */
const BESIDE_GRAMJS = "tests/bench/readers/gramjs.ts";

/** Packages that one file hides from all others, tests included. */
const HIDDEN_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  "telegram": ["src/gramjs.ts", "src/gramjs_globals.ts", BESIDE_GRAMJS],
  "big-integer": ["src/gramjs.ts", "src/gramjs_globals.ts"],
};

/** What brings GramJS along, which takes longer to load than all the rest. */
const LAZY = ["sandbox", "telegram/gramjs"];

/** Files outside `src/` that it may read at build time, for the program's own version. */
const SHARED_FILES = ["deno.json"];

/**
 * Says why an import is against the layers.
 *
 * @param edge The import; paths are relative to the root of the checkout, with `/`.
 * @returns The reason, or `undefined` when the import is allowed.
 *
 * @example
 * ```ts
 * import { refusal } from "./layers.ts";
 *
 * refusal({ from: "src/tools/render.ts", to: { file: "src/model/chat.ts" }, kind: "type" });
 * // undefined
 * refusal({ from: "src/model/chat.ts", to: { file: "src/tools/render.ts" }, kind: "type" });
 * // "model may not import tools"
 * ```
 */
export function refusal(edge: ImportEdge): string | undefined {
  if ("package" in edge.to) return packageRefusal(edge.from, edge.to.package);
  if (!edge.from.startsWith("src/")) return undefined;
  if ("address" in edge.to) return `src may not import from an address: ${edge.to.address}`;
  return fileRefusal(edge.from.slice("src/".length), edge.to.file, edge.kind);
}

function packageRefusal(from: string, name: string): string | undefined {
  const owners = HIDDEN_PACKAGES[name];
  if (owners === undefined || owners.includes(from)) return undefined;
  return `only ${owners[0]} may import the package ${name}`;
}

function fileRefusal(from: string, file: string, kind: ImportEdge["kind"]): string | undefined {
  if (SHARED_FILES.includes(file)) return undefined;
  if (!file.startsWith("src/")) return `src may not import ${file}`;
  const importer = partOf(from);
  const target = partOf(file.slice("src/".length));
  if (importer === target) return undefined;
  const allowed = MAY_IMPORT[from] ?? MAY_IMPORT[importer];
  if (allowed === undefined) return `${importer} has no place in the table of tasks/layers.ts`;
  if (!allowed.includes(target)) return `${importer} may not import ${target}`;
  if (kind === "value" && isLazy(importer, target)) {
    return `${target} is imported lazily: await import(…), where a command needs it`;
  }
  return undefined;
}

/** What signs in is itself loaded by its command only. */
function isLazy(importer: string, target: string): boolean {
  return LAZY.includes(target) && importer !== "telegram/login";
}

/** The part a file below `src/` belongs to: its folder, or itself at the top. */
function partOf(path: string): string {
  const apart = FOLDERS_APART.find((folder) => path.startsWith(`${folder}/`));
  if (apart !== undefined) return apart;
  const slash = path.indexOf("/");
  return slash === -1 ? path : path.slice(0, slash);
}
