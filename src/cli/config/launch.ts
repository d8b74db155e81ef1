/**
 * The command that starts this very program, with the permissions of `deno.json`'s set `start`.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import manifest from "../../../deno.json" with { type: "json" };
import type { Launch } from "./host.ts";

/** What is known of the running program. */
export interface Running {
  /** The address of `src/main.ts`. */
  readonly entry: string;
  /** Deno's own path, or that of the compiled program. */
  readonly executable: string;
  readonly isCompiled: boolean;
  readonly denoVersion: string;
}

/** Looks at the running program. */
export function thisProgram(): Running {
  return {
    entry: import.meta.resolve("../../main.ts"),
    executable: Deno.execPath(),
    isCompiled: Deno.build.standalone,
    denoVersion: Deno.version.deno,
  };
}

/**
 * Gives the command.
 *
 * @param running The running program.
 * @returns A command that works from every folder.
 *
 * @example A compiled program has its permissions built in
 * ```ts
 * import { launchOf } from "./launch.ts";
 * import assert from "node:assert/strict";
 *
 * const running = { entry: "", executable: "/usr/bin/tgtk", isCompiled: true, denoVersion: "" };
 * assert.deepEqual(launchOf(running), { command: "/usr/bin/tgtk", args: ["serve"] });
 * ```
 */
export function launchOf(running: Running): Launch {
  if (running.isCompiled) return { command: running.executable, args: ["serve"] };
  return runArgs(running, permissionFlags(), ["serve"]);
}

/**
 * Gives a command that has Deno run the program.
 *
 * @param running The running program; not a compiled one.
 * @param permissions The flags that grant them.
 * @param args The program's own arguments.
 */
export function runArgs(
  { entry, executable, denoVersion }: Running,
  permissions: readonly string[],
  args: readonly string[],
): Launch {
  // npx keeps what it fetched for a while only.
  const isFetched = /[\\/]_npx[\\/]/.test(executable);
  return {
    command: isFetched ? "npx" : executable,
    args: [
      ...(isFetched ? ["-y", `deno@${denoVersion}`] : []),
      ...["run", "--quiet", "--no-prompt", ...permissions, ...program(entry), ...args],
    ],
  };
}

/**
 * The set `start` as flags.
 *
 * @param net The addresses, where they are others.
 */
export function permissionFlags(
  net: readonly string[] = manifest.permissions.start.net,
): readonly string[] {
  const { env } = manifest.permissions.start;
  return [
    `--allow-net=${net.join(",")}`,
    `--allow-env=${env.allow.join(",")}`,
    ...(env.ignore ? ["--ignore-env"] : []),
  ];
}

function program(entry: string): readonly string[] {
  if (!entry.startsWith("file:")) return [`jsr:${manifest.name}@${manifest.version}`];
  const config = fileURLToPath(new URL("../deno.json", entry));
  return ["--frozen", "--config", config, fileURLToPath(entry)];
}
