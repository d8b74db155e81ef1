/**
 * The account behind a session: whether Telegram takes it, and what state it is in.
 *
 * @module
 */

import { Api } from "../../gramjs.ts";
import { type Outcome, succeed } from "../../model/failure.ts";
import { type ConnectionOptions, createConnection } from "./connection.ts";
import { invoke } from "./invoke.ts";

/** What Telegram says of an account. */
export interface AccountState {
  /** Telegram limits what others see of it. */
  readonly is_restricted: boolean;
  /** It may look at what it has, and ask for nothing else. */
  readonly is_frozen: boolean;
  /** How far Telegram's clock is ahead of ours, in seconds. */
  readonly clock_ahead_s: number;
}

/** A name that Telegram itself holds; whether it is found does not matter. */
const PROBE = "telegram";

/**
 * Connects, asks, and closes again.
 *
 * @param options The account and how to connect; its lease is given back.
 * @param signal Ends the wait.
 */
export async function readAccount(
  options: ConnectionOptions,
  signal: AbortSignal,
): Promise<Outcome<AccountState>> {
  const connection = createConnection(options);
  try {
    const self = new Api.users.GetUsers({ id: [new Api.InputUserSelf()] });
    const users = await invoke(connection, self, "self", { signal });
    if (!users.ok) return users;
    const clock = options.clock ?? Date.now;
    const clock_ahead_s = connection.now() - Math.floor(clock() / 1000);
    const probe = new Api.contacts.ResolveUsername({ username: PROBE });
    const probed = await invoke(connection, probe, PROBE, { signal });
    const is_frozen = !probed.ok && probed.failure.code === "UPSTREAM" &&
      probed.failure.rpc_code === "FROZEN_METHOD_INVALID";
    const [user] = users.value;
    const is_restricted = user?.className === "User" && user.restricted === true;
    return succeed({ is_restricted, is_frozen, clock_ahead_s });
  } finally {
    await connection.close();
  }
}
