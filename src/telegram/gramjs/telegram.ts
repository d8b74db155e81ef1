/**
 * Telegram over GramJS.
 *
 * @module
 */

import type { Telegram } from "../port.ts";
import { createCalls } from "./calls.ts";
import { type ConnectionOptions, createConnection } from "./connection.ts";

export type { ConnectionEvent, ConnectionOptions } from "./connection.ts";

/**
 * Makes the port. It connects at the first call, takes the lease before that, and sends reads only (see
 * `allow_list.ts`). Calls do not end by themselves while Telegram is silent: wrap it in a timeout.
 *
 * When the connection ends, calls in flight fail with `UPSTREAM` (`CONNECTION_LOST`) and the next call
 * connects again. When it cannot be made, calls fail in the same way at once for up to 3 seconds. After
 * Telegram has refused the session every call is `AUTH_REQUIRED`.
 *
 * @param options The account and how to connect.
 *
 * @example Nothing is opened before the first call
 * ```ts
 * import { gramjsTelegram } from "./telegram.ts";
 * import { secret } from "../../model/secret.ts";
 *
 * const auth_key = secret("07".repeat(256));
 * const telegram = gramjsTelegram({
 *   session: { dc_id: 2, address: "127.0.0.1", port: 443, auth_key },
 *   api_id: 1,
 *   appVersion: "0.1.0",
 *   connectTimeoutMs: 10_000,
 * });
 * await telegram.close();
 * ```
 */
export function gramjsTelegram(options: ConnectionOptions): Telegram {
  const connection = createConnection(options);
  return { ...createCalls(connection), now: connection.now, close: connection.close };
}
