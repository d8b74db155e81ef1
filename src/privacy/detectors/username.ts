/**
 * Public @names. They are how chats are addressed, so they stay unless the operator asks.
 *
 * @module
 */

import { type Detector, type Match, matchesOf } from "./detector.ts";

/** Names have 5 to 32 characters, and 4 where they were bought. */
const NAME = /(?<![\w@.])@[a-z]\w{3,31}(?!\w)/gi;

/**
 * Finds @names.
 *
 * @param text A folded text.
 * @returns The matches, in order.
 *
 * @example A mention
 * ```ts
 * import { findUsernames } from "./username.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(findUsernames("ask @durov"), [{ kind: "username", start: 4, end: 10 }]);
 * ```
 */
export function findUsernames(text: string): readonly Match<"username">[] {
  return text.includes("@") ? matchesOf("username", text, NAME) : [];
}

/** The table's row for @names. */
export const username = {
  kind: "username",
  label: "[username]",
  byDefault: false,
  checked: false,
  find: findUsernames,
} as const satisfies Detector;
