/**
 * A connection as a session sees it.
 *
 * @module
 */

/** One client connection. */
export interface Link {
  /** Counts connections from 1. */
  readonly number: number;
  isOpen(): boolean;
  /** Sends an encrypted packet; lost if the connection is closed. */
  send(packet: Uint8Array): void;
  /** Resolves once all that was sent has left, or the connection is closed. */
  drained(): Promise<void>;
  /** Closes the connection after so many seconds, unless it is said again before. */
  closeAfter(seconds: number): void;
  close(): void;
  /** Closes the connection once all that was sent has left; nothing more is sent or read. */
  closeDrained(): void;
  /** Closes the connection in the middle of the next packet. */
  closeHalfway(): void;
  /** Sends and reads nothing any more, without closing the connection. */
  fallSilent(): void;
  /** Sends a transport error, then closes the connection. */
  fail(code: number): void;
}
