/**
 * UTF-16 code units, read in a way that stays quick whatever strings are read. `text.charCodeAt()`
 * looks the method up by the kind of string in memory (one or two bytes a unit, a slice, a
 * concatenation…), and more than four kinds at one place make each such look-up slow in V8.
 *
 * @module
 */

/**
 * The code unit at a position of a text.
 *
 * @param text Any text.
 * @param at The position. It has to be in the text: V8 no longer reads at once where it once was not.
 * @returns The code unit.
 *
 * @example A letter
 * ```ts
 * import { codeAt } from "./code_units.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(codeAt("abc", 2), 0x63);
 * ```
 */
export function codeAt(text: string, at: number): number {
  return String.prototype.charCodeAt.call(text, at);
}

/**
 * The code unit at a position that may be beyond either end of a text.
 *
 * @param text Any text.
 * @param at Any position.
 * @returns The code unit; `NaN` if there is none.
 *
 * @example Before the first
 * ```ts
 * import { codeBeside } from "./code_units.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(codeBeside("abc", -1), NaN);
 * ```
 */
export function codeBeside(text: string, at: number): number {
  return String.prototype.charCodeAt.call(text, at);
}
