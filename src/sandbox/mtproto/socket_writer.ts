/**
 * Writes to a socket in order; what comes while a write is under way leaves with the next one.
 *
 * @module
 */

import { concatBytes } from "./tl.ts";

/** A client that reads so slowly that this many bytes wait for it loses its connection. */
const MAX_WAITING = 1 << 26;

/** A socket's sending half. */
export interface SocketWriter {
  write(bytes: Uint8Array): void;
  /** Resolves once nothing waits any more. */
  drained(): Promise<void>;
}

/**
 * Makes a writer.
 *
 * @param fail Called when the socket can take no more: it is to be closed.
 */
export function createSocketWriter(
  socket: Pick<Deno.Conn, "write">,
  fail: (error: unknown) => void,
): SocketWriter {
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let pumping: Promise<void> | undefined;

  const discard = (error: unknown): void => {
    waiting = [];
    waitingBytes = 0;
    pumping = undefined;
    fail(error);
  };
  const pump = async (): Promise<void> => {
    while (waiting.length > 0) {
      const bytes = waiting.length === 1 ? waiting[0]! : concatBytes(...waiting);
      waiting = [];
      waitingBytes = 0;
      for (let at = 0; at < bytes.length;) at += await socket.write(bytes.subarray(at));
    }
    pumping = undefined;
  };
  return {
    write(bytes) {
      waiting.push(bytes);
      waitingBytes += bytes.length;
      if (waitingBytes > MAX_WAITING) {
        discard(new Deno.errors.ConnectionAborted("Cannot send: the client does not read"));
        return;
      }
      pumping ??= pump().catch(discard);
    },
    drained: () => pumping ?? Promise.resolve(),
  };
}
