/**
 * `tgtk serve`: MCP over stdio.
 *
 * @module
 */

import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { checkConfig, type SettingName, withoutAccount } from "../config.ts";
import type { Flags } from "./command.ts";
import { EXIT_OK, EXIT_USAGE, type Io } from "./io.ts";
import { aborted } from "./aborted.ts";
import { serveShared } from "./serve_shared.ts";
import { type Toolkit, wireDemo, wireTelegram } from "./wire.ts";

const ACCOUNT: readonly SettingName[] = [
  "TELEGRAM_API_ID",
  "TELEGRAM_API_HASH",
  "TELEGRAM_STRING_SESSION",
];

/** The demo's session is known to nobody else. */
const ALONE = { seat: () => Promise.resolve({ kind: "holder" } as const) };

/**
 * Serves until stdin ends or a signal comes.
 *
 * @param flags `demo`, and `world` with it.
 * @param io The surroundings.
 * @returns The exit code.
 */
export async function serve(flags: Flags, io: Io): Promise<number> {
  const isDemo = flags.demo === true;
  if (flags.world !== undefined && !isDemo) {
    io.err("Cannot use --world: expected --demo beside it.");
    return EXIT_USAGE;
  }
  const { config, errors, warnings } = isDemo
    ? checkConfig(withoutAccount(io.environment()), [])
    : checkConfig(io.environment(), ACCOUNT);
  for (const line of [...errors, ...warnings]) io.err(line);
  if (config === undefined) {
    if (!isDemo) io.err("To try it without an account: tgtk serve --demo");
    return EXIT_USAGE;
  }
  const ended = AbortSignal.any([io.stdinEnd(false), io.stdoutEnd(), io.stopSignal()]);
  const wired = isDemo ? await wireDemo(config, flags, io) : wireTelegram(config, io);
  if ("error" in wired) {
    io.err(wired.error);
    return EXIT_USAGE;
  }
  await serveUntil(ended, wired);
  return EXIT_OK;
}

/** The handshake never waits for Telegram: the first tool call connects. */
async function serveUntil(ended: AbortSignal, toolkit: Toolkit): Promise<void> {
  const handle = serveShared(new StdioServerTransport(), toolkit.shared ?? ALONE, toolkit);
  await aborted(ended);
  await handle.close();
  await toolkit.close();
}
