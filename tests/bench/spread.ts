/** What several runs came to. */

/** Median and both ends. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Sums runs up; there is at least one. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: sorted[sorted.length >> 1]!, low: sorted[0]!, high: sorted.at(-1)! };
}

/** Writes a spread out. */
export function drawSpread({ median, low, high }: Spread, digits: number): string {
  return `median ${median.toFixed(digits)}, ${low.toFixed(digits)} to ${high.toFixed(digits)}`;
}
