/**
 * How many values with one wrong digit are left alone.
 *
 * @module
 */

import { detect } from "../../../src/privacy/detect.ts";
import { DEFAULT_PII_KINDS } from "../../../src/privacy/policy.ts";
import { diceOf } from "./dice.ts";
import { CHECKED, mutate } from "./mutate.ts";

const VALUES = 10_000;

/** What came of the values of one kind. */
export interface MutationFigure {
  readonly set: string;
  readonly count: number;
  /** The share that no longer matches, as no kind. */
  readonly share: number;
}

/** Changes one character of each of 10,000 values that were found. */
export function measureMutations(seed = 4): readonly MutationFigure[] {
  const dice = diceOf(seed);
  const kinds = Object.entries(CHECKED);
  const each = Math.ceil(VALUES / kinds.length);
  return kinds.map(([set, rules]) => {
    let left = 0;
    for (let at = 0; at < each; at++) {
      const value = rules.make(dice);
      if (detect(value, [], DEFAULT_PII_KINDS).length !== 1) throw new Error(`Not found: ${value}`);
      if (detect(mutate(value, rules, dice), [], DEFAULT_PII_KINDS).length === 0) left++;
    }
    return { set, count: each, share: left / each };
  });
}
