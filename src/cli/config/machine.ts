/**
 * The machine that hosts run on: where they keep their configuration.
 *
 * @module
 */

import { join } from "node:path";
import { readFolders } from "../../config.ts";

/** As far as it decides on paths. */
export interface Machine {
  readonly os: "mac" | "windows" | "linux";
  readonly home: string;
  /** Where programs of this user keep their configuration. */
  readonly settings: string;
  /** Codex may be told another folder. */
  readonly codex: string;
  /** The folder the program was started in. */
  readonly project: string;
}

/**
 * Looks at this machine.
 *
 * @returns The machine, or `undefined` when the environment does not say whose it is, or files may not
 * be read.
 */
export function thisMachine(): Machine | undefined {
  const folders = readFolders();
  const home = folders.HOME ?? folders.USERPROFILE;
  const mayRead = Deno.permissions.querySync({ name: "read" }).state === "granted";
  if (home === undefined || !mayRead) return undefined;
  const os = osOf(Deno.build.os);
  const settings = {
    mac: join(home, "Library", "Application Support"),
    windows: folders.APPDATA ?? join(home, "AppData", "Roaming"),
    linux: folders.XDG_CONFIG_HOME ?? join(home, ".config"),
  };
  return {
    os,
    home,
    settings: settings[os],
    codex: folders.CODEX_HOME ?? join(home, ".codex"),
    project: Deno.cwd(),
  };
}

function osOf(name: typeof Deno.build.os): Machine["os"] {
  if (name === "darwin") return "mac";
  return name === "windows" ? "windows" : "linux";
}
