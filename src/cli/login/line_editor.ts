/**
 * A line that a person types in a terminal, key by key: corrections, endings, and nothing else. What a
 * paste or a hostile program sends besides is left out.
 *
 * @module
 */

/** Longer answers are wrong ones; nothing that is asked is near it. */
const MAX_LENGTH = 4096;
/** Stands for the rest, so that a cut answer cannot be a right one. */
const REST = "…";

const ERASED = "\b \b";

/** How somebody ends the questions: Ctrl-C, or Ctrl-D in an empty line. */
export type Ending = "interrupted" | "ended";

/** The line so far. */
export interface Line {
  readonly text: string;
  /** Where in a control sequence the keys are. */
  readonly sequence: "none" | "escape" | "single" | "parameters" | "string";
  /** Enter came last: a line break right after it belongs to it. */
  readonly isFresh: boolean;
}

/** A line with nothing in it. */
export const EMPTY_LINE: Line = { text: "", sequence: "none", isFresh: false };

/** What a key does. */
export interface Step {
  readonly line: Line;
  /** For the screen. */
  readonly shown?: string;
  /** The whole line, when the key was Enter. */
  readonly entered?: string;
  readonly ending?: Ending;
}

/** Keys that do something; they break off any control sequence. */
const KEYS: Readonly<Record<string, (line: Line) => Step>> = {
  "\r": ({ text }) => ({ line: { ...EMPTY_LINE, isFresh: true }, entered: text }),
  "\n": ({ text, isFresh }) => isFresh ? { line: EMPTY_LINE } : { line: EMPTY_LINE, entered: text },
  "\x03": () => ({ line: EMPTY_LINE, ending: "interrupted" }),
  "\x04": (line) => line.text === "" ? { line: EMPTY_LINE, ending: "ended" } : { line },
  "\x15": ({ text }) => ({ line: EMPTY_LINE, shown: ERASED.repeat([...text].length) }),
  "\x7f": erase,
  "\b": erase,
};

/**
 * Takes one character.
 *
 * @param line The line so far.
 * @param char One code point.
 *
 * @example A correction
 * ```ts
 * import { EMPTY_LINE, typed } from "./line_editor.ts";
 * import assert from "node:assert/strict";
 *
 * const [one, two] = [typed(EMPTY_LINE, "1"), typed({ ...EMPTY_LINE, text: "12" }, "\x7f")];
 * assert.deepEqual([one.line.text, one.shown, two.line.text], ["1", "1", "1"]);
 * ```
 */
export function typed(line: Line, char: string): Step {
  const key = Object.hasOwn(KEYS, char) ? KEYS[char] : undefined;
  if (key !== undefined) return key({ ...line, sequence: "none" });
  const sequence = char === "\x1b" ? "escape" : AFTER[line.sequence](char);
  const isText = line.sequence === "none" && sequence === "none" && !/\p{Cc}/u.test(char);
  return isText ? append(line, char) : { line: { ...line, sequence, isFresh: false } };
}

type Sequence = Line["sequence"];

/** What follows ESC in ECMA-48, where it is more than one character. */
const OPENED: Readonly<Record<string, Sequence>> = {
  "[": "parameters",
  "O": "single",
  "]": "string",
  "P": "string",
  "X": "string",
  "^": "string",
  "_": "string",
};

/** Parameters end with a letter, strings with BEL or ESC \. */
const AFTER: Readonly<Record<Sequence, (char: string) => Sequence>> = {
  none: () => "none",
  escape: (char) => OPENED[char] ?? "none",
  single: () => "none",
  parameters: (char) => char >= "@" && char <= "~" ? "none" : "parameters",
  string: (char) => char === "\x07" ? "none" : "string",
};

function append({ text }: Line, char: string): Step {
  if (text.length > MAX_LENGTH) return { line: { ...EMPTY_LINE, text } };
  const isFull = text.length === MAX_LENGTH;
  // What has no shape of its own may turn the rest of the line round.
  const shown = isFull || /\p{C}/u.test(char) ? {} : { shown: char };
  return { line: { ...EMPTY_LINE, text: text + (isFull ? REST : char) }, ...shown };
}

function erase({ text }: Line): Step {
  const kept = [...text].slice(0, -1).join("");
  return { line: { ...EMPTY_LINE, text: kept }, ...(text === "" ? {} : { shown: ERASED }) };
}
