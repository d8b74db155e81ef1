/**
 * `tgtk config CLIENT`: the block that connects a host to this server.
 *
 * @module
 */

import type { Flags } from "../command.ts";
import { EXIT_FAILED, EXIT_OK, EXIT_USAGE, type Io } from "../io.ts";
import { isAboutPath, readIfThere, replaceFile } from "./file.ts";
import type { Entry, Host, Launch } from "./host.ts";
import { HOSTS } from "./hosts.ts";
import { launchOf, type Running, thisProgram } from "./launch.ts";
import { type Machine, thisMachine } from "./machine.ts";
import { block, merge } from "./merge.ts";
import { SERVER_FLAGS, serverLaunch, shellLine } from "./server.ts";

/** Where and what; this machine and this program by default. */
export interface Surroundings {
  readonly machine: Machine | undefined;
  readonly running: Running;
  /** Milliseconds since 1970. */
  readonly now: number;
}

function surroundings(): Surroundings {
  return { machine: thisMachine(), running: thisProgram(), now: Date.now() };
}

/** Stands among the hosts for the server itself. */
const SERVER = "server";

const SERVER_NEXT = "Addresses other than loopback need TGTK_HTTP_TOKENS, or TGTK_JWKS_URL with " +
  "TGTK_JWT_ISSUER and TGTK_JWT_AUDIENCE, in the environment, beside the account.";

const NO_MACHINE = "Cannot use --write: expected HOME, or USERPROFILE on Windows, in the " +
  "environment, and permission to read and write files; deno task config has both.";

/**
 * Prints the block, or merges it into the host's file.
 *
 * @param flags `client`; `url` for a server over HTTP; `write` to change the host's file; for the client
 * `server`, which is none, {@linkcode SERVER_FLAGS}.
 * @param io The surroundings.
 * @param where The machine and the program.
 * @returns The exit code.
 */
export async function config(
  flags: Flags,
  io: Io,
  where: Surroundings = surroundings(),
): Promise<number> {
  const misplaced = misplacedFlag(flags);
  if (misplaced !== undefined) {
    io.err(misplaced);
    return EXIT_USAGE;
  }
  if (flags["client"] === SERVER) return printServer(flags, io, where.running);
  const host: Host = HOSTS[flags["client"] as keyof typeof HOSTS];
  const entries = entriesOf(host, flags["url"], launchOf(where.running));
  if (typeof entries === "string") {
    io.err(entries);
    return EXIT_USAGE;
  }
  if (flags["write"] === true) return await write(host, entries, io, where);
  io.out(block(entries, host.format).trimEnd());
  const path = where.machine === undefined ? undefined : host.path?.(where.machine);
  if (path !== undefined) io.err(`This belongs into ${path}; --write puts it there.`);
  io.err(host.next);
  return EXIT_OK;
}

function misplacedFlag(flags: Flags): string | undefined {
  const isServer = flags["client"] === SERVER;
  const others = isServer ? ["write", "url"] as const : SERVER_FLAGS;
  const flag = others.find((name) => flags[name] !== undefined);
  if (flag === undefined) return undefined;
  return isServer
    ? `Cannot use --${flag}: ${SERVER} prints a command, not a host's block.`
    : `Cannot use --${flag}: expected it with ${SERVER} only.`;
}

function printServer(flags: Flags, io: Io, running: Running): number {
  const launch = serverLaunch(flags, running);
  if ("error" in launch) {
    io.err(launch.error);
    return EXIT_USAGE;
  }
  io.out(shellLine(launch));
  io.err(SERVER_NEXT);
  return EXIT_OK;
}

/** The entries, or the sentence that says why there are none. */
function entriesOf(
  host: Host,
  url: Flags[string] | undefined,
  launch: Launch,
): readonly Entry[] | string {
  if (url === undefined && host.stdio !== undefined) return host.stdio(launch);
  if (host.http === undefined) {
    return `Cannot use --url: ${host.title} takes servers over HTTP in its own settings, not from a file.`;
  }
  const address = String(url ?? "http://127.0.0.1:8000/mcp");
  const isAddress = /^https?:\/\/[^/]/.test(address) && URL.canParse(address);
  return isAddress
    ? host.http(address)
    : "Cannot use --url: expected an address such as https://host/mcp.";
}

async function write(
  host: Host,
  entries: readonly Entry[],
  io: Io,
  { machine, now }: Surroundings,
): Promise<number> {
  if (host.path === undefined) {
    io.err(`Cannot use --write: there is no one file for ${host.title}; put the block in by hand.`);
    return EXIT_USAGE;
  }
  if (machine === undefined) {
    io.err(NO_MACHINE);
    return EXIT_USAGE;
  }
  const path = host.path(machine);
  try {
    return await mergeInto(path, host, entries, io, now);
  } catch (error) {
    if (!isAboutPath(error)) throw error;
    io.err(`Cannot change ${path}: expected a file that may be read and written.`);
    return EXIT_FAILED;
  }
}

async function mergeInto(
  path: string,
  host: Host,
  entries: readonly Entry[],
  io: Io,
  now: number,
): Promise<number> {
  const text = await readIfThere(path);
  const merged = merge(text, entries, host.format);
  if ("expected" in merged) {
    io.err(`Cannot change ${path}: expected ${merged.expected}. Nothing was written.`);
    return EXIT_FAILED;
  }
  if (merged.text === text) {
    io.err(`${path} says so already.`);
    return EXIT_OK;
  }
  const backup = await replaceFile(path, merged.text, now);
  io.err(`Wrote ${path}${backup === undefined ? "" : `; as it was: ${backup}`}.`);
  io.err(host.next);
  return EXIT_OK;
}
