/**
 * What the detectors find of the labelled sets, as figures.
 *
 * @module
 */

import { detect } from "../../../src/privacy/detect.ts";
import { DEFAULT_PII_KINDS } from "../../../src/privacy/policy.ts";
import { diceOf } from "./dice.ts";
import { lookAlikes } from "./look_alikes.ts";
import { NEUTRAL, SMALL_TALK } from "./sentences.ts";
import { type Value, values } from "./values.ts";

const SEED = 20_261_123;
const LOOK_ALIKES = 10_000;

/** A text, and the one value in it. */
export interface Labelled extends Value {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** Every value in a sentence. */
export function positives(seed = SEED): readonly Labelled[] {
  const dice = diceOf(seed);
  return values(dice).map((value) => {
    const named = value.words === undefined
      ? value.text
      : `${dice.pick(value.words)} ${value.text}`;
    const message = dice.pick(NEUTRAL).replace("{}", () => named);
    const start = message.indexOf(value.text);
    return { ...value, message, start, end: start + value.text.length };
  });
}

/** Look-alikes and small talk: nothing in them is personal. */
export function negatives(seed = SEED): readonly string[] {
  const dice = diceOf(seed + 1);
  return lookAlikes(dice, LOOK_ALIKES).map((text) =>
    dice.below(3) === 0 ? `${dice.pick(SMALL_TALK)} ${text}` : text
  );
}

/** How one set went. */
export interface Figure {
  readonly set: string;
  readonly count: number;
  readonly found: number;
}

/** How all went. */
export interface Figures {
  readonly sets: readonly Figure[];
  readonly positives: number;
  readonly negatives: number;
  /** Matches that are no personal data, or are of another kind. */
  readonly wrong: number;
  readonly precision: number;
  readonly missed: readonly Labelled[];
  readonly invented: readonly string[];
}

/** Measures recall by set, and precision over positives and look-alikes together. */
export function measure(seed = SEED): Figures {
  const sets = new Map<string, { count: number; found: number }>();
  const missed: Labelled[] = [];
  const invented: string[] = [];
  let right = 0;
  let wrong = 0;
  const all = positives(seed);
  for (const positive of all) {
    const matches = detect(positive.message, [], DEFAULT_PII_KINDS);
    const isFound = matches.some(({ kind, start, end }) =>
      kind === positive.kind && start <= positive.start + 1 && end >= positive.end
    );
    const figure = sets.get(positive.set) ?? { count: 0, found: 0 };
    sets.set(positive.set, { count: figure.count + 1, found: figure.found + Number(isFound) });
    if (isFound) right++;
    else missed.push(positive);
    wrong += matches.length - Number(isFound);
    if (matches.length > Number(isFound)) invented.push(positive.message);
  }
  const innocent = negatives(seed);
  for (const text of innocent) {
    const { length } = detect(text, [], DEFAULT_PII_KINDS);
    wrong += length;
    if (length > 0) invented.push(text);
  }
  return {
    sets: [...sets].map(([set, figure]) => ({ set, ...figure })),
    positives: all.length,
    negatives: innocent.length,
    wrong,
    precision: right / (right + wrong),
    missed,
    invented,
  };
}
