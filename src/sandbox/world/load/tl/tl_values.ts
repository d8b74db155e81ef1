/**
 * Reads TL's bare types out of JSON, in the spellings that dumps use. Each reader returns
 * `undefined` for what it cannot read.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { bigInt } from "../../../../gramjs.ts";

const LOWEST_INT = -(2 ** 31);
const HIGHEST_INT = 2 ** 31 - 1;
const LOWEST_LONG = bigInt(2).pow(63).negate();
const ABOVE_SIGNED = bigInt(2).pow(63);
const ABOVE_UNSIGNED = bigInt(2).pow(64);

/** Date and time; without an offset it is UTC. Python's `str()` puts a space where ISO 8601 has a T. */
const INSTANT =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(?:Z|([+-])(\d\d):?(\d\d)(?::\d\d)?)?)?$/;

/**
 * Reads an instant.
 *
 * @param value An ISO 8601 string (UTC where it names no offset), or Unix seconds as a number or digits.
 * @returns Unix seconds, from 0 to the highest 32-bit integer.
 *
 * @example An offset
 * ```ts
 * import { readDate } from "./tl_values.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(readDate("1970-01-01T02:00:01+02:00"), 1);
 * assert.equal(readDate("1970-01-01 00:00:01"), 1);
 * ```
 */
export function readDate(value: unknown): number | undefined {
  const seconds = typeof value === "string" ? secondsIn(value) : value;
  if (typeof seconds !== "number" || !(seconds >= 0 && seconds <= HIGHEST_INT)) return undefined;
  return Math.trunc(seconds);
}

/** Reads a 32-bit integer; dates count as integers, fractions are cut, unsigned ones are made signed. */
export function readInt(value: unknown): number | undefined {
  if (typeof value === "string") return readInt(secondsIn(value));
  if (typeof value !== "number" || !(value >= LOWEST_INT && value < 2 ** 32)) return undefined;
  return value > HIGHEST_INT ? value | 0 : Math.trunc(value);
}

/** Reads a 64-bit integer: a number, or a string of digits where a number would lose some. */
export function readLong(value: unknown): bigInt.BigInteger | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? bigInt(value) : undefined;
  if (typeof value !== "string" || !/^-?\d{1,20}$/.test(value)) return undefined;
  const long = bigInt(value);
  if (long.lesser(LOWEST_LONG) || long.greaterOrEquals(ABOVE_UNSIGNED)) return undefined;
  return long.greaterOrEquals(ABOVE_SIGNED) ? long.subtract(ABOVE_UNSIGNED) : long;
}

/** Reads a floating-point number. */
export function readDouble(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** Reads a text; numbers are written out. */
export function readString(value: unknown): string | undefined {
  return typeof value === "number" ? String(value) : typeof value === "string" ? value : undefined;
}

/** Reads a truth value; 0 and 1 count. */
export function readBool(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : value === 0 ? false : value === 1 ? true : undefined;
}

/**
 * Reads bytes: Python's `b'…'`, hexadecimal digits, Base64 in either alphabet, a list of numbers, or
 * (if it is nothing else) text. Digits of both kinds count as hexadecimal where they are lower case
 * and at least 8, or cannot be Base64.
 *
 * @param value The value.
 * @returns The bytes.
 *
 * @example Three spellings of one byte
 * ```ts
 * import { readBytes } from "./tl_values.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual([..."b'0'|MA==|30".split("|")].map((text) => readBytes(text)?.[0]), [48, 48, 48]);
 * ```
 */
export function readBytes(value: unknown): Buffer | undefined {
  if (Array.isArray(value)) return value.every(isByte) ? Buffer.from(value) : undefined;
  if (typeof value !== "string") return undefined;
  if (isPython(value)) return fromPython(value.slice(2, -1));
  if (isHex(value)) return Buffer.from(value, "hex");
  if (/^[\w+/-]+={0,2}$/.test(value) && (value.length % 4 === 0)) {
    return Buffer.from(value, "base64");
  }
  return Buffer.from(value);
}

function isPython(value: string): boolean {
  return /^b['"]/.test(value) && value.length > 2 && value.endsWith(value.charAt(1));
}

function secondsIn(text: string): number | undefined {
  if (/^-?\d{1,12}$/.test(text)) return Number(text);
  const parts = INSTANT.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, sign, offsetHours, offsetMinutes] = parts;
  const utc = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
  );
  const offset = Number(offsetHours ?? 0) * 3600 + Number(offsetMinutes ?? 0) * 60;
  return utc / 1000 - (sign === "-" ? -offset : offset);
}

function isByte(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 255;
}

function isHex(text: string): boolean {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]+$/.test(text)) return false;
  return text.length % 4 !== 0 || (text.length >= 8 && text === text.toLowerCase());
}

const PYTHON_ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  "\\": "\\",
  "'": "'",
  '"': '"',
};

function fromPython(text: string): Buffer {
  const plain = text.replace(
    /\\(?:x([0-9a-fA-F]{2})|(.))/gs,
    (whole, hex?: string, escape = "") => {
      return hex === undefined
        ? PYTHON_ESCAPES[escape] ?? whole
        : String.fromCharCode(parseInt(hex, 16));
    },
  );
  return Buffer.from(plain, "latin1");
}
