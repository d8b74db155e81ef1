/**
 * A new auth key: nobody's, until somebody signs in with it.
 *
 * https://core.telegram.org/mtproto/auth_key
 *
 * @module
 */

import {
  bigInt,
  ConnectionTCPFull,
  doAuthentication,
  Logger,
  LogLevel,
  MTProtoPlainSender,
  PromisedNetSockets,
  serverKeys,
} from "../../gramjs.ts";
import { fail, type Failure, type Outcome, succeed } from "../../model/failure.ts";
import { secret } from "../../model/secret.ts";
import { disconnected } from "../gramjs/failures.ts";
import type { Session } from "../session_string.ts";

/** A data centre. */
export type Place = Omit<Session, "auth_key">;

/** A public key that a data centre proves itself with. */
export interface PublicKey {
  /** Unsigned. */
  readonly fingerprint: bigint;
  readonly n: bigint;
  readonly e: bigint;
}

/** The library leaves out a key's first byte where it is nought: one exchange in 256 fails. */
const MAX_TRIES = 4;

/**
 * Has GramJS accept one more public key, beside Telegram's own.
 *
 * @param key The sandbox's.
 */
export function trust({ fingerprint, n, e }: PublicKey): void {
  serverKeys.set(String(BigInt.asIntN(64, fingerprint)), { n: bigInt(n), e: Number(e) });
}

/**
 * Agrees on a key with a data centre, over a connection that is closed again.
 *
 * @param place Where.
 * @param timeoutMs For all of it, in milliseconds.
 * @returns A session that is signed in as nobody, or why there is none.
 */
export async function exchangeKey(place: Place, timeoutMs: number): Promise<Outcome<Session>> {
  let outcome = await exchangeOnce(place, timeoutMs);
  for (let tries = 1; !outcome.ok && isWorthAnother(outcome.failure, tries); tries++) {
    outcome = await exchangeOnce(place, timeoutMs);
  }
  return outcome;
}

function isWorthAnother(failure: Failure, tries: number): boolean {
  return tries < MAX_TRIES && failure.code === "UPSTREAM" && failure.rpc_code === "CONNECT_FAILED";
}

async function exchangeOnce(place: Place, timeoutMs: number): Promise<Outcome<Session>> {
  const logger = new Logger(LogLevel.NONE);
  const connection = new ConnectionTCPFull({
    ip: place.address,
    port: place.port,
    dcId: place.dc_id,
    loggers: logger,
    socket: PromisedNetSockets,
    testServers: false,
  });
  const late = Promise.withResolvers<"late">();
  const timer = setTimeout(() => late.resolve("late"), timeoutMs);
  let isOpen = false;
  const agreeing = connection.connect().then(() => {
    isOpen = true;
    return agree(connection, logger);
  });
  try {
    const key = await Promise.race([agreeing, late.promise]);
    if (key === "late") return fail(disconnected("CONNECT_TIMEOUT"));
    return succeed({ ...place, auth_key: secret(key.toString("hex")) });
  } catch (error) {
    const isDenied = error instanceof Deno.errors.NotCapable;
    return fail(disconnected(isDenied ? "NETWORK_NOT_PERMITTED" : "CONNECT_FAILED"));
  } finally {
    clearTimeout(timer);
    await connection.disconnect();
    // A socket that is still connecting is not the connection's to close yet.
    await connection.socket.close();
    // Closed before it was open, a socket of the library's tells nobody that waits for it.
    if (isOpen) await Promise.allSettled([agreeing]);
  }
}

async function agree(connection: ConnectionTCPFull, logger: Logger) {
  const { authKey } = await doAuthentication(new MTProtoPlainSender(connection, logger), logger);
  const key = authKey.getKey();
  if (key === undefined) throw new Error("Cannot use the key exchange: it gave no key");
  return key;
}
