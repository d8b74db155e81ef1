/**
 * Numbers of passports. They have no check digit, so only a word beside them tells: Russian series
 * and number, and those of other countries, one or two letters and digits.
 *
 * @module
 */

import { before, nearBefore } from "./context.ts";
import type { Detector, Finding } from "./detector.ts";
import { GAP } from "./digit_groups.ts";
import { matchesOf } from "./matches.ts";
import { findNumbers } from "./numbered.ts";
import { SIGN } from "./signs.ts";
import type { Subject } from "./subject.ts";
import { anyWord } from "./words.ts";

const PASSPORT = anyWord(`
  паспорт* пасп пасп. загран* загранпаспорт* удостоверени* passport* passeport pasaporte passaporte passaporto
  pasaport* pasport* paspor hộ_chiếu төлқұжат* پاسپورت گذرنامه جواز_السفر الجواز पासपोर्ट
  reisepass ausweis personalausweis id_card identity_card паспортні паспортны* пашпарт*
`);

/**
 * Other papers have series as well, but then more stands between: `серия 12 номер партии 345678`.
 * Films have them, too: `серия 12, 123456 просмотров`, so only four digits need no number sign.
 */
const SERIES_WORD =
  /(?:^|[^а-яё])сер(?:ия|ии|ию|\.)?[ :]{0,3}(?:[0-9]{2}[ \-]?[0-9]{2}[ ,;:\-]{0,2}(?:№|n|номер|ном\.?)?|[0-9a-zа-яё]{1,4}[ ,;:\-]{0,2}(?:№|n|номер|ном\.?))[ :.]{0,2}$/;

/** Things that have a passport too: паспорт проекта, паспорт безопасности. */
const OF_A_THING =
  /паспорт[а-я]{0,3} (?:проект|объект|издели|безопасн|качеств|здани|сделк|скважин|оборудован|транспортн|прибор|отход|программ|дома|дорог|стандарт)/;

/** The beginnings of those words: the cheap test. */
const HINT =
  /пасп|пашп|серия|серии|серию|сер[. ]|загран|удост|pass?(?:e|a)?p|hộ ch|төлқ|پاسپ|گذرن|جواز|पासप|ausweis|reisep|card/i;

