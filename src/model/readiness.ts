/**
 * Whether the server can answer right now. `observe/` finds out, `http/` tells.
 *
 * @module
 */

/** The answer to "are you ready?". */
export interface Readiness {
  readonly ready: boolean;
  /** One sentence for each part that is not; no names of chats, no secrets. */
  readonly problems: readonly string[];
}
