/**
 * Where a character that shows nothing by itself belongs: what scripts and emoji need. See Unicode
 * UAX #31 (joiners), UTS #51 (emoji) and UTS #37 (ideographic variations).
 *
 * @module
 */

import { codeAt, codeBeside } from "./code_units.ts";

const LETTER = /^[\p{L}\p{M}]$/u;
const LETTER_OR_NUMBER = /^[\p{L}\p{M}\p{N}]$/u;
const MARK = /^\p{M}$/u;
const IGNORABLE = /^\p{DI}$/u;

/** Scripts whose letters join, so that ZWNJ and ZWJ are spelling. */
const JOINING =
  /^[\p{sc=Arab}\p{sc=Syrc}\p{sc=Mong}\p{sc=Nkoo}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}\p{sc=Mymr}\p{sc=Khmr}\p{sc=Tibt}\p{sc=Bali}\p{sc=Java}]$/u;

/** Arabic letters alone: a joiner after one shows its joined form even before a space. */
const ARABIC = /^[\p{sc=Arab}\p{sc=Syrc}]$/u;

/** Scripts in which a joiner after a mark, viramas among them, shapes a conjunct (RFC 5892, A.1). */
const INDIC =
  /^[\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}]$/u;

/** Scripts written without spaces, where a zero-width space divides words. */
const SPACELESS = /^[\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Lana}\p{sc=Talu}]$/u;

const MONGOLIAN = /^\p{sc=Mong}$/u;
const HAN = /^\p{sc=Han}$/u;
const SYMBOL = /^[\p{Sm}\p{sc=Mymr}]$/u;
const PICTURE = /^\p{Extended_Pictographic}$/u;
const SKIN = /^\p{Emoji_Modifier}$/u;

const ZWSP = 0x200B;
const ZWNJ = 0x200C;
const ZWJ = 0x200D;
const TEXT_STYLE = 0xFE0E;
const EMOJI_STYLE = 0xFE0F;
const KEYCAP = "\u20E3";

/** The flags of England, Scotland and Wales are the only tag sequences in general use. */
const BLACK_FLAG = "\u{1F3F4}";
const FLAG_TAGS = ["gbeng", "gbsct", "gbwls"].map((region) =>
  [...region].map((letter) => String.fromCodePoint(0xE0000 + codeAt(letter, 0))).join("") +
  "\u{E007F}"
);

/**
 * How much of a text belongs to the visible character before it, from a hidden character on.
 *
 * @param text Any text.
 * @param at Where the hidden character stands; what stands before it is visible.
 * @returns The length of what belongs, in code units; 0 if the character is out of place.
 *
 * @example The selector that colours a heart
 * ```ts
 * import { belongingAt } from "./joiners.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(belongingAt("\u2764\uFE0F", 1), 1);
 * assert.equal(belongingAt("a\uFE0F", 1), 0);
 * ```
 */
export function belongingAt(text: string, at: number): number {
  const code = text.codePointAt(at)!;
  if (isInArabic(text, at, code)) return 1;
  const length = code > 0xFFFF ? 2 : 1;
  const place = {
    text,
    at,
    code,
    before: characterBefore(text, at),
    after: characterAt(text, at + length),
  };
  if (code >= 0xE0020 && code <= 0xE007F) return flagTagsAt(place);
  return (code >= ZWSP && code <= ZWJ ? isJoiner(place) : isSelector(place)) ? length : 0;
}

/** The first and last of the commonest letters that join. */
const ARABIC_LETTERS = [[0x0620, 0x063F], [0x0641, 0x064A], [0x0671, 0x06D3]] as const;

/** Whether a joiner stands between such letters, seen without an expression: Persian is full of them. */
function isInArabic(text: string, at: number, joiner: number): boolean {
  if (joiner !== ZWNJ && joiner !== ZWJ) return false;
  return isArabic(codeBeside(text, at - 1)) && isArabic(codeBeside(text, at + 1));
}

function isArabic(code: number): boolean {
  return ARABIC_LETTERS.some(([first, last]) => code >= first && code <= last);
}

/** A hidden character and its neighbours. */
interface Place {
  readonly text: string;
  readonly at: number;
  readonly code: number;
  readonly before: string;
  readonly after: string;
}

function isJoiner({ text, at, code, before, after }: Place): boolean {
  if (code === ZWSP) return isLetterOf(SPACELESS, before) && isLetterOf(SPACELESS, after);
  if (code === ZWJ && PICTURE.test(after) && endsEmoji(text, at)) return true;
  if (isSpelling(before, after)) return true;
  return code === ZWJ
    ? isLetterOf(ARABIC, before)
    : isVisible(before) && isLetterOf(JOINING, after);
}

/** Either joiner between letters that join, or behind an Indic mark. */
function isSpelling(before: string, after: string): boolean {
  return isLetterOf(JOINING, before) && isVisible(after) ||
    isLetterOf(INDIC, before) && MARK.test(before);
}

/** Selectors elsewhere show nothing, and would split a number. */
function isSelector(place: Place): boolean {
  const { code, before } = place;
  if (code === TEXT_STYLE || code === EMOJI_STYLE) return isStyle(place);
  if (code >= 0x180B && code <= 0x180F) return isLetterOf(MONGOLIAN, before);
  if (code === 0xFE00 && SYMBOL.test(before)) return true;
  return isIdeographic(code) && HAN.test(before);
}

function isStyle({ text, at, code, before, after }: Place): boolean {
  if (PICTURE.test(before) || (/^[0-9#*]$/.test(before) && after === KEYCAP)) return true;
  return code === EMOJI_STYLE && SKIN.test(before) && endsEmoji(text, at);
}

/** Registered ideographic variations seldom go beyond the first sixteen selectors. */
const isIdeographic = (code: number) =>
  (code >= 0xFE00 && code <= 0xFE02) || (code >= 0xE0100 && code <= 0xE010F);

function flagTagsAt({ text, at, before }: Place): number {
  if (before !== BLACK_FLAG) return 0;
  return FLAG_TAGS.find((tags) => text.startsWith(tags, at))?.length ?? 0;
}

/** Whether an emoji ends here: a picture, its style, its skin and the skin's style. */
function endsEmoji(text: string, end: number): boolean {
  const withoutStyle = (at: number) => /[\uFE0E\uFE0F]/.test(text.charAt(at - 1)) ? at - 1 : at;
  const picture = (at: number) => PICTURE.test(characterBefore(text, at));
  let at = withoutStyle(end);
  if (picture(at)) return true;
  if (!SKIN.test(characterBefore(text, at)) || text.charAt(at) === "\uFE0E") return false;
  at = withoutStyle(at - 2);
  return picture(at);
}

function isLetterOf(script: RegExp, character: string): boolean {
  return script.test(character) && LETTER.test(character) && !IGNORABLE.test(character);
}

function isVisible(character: string): boolean {
  return LETTER_OR_NUMBER.test(character) && !IGNORABLE.test(character);
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? "" : String.fromCodePoint(code);
}

function characterBefore(text: string, at: number): string {
  const low = codeBeside(text, at - 1);
  const isPair = low >= 0xDC00 && low <= 0xDFFF && /[\uD800-\uDBFF]/.test(text.charAt(at - 2));
  return at <= 0 ? "" : text.slice(isPair ? at - 2 : at - 1, at);
}
