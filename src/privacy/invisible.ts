/**
 * Characters that a reader does not see and a model does: tag characters, stray joiners, direction
 * overrides, variation selectors used as an alphabet, terminal controls. They carry hidden
 * instructions and split numbers so that no detector finds them. What a script or an emoji needs
 * stays.
 *
 * @module
 */

import { codeAt, codeBeside } from "./code_units.ts";
import type { Edit } from "./edits.ts";
import { belongingAt } from "./joiners.ts";

/** A text without hidden characters, and the edits that led to it. */
export interface Stripped {
  readonly text: string;
  /** Counted in the original text: hand them to `applyEdits` to move its entities. */
  readonly edits: readonly Edit[];
}

const VISIBLE = 0;
const HIDDEN = 1;
const BREAK = 2;
const SURROGATE = 3;
/** The first half of a character that may be hidden. */
const RARE = 4;

/**
 * Controls but tab and line feed, default-ignorables (Unicode, `DerivedCoreProperties.txt`) and
 * interlinear annotation; the other format characters are visible.
 */
const HIDDEN_RANGES: readonly (readonly [number, number])[] = [
  ...[[0x00, 0x08], [0x0E, 0x1F], [0x7F, 0x9F], [0xAD, 0xAD], [0x034F, 0x034F]] as const,
  ...[[0x061C, 0x061C], [0x115F, 0x1160], [0x17B4, 0x17B5], [0x180B, 0x180F]] as const,
  ...[[0x200B, 0x200F], [0x202A, 0x202E], [0x2060, 0x206F], [0x3164, 0x3164]] as const,
  ...[[0xFE00, 0xFE0F], [0xFEFF, 0xFEFF], [0xFFA0, 0xFFA0], [0xFFF0, 0xFFFB]] as const,
];

/** The same beyond the basic plane. */
const HIDDEN_BEYOND = [
  { from: 0x1BCA0, to: 0x1BCA3 },
  { from: 0x1D173, to: 0x1D17A },
  { from: 0xE0000, to: 0xE0FFF },
] as const;

const BREAKS = [0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029];

const CLASSES = new Uint8Array(0x10000).fill(SURROGATE, 0xD800, 0xE000);
for (const [from, to] of HIDDEN_RANGES) CLASSES.fill(HIDDEN, from, to + 1);
for (const code of BREAKS) CLASSES[code] = BREAK;
for (const { from, to } of HIDDEN_BEYOND) CLASSES.fill(RARE, highOf(from), highOf(to) + 1);

/** The first half of a character beyond the basic plane. */
function highOf(point: number): number {
  return codeAt(String.fromCodePoint(point), 0);
}

/**
 * Whether a code unit is visible by itself; half of a character is not.
 *
 * @param code A UTF-16 code unit.
 */
export function isVisible(code: number): boolean {
  return CLASSES[code] === VISIBLE;
}

/**
 * Removes what a reader cannot see. Emoji, flags, keycaps and the joiners of Arabic and Indic
 * scripts stay. Every kind of line break becomes `\n`, and a lone surrogate U+FFFD, since it cannot
 * be written as UTF-8. Applying it twice changes nothing more.
 *
 * @param text Foreign text.
 * @returns The clean text and the edits; a clean text comes back as it is, without edits.
 *
 * @example A word split by a zero-width space
 * ```ts
 * import { stripInvisible } from "./invisible.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(stripInvisible("pass\u200Bword"), {
 *   text: "password",
 *   edits: [{ start: 4, end: 5, replacement: "" }],
 * });
 * ```
 */
export function stripInvisible(text: string): Stripped {
  let at = nextSuspect(text, 0);
  if (at === text.length) return { text, edits: NONE };
  const edits: Edit[] = [];
  let clean = "";
  let read = 0;
  while (at < text.length) {
    // After a character that goes, nothing has a visible neighbour on its left.
    const kept = at > 0 && read !== at ? keptAt(text, at) : 0;
    if (kept === 0) {
      const edit = editAt(text, at);
      clean += text.slice(read, at) + edit.replacement;
      edits.push(edit);
      read = edit.end;
    }
    at = nextSuspect(text, kept === 0 ? read : at + kept);
  }
  return edits.length === 0 ? { text, edits } : { text: clean + text.slice(read), edits };
}

const NONE: readonly Edit[] = [];

/** Where the next character stands that may have to go; the text's length if none does. */
function nextSuspect(text: string, from: number): number {
  const { length } = text;
  for (let at = from; at < length; at++) {
    const kind = CLASSES[codeAt(text, at)]!;
    if (kind === VISIBLE) continue;
    if (kind < SURROGATE || !isPair(text, at)) return at;
    if (kind === RARE && isHiddenBeyond(text.codePointAt(at)!)) return at;
    at++;
  }
  return length;
}

/** Whether two halves of a character stand at a position. */
function isPair(text: string, at: number): boolean {
  return (codeAt(text, at) & 0xFC00) === 0xD800 && (codeBeside(text, at + 1) & 0xFC00) === 0xDC00;
}

function isHiddenBeyond(code: number): boolean {
  return HIDDEN_BEYOND.some(({ from, to }) => code >= from && code <= to);
}

function isHiddenAt(text: string, at: number): boolean {
  const code = text.codePointAt(at) ?? 0;
  return code > 0xFFFF ? isHiddenBeyond(code) : CLASSES[code] === HIDDEN;
}

function keptAt(text: string, at: number): number {
  return isHiddenAt(text, at) ? belongingAt(text, at) : 0;
}

/** The edit that takes out a run of hidden characters, or mends a line break or lone surrogate. */
function editAt(text: string, start: number): Edit {
  const kind = CLASSES[codeAt(text, start)];
  if (kind === BREAK) {
    return { start, end: start + (text.startsWith("\r\n", start) ? 2 : 1), replacement: "\n" };
  }
  if (!isHiddenAt(text, start)) return { start, end: start + 1, replacement: "\uFFFD" };
  let end = start;
  while (end < text.length && isHiddenAt(text, end)) end += text.codePointAt(end)! > 0xFFFF ? 2 : 1;
  return { start, end, replacement: "" };
}
