/**
 * Remembers how the people and channels that were seen can be named in a search.
 *
 * Pages of a supergroup show most people "min", without an access hash that opens anything
 * (https://core.telegram.org/api/min); they are named by a message of theirs. An id that was never seen
 * cannot be named at all: its messages are found by scanning.
 *
 * @module
 */

import { markedId } from "../model/chat.ts";
import type { ChatRef } from "../telegram/port.ts";

/** People remembered at once; who was not seen for longest goes first. */
const MAX_SENDERS = 5000;

/** Seconds until a reference is no longer trusted: messages vanish. */
const EXPIRY_S = 3600;

/** Knows senders. */
export interface SenderBook {
  /** Hears of references that came with an answer. */
  met(refs: readonly ChatRef[]): void;
  /** The reference to whoever bears one of the marked ids, if exactly one of them is known. */
  refTo(ids: readonly number[]): ChatRef | undefined;
  /** Drops what Telegram did not accept. */
  forget(ref: ChatRef): void;
}

/**
 * Makes an empty book.
 *
 * @param now The clock, Unix seconds.
 *
 * @example Somebody met on a page
 * ```ts
 * import { senderBook } from "./senders.ts";
 * import assert from "node:assert/strict";
 *
 * const book = senderBook(() => 1_700_000_000);
 * const anna = { type: "user", id: 7, access_hash: "49" } as const;
 * book.met([anna]);
 * assert.deepEqual(book.refTo([7]), anna);
 * ```
 */
export function senderBook(now: () => number): SenderBook {
  const memory = new Map<number, { readonly ref: ChatRef; readonly since: number }>();

  const recall = (id: number): ChatRef | undefined => {
    const known = memory.get(id);
    return known !== undefined && now() - known.since <= EXPIRY_S ? known.ref : undefined;
  };

  const remember = (ref: ChatRef): void => {
    const id = markedId(ref);
    // A way to name somebody anywhere is worth more than one that hangs on a message.
    if (ref.access_hash === undefined && recall(id)?.access_hash !== undefined) return;
    memory.delete(id);
    memory.set(id, { ref, since: now() });
    const oldest = memory.keys().next().value;
    if (memory.size > MAX_SENDERS && oldest !== undefined) memory.delete(oldest);
  };

  return {
    met: (refs) => refs.filter(isNameable).forEach(remember),
    refTo(ids) {
      const [only, ...others] = ids.flatMap((id) => recall(id) ?? []);
      return others.length === 0 ? only : undefined;
    },
    forget: (ref) => void memory.delete(markedId(ref)),
  };
}

function isNameable({ access_hash, seen_in }: ChatRef): boolean {
  return access_hash !== undefined || seen_in !== undefined;
}
