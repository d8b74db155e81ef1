/**
 * What a password is called.
 *
 * @module
 */

const NAME =
  /(?:парол[а-яіь]{0,3}|passw(?:or[dt]|d)|passcode|pwd|senha|contraseña|şifre|kennwort)["'`_~]{0,2} ?$/i;
const LONGEST = 16;

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
  return NAME.test(text.slice(Math.max(0, end - LONGEST), end));
}
