/**
 * Counters and histograms of one registry.
 *
 * @module
 */

import { Counter, Histogram, type Registry } from "prom-client";

/** Makes instruments and registers them. */
export interface Instruments {
  readonly counter: <Label extends string>(
    name: string,
    help: string,
    labelNames?: readonly Label[],
  ) => Counter<Label>;
  readonly histogram: <Label extends string>(
    name: string,
    help: string,
    buckets: readonly number[],
    labelNames?: readonly Label[],
  ) => Histogram<Label>;
}

/**
 * Makes what makes them.
 *
 * @param registry Where they are told.
 */
export function instruments(registry: Registry): Instruments {
  const registers = [registry];
  return {
    counter: (name, help, labelNames = []) => new Counter({ name, help, labelNames, registers }),
    histogram: (name, help, buckets, labelNames = []) =>
      new Histogram({ name, help, buckets: [...buckets], labelNames, registers }),
  };
}
