/**
 * Message identifiers: Unix time in units of 2⁻³² s, the lowest two bits telling who speaks.
 *
 * @see https://core.telegram.org/mtproto/description#message-identifier-msg-id
 * @module
 */

import { BAD_MESSAGE } from "./bad_message.ts";

/** Server messages: an answer to a client's message is 1 modulo 4, anything else 3. */
export type ServerMessageKind = "answer" | "other";

/** A client's message may be this much older than the server's clock. */
const MAX_AGE_S = 300;
/** A client's message may be this much newer than the server's clock. */
const MAX_LEAD_S = 30;

/** A clock that falls behind the last identifier by more than this was set back. */
const MAX_FALL = 1n << 32n;

/**
 * Makes a source of server message identifiers, which rise even if the clock does not. If the clock
 * is set back they follow it, as clients learn the time from them; none is given twice.
 *
 * @param clock Milliseconds since 1970.
 *
 * @example Two identifiers in one millisecond
 * ```ts
 * import { createMessageIds } from "./message_ids.ts";
 * import assert from "node:assert/strict";
 *
 * const next = createMessageIds(() => 1000);
 * assert.equal(next("answer"), (1n << 32n) + 1n);
 * assert.equal(next("other"), (1n << 32n) + 7n);
 * ```
 */
export function createMessageIds(clock: () => number): (kind: ServerMessageKind) => bigint {
  let last = 0n;
  let given = 0n;
  return (kind) => {
    const now = idAt(clock());
    given += 4n;
    if (now > last) last = now;
    else last = last - now > MAX_FALL ? now + given : last + 4n;
    return last + (kind === "answer" ? 1n : 3n);
  };
}

/**
 * Judges a client's message identifier.
 *
 * @param now Milliseconds since 1970.
 * @returns A code of `bad_msg_notification`, or nothing if the identifier is sound.
 */
export function messageIdFault(msgId: bigint, now: number): number | undefined {
  if ((msgId & 3n) !== 0n) return BAD_MESSAGE.idParity;
  const seconds = Number(msgId >> 32n);
  if (seconds < now / 1000 - MAX_AGE_S) return BAD_MESSAGE.idTooLow;
  if (seconds > now / 1000 + MAX_LEAD_S) return BAD_MESSAGE.idTooHigh;
  return undefined;
}

function idAt(now: number): bigint {
  return ((BigInt(Math.floor(now)) << 32n) / 1000n) & ~3n;
}
