/** What the benchmark is made of. */

import type { Cell, Findings, Spread } from "../../../tasks/performance/results.ts";

/** Whether there is time for every size and round, or only to see that all works. */
export interface Size {
  readonly isQuick: boolean;
}

/** One part. */
export interface Part {
  readonly title: string;
  /** What is done, in whole sentences. */
  readonly about: string;
  readonly measure: (size: Size) => Promise<Findings>;
}

/** A spread in another unit. */
export function scaled({ high, low, median }: Spread, factor: number): Spread {
  return { median: median * factor, low: low * factor, high: high * factor };
}

/** What stands in a table where nothing was measured. */
export const NOTHING: Cell = "–";
