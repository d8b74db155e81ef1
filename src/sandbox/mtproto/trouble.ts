/**
 * What can go wrong on purpose between an answer and its client, or as soon as a client connects.
 *
 * @module
 */

/** What becomes of an answer and of its connection. */
export type Trouble =
  /** The connection stays, the answer never comes. */
  | { readonly kind: "unanswered" }
  /** The connection stays open, and nothing comes over it any more. */
  | { readonly kind: "silence" }
  /** The connection is closed: before the answer, in the middle of it, or after it. */
  | { readonly kind: "drop"; readonly answer: "lost" | "half" | "whole" }
  /** The connection ends with a transport error. */
  | { readonly kind: "transport_error"; readonly code: number };

/** How an answer is handled on its way, or a connection when it opens. */
export interface Handling {
  readonly trouble?: Trouble;
  /** How much longer than usual it takes, in milliseconds. */
  readonly delayMs?: number;
}
