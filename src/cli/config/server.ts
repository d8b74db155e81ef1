/**
 * `tgtk config server`: the command that serves over HTTP at other addresses than loopback, or with the
 * keys of an authorization server. `deno.json`'s set `http` grants neither, and `--allow-net` takes the
 * place of its list.
 *
 * @module
 */

import manifest from "../../../deno.json" with { type: "json" };
import { SETTINGS } from "../../settings.ts";
import type { Flags } from "../command.ts";
import type { Launch } from "./host.ts";
import { permissionFlags, runArgs, type Running } from "./launch.ts";

/** What only `config server` takes. */
export const SERVER_FLAGS = ["host", "port", "admin-host", "admin-port", "jwks-url"] as const;

/** A command, or the sentence that says why there is none. */
type ServerLaunch = Launch | { readonly error: string };

const { parse: readUrl, expected: expectedUrl } = SETTINGS.TGTK_JWKS_URL;

/**
 * Gives the command.
 *
 * @param flags `host`, `port`, `admin-host`, `admin-port`: as `serve` takes them. `jwks-url`: as
 * `TGTK_JWKS_URL`.
 * @param running The running program.
 * @returns A command whose permissions reach that, and Telegram.
 *
 * @example A compiled program cannot be given permissions
 * ```ts
 * import { serverLaunch } from "./server.ts";
 * import assert from "node:assert/strict";
 *
 * const running = { entry: "", executable: "/usr/bin/tgtk", isCompiled: true, denoVersion: "" };
 * assert.ok("error" in serverLaunch({}, running));
 * ```
 */
export function serverLaunch(flags: Flags, running: Running): ServerLaunch {
  if (running.isCompiled) {
    return {
      error: "Cannot give permissions to a compiled program: expected a checkout and Deno.",
    };
  }
  const url = flags["jwks-url"] === undefined ? undefined : readUrl(String(flags["jwks-url"]));
  if (flags["jwks-url"] !== undefined && url === undefined) {
    return { error: `Cannot use --jwks-url: expected ${expectedUrl}.` };
  }
  const wrong = (["host", "admin-host"] as const).find((name) => !isHost(flags[name]));
  if (wrong !== undefined) {
    return { error: `Cannot use --${wrong}: expected an address of this machine, without a port.` };
  }
  const net = [
    ...manifest.permissions.http.net,
    ...listening(flags["host"], flags["port"] ?? "8000"),
    ...listening(flags["admin-host"], flags["admin-port"]),
    ...(url === undefined ? [] : [`${url.hostname}:${url.port || defaultPort(url)}`]),
  ];
  const serve = SERVER_FLAGS.filter((name) => name !== "jwks-url").flatMap((name) =>
    flags[name] === undefined ? [] : [`--${name}`, String(flags[name])]
  );
  return runArgs(running, permissionFlags([...new Set(net)]), ["serve", "--http", ...serve]);
}

/** A name or an address, as far as a permission can hold it. */
function isHost(text: Flags[string] | undefined): boolean {
  return text === undefined || /^(?:[\w.-]+|\[?[\da-f:.]+\]?)$/i.test(String(text));
}

/** Of a port nothing is granted that nobody asked for. */
function listening(
  host: Flags[string] | undefined,
  port: Flags[string] | undefined,
): readonly string[] {
  if (host === undefined || port === undefined) return [];
  const name = String(host).replaceAll(/[[\]]/g, "");
  const shown = name.includes(":") ? `[${name}]` : name;
  // Port 0 is one that the system chooses.
  return [port === "0" ? shown : `${shown}:${port}`];
}

function defaultPort({ protocol }: URL): number {
  return protocol === "https:" ? 443 : 80;
}

/**
 * Writes a command for a shell.
 *
 * @param launch The command.
 * @returns A line for sh, zsh and PowerShell: what they would read otherwise is in quotes.
 */
export function shellLine({ command, args }: Launch): string {
  return [command, ...args].map((word) =>
    /^[\w@%+=:./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
  ).join(" ");
}
