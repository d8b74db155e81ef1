/**
 * How countries write their phone numbers at home: which groups of digits are a number without any
 * word that says so.
 *
 * @module
 */

import { type CountryCode, getCountryCallingCode } from "libphonenumber-js/max";
import { GAP, type NumberSpan } from "./digit_groups.ts";
import {
  callingCodeOf,
  countryList,
  findCountry,
  isNational,
  standingOf,
} from "./numbering_plan.ts";

/** Countries that put a nought before the national number; those with most Telegram users first. */
const WITH_NOUGHT = countryList([
  ...["UA", "ID", "TR", "IR", "EG", "VN", "PK", "BD", "PH", "IQ", "NG", "MY", "DE", "FR"] as const,
  ...["GB", "IN", "SA", "MA", "DZ", "AE", "IL", "AZ", "AM", "GE", "KG", "MD", "BG", "RO"] as const,
  ...["RS", "NL", "BE", "SE", "FI", "CH", "AT", "ET", "KE", "TZ", "GH", "ZA", "LK", "MM"] as const,
  ...["KH", "TH", "JP", "KR", "TW", "AU", "NZ", "SY", "JO", "YE", "LY", "SD", "UZ", "NP"] as const,
  ...["BR", "AR", "AF", "LB", "HR", "SK", "SI", "AL", "BA", "IE", "MN"] as const,
]);

/** Countries without a trunk prefix, or where it is seldom written. */
const WITHOUT_NOUGHT = countryList([
  ...["RU", "US", "IN", "BR", "MX", "UZ", "KZ", "IT", "ES", "PL", "CO", "UA", "BY", "IR"] as const,
  ...["TR", "CN", "GE", "KG", "TJ", "TM", "AZ", "AM", "MD", "CZ", "PT", "GR", "AR", "CL"] as const,
  ...["PE", "VE", "SG", "HK", "DK", "NO", "LV", "LT", "EE", "CY", "SA", "AE", "ID", "PH"] as const,
  ...["BD", "PK", "NG", "DE", "FR", "GB", "EG", "VN", "IQ", "MY", "TH", "IL", "RS", "HU"] as const,
]);

/** Calling codes that people write without a plus. */
const WITHOUT_PLUS = /^(?:7|380|375|998|996|992|993|994|995|374|373|972|90|98|91|62|55|49|44|234)/;

/** Without a word, fewer digits are no number of any country. */
const FEWEST_DIGITS = 9;

/** Shapes of groups, and in which countries they are a number if it is valid. */
const SHAPES: readonly (readonly [shape: string, countries: readonly CountryCode[]])[] = [
  ["3-3-2-2", ["RU", "TR", "CO"]],
  ["2-3-2-2", ["UZ", "BY", "UA", "AZ", "TJ", "KG", "CH"]],
  ["3-2-2-2", ["GE", "ES", "TJ"]],
  ["2-4-4", ["MX", "BR", "AR", "UZ"]],
  ["2-5-4", ["BR"]],
  ["3-4-4", ["CN"]],
  ["5-5", ["IN"]],
  ["3-3-4", ["US", "CA", "IT", "CO", "TR", "IR", "MX", "VE", "PH", "PK", "IN", "TJ", "KZ"]],
];

/** None of those has more digits. */
const MOST_SHAPED = 11;

/** 20240506 */
const DAY = /^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]$/;

/** Eight digits in these groups are neither a day nor two years. */
const GROUPS_OF_EIGHT = /^2-(?:2-2-2|3-3)$/;

/** 1991-2018 */
const isYears = ({ digits, shape }: NumberSpan) =>
  shape === "4-4" && /^(?:(?:19|20)[0-9]{2}){2}$/.test(digits);

/** A phone may cost 12 000 000. */
const isRoundSum = ({ digits, shape, gaps }: NumberSpan) =>
  digits.endsWith("000") && /^[123](?:-3)+$/.test(shape) &&
  (gaps & ~(GAP.space | GAP.dot)) === 0;

/**
 * The national number in the form of E.164, if its groups alone show what it is.
 *
 * @param span Groups of digits.
 * @param bracket Whether the area code stands in brackets.
 * @returns The number with its plus, or `undefined`.
 */
export function shapedNumber(span: NumberSpan, bracket: boolean): string | undefined {
  if (span.digits.length < FEWEST_DIGITS) return undefined;
  return russian(span, bracket) ?? withNought(span, bracket) ?? american(span, bracket) ??
    byShape(span, bracket) ?? withoutPlus(span, bracket) ?? withBracket(span, bracket);
}

/**
 * The national number in the form of E.164, where a word says that it is a phone number.
 *
 * @param span Groups of digits.
 * @returns The number with its plus; without a country, the digits as they are; or `undefined`.
 */
export function namedNumber(span: NumberSpan): string | undefined {
  const { digits } = span;
  if (DAY.test(digits) || isRoundSum(span) || isYears(span)) return undefined;
  if (/^[78][0-9]{10}$/.test(digits) && isRussian(digits.slice(1))) return `+7${digits.slice(1)}`;
  return anywhere(digits) ?? (isOfAnyCountry(span) ? digits : undefined);
}

