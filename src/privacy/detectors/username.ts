/**
 * Public @names. They are how chats are addressed, so they stay unless the operator asks.
 *
 * @module
 */

import type { Detector, Finding } from "./detector.ts";
import { matchesOf } from "./matches.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";

/** Names have 5 to 32 characters, and 4 where they were bought. */
const NAME = /@[a-z]\w{3,32}/gi;

/**
 * Finds @names.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example A mention
 * ```ts
 * import { subjectOf } from "./subject.ts";
 * import { findUsernames } from "./username.ts";
 * import assert from "node:assert/strict";
 *
 * const [match] = findUsernames(subjectOf("ask @Durov"));
 * assert.deepEqual([match?.start, match?.normalised], [4, "@durov"]);
 * ```
 */
export function findUsernames({ text }: Subject): readonly Finding<"username">[] {
  return matchesOf("username", text, NAME, (name, start) => {
    const isPart = name.length > 33 || /[\w@./]/.test(text.charAt(start - 1));
    return isPart ? undefined : name.toLowerCase();
  });
}

/** The table's row for @names. */
export const username = {
  kind: "username",
  label: "[username]",
  byDefault: false,
  needs: [SIGN.at],
  find: findUsernames,
} as const satisfies Detector;
