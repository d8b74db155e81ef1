/**
 * The operator's own api_id and api_hash: from the environment, or asked for.
 *
 * @module
 */

import type { Secret } from "../../model/secret.ts";
import { SETTINGS } from "../../settings.ts";
import { MAX_TRIES } from "./ending.ts";
import type { Terminal } from "./terminal.ts";

/** What https://my.telegram.org shows. */
export interface Application {
  readonly api_id: number;
  readonly api_hash: Secret;
}

/**
 * Gets both.
 *
 * @param environment Names and values.
 * @param terminal The person, who is asked for what is missing or wrong.
 * @returns Both, or `undefined` when the person gives up.
 */
export async function askApplication(
  environment: Readonly<Record<string, string>>,
  terminal: Terminal,
): Promise<Application | undefined> {
  const asked = { environment, terminal };
  const api_id = await valueOf("TELEGRAM_API_ID", "api_id: ", false, asked);
  if (api_id === undefined) return undefined;
  const api_hash = await valueOf("TELEGRAM_API_HASH", "api_hash (not shown): ", true, asked);
  return api_hash === undefined ? undefined : { api_id, api_hash };
}

interface Asked {
  readonly environment: Readonly<Record<string, string>>;
  readonly terminal: Terminal;
}

async function valueOf<Name extends "TELEGRAM_API_ID" | "TELEGRAM_API_HASH">(
  name: Name,
  question: string,
  hidden: boolean,
  { environment, terminal }: Asked,
): Promise<NonNullable<ReturnType<typeof SETTINGS[Name]["parse"]>> | undefined> {
  const { parse, expected } = SETTINGS[name];
  type Value = NonNullable<ReturnType<typeof SETTINGS[Name]["parse"]>>;
  let text: string | undefined = environment[name] ?? "";
  for (let tries = 0; text !== undefined; tries++) {
    const value = parse(text.trim());
    if (value !== undefined) return value as Value;
    if (text !== "") terminal.tell(`Cannot use ${name}: expected ${expected}.`);
    if (tries === MAX_TRIES) break;
    text = await terminal.ask(question, { hidden });
  }
  return undefined;
}
