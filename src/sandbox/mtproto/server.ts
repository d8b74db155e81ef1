/**
 * MTProto 2.0 over TCP: whatever transport a client speaks, from the creation of an auth key to
 * answered calls. What the calls mean is not known here.
 *
 * @see https://core.telegram.org/mtproto
 * @module
 */

import type { ServerKey } from "../identity.ts";
import type { RpcError, TlRequest } from "../rpc.ts";
import type { AuthKeyStore } from "./auth_keys.ts";
import { type CallMeta, type CallOutcome, runQuery, sendOutcome } from "./calls.ts";
import { type Connection, type ConnectionContext, createConnection } from "./connection.ts";
import { createDelays } from "./delays.ts";
import { listen } from "./listening.ts";
import { createMessageIds } from "./message_ids.ts";
import { changeSalts } from "./salts.ts";
import { createSessions } from "./sessions.ts";
import type { Handling } from "./trouble.ts";

export type { CallMeta, CallOutcome } from "./calls.ts";

/** How many connections are served at once if nothing else is said. */
const MAX_CONNECTIONS = 4096;

/** How to start a server. */
export interface MtprotoServerOptions {
  readonly hostname: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly rsa: ServerKey;
  /** Known keys; those of key exchanges are put in. */
  readonly authKeys: AuthKeyStore;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Each answer to a call waits this long, in milliseconds; calls in flight wait side by side. */
  readonly latencyMs: number;
  /**
   * Answers a query, which comes as it was sent: `invokeWithLayer` and its kind are still round it.
   * Never rejects.
   */
  readonly call: (request: TlRequest, meta: CallMeta) => Promise<CallOutcome>;
  /** Hears of queries that cannot be read, and of the error that they were answered with. */
  readonly refused?: (body: Uint8Array, error: RpcError, connection: number) => void;
  /** Compresses results above 512 bytes; off by default, as it costs more than loopback saves. */
  readonly gzip?: boolean;
  /** Further connections get the transport error -429; 4,096 by default. */
  readonly maxConnections?: number;
  /** Says how a new connection is handled, by its number; without trouble by default. */
  readonly greet?: (number: number) => Handling;
}

/** A running server. */
export interface MtprotoServer {
  readonly hostname: string;
  readonly port: number;
  /** How many connections are open. */
  connections(): number;
  /** Sends an update, as serialized TL, to each session that has a connection and wants updates. */
  push(bytes: Uint8Array): Promise<void>;
  /** Closes every connection. */
  dropConnections(): void;
  /** Has every key's salts replaced: clients are told the new ones when they use an old one. */
  changeSalts(): void;
  /**
   * Goes away: connections are closed and refused, and sessions forgotten. Keys are kept.
   *
   * @param milliseconds For how long.
   * @returns Settles once connections are accepted again, on the same port.
   */
  restart(milliseconds: number): Promise<void>;
  /** Closes the listener and every connection; throws if the server failed while it ran. */
  close(): Promise<void>;
}

/**
 * Starts a server; it listens when this returns.
 *
 * @throws {ListenError} If the address cannot be listened on.
 *
 * @example
 * ```ts
 * import { createAuthKeyStore } from "./auth_keys.ts";
 * import { sandboxKey } from "../identity.ts";
 * import { startMtprotoServer } from "./server.ts";
 *
 * const server = startMtprotoServer({
 *   hostname: "127.0.0.1",
 *   port: 0,
 *   rsa: sandboxKey,
 *   authKeys: createAuthKeyStore(),
 *   clock: Date.now,
 *   latencyMs: 0,
 *   call: () => Promise.resolve({ error: { code: 500, message: "NOT_YET" } }),
 * });
 * await server.close();
 * ```
 */
export function startMtprotoServer(options: MtprotoServerOptions): MtprotoServer {
  const { authKeys, clock, rsa, maxConnections = MAX_CONNECTIONS } = options;
  const nextMessageId = createMessageIds(clock);
  const sessions = createSessions({ clock, nextMessageId });
  const delays = createDelays();
  const open = new Map<Connection, Promise<void>>();
  const failures: unknown[] = [];
  const report = (error: unknown): void => void failures.push(error);
  let counted = 0;

  const context: ConnectionContext = {
    authKeys,
    clock,
    rsa,
    nextMessageId,
    sessions,
    forgetKey: (id) => authKeys.delete(id),
    isCrowded: () => open.size >= maxConnections,
    greet: options.greet ?? (() => ({})),
    wait: delays.wait,
    runQuery: (exchange) => void runQuery(exchange, options, delays).catch(report),
    refuseQuery: (exchange) =>
      sendOutcome(exchange, { error: { code: 400, message: "INPUT_FETCH_FAIL" } }, options),
  };
  const accept = (socket: Deno.TcpConn): void => {
    const connection = createConnection(socket, ++counted, context);
    const served = connection.serve().catch(report).finally(() => open.delete(connection));
    open.set(connection, served);
  };
  const { hostname, port } = options;
  const listening = listen({ hostname, port, delays, accept, report });
  const dropConnections = (): void => {
    for (const connection of open.keys()) connection.close();
  };

  return {
    hostname: listening.hostname,
    port: listening.port,
    connections: () => open.size,
    dropConnections,
    changeSalts() {
      for (const key of authKeys.all()) changeSalts(key);
    },
    restart(milliseconds) {
      dropConnections();
      sessions.clear();
      return listening.pause(milliseconds);
    },
    async push(bytes) {
      const receivers = sessions.live().filter(({ receivesUpdates }) => receivesUpdates);
      await Promise.all(receivers.map((session) => {
        session.send(bytes, { kind: "other", isContentRelated: true });
        session.flush();
        return session.link()?.drained();
      }));
    },
    async close() {
      delays.cancel();
      const closed = listening.close();
      dropConnections();
      await Promise.all([closed, ...open.values()]);
      if (failures.length > 0) {
        throw new AggregateError(failures, "Cannot vouch for the server: it failed");
      }
    },
  };
}
