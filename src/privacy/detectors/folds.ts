/**
 * Characters that are another spelling of an ASCII character, and those that are no spelling at all.
 *
 * @module
 */

import { codeAt } from "../code_units.ts";

/** Where the ten digits of each script of the basic plane start: `\p{Nd}` without ASCII. */
const ZEROS = [
  ...[0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6],
  ...[0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0],
  ...[0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0],
  ...[0xAA50, 0xABF0],
];

const SPACES = [[0x09], [0xA0], [0x1680], [0x2000, 0x200A], [0x202F], [0x205F], [0x3000]] as const;

const DASHES = [[0x2010, 0x2013], [0x2043], [0x2212], [0xFE58], [0xFE63]] as const;

/** Long dashes divide words as well as digits, so they stay apart from the short ones. */
const LONG_DASH = 0x2014;
const BAR = 0x2015;

/** Joiners, marks of direction, fillers, selectors, and the frame that makes a digit a keycap. */
const NOTHING = [
  ...[[0xAD], [0x034F], [0x061C], [0x115F, 0x1160], [0x17B4, 0x17B5], [0x180B, 0x180F]],
  ...[[0x200B, 0x200F], [0x202A, 0x202E], [0x2060, 0x206F], [0x20E3], [0x3164], [0xFE00, 0xFE0F]],
  ...[[0xFEFF], [0xFFA0], [0xFFF9, 0xFFFB]],
] as const;

const OTHERS = {
  "@": "﹫",
  "+": "﹢⁺➕",
  ".": "․。｡﹒",
  ":": "：∶",
  "/": "⁄∕",
  "(": "⁽",
  ")": "⁾",
} as const;

/** Cyrillic and Greek capitals and small letters that look like the Latin ones below them. */
const ALIKE = "АВЕКМНОРСТУХІЈЅԚԜҮаеорсухіјѕԛԝһүԁӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧο";
const LATIN = "ABEKMHOPCTYXIJSQWYaeopcyxijsqwhydlABEZHIKMNOPTYXo";

const code = (character: string): number => codeAt(character, 0);

function* codes(ranges: readonly (readonly number[])[]): Generator<number> {
  for (const [from = 0, to = from] of ranges) {
    for (let at = from; at <= to; at++) yield at;
  }
}

/** Gaps between digits: every space and dash, and the plain one it stands for. */
export const GAPS: ReadonlyMap<number, number> = new Map([
  ...[...codes(SPACES)].map((at) => [at, code(" ")] as const),
  ...[...codes(DASHES)].map((at) => [at, code("-")] as const),
  [LONG_DASH, LONG_DASH],
  [BAR, LONG_DASH],
]);

/** Full-width forms, digits of all scripts and the like, and the ASCII character they stand for. */
export const LETTERS: ReadonlyMap<number, number> = new Map([
  ...[...codes([[0xFF01, 0xFF5E]])].map((at) => [at, at - 0xFEE0] as const),
  ...ZEROS.flatMap((zero) => Array.from({ length: 10 }, (_, n) => [zero + n, 0x30 + n] as const)),
  ...Array.from({ length: 9 }, (_, n) => [0x2460 + n, 0x31 + n] as const),
  [0x24EA, 0x30],
  ...Object.entries(OTHERS).flatMap(([ascii, all]) =>
    [...all].map((other) => [code(other), code(ascii)] as const)
  ),
]);

/** Characters that are left out of a number or a word. */
export const DROPPED: ReadonlySet<number> = new Set(codes(NOTHING));

/** Letters of other alphabets that look Latin, and the Latin letter each looks like. */
export const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  [...ALIKE].map((letter, index) => [letter, LATIN.charAt(index)]),
);
