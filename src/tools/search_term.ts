/**
 * Search terms that are personal data themselves: who could search for a number that answers hide
 * would learn whether, where and by whom it was written.
 *
 * @module
 */

import { fail, type Outcome, succeed } from "../model/failure.ts";
import { cleanLine } from "../privacy/clean.ts";
import type { PiiPolicy } from "../privacy/policy.ts";

/** The words that finish "expected …" for a refused term. */
const EXPECTED =
  "words that are no personal data: this server hides phone numbers, addresses, cards and the like, " +
  "and does not search for them";

/** Quotes, and what else Telegram's index takes for gaps between words. */
const QUOTES = /["'`«»„“”‘’‹›()[\]{}|*~]/g;

/** Nothing but one long number: what it is, a message around it may say. */
const ONE_NUMBER = /^[\d\s./+–—-]+$/;
const LONG_NUMBER = 9;

/** Words that messages have before such numbers. */
const CONTEXTS = ["phone", "card", "passport", "ИНН", "SSN"];

/**
 * Refuses a search term that is or holds personal data, also spelled in parts or in quotes.
 *
 * @param search The term; absent terms are none.
 * @param privacy The operator's policy; mode `off` refuses nothing.
 * @returns Nothing, or `VALIDATION_ERROR` on `search`.
 *
 * @example A number in parts
 * ```ts
 * import { checkSearch } from "./search_term.ts";
 * import { DEFAULT_PII_KINDS } from "../privacy/policy.ts";
 * import assert from "node:assert/strict";
 *
 * const privacy = { mode: "mask", kinds: DEFAULT_PII_KINDS } as const;
 * assert.equal(checkSearch('"+7 912" "345-67-89"', privacy).ok, false);
 * assert.equal(checkSearch("release 2024", privacy).ok, true);
 * ```
 */
export function checkSearch(search: string | undefined, privacy: PiiPolicy): Outcome<undefined> {
  if (search === undefined || privacy.mode === "off") return succeed(undefined);
  return spellingsOf(search).some((spelling) => isHidden(spelling, privacy))
    ? fail({ code: "VALIDATION_ERROR", field: "search", expected: EXPECTED })
    : succeed(undefined);
}

function spellingsOf(search: string): readonly string[] {
  const bare = search.replace(QUOTES, " ").trim();
  const joined = bare.replace(/\s+/g, "");
  const isNumber = ONE_NUMBER.test(bare) && joined.replace(/\D/g, "").length >= LONG_NUMBER;
  const numbers = isNumber
    ? CONTEXTS.flatMap((word) => [`${word}: ${bare}`, `${word}: ${joined}`])
    : [];
  return [search, bare, joined, ...numbers];
}

/** The cleaner decides, so that a term is refused exactly where an answer would hide it. */
function isHidden(text: string, privacy: PiiPolicy): boolean {
  const shown = cleanLine(text, { mode: "off", kinds: privacy.kinds });
  return cleanLine(text, privacy) !== shown;
}
