/**
 * `tgtk serve`: MCP over stdio, or over HTTP.
 *
 * @module
 */

import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { checkConfig, type Config, type SettingName, withoutAccount } from "../config.ts";
import type { Flags } from "./command.ts";
import { EXIT_OK, EXIT_USAGE, type Io } from "./io.ts";
import { aborted } from "./aborted.ts";
import type { HttpOptions } from "./http_options.ts";
import { serveShared } from "./serve_shared.ts";
import { type Toolkit, wireDemo, wireTelegram } from "./wire.ts";

/** What Telegram is reached with. */
export const ACCOUNT: readonly SettingName[] = [
  "TELEGRAM_API_ID",
  "TELEGRAM_API_HASH",
  "TELEGRAM_STRING_SESSION",
];

const HTTP_FLAGS = ["host", "port", "admin-host", "admin-port"];

/** The demo's session is known to nobody else. */
const ALONE = { seat: () => Promise.resolve({ kind: "holder" } as const) };

/**
 * Serves until stdin ends or a signal comes.
 *
 * @param flags `demo`, and `world` with it; `http`, and where to listen with it.
 * @param io The surroundings.
 * @returns The exit code.
 */
export async function serve(flags: Flags, io: Io): Promise<number> {
  const checked = await checkSetup(flags, io);
  if (checked === undefined) return EXIT_USAGE;
  const { config, http, warnings } = checked;
  const ended = endOf(http === undefined ? "stdio" : "http", io);
  const options = { metrics: http !== undefined };
  const wired = flags.demo === true
    ? await wireDemo(config, flags, io, options)
    : await wireTelegram(config, io, options);
  if ("error" in wired) {
    io.err(wired.error);
    return EXIT_USAGE;
  }
  for (const warning of warnings) wired.log("warn", warning);
  if (http !== undefined) {
    const { serveHttp } = await import("./serve_http.ts");
    return await serveHttp(wired, config, http, ended);
  }
  await serveUntil(ended, wired);
  return EXIT_OK;
}

/** Over HTTP stdin counts only if somebody holds it: under systemd or in a container it is `/dev/null`. */
function endOf(transport: "stdio" | "http", io: Io): AbortSignal {
  if (transport === "stdio") {
    return AbortSignal.any([io.stdinEnd(false), io.stdoutEnd(), io.stopSignal()]);
  }
  return AbortSignal.any([...(io.isStdinHeld() ? [io.stdinEnd(true)] : []), io.stopSignal()]);
}

interface Setup {
  readonly config: Config;
  /** Sentences for the log, as soon as there is one. */
  readonly warnings: readonly string[];
  readonly http?: HttpOptions;
}

/** Flags first: what they mean decides what else is needed. */
async function checkSetup(flags: Flags, io: Io): Promise<Setup | undefined> {
  const wrongFlags = misplaced(flags);
  for (const line of wrongFlags) io.err(line);
  return wrongFlags.length > 0 ? undefined : await checkConfiguration(flags, io);
}

/** All that is wrong is said at once. */
async function checkConfiguration(flags: Flags, io: Io): Promise<Setup | undefined> {
  const isDemo = flags.demo === true;
  const { config, errors, warnings } = isDemo
    ? checkConfig(withoutAccount(io.environment()), [])
    : checkConfig(io.environment(), ACCOUNT);
  const http = await chosenHttp(config, flags);
  const wrong = [...errors, ...http.errors ?? []];
  if (config !== undefined && wrong.length === 0) return { config, warnings, ...http };
  for (const line of [...wrong, ...warnings]) io.err(line);
  if (config === undefined && !isDemo) io.err("To try it without an account: tgtk serve --demo");
  return undefined;
}

async function chosenHttp(
  config: Config | undefined,
  flags: Flags,
): Promise<Pick<Setup, "http"> & { readonly errors?: readonly string[] }> {
  if (config === undefined || flags.http !== true) return {};
  // Over stdio its 12 ms are saved.
  const { httpOptions } = await import("./http_options.ts");
  const http = httpOptions(config, flags);
  return "errors" in http ? http : { http };
}

function misplaced(flags: Flags): readonly string[] {
  const needless = (names: readonly string[], beside: string) =>
    flags[beside] === true ? [] : names.filter((name) => name in flags)
      .map((name) => `Cannot use --${name}: expected --${beside} beside it.`);
  return [...needless(["world"], "demo"), ...needless(HTTP_FLAGS, "http")];
}

/** The handshake never waits for Telegram: the first tool call connects. */
async function serveUntil(ended: AbortSignal, toolkit: Toolkit): Promise<void> {
  const handle = serveShared(new StdioServerTransport(), toolkit.shared ?? ALONE, toolkit);
  await aborted(ended);
  await handle.close();
  await toolkit.close();
}
