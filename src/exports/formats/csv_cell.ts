/**
 * One cell of a CSV file.
 *
 * @module
 */

/** What RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180#section-2) lets stand in quotes only. */
const TO_QUOTE = /[",\r\n]/;

/**
 * What makes a spreadsheet take a cell for a formula, after blanks too, and the mark that is put before
 * those; a cell that begins with the mark gets another one, so that the mark can be taken away again.
 */
const TO_GUARD = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n'])/;

/**
 * Writes a number, an id, a date: what is ours and cannot be a formula.
 *
 * @param value Absent: an empty cell.
 */
export function plainCell(value: number | string | boolean | undefined): string {
  return value === undefined ? "" : quoted(String(value));
}

/**
 * Writes foreign text. A cell that a spreadsheet would run as a formula gets an apostrophe before it,
 * as OWASP advises (https://owasp.org/www-community/attacks/CSV_Injection); so does one that begins with
 * an apostrophe, so that one apostrophe at the start is never the text's own.
 *
 * @param value Absent: an empty cell.
 *
 * @example A formula
 * ```ts
 * import { textCell } from "./csv_cell.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(textCell('=HYPERLINK("http://x")'), `"'=HYPERLINK(""http://x"")"`);
 * assert.equal(textCell("2 + 2"), "2 + 2");
 * ```
 */
export function textCell(value: string | undefined): string {
  if (value === undefined) return "";
  return TO_GUARD.test(value) ? inQuotes(`'${value}`) : quoted(value);
}

function quoted(text: string): string {
  return TO_QUOTE.test(text) ? inQuotes(text) : text;
}

function inQuotes(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
