/**
 * From values to places on an axis.
 *
 * @module
 */

import type { Axis } from "./results.ts";

/** An axis with its values laid out on it. */
export interface Scale {
  /** 0 at the axis' beginning, 1 at its end. */
  readonly at: (value: number) => number;
  /** Round values along the axis. */
  readonly ticks: readonly number[];
}

/** About so many ticks stand on a linear axis. */
const TICKS = 5;
const ROUND_STEPS = [1, 2, 2.5, 5, 10];

/**
 * Lays an axis out. A linear one begins at 0; a logarithmic one begins and ends with one, two or five
 * times a power of ten, and its values are greater than 0.
 *
 * @param kind Linear or logarithmic.
 * @param values What has to find its place; at least one.
 *
 * @example
 * ```ts
 * import { scaleOf } from "./scale.ts";
 * import assert from "node:assert/strict";
 *
 * const { at, ticks } = scaleOf("linear", [3, 90]);
 * assert.deepEqual(ticks, [0, 20, 40, 60, 80, 100]);
 * assert.equal(at(50), 0.5);
 * ```
 */
export function scaleOf(kind: Axis["scale"], values: readonly number[]): Scale {
  return kind === "log" ? logScale(values) : linearScale(Math.max(...values));
}

function linearScale(most: number): Scale {
  const rough = most / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ROUND_STEPS.find((each) => each * power >= rough)!;
  const count = Math.ceil(most / step);
  return {
    at: (value) => value / (count * step),
    ticks: Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(6))),
  };
}

function logScale(values: readonly number[]): Scale {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const from = Math.floor(Math.log10(least));
  const round = Array.from(
    { length: Math.ceil(Math.log10(most)) - from + 1 },
    (_, index) => from + index,
  )
    .flatMap((power) => [1, 2, 5].map((each) => Number(`${each}e${power}`)));
  const first = round.findLastIndex((each) => each <= least);
  const last = round.findIndex((each) => each >= most);
  const ticks = round.slice(first, Math.max(last, first + 1) + 1);
  const [low, high] = [Math.log(ticks[0]!), Math.log(ticks.at(-1)!)];
  return { at: (value) => (Math.log(value) - low) / (high - low), ticks };
}
