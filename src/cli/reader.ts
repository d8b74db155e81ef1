/**
 * What commands read with that serve nobody.
 *
 * @module
 */

import type { Config } from "../config.ts";
import type { Flags } from "./command.ts";
import type { Io } from "./io.ts";
import { type Reading, wireDemo, wireTelegram } from "./wire.ts";

const SANDBOX_HOST = "127.0.0.1";
const SANDBOX_REFUSED = "Cannot start the demo's sandbox: expected the permission " +
  `--allow-net=${SANDBOX_HOST}, which the tasks named :demo have.`;

/** What reads histories, for commands that serve nobody. */
export interface Reader extends Reading {
  readonly close: () => Promise<void>;
}

/**
 * Wires a command that reads by itself.
 *
 * @param config The checked configuration, the account included unless `flags` say `demo`.
 * @param flags `demo`: reads from a sandbox in this process; `world` with it.
 * @param io The surroundings.
 * @param command The command's name.
 * @returns The reader, or one sentence that says what is wrong.
 */
export async function wireReader(
  config: Config,
  flags: Flags,
  io: Io,
  command: string,
): Promise<Reader | { readonly error: string }> {
  const isDemo = flags.demo === true;
  if (isDemo && !await mayListen()) return { error: SANDBOX_REFUSED };
  const wired = isDemo
    ? await wireDemo(config, flags, io)
    : await wireTelegram(config, io, { command });
  return "error" in wired ? wired : { ...wired.reading, close: wired.close };
}

async function mayListen(): Promise<boolean> {
  const { state } = await Deno.permissions.query({ name: "net", host: SANDBOX_HOST });
  return state === "granted";
}
