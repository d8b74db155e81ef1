/**
 * `tgtk serve`: MCP over stdio, or over HTTP.
 *
 * @module
 */

import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { checkConfig, type Config, type SettingName, withoutAccount } from "../config.ts";
import type { Flags } from "./command.ts";
import { EXIT_OK, EXIT_USAGE, type Io } from "./io.ts";
import { aborted } from "./aborted.ts";
import { type HttpOptions, httpOptions } from "./http_options.ts";
import { type Toolkit, wireDemo, wireTelegram } from "./wire.ts";

/** What Telegram is reached with. */
export const ACCOUNT: readonly SettingName[] = [
  "TELEGRAM_API_ID",
  "TELEGRAM_API_HASH",
  "TELEGRAM_STRING_SESSION",
];

const HTTP_FLAGS = ["host", "port", "admin-host", "admin-port"];

/**
 * Serves until stdin ends or a signal comes.
 *
 * @param flags `demo`, and `world` with it; `http`, and where to listen with it.
 * @param io The surroundings.
 * @returns The exit code.
 */
export async function serve(flags: Flags, io: Io): Promise<number> {
  const checked = checkSetup(flags, io);
  if (checked === undefined) return EXIT_USAGE;
  const { config, http } = checked;
  const ended = endOf(http === undefined ? "stdio" : "http", io);
  const wired = flags.demo === true ? await wireDemo(config, flags, io) : wireTelegram(config, io);
  if ("error" in wired) {
    io.err(wired.error);
    return EXIT_USAGE;
  }
  if (http !== undefined) {
    const { serveHttp } = await import("./serve_http.ts");
    return await serveHttp(wired, config, http, ended, io);
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
  readonly http?: HttpOptions;
}

/** Flags first: what they mean decides what else is needed. */
function checkSetup(flags: Flags, io: Io): Setup | undefined {
  const wrongFlags = misplaced(flags);
  for (const line of wrongFlags) io.err(line);
  return wrongFlags.length > 0 ? undefined : checkConfiguration(flags, io);
}

/** All that is wrong is said at once. */
function checkConfiguration(flags: Flags, io: Io): Setup | undefined {
  const isDemo = flags.demo === true;
  const { config, errors, warnings } = isDemo
    ? checkConfig(withoutAccount(io.environment()), [])
    : checkConfig(io.environment(), ACCOUNT);
  const http = config === undefined ? {} : chosenHttp(config, flags);
  const wrong = [...errors, ...http.errors ?? []];
  for (const line of [...wrong, ...warnings]) io.err(line);
  if (config === undefined && !isDemo) io.err("To try it without an account: tgtk serve --demo");
  return config === undefined || wrong.length > 0 ? undefined : { config, ...http };
}

function chosenHttp(
  config: Config,
  flags: Flags,
): Pick<Setup, "http"> & { readonly errors?: readonly string[] } {
  if (flags.http !== true) return {};
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
  const handle = serveStdio(() => toolkit.newServer(), {
    onerror: (error) => toolkit.log("warn", "protocol error", { error: error.name }),
  });
  await aborted(ended);
  await handle.close();
  await toolkit.close();
}
