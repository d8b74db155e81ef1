/**
 * The names loaded chats get, from the name of their file.
 *
 * @module
 */

/** What a chat is found by. */
export interface ChatName {
  /** Its @name. */
  readonly username: string;
  /** Further names that resolve to it. */
  readonly aliases: readonly string[];
}

/** The longest name the tools read. */
const MAX_LENGTH = 64;

/** Names that Telegram itself would give: core.telegram.org/method/account.updateUsername. */
const PROPER = /^[a-z][a-z0-9_]{4,31}$/;

/**
 * Names a file's chat: the file's name up to the first dot, with every character outside
 * `[a-z0-9_]` (capital letters too) replaced by `_`. The second chat of a file and later ones get
 * their position appended, `_2`, `_3`….
 *
 * The result may begin with a digit or be shorter or longer than Telegram's names; at 64 characters
 * it is cut. Two kinds of aliases help clients that are stricter: the name with capitals turned to
 * lower case instead, and, where the name is not one that Telegram would give, `w_` before it, cut
 * to 32 characters.
 *
 * @param fileName Without folders.
 * @param position Counts the file's chats from 1.
 * @returns The names.
 *
 * @example The second chat of an export
 * ```ts
 * import { chatName } from "./chat_names.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(chatName("volunteer-uk.result.json", 2), {
 *   username: "volunteer_uk_2",
 *   aliases: [],
 * });
 * ```
 */
export function chatName(fileName: string, position: number): ChatName {
  // A file such as `.json` has nothing before its first dot.
  const base = fileName.split(".")[0] || "w";
  const suffix = position === 1 ? "" : `_${position}`;
  const username = named(base, suffix, MAX_LENGTH);
  const lower = named(base.toLowerCase(), suffix, MAX_LENGTH);
  const aliases = [
    lower,
    ...PROPER.test(username) ? [] : [named(`w_${base.toLowerCase()}`, suffix, 32)],
  ];
  return { username, aliases: [...new Set(aliases)].filter((alias) => alias !== username) };
}

function named(base: string, suffix: string, length: number): string {
  const name = base.replace(/[^a-z0-9_]/gu, "_");
  return name.slice(0, length - suffix.length) + suffix;
}