/** What stands before the number of six digits: 45 08, 4508 №, 12 номер, AB. */
const SERIES =
  /(?:[0-9]{2}[ \-]?[0-9]{2}|[0-9]{2}|[A-ZА-ЯЁІЇ]{1,3})?[ ,;:\-]{0,2}(?:(?:№|N|n|#|номер|ном\.|number|no\.?)[ :.]{0,2})?$/;

const FEWEST_DIGITS = 6;
const MOST_DIGITS = 10;
const MOST_SERIES = 4;

/** The longest series with the words round it. */
const LONGEST_SERIES = 18;

/**
 * Finds numbers of passports.
 *
 * @param subject The text.
 * @returns The matches, in order.
 *
 * @example A Russian one
 * ```ts
 * import { findPassports } from "./passport.ts";
 * import { subjectOf } from "./subject.ts";
 * import assert from "node:assert/strict";
 *
 * const [match] = findPassports(subjectOf("Паспорт 45 08 № 123456"));
 * assert.equal(match?.normalised, "4508123456");
 * ```
 */
export function findPassports(subject: Subject): readonly Finding<"passport">[] {
  const { text } = subject;
  if (!HINT.test(text)) return [];
  const findings = (subject.signs & SIGN.glued) !== 0 ? [...mixedPassports(text)] : [];
  findings.push(...dividedPassports(subject));
  for (const { start: number, end: digitsEnd } of subject.groups()) {
    const size = digitsEnd - number;
    if (size < FEWEST_DIGITS || size > MOST_DIGITS || !isCalledPassport(text, number)) continue;
    const start = number - seriesBefore(text, number, size);
    const end = digitsEnd + lettersAfter(text, digitsEnd);
    if (isPart(text, start, end)) continue;
    const raw = text.slice(start, end);
    if (DAY.test(raw)) continue;
    const normalised = raw.replace(/номер|ном|number|no|[^0-9\p{L}]/giu, "").toUpperCase();
    findings.push({ kind: "passport", start, end, normalised, checked: false });
  }
  return findings;
}

/** паспорт выдан 20240506 */
const DAY = /^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]$/;

/** L898902C3: a letter and a digit may end a number. */
function lettersAfter(text: string, end: number): number {
  const [letters = ""] = /^[A-Z][0-9]?(?![\p{L}0-9])/u.exec(text.slice(end, end + 3)) ?? [];
  return letters.length;
}

/** How far before the number its series starts; ten digits hold it already. */
function seriesBefore(text: string, number: number, size: number): number {
  const before = text.slice(Math.max(0, number - LONGEST_SERIES), number);
  const series = SERIES.exec(before)?.[0] ?? "";
  // N12345678 is Kazakh; with anything between, the letter stands for a number sign.
  if (/^[ ,;:\-]*N$/.test(series)) return 1;
  const isSeries = size < MOST_DIGITS && /^[0-9\p{L}]/u.test(series) &&
    !/^(?:номер|ном|number|no|n)/i.test(series);
  return isSeries ? series.length : 0;
}

/** Whether letters or digits go on before or after. */
function isPart(text: string, start: number, end: number): boolean {
  return /[\p{L}0-9_]/u.test(text.charAt(start - 1)) || /[\p{L}0-9_]/u.test(text.charAt(end)) ||
    (/[.\-/]/.test(text.charAt(end)) && /[0-9]/.test(text.charAt(end + 1)));
}

/** The series, up to four digits, may stand between the word and the number. */
function isCalledPassport(text: string, number: number): boolean {
  const words = before(text, number, 44);
  let from = words.length;
  // Beyond the series, a further number belongs to something else: `1) Паспорт 45 08 123456`.
  for (let digits = 0; from > 0; from--) {
    if (/[0-9]/.test(words.charAt(from - 1)) && ++digits > MOST_SERIES) break;
  }
  const near = words.slice(from);
  return (PASSPORT.test(near) || SERIES_WORD.test(near)) && !OF_A_THING.test(near);
}

/** Series and number of a Russian passport, the number in groups as well: 45 08 123 456. */
const DIVIDED = /^(?:2-2|4)-(?:3-3|2-2-2)$/;

function dividedPassports(subject: Subject): readonly Finding<"passport">[] {
  return findNumbers(subject, {
    kind: "passport",
    lengths: [MOST_DIGITS],
    firsts: [2, MOST_SERIES],
    joins: GAP.space | GAP.dash,
    judge: ({ shape, start }, text) =>
      DIVIDED.test(shape) && isCalledPassport(text, start) ? "called" : undefined,
  });
}

/** Letters and digits mixed, as in Germany's C01X00T47 and France's 12AB34567. */
const MIXED = /[0-9A-Z]{8,9}/g;
const FEWEST_MIXED_DIGITS = 2;

function mixedPassports(text: string): readonly Finding<"passport">[] {
  return matchesOf("passport", text, MIXED, (raw, start, end) => {
    const digits = raw.replace(/[^0-9]/g, "").length;
    // Six digits in a row are found by themselves.
    if (
      digits < FEWEST_MIXED_DIGITS || digits === raw.length || /[0-9]{6}/.test(raw) ||
      isPart(text, start, end)
    ) {
      return undefined;
    }
    return PASSPORT.test(nearBefore(text, start, 24)) ? raw : undefined;
  });
}

/** The table's row for passports. */
export const passport = {
  kind: "passport",
  label: "[passport]",
  byDefault: true,
  needs: [SIGN.digits6, SIGN.number10, SIGN.glued],
  find: findPassports,
} as const satisfies Detector;
