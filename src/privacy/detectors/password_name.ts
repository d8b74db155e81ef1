/**
 * What a password is called.
 *
 * @module
 */

/** The beginnings of all names: the cheap test. */
const HINT = /парол|pass|pwd|senha|contras|şifre|kennw/i;

const NAME =
  /(?:парол[а-яіь]{0,3}|passw(?:or[dt]|d)|passcode|pwd|senha|contraseña|şifre|kennwort)["'`_~]{0,2} ?$/i;
const LONGEST = 16;

/** `пароль от домашнего вайфая`, `password for the router` */
const WITH_PURPOSE =
  /(?:парол[а-яіь]{0,3}|passw(?:or[dt]|d)) (?:от|к|для|на|в|for|to|of) [^\s:=]{1,16}(?: [^\s:=]{1,16})?["'`_~]{0,2} ?$/i;
const LONGEST_WITH_PURPOSE = 52;

/** `pass:` and `DB_PASS=`, but no `boarding pass:`. */
const SHORT = /(?:^|[^\p{L}\p{N} ]|wi-?fi|вай-?фай) ?pass["'`_~]{0,2} ?$/iu;

/**
 * Whether a word for a password stands before a position: with Markdown's marks round it, or quotes.
 *
 * @param text Any text.
 * @param end Where a colon or an equals sign stands.
 * @returns Whether it does.
 *
 * @example In Russian
 * ```ts
 * import { isPasswordName } from "./password_name.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isPasswordName("Мой пароль: qwerty", 10), true);
 * assert.equal(isPasswordName("Password is: qwerty", 11), false);
 * ```
 */
export function isPasswordName(text: string, end: number): boolean {
  const words = text.slice(Math.max(0, end - LONGEST_WITH_PURPOSE), end);
  if (!HINT.test(words)) return false;
  const near = words.slice(-LONGEST);
  return NAME.test(near) || SHORT.test(near) || WITH_PURPOSE.test(words);
}
