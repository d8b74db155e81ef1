/**
 * The configuration of a command that reads from Telegram, or from the demo's sandbox.
 *
 * @module
 */

import { checkConfig, type Config, type SettingName, withoutAccount } from "../config.ts";
import type { Flags } from "./command.ts";
import type { Io } from "./io.ts";

const ACCOUNT: readonly SettingName[] = [
  "TELEGRAM_API_ID",
  "TELEGRAM_API_HASH",
  "TELEGRAM_STRING_SESSION",
];

/**
 * Checks the configuration and tells what is wrong with it.
 *
 * @param flags `demo`: no account is needed, and none is taken; `world` goes with it only.
 * @param io The environment, and who is told.
 * @returns The configuration; `undefined` when it cannot be used.
 */
export function commandConfig(flags: Flags, io: Io): Config | undefined {
  const isDemo = flags.demo === true;
  if (flags.world !== undefined && !isDemo) {
    io.err("Cannot use --world: expected --demo beside it.");
    return undefined;
  }
  const { config, errors, warnings } = isDemo
    ? checkConfig(withoutAccount(io.environment()), [])
    : checkConfig(io.environment(), ACCOUNT);
  for (const line of [...errors, ...warnings]) io.err(line);
  return config;
}
