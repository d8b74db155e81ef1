/**
 * Whether a phone number can exist, by the tables of `libphonenumber`. Its parser takes some
 * microseconds a number, too long for a message full of them, so the patterns of its tables are
 * asked directly.
 *
 * @module
 */

import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  Metadata,
} from "libphonenumber-js/max";
import { codeAt } from "../code_units.ts";

/** What the library's tables hold of a country. The package describes only part of it in types. */
interface Plan {
  possibleLengths(): readonly number[];
  nationalNumberPattern(): string;
  leadingDigits(): string | undefined;
  type(name: string): { pattern(): string } | undefined;
}

/** A country's patterns, each of the whole national number. */
interface Country {
  readonly general: RegExp;
  readonly mobile: RegExp;
  readonly any: RegExp;
  /** How many digits its numbers may have. */
  readonly lengths: ReadonlySet<number>;
}

const MOBILE = ["MOBILE"];
const ANY = [
  ...["FIXED_LINE", "MOBILE", "TOLL_FREE", "PREMIUM_RATE", "SHARED_COST", "VOIP"],
  ...["PERSONAL_NUMBER", "PAGER", "UAN", "VOICEMAIL"],
];

/** No number has fewer digits behind its calling code than these, but for a few short ones. */
const FEWEST_NATIONAL = 4;

const compiled = new Map<string, Country>();

function planOf(country: CountryCode): Plan {
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country);
  return metadata.numberingPlan as unknown as Plan;
}

function countryOf(code: CountryCode): Country {
  const known = compiled.get(code);
  if (known !== undefined) return known;
  const plan = planOf(code);
  const country = {
    general: whole([plan.nationalNumberPattern()]),
    mobile: whole(patterns(plan, MOBILE)),
    any: whole(patterns(plan, ANY)),
    lengths: new Set(plan.possibleLengths()),
  };
  compiled.set(code, country);
  return country;
}

/** Where a type has the pattern of fixed lines, the tables leave it empty. */
function patterns(plan: Plan, types: readonly string[]): readonly string[] {
  const own = types.map((type) => plan.type(type)?.pattern() ?? "").filter(Boolean);
  const fixed = plan.type("FIXED_LINE")?.pattern() ?? "";
  return own.length > 0 ? own : [fixed || plan.nationalNumberPattern()];
}

const whole = (alternatives: readonly string[]) => new RegExp(`^(?:${alternatives.join("|")})$`);

/**
 * Tells whether a country has given out such numbers.
 *
 * @param national The number without calling code and trunk prefix.
 * @param country ISO 3166 code of a country that the library knows.
 * @param mobile Whether only mobile numbers count.
 * @returns Whether the number is valid there.
 *
 * @example A Russian mobile number
 * ```ts
 * import { isNational } from "./numbering_plan.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(isNational("9123456789", "RU"), true);
 * assert.equal(isNational("1123456789", "RU"), false);
 * ```
 */
export function isNational(national: string, country: CountryCode, mobile = false): boolean {
  const { general, mobile: mobiles, any } = countryOf(country);
  return general.test(national) && (mobile ? mobiles : any).test(national);
}

/** Countries that are asked together; one expression for all answers most questions with no. */
export interface CountryList {
  readonly codes: readonly CountryCode[];
  /** The patterns of those whose numbers may have so many digits. */
  readonly mobile: (digits: number) => RegExp;
  readonly any: (digits: number) => RegExp;
}

/** Puts countries together, in the order in which they are asked. */
export function countryList(codes: readonly CountryCode[]): CountryList {
  return { codes, mobile: unionOf(codes, "mobile"), any: unionOf(codes, "any") };
}

function unionOf(codes: readonly CountryCode[], part: "mobile" | "any") {
  const byDigits: RegExp[] = [];
  return (digits: number) => {
    const countries = () => codes.map(countryOf).filter(({ lengths }) => lengths.has(digits));
    return byDigits[digits] ??= anyOf(countries().map((country) => country[part]));
  };
}

/** One that matches what any of some does; nothing if there are none. */
const anyOf = (patterns: readonly RegExp[]) =>
  new RegExp(patterns.map(({ source }) => source).join("|") || "^(?!)");

/**
 * The first country of a list that has given out such numbers.
 *
 * @param national The number without calling code and trunk prefix.
 * @param list The countries.
 * @param mobile Whether only mobile numbers count.
 * @returns Its code, or `undefined`.
 */
export function findCountry(
  national: string,
  list: CountryList,
  mobile = false,
): CountryCode | undefined {
  const union = mobile ? list.mobile : list.any;
  if (!union(national.length).test(national)) return undefined;
  return list.codes.find((code) => isNational(national, code, mobile));
}

/** A calling code, and the countries that share it. */
interface CallingCode {
  readonly code: string;
  readonly countries: CountryList;
}

/** By the number whose digits are a 1 and the code's, so that no code is the beginning of another. */
const byCallingCode: ReadonlyMap<number, CallingCode> = new Map(
  Array.from(
    Map.groupBy(getCountries(), (country) => getCountryCallingCode(country)),
    ([code, countries]) => [Number(`1${code}`), { code, countries: countryList(countries) }],
  ),
);

const LONGEST_CODE = 3;

/**
 * The calling code a number begins with.
 *
 * @param digits An international number without its plus.
 * @returns The code and its countries; `undefined` if no country has it.
 *
 * @example Two digits
 * ```ts
 * import { callingCodeOf } from "./numbering_plan.ts";
 * import assert from "node:assert/strict";
 *
 * const calling = callingCodeOf("4930901820");
 * assert.equal(calling?.code, "49");
 * assert.deepEqual(calling?.countries.codes, ["DE"]);
 * ```
 */
export function callingCodeOf(digits: string): CallingCode | undefined {
  const most = Math.min(digits.length, LONGEST_CODE);
  let key = 1;
  for (let at = 0; at < most; at++) {
    key = key * 10 + codeAt(digits, at) - NOUGHT;
    const calling = byCallingCode.get(key);
    if (calling !== undefined) return calling;
  }
  return undefined;
}

const NOUGHT = 0x30;

/** How far a number is known to exist. */
export type Standing = "valid" | "possible" | "impossible";

/**
 * Judges an international number.
 *
 * @param digits The number without its plus.
 * @returns `valid` if a country has given out such numbers, `possible` if only its length is right.
 *
 * @example A number kept for films has the right length only
 * ```ts
 * import { standingOf } from "./numbering_plan.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(standingOf("79123456789"), "valid");
 * assert.equal(standingOf("10000000000"), "possible");
 * assert.equal(standingOf("999123456789"), "impossible");
 * ```
 */
export function standingOf(digits: string): Standing {
  const calling = callingCodeOf(digits);
  if (calling === undefined) return "impossible";
  const national = digits.slice(calling.code.length);
  if (national.length < FEWEST_NATIONAL) return "impossible";
  const { countries } = calling;
  if (findCountry(national, countries) !== undefined) return "valid";
  return countryOf(countries.codes[0]!).lengths.has(national.length) ? "possible" : "impossible";
}
