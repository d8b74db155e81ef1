/**
 * GramJS's `TelegramClient` as its users have it: nothing of ours in it but the sandbox's address.
 *
 * @module
 */

import "../../../src/gramjs_globals.ts";
import { TelegramClient } from "telegram/client/TelegramClient.js";
import { Logger, LogLevel } from "telegram/extensions/Logger.js";
import { ConnectionTCPFull } from "telegram/network/connection/index.js";
import { StringSession } from "telegram/sessions/index.js";
import { Api } from "telegram/tl/index.js";
export { Api };
import type { SandboxReady } from "../../../src/sandbox/sandbox.ts";

/** Connects with the session that a sandbox says it is ready for. */
export async function connectTelegramClient(ready: SandboxReady): Promise<TelegramClient> {
  // GramJS ignores a session's port: this connection does not.
  class Loopback extends ConnectionTCPFull {
    constructor(options: ConstructorParameters<typeof ConnectionTCPFull>[0]) {
      super({ ...options, ip: ready.host, port: ready.port });
    }
  }
  const session = new StringSession(ready.string_session);
  const client = new TelegramClient(session, ready.api_id, ready.api_hash, {
    connection: Loopback,
    baseLogger: new Logger(LogLevel.NONE),
  });
  await client.connect();
  return client;
}
