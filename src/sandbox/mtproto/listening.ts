/**
 * A listener that can go away for a while and come back on the same port.
 *
 * @module
 */

import type { Delays } from "./delays.ts";

/** Somebody else may have the port for a moment; so often, and so long apart, it is asked for. */
const ATTEMPTS = 100;
const ATTEMPT_MS = 20;

/** Where free ports are looked for: below Linux's ephemeral ones and those of well-known services. */
const LOWEST_PORT = 20_000;
const PORTS = 12_000;

/** What listening needs. */
export interface ListeningOptions {
  readonly hostname: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly delays: Delays;
  readonly accept: (socket: Deno.TcpConn) => void;
  /** Hears why the listener failed. */
  readonly report: (error: unknown) => void;
}

/** A listener. */
export interface Listening {
  readonly hostname: string;
  readonly port: number;
  /** Refuses connections for so many milliseconds. Resolves once they are accepted again. */
  pause(milliseconds: number): Promise<void>;
  /** Ends for good. */
  close(): Promise<void>;
}

/** An address that cannot be listened on. */
export class ListenError extends Error {
  override readonly name = "ListenError";
}

/**
 * Starts to listen.
 *
 * @throws {ListenError} If the address is taken, not of this machine, not IPv4, or not allowed.
 */
export function listen(options: ListeningOptions): Listening {
  const { delays, report } = options;
  let listener = bind(options);
  const { hostname, port } = listener.addr;
  let accepting = acceptAll(listener, options.accept).catch(report);
  let away: Promise<void> | undefined;

  const comeBack = async (milliseconds: number): Promise<void> => {
    listener.close();
    await accepting;
    if (!await delays.wait(milliseconds)) return;
    for (let attempt = 1; !tryToListen(attempt === ATTEMPTS); attempt++) {
      if (!await delays.wait(ATTEMPT_MS)) return;
    }
    away = undefined;
    accepting = acceptAll(listener, options.accept).catch(report);
  };
  const tryToListen = (isLast: boolean): boolean => {
    try {
      listener = Deno.listen({ hostname, port });
      return true;
    } catch (error) {
      if (isLast || !(error instanceof Deno.errors.AddrInUse)) throw error;
      return false;
    }
  };
  return {
    hostname,
    port,
    pause: (milliseconds) => away ??= comeBack(milliseconds).catch(report),
    async close() {
      // Away, there is nothing to close; the waits were called off.
      if (away === undefined) listener.close();
      await away;
      await accepting;
    },
  };
}

function bind(options: ListeningOptions): Deno.TcpListener {
  const listener = tryToBind(options);
  const { hostname } = listener.addr;
  if (!hostname.includes(":")) return listener;
  // Clients get the address in a session string, of which GramJS misreads `::1`.
  listener.close();
  throw new ListenError(`Cannot listen on ${hostname}: expected an IPv4 address`);
}

/** Whatever fails here, a name that is not found or a missing permission, is the address's fault. */
function tryToBind({ hostname, port }: ListeningOptions): Deno.TcpListener {
  try {
    return port === 0 ? bindLowPort(hostname) : Deno.listen({ hostname, port });
  } catch (cause) {
    throw new ListenError(`Cannot listen on ${hostname}:${port}: it cannot be bound`, { cause });
  }
}

/**
 * A free port that fits into 15 bits: GramJS and Telethon read a session string's port as a signed
 * number, and the system's own choice is mostly above.
 */
function bindLowPort(hostname: string): Deno.TcpListener {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      return Deno.listen({ hostname, port: LOWEST_PORT + Math.floor(Math.random() * PORTS) });
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
  return Deno.listen({ hostname, port: 0 });
}

/** Accepts connections until the listener is closed. */
async function acceptAll(
  listener: Deno.TcpListener,
  accept: (socket: Deno.TcpConn) => void,
): Promise<void> {
  for await (const socket of listener) accept(socket);
}
