/**
 * Numbers of bank cards: a known issuer's prefix and length (ISO/IEC 7812) and the Luhn digit; or a
 * word that says card.
 *
 * @module
 */

import { after, isGluedAfter, isInPath, nearBefore } from "./context.ts";
import type { Detector, Finding } from "./detector.ts";
import {
  type DigitGroup,
  GAP,
  isOneByOne,
  type NumberSpan,
  sizeOf,
  spansFrom,
} from "./digit_groups.ts";
import { hasLuhnDigit } from "./luhn.ts";
import { THINGS } from "./things.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";
import { anyWord } from "./words.ts";

const FEWEST_DIGITS = 12;

const MOST_DIGITS = 19;

const RULES = { fewest: FEWEST_DIGITS, most: MOST_DIGITS, joins: 0xFF & ~(GAP.open | GAP.close) };

/** The groups that are printed on cards. */
const PRINTED = /^(?:4-4-4-4(?:-[1-3])?|4-6-[45]|6-1[0-3]|8-8(?:-[23])?|4-12|1[2-9])$/;

/** Groups of one size, but for the last. */
const REGULAR = /^(?:1(?:-1)*|2(?:-2)*(?:-1)?|3(?:-3)*(?:-[12])?|5(?:-5)*(?:-[1-4])?)$/;

/** Prefixes of issuers, and the lengths they issue. */
const ISSUERS: readonly { readonly prefix: RegExp; readonly lengths: readonly number[] }[] = [
  { prefix: /^4/, lengths: [13, 16, 18, 19] }, // Visa
  { prefix: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] }, // Mastercard
  { prefix: /^220[0-5]/, lengths: [16, 17, 18, 19] }, // Mir, Uzbek cards of Mir
  { prefix: /^3[47]/, lengths: [15] }, // American Express
  { prefix: /^(?:30[0-5]|3[689])/, lengths: [14, 16, 17, 18, 19] }, // Diners Club
  { prefix: /^35/, lengths: [16, 17, 18, 19] }, // JCB
  { prefix: /^(?:2131|1800)/, lengths: [15] }, // JCB of old
  { prefix: /^(?:6011|622|64[4-9]|65)/, lengths: [16, 17, 18, 19] }, // Discover
  { prefix: /^(?:62|81)/, lengths: [14, 15, 16, 17, 18, 19] }, // UnionPay
  { prefix: /^(?:50|5[6-8]|6[0137])/, lengths: [12, 13, 15, 16, 18, 19] }, // Maestro, RuPay
  { prefix: /^(?:8600|9860|9112|9792|5614)/, lengths: [16] }, // Uzcard, Humo, Belkart, Troy
];

/** Words for a card: the number is one, whoever issued it. */
const CARD = anyWord(`
  card* карт* картк* карточк* kart* tarjeta* carte carta karty kreditkarte cartão cartao thẻ
  کارت بطاقة البطاقة بطاقتي कार्ड
`);

/** Words for what is done with cards, and for who issues them. */
const PAYMENT = anyWord(`
  visa mastercard maestro amex american_express discover diners jcb unionpay cc pan debit credit
  мир сбер* тинькоф* тиньк* т-банк* альф* втб приват* монобанк* моно виза мастеркард
  перевод* переве* скинь* скиньте донат*
`);

const THING = anyWord(THINGS);

/** What has numbers in the groups of a card. */
const GROUPED_THING = anyWord("serial s/n voucher* coupon* серийн* ваучер* купон* промокод*");

const GIFT = anyWord(`
  gift loyalty membership library sim подарочн* лояльн* бонусн* скидочн* дисконтн* клубн* проездн* транспортн* сим
`);

/**
 * Finds numbers of bank cards.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example A number as it is printed
 * ```ts
 * import { findBankCards } from "./bank_card.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const [match] = findBankCards(subjectOf("4111 1111 1111 1111 12/27"));
 * assert.deepEqual([match?.end, match?.normalised], [19, "4111111111111111"]);
 * ```
 */
export function findBankCards(subject: Subject): readonly Finding<"bank_card">[] {
  const { text } = subject;
  const groups = subject.groups();
  const findings: Finding<"bank_card">[] = [];
  let covered = 0;
  for (let at = 0; at < groups.length; at++) {
    const { start, reach } = groups[at]!;
    if (reach < FEWEST_DIGITS || start < covered || !mayStart(text, groups, at)) continue;
    const finding = cardAt(text, groups, at);
    if (finding === undefined) continue;
    findings.push(finding);
    covered = finding.end;
  }
  return findings;
}

function mayStart(text: string, groups: readonly DigitGroup[], at: number): boolean {
  const { start } = groups[at]!;
  // Groups of other sizes than four and six are all of one size, but for the last.
  if (sizeAt(groups, at) < 4 && !isRegularRow(groups, at)) return false;
  if (
    isOneByOne(groups, at) || /(?:[A-Za-z_+]|\+ )$/.test(text.slice(Math.max(0, start - 2), start))
  ) return false;
  return groups[at - 1]?.end !== start - 1 || !/[.,:]/.test(text.charAt(start - 1));
}

