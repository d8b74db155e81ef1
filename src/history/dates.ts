/**
 * Turns the dates of a request into a window of instants. Telegram counts whole seconds, and so does
 * the window.
 *
 * @module
 */

import { fail, type Outcome, succeed } from "../model/failure.ts";
import type { Window } from "../model/query.ts";

const DAY_S = 86_400;

/** A day, or a day and a time with seconds, fraction and offset optional. */
const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

const EXPECTED = "an ISO 8601 date from 1970 on, such as 2024-05-31 (a day in UTC) or " +
  "2024-05-31T18:30:00Z (an instant)";

/**
 * Reads `from_date` and `to_date`.
 *
 * A bare date is a day in UTC: as `from_date` its first second, as `to_date` its last one, so that
 * the day is included. A time without an offset is UTC.
 *
 * @param from The start, included.
 * @param to The end: excluded if it is an instant, included if it is a day.
 * @returns The window, or `VALIDATION_ERROR` that names the field.
 *
 * @example One day
 * ```ts
 * import { parseWindow } from "./dates.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(parseWindow("2024-05-31", "2024-05-31"), {
 *   ok: true,
 *   value: { from: 1717113600, to: 1717200000 },
 * });
 * ```
 */
export function parseWindow(from: string | undefined, to: string | undefined): Outcome<Window> {
  const start = bound(from, 0);
  const end = bound(to, DAY_S);
  if (start === null) return invalid("from_date", EXPECTED);
  if (end === null) return invalid("to_date", EXPECTED);
  const window = { ...named("from", start), ...named("to", end) };
  if (end !== undefined && end <= 0) return invalid("to_date", "an instant after 1970-01-01");
  if (isEmpty(window)) return invalid("to_date", "an instant after from_date");
  return succeed(window);
}

function isEmpty({ from = -Infinity, to = Infinity }: Window): boolean {
  return from >= to;
}

function named(name: "from" | "to", instant: number | undefined): Window {
  return instant === undefined ? {} : { [name]: instant };
}

/** An end that was not given stays open; `null` stands for what is no date. */
function bound(text: string | undefined, dayShift: number): number | null | undefined {
  return text === undefined ? undefined : parseInstant(text, dayShift);
}

/** Unix seconds, or `null` for what is no date. A bare day has `dayShift` seconds added. */
function parseInstant(text: string, dayShift: number): number | null {
  const match = ISO.exec(text.trim());
  if (match === null || !isCalendarDay(text.trim().slice(0, 10))) return null;
  const isDay = !/t/i.test(text);
  const zoned = isDay || match[1] !== undefined ? text.trim() : `${text.trim()}Z`;
  const milliseconds = Date.parse(zoned.toUpperCase());
  if (Number.isNaN(milliseconds) || milliseconds < 0) return null;
  // A message of second 5 is inside [4.3, …) and outside [5.3, …): both ends round up.
  return Math.ceil(milliseconds / 1000) + (isDay ? dayShift : 0);
}

/** `Date.parse` takes 30 February for 1 March. */
function isCalendarDay(day: string): boolean {
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}

function invalid(field: string, expected: string): Outcome<never> {
  return fail({ code: "VALIDATION_ERROR", field, expected });
}
