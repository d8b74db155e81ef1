/**
 * Marks of Markdown around words that are also parts of words: `_slanted_`, `__underlined__`,
 * `~struck~`.
 *
 * @module
 */

/** A row of one mark. */
interface Row {
  readonly start: number;
  readonly end: number;
}

const ROWS = /_+|~+/g;

/** With more of them it is a line to write on. */
const MOST = 2;

const OPENS_AFTER = /[\s(\["'«{>|*:,;!?]/;
const CLOSES_BEFORE = /[\s)\]"'»}<|*.,:;!?…]/;

/**
 * Takes the marks around words away, so that what they stand around begins and ends there.
 *
 * @param text A text.
 * @returns The text, as long as before: quotes instead of marks that stand in pairs.
 *
 * @example A name keeps its own
 * ```ts
 * import { withoutMarks } from "./marks.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(withoutMarks("_my_file_ and __init"), '"my_file" and __init');
 * ```
 */
export function withoutMarks(text: string): string {
  let plain = "";
  let read = 0;
  let opening: Row | undefined;
  ROWS.lastIndex = 0;
  for (let match = ROWS.exec(text); match !== null; match = ROWS.exec(text)) {
    const { 0: { length }, index: start } = match;
    const row = { start, end: start + length };
    if (length > MOST) continue;
    if (opening !== undefined && isPair(text, opening, row)) {
      plain += text.slice(read, opening.start) + QUOTES.slice(0, length) +
        text.slice(opening.end, start) + QUOTES.slice(0, length);
      read = row.end;
      opening = undefined;
    } else if (opens(text, row)) {
      opening = row;
    }
  }
  return read === 0 ? text : plain + text.slice(read);
}

const QUOTES = '""';

function opens(text: string, { start, end }: Row): boolean {
  return isAt(text, start - 1, OPENS_AFTER) && /\S/.test(text.charAt(end));
}

/** Whether a row closes what another one has opened. */
function isPair(text: string, opening: Row, { start, end }: Row): boolean {
  return text.slice(opening.start, opening.end) === text.slice(start, end) &&
    /\S/.test(text.charAt(start - 1)) && isAt(text, end, CLOSES_BEFORE);
}

/** Whether a sign, or an end of the text, is at a position. */
function isAt(text: string, position: number, signs: RegExp): boolean {
  return position < 0 || position >= text.length || signs.test(text.charAt(position));
}