/** Whether three groups of one size begin there, and no digit stands near before, as in a table. */
function isRegularRow(groups: readonly DigitGroup[], at: number): boolean {
  const size = sizeAt(groups, at);
  const last = groups[at - 1]?.end ?? -Infinity;
  return sizeAt(groups, at + 1) === size && sizeAt(groups, at + 2) === size &&
    groups[at]!.start - last >= FAR;
}

function sizeAt(groups: readonly DigitGroup[], at: number): number {
  const group = groups[at];
  return group === undefined ? 0 : sizeOf(group);
}

function cardAt(
  text: string,
  groups: readonly DigitGroup[],
  at: number,
): Finding<"bank_card"> | undefined {
  for (const span of spansFrom(text, groups, at, RULES)) {
    const { start, end, digits } = span;
    if (!isFormed(span) || isGluedAfter(text, end)) continue;
    const checked = isIssued(digits) && hasLuhnDigit(digits) && !isOther(text, span);
    const isOne = checked ? isSpaced(text, span) && isUsual(text, span) : isCalledCard(text, span);
    if (isOne) {
      return { kind: "bank_card", start, end, normalised: digits, checked };
    }
  }
  return undefined;
}

const isFormed = ({ shape }: NumberSpan) => PRINTED.test(shape) || REGULAR.test(shape);

/** What the numbers of each length begin with. */
const PREFIXES = Array.from({ length: MOST_DIGITS + 1 }, (_, length) => {
  const issuers = ISSUERS.filter(({ lengths }) => lengths.includes(length));
  return new RegExp(issuers.map(({ prefix }) => prefix.source).join("|") || "^(?!)");
});

function isIssued(digits: string): boolean {
  return PREFIXES[digits.length]!.test(digits);
}

/** Nearer digits belong to the same row. */
const FAR = 2;

/** The groups of a card, or other regular ones where no further digits stand near. */
function isSpaced(text: string, { start, end, shape, gaps }: NumberSpan): boolean {
  // The end of a web address may be houses-392565_4515306678.
  if (PRINTED.test(shape)) return (gaps & GAP.stroke) === 0 || shape.startsWith("4-4-4-4");
  // 58582 / 84653 / 79151 are readings.
  if (text.slice(start, end).includes("/")) return false;
  const around = text.slice(Math.max(0, start - FAR), start) + text.slice(end, end + FAR);
  return !/[0-9]/.test(around);
}

/** Sixteen digits in the right groups are a card where a word says so, whatever the check digit. */
function isCalledCard(text: string, span: NumberSpan): boolean {
  const { start, end, digits, shape } = span;
  if (!isIssued(digits)) return isOnlyCard(text, span);
  if (!/^(?:4-4-4-4|16|4-6-5|15)$/.test(shape)) return false;
  const words = `${nearBefore(text, start)} ${after(text, end, 14)}`;
  return isNamedCard(words) && !GIFT.test(words);
}

/** A number of no issuer that is known; fifteen digits are rather an IMEI's. */
function isOnlyCard(text: string, { start, digits, shape }: NumberSpan): boolean {
  if (!PRINTED.test(shape)) return false;
  const words = nearBefore(text, start);
  if (words.length < SHORTEST_WORD || !CARD.test(words) || GIFT.test(words)) return false;
  return /^(?:4-4-4-4|16)$/.test(shape) || hasLuhnDigit(digits);
}

const SHORTEST_WORD = 4;

/** Visa's and UnionPay's longest. */
const LONG = /^(?:4[0-9]|62)[0-9]{17}$/;

/** Few cards have twelve digits or more than sixteen; other numbers, messages' among them, often do. */
const isUsual = (text: string, { start, end, digits, shape }: NumberSpan) =>
  (digits.length > 12 && digits.length < 17) || /^4-4-4-4-/.test(shape) || LONG.test(digits) ||
  isNamedCard(`${nearBefore(text, start)} ${after(text, end, 14)}`);

const isNamedCard = (words: string) => CARD.test(words) || PAYMENT.test(words);

/** Digits without groups that are called an order, serial numbers, or a barcode. */
function isOther(text: string, { start, digits, first }: NumberSpan): boolean {
  const isAlone = first === digits.length;
  if ((isAlone ? THING : GROUPED_THING).test(nearBefore(text, start, 20))) return true;
  return (isAlone && isInPath(text, start) && !isNamedCard(nearBefore(text, start))) ||
    (isBarcode(digits) && !isNamedCard(nearBefore(text, start)));
}

/** Goods of Russia and Germany have 13 digits from 4 on; cards of 13 digits are no longer issued. */
function isBarcode(digits: string): boolean {
  if (digits.length !== 13) return false;
  const sum = [...digits].reduce((sum, digit, at) => sum + Number(digit) * (at % 2 ? 3 : 1), 0);
  return sum % 10 === 0;
}

/** The table's row for bank cards. */
export const bankCard = {
  kind: "bank_card",
  label: "[card]",
  byDefault: true,
  needs: [SIGN.number12],
  find: findBankCards,
} as const satisfies Detector;
