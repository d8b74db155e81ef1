/**
 * E-mail addresses as people spell them for other people: `ann [at] example [dot] org`,
 * `ivan собака mail точка ru`, `ann @ mail.ru`.
 *
 * @module
 */

import { after, before } from "./context.ts";
import type { Finding } from "./detector.ts";
import { matchesOf } from "./matches.ts";
import { SIGN } from "./signs.ts";
import { anyWord } from "./words.ts";

const AT = "at|@|a|а|собака|собачка|ат|эт|dog|arroba|arobase|chiocciola";
const DOT = "dot|точка|тчк|крапка|punto|ponto|point|\\.";

/** In brackets, between dashes, or a word that stands apart. */
const AT_SIGN =
  ` ?(?:[\\[({<] ?(?:${AT}) ?[\\])}>]|-at-) ?| (?:собака|собачка|arroba|arobase|chiocciola|at|@) |@`;
const DOT_APART =
  `(?: ?(?:[\\[({<] ?(?:${DOT}) ?[\\])}>]|-dot-) ?| (?:dot|точка|крапка|punto|ponto|point) )`;

/** The end of an address whose last dot has spaces round it: anywhere else that ends a sentence. */
const ENDING = " ?\\. ?(?:ru|com|net|org|ua|kz|by)";

const SPELLED = new RegExp(
  `[A-Za-z0-9][A-Za-z0-9._%+\\-]{0,40}(?:${DOT_APART}[A-Za-z0-9]{1,30}){0,2}` +
    `(?:${AT_SIGN})[A-Za-z0-9][A-Za-z0-9\\-]{0,40}` +
    `(?:(?:(?:${DOT_APART}|\\.)[A-Za-z0-9\\-]{2,24}){1,4}|${ENDING})`,
  "gi",
);

const FIRST_AT = new RegExp(AT_SIGN, "i");
const DOTS = new RegExp(` ?(?:[\\[({<] ?(?:${DOT}) ?[\\])}>]|-dot-) ?| (?:${DOT}) `, "gi");

/** A sign in brackets or between dashes, and one that stands apart. */
const OPENED = /[\[({<\-] ?(?:at|@|a|а|ат|эт|dog|chiocciola) ?[\])}>\-]/i;
const APART = ["@ ", " @"];

/** Who has so many addresses that `ann at gmail dot com` is one, whatever the sentence. */
const PROVIDER =
  /@(?:gmail|googlemail|yahoo|hotmail|outlook|live|icloud|aol|proton|protonmail|mail|yandex|ya|rambler|bk|list|inbox|ukr|gmx|web|qq|zoho|tutanota|fastmail|orange|libero|uol)\./;

const MAIL = anyWord(`
  mail* email* e-mail* contact* reach* write* wrote correo* courriel* posta
  почт* мыло мейл* емейл* имейл* емайл* ящик* пиши пишите напиши* адрес*
`);

/**
 * Finds addresses that are spelled out.
 *
 * @param text A folded text.
 * @param signs Its signs.
 * @returns The matches, in order.
 *
 * @example In words
 * ```ts
 * import { findSpelledEmails } from "./email_spelled.ts";
 * import { SIGN } from "./signs.ts";
 * import assert from "node:assert/strict";
 *
 * const [match] = findSpelledEmails("ann at gmail dot com", SIGN.spoken);
 * assert.equal(match?.normalised, "ann@gmail.com");
 * assert.deepEqual(findSpelledEmails("look at example dot com", SIGN.spoken), []);
 * ```
 */
export function findSpelledEmails(
  text: string,
  signs: number,
): readonly Finding<"email">[] {
  if (!maySpell(text, signs)) return [];
  return matchesOf("email", text, SPELLED, (raw, start, end) => {
    const sign = FIRST_AT.exec(raw)?.[0] ?? "";
    const plain = raw.toLowerCase().replace(sign.toLowerCase(), "@").replace(DOTS, ".");
    const isMeant = isPlainSign(sign) || PROVIDER.test(plain) || isCalled(text, start, end);
    return isMeant ? plain : undefined;
  });
}

/** The cheap test. */
function maySpell(text: string, signs: number): boolean {
  if ((signs & SIGN.spoken) !== 0) return true;
  if ((signs & (SIGN.at | SIGN.bracket)) === 0) return false;
  return APART.some((sign) => text.includes(sign)) || OPENED.test(text);
}

/** `at`, `@` and `(a)` stand in sentences that are about something else. */
const isPlainSign = (sign: string) => !/^(?: at | @ |@| ?[\[({<] ?[aа@] ?[\])}>] ?)$/i.test(sign);

const isCalled = (text: string, start: number, end: number) =>
  MAIL.test(before(text, start, 24)) || MAIL.test(after(text, end, 16));
