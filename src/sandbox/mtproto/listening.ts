/**
 * A listener that can go away for a while and come back on the same port.
 *
 * @module
 */

import type { Delays } from "./delays.ts";

/** Somebody else may have the port for a moment; so often, and so long apart, it is asked for. */
const ATTEMPTS = 100;
const ATTEMPT_MS = 20;

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

/**
 * Starts to listen.
 *
 * @throws If the address is taken.
 */
export function listen(options: ListeningOptions): Listening {
  const { delays, report } = options;
  let listener = Deno.listen({ hostname: options.hostname, port: options.port });
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

/** Accepts connections until the listener is closed. */
async function acceptAll(
  listener: Deno.TcpListener,
  accept: (socket: Deno.TcpConn) => void,
): Promise<void> {
  for await (const socket of listener) accept(socket);
}
