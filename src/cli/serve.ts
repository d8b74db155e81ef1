/**
 * `tgtk serve`: MCP over stdio.
 *
 * @module
 */

import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Flags } from "./command.ts";
import { commandConfig } from "./command_config.ts";
import { EXIT_OK, EXIT_USAGE, type Io } from "./io.ts";
import { aborted } from "./aborted.ts";
import { type Toolkit, wireDemo, wireTelegram } from "./wire.ts";

/**
 * Serves until stdin ends or a signal comes.
 *
 * @param flags `demo`, and `world` with it.
 * @param io The surroundings.
 * @returns The exit code.
 */
export async function serve(flags: Flags, io: Io): Promise<number> {
  const isDemo = flags.demo === true;
  const config = commandConfig(flags, io);
  if (config === undefined) {
    if (!isDemo && flags.world === undefined) {
      io.err("To try it without an account: tgtk serve --demo");
    }
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
  const handle = serveStdio(() => toolkit.newServer(), {
    onerror: (error) => toolkit.log("warn", "protocol error", { error: error.name }),
  });
  await aborted(ended);
  await handle.close();
  await toolkit.close();
}