const isOfAnyCountry = ({ digits, shape }: NumberSpan) =>
  digits.length === 7 || digits.length >= 9 || GROUPS_OF_EIGHT.test(shape);

function anywhere(digits: string): string | undefined {
  const hasNought = digits.startsWith("0");
  const national = hasNought ? digits.slice(1) : digits;
  const country = findCountry(national, hasNought ? WITH_NOUGHT : WITHOUT_NOUGHT);
  if (country !== undefined) return inCountry(national, country);
  return standingOf(digits) === "valid" ? `+${digits}` : undefined;
}

function russian(span: NumberSpan, bracket: boolean): string | undefined {
  const { digits } = span;
  if (digits.length === 10) return withoutEight(span, bracket);
  if (digits.length !== 11 || !/^[78]/.test(digits)) return undefined;
  return belarusian(span) ?? withEight(span, bracket) ?? unmistakable(span);
}

/** 8 406 135-89-52 and 8 (406) 135-8952 are nothing else, even where nobody has given out the code. */
const unmistakable = ({ digits, shape }: NumberSpan) =>
  /^8/.test(digits) && /^1-3-3-(?:2-2|4)$/.test(shape) ? `+7${digits.slice(1)}` : undefined;

/** (406) 135-89-52 is one as well, once no other country has such a number. */
const withBracket = ({ digits, shape }: NumberSpan, bracket: boolean) =>
  bracket && shape === "3-3-2-2" ? `+7${digits}` : undefined;

/** 8-912-…, 8912-…, 8912345-…; 89 123 456 789 is a sum. */
function withEight({ digits, first }: NumberSpan, bracket: boolean): string | undefined {
  const opens = [1, 4, 7, 11].includes(first) || (first === 2 && bracket);
  return opens && isRussian(digits.slice(1)) ? `+7${digits.slice(1)}` : undefined;
}

/** Belarus: 8 029 345-67-89. */
function belarusian({ digits, first, shape }: NumberSpan): string | undefined {
  if (!digits.startsWith("80") || !isNational(digits.slice(2), "BY")) return undefined;
  const opens = first === 1 || first === 11 || shape.startsWith("4-");
  return opens ? `+375${digits.slice(2)}` : undefined;
}

function withoutEight(span: NumberSpan, bracket: boolean) {
  const { digits, shape, first } = span;
  const isGrouped = isMarked(span) && /^(?:3-3-2-2|4-2-2-2|3-3-4)$/.test(shape);
  if (!isGrouped && !(bracket && first < 6)) return undefined;
  const isOne = /^[3489]/.test(digits) && isRussian(digits) && !isRatherAmerican(span);
  return isOne ? `+7${digits}` : undefined;
}

/** 919/222/2236 is a fraction, or three. */
const isMarked = ({ digits, gaps }: NumberSpan) =>
  (gaps & GAP.dash) !== 0 || (digits.startsWith("9") && gaps !== GAP.stroke);

/** Russian towns are written 495 123-45-67: (415) 555-2671 is San Francisco's. */
const isRatherAmerican = ({ digits, shape }: NumberSpan) =>
  shape === "3-3-4" && !digits.startsWith("9") && isNational(digits, "US");

const isRussian = (national: string) =>
  isNational(national, "RU") || isNational(national, "KZ") || /^9\d{9}$/.test(national);

const COUNTING = "0123456789";
const WITH_TRUNK = /^0[1-9][0-9]{7,10}$/;

/** Ten digits or so that begin with a nought: in one or two groups, they must be mobile. */
function withNought({ digits, shape, first }: NumberSpan, bracket: boolean): string | undefined {
  // 0 (532) 345 67 89 and 0 532 345 67 89 are Turkish.
  const opens = bracket || first > 1 || shape === "1-3-3-2-2";
  // Nine digits in one group are anything.
  if (
    !opens || !digits.startsWith("0") || !WITH_TRUNK.test(digits) || /-1(?:-|$)|^9$/.test(shape)
  ) return undefined;
  const groups = shape.split("-").length;
  return trunkNumber(digits, groups === 1 || (groups === 2 && !bracket));
}

function trunkNumber(digits: string, onlyMobile: boolean): string | undefined {
  if (digits === COUNTING) return undefined;
  const national = digits.slice(1);
  const mobile = findCountry(national, WITH_NOUGHT, true);
  if (mobile !== undefined) return inCountry(national, mobile);
  if (onlyMobile) return undefined;
  const country = findCountry(national, WITH_NOUGHT);
  if (country !== undefined) return inCountry(national, country);
  // Italy keeps the nought abroad.
  return isNational(digits, "IT") ? inCountry(digits, "IT") : undefined;
}

