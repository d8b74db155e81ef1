/**
 * Russian taxpayers' numbers. Ten digits turn up by chance, so those need a word beside them.
 *
 * @module
 */

import { nearBefore } from "./context.ts";
import type { Detector, Finding } from "./detector.ts";
import { GAP, type NumberSpan } from "./digit_groups.ts";
import { isInn } from "./identity_numbers.ts";
import { isCalledPhone } from "./phone_words.ts";
import { findNumbers } from "./numbered.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";
import { anyWord } from "./words.ts";

const INN = anyWord(
  "инн инна инну инном инне inn иин tin taxpayer* tax_id налогоплательщик* tax_number itn",
);

/** Words of requisites, among which a right number of ten digits is a company's. */
const REQUISITES = anyWord(
  "ооо ип оао зао пао ао реквизит* кпп огрн* llc юрлиц* самозанят* контрагент*",
);

const OTHER = anyWord(`
  заказ* order* track* трек* id ид № огрн огрнип счёт счет р/с к/с бик код телефон* тел isbn ean
  upc gtin sku parcel* посылк* накладн* отправлен* штрихкод* артикул*
`);

/**
 * Finds taxpayers' numbers.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example A bank's
 * ```ts
 * import { findInns } from "./inn.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(findInns(subjectOf("ИНН 7707083893"))[0]?.normalised, "7707083893");
 * ```
 */
export function findInns(subject: Subject): readonly Finding<"inn">[] {
  return findNumbers(subject, {
    kind: "inn",
    lengths: [12, 10],
    firsts: [2, 3, 4, 10, 12],
    joins: GAP.space | GAP.dash,
    judge,
  });
}

function judge(span: NumberSpan, text: string) {
  const words = nearBefore(text, span.start);
  const isRight = isInn(span.digits);
  const isWhole = span.first === span.digits.length;
  if (INN.test(words)) return isRight ? "checked" : isWhole ? "called" : undefined;
  return isRight && isWhole && isLikely(span, text, words) ? "checked" : undefined;
}

/** Twelve digits with two right check digits are seldom chance; ten need their surroundings. */
function isLikely({ digits, start }: NumberSpan, text: string, words: string): boolean {
  if (OTHER.test(words) || isCalledPhone(text, start)) return false;
  return digits.length === 12 || REQUISITES.test(words);
}

/** The table's row for taxpayers' numbers. */
export const inn = {
  kind: "inn",
  label: "[inn]",
  byDefault: true,
  needs: [SIGN.number10],
  find: findInns,
} as const satisfies Detector;
