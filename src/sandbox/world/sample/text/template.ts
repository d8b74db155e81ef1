/**
 * Turns templates into text.
 *
 * @module
 */

import type { Dice } from "../dice.ts";
import type { Slots } from "./language.ts";

interface Range {
  readonly low: number;
  readonly high: number;
  /** The number stands before a Russian genitive plural. */
  readonly many: boolean;
}

type Part = string | readonly string[] | Range;

/** Templates already taken apart: they are few, and each is used very often. */
const taken = new Map<Slots, Map<string, readonly Part[]>>();

/**
 * Fills a template's braces.
 *
 * @param template Text with `{slot}`, `{low..high}` and `{low..high many}`; the last one takes numbers
 *   that go with a Russian genitive plural, such as 5 to 20, and may exceed `high` by four.
 * @param slots The lists to fill from; a slot that is not there is a bug and throws.
 *
 * @example A sentence
 * ```ts
 * import { dice } from "../dice.ts";
 * import { fill } from "./template.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(fill("{who} has {3..3} cats", { who: ["Ann"] }, dice(1, 1)), "Ann has 3 cats");
 * ```
 */
export function fill(template: string, slots: Slots, thrown: Dice): string {
  let text = "";
  for (const part of partsOf(template, slots)) text += filled(part, thrown);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function filled(part: Part, thrown: Dice): string {
  if (typeof part === "string") return part;
  if (!("low" in part)) return thrown.pick(part);
  const number = thrown.between(part.low, part.high);
  return String(part.many ? genitivePlural(number) : number);
}

/** The next number that ends in 0 or 5 to 9, or in 11 to 14. */
function genitivePlural(number: number): number {
  const tens = number % 100;
  const ones = number % 10;
  return (tens > 10 && tens < 15) || ones === 0 || ones > 4 ? number : number + 5 - ones;
}

function partsOf(template: string, slots: Slots): readonly Part[] {
  let known = taken.get(slots);
  if (known === undefined) taken.set(slots, known = new Map());
  let parts = known.get(template);
  if (parts === undefined) known.set(template, parts = take(template, slots));
  return parts;
}

function take(template: string, slots: Slots): readonly Part[] {
  return template.split(/\{([^{}]+)\}/).map((piece, index) => {
    if (index % 2 === 0) return piece;
    const range = /^(\d+)\.\.(\d+)( many)?$/.exec(piece);
    if (range !== null) {
      return { low: Number(range[1]), high: Number(range[2]), many: range[3] !== undefined };
    }
    const list = slots[piece];
    if (list === undefined) throw new Error(`Cannot fill template: there is no slot ${piece}`);
    return list;
  });
}