/** (202) 555-0143: the form is rare elsewhere, so the plan's rules of form are enough. */
function american({ digits, shape, gaps }: NumberSpan, bracket: boolean): string | undefined {
  const isLong = shape === "1-3-3-4" && digits.startsWith("1");
  if (!isLong && shape !== "3-3-4") return undefined;
  const national = isLong ? digits.slice(1) : digits;
  if (bracket && (gaps & GAP.dash) !== 0) return `+1${national}`;
  const isMarked = (gaps & (GAP.dash | GAP.dot | GAP.spacedDash)) !== 0;
  return isMarked && /^[2-9][0-8]\d[2-9]\d{6}$/.test(national) ? `+1${national}` : undefined;
}

function byShape({ digits, shape, gaps }: NumberSpan, bracket: boolean): string | undefined {
  if (digits.length > MOST_SHAPED || (gaps & (GAP.dot | GAP.stroke)) !== 0) return undefined;
  const country = countriesWith(shape).find((code) => isNational(digits, code, !bracket));
  if (country === undefined) return undefined;
  // 65000 70000 is a range of prices.
  const isRange = /^\d{3}00\d{3}00$/.test(digits) || (country === "IN" && gaps !== GAP.space);
  return isRange ? undefined : inCountry(digits, country);
}

function countriesWith(shape: string): readonly CountryCode[] {
  return SHAPES.find(([known]) => known === shape)?.[1] ?? [];
}

/** 380 67 123 45 67: with calling code, but without its plus. */
function withoutPlus(span: NumberSpan, bracket: boolean): string | undefined {
  const { digits, shape } = span;
  if (digits.length < 11 || !WITHOUT_PLUS.test(digits) || /^\d(?:-3)+$/.test(shape)) {
    return undefined;
  }
  const calling = callingCodeOf(digits);
  if (calling === undefined || !isCodeApart(span, calling.code, bracket)) return undefined;
  const national = digits.slice(calling.code.length);
  return findCountry(national, calling.countries, !bracket) && `+${digits}`;
}

/** The code is a group of its own; or all is one group, with a code that nothing else begins with. */
function isCodeApart({ first, digits }: NumberSpan, code: string, bracket: boolean): boolean {
  return first === digits.length ? code.length === 3 : first === code.length || bracket;
}

/** 06.05.2024, 2024-05-06 12, 12-30-00. */
const DATE = /^(?:[12]-[12]-4|4-[12]-[12]|2-2-2)(?:-[12]){0,3}$/;

/** 16–20.04.2026, and 06.2011–12.2026: here the digits have to be those of years, too. */
const SPAN_OF_DAYS = /^[12]-[12]-[12]-4$/;
const SPAN_OF_MONTHS = /^[12]-4-[12]-4$/;
const ENDS_IN_YEAR = /(?:19|20)[0-9]{2}$/;
const MONTHS = /^[0-9]{1,2}(?:19|20)[0-9]{3,4}(?:19|20)[0-9]{2}$/;

/** What those begin with: the cheap test. */
const OPENING = /^(?:[12]-[12]-(?:4|[12]-4)|4-[12]-[12]|2-2-2|[12]-4-[12]-4)/;

/** 061224 1230: day, month and year in any order, hours and minutes. */
const DAY_AND_TIME = new RegExp(
  [
    "^(?:(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2}",
    "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{2}",
    "[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?:[01][0-9]|2[0-3])[0-5][0-9]$",
  ].join("|"),
);

/** Whether groups are days, months, hours and years. */
export function isDateLike(span: NumberSpan): boolean {
  const { digits, shape } = span;
  if (!OPENING.test(shape)) return false;
  const isDate = DATE.test(shape) ||
    (SPAN_OF_DAYS.test(shape) && ENDS_IN_YEAR.test(digits)) ||
    (SPAN_OF_MONTHS.test(shape) && MONTHS.test(digits));
  return isDate && !isRatherPhone(span);
}

function isRatherPhone({ digits, shape, gaps }: NumberSpan): boolean {
  // 06 12 34 56 78 is French, 60-56-85-91 Norwegian; 06.12.24 12-30 has gaps of two kinds.
  if (/^2-2-2-2(?:-2)?$/.test(shape) && /^[124]$/.test(String(gaps))) return true;
  // 06 13-86-49-90 is French as well.
  if (shape === "2-2-2-2-2") return !DAY_AND_TIME.test(digits);
  // 0175 40 87 31 is German: no year begins with a nought. (4872) 30-07-05: none has brackets.
  return (shape.startsWith("4-") && digits.startsWith("0")) || (gaps & GAP.close) !== 0;
}

/**
 * Whether the last digits are a year or the like in brackets, `441 609 (1883)`: no area code stands
 * behind three digits and ends a number.
 */
export const endsInRemark = (text: string, { start, end, gaps }: NumberSpan): boolean =>
  (gaps & (GAP.open | GAP.close)) === GAP.open && REMARK.test(text.slice(start, end));

const REMARK = /[0-9]{3}[ \-]{0,2}\([0-9]{1,4}$/;

const inCountry = (national: string, country: CountryCode) =>
  `+${getCountryCallingCode(country)}${national}`;
