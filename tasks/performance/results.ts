/**
 * What a run of `deno task bench` found, as it is kept in JSON and drawn in the documents.
 *
 * @module
 */

/** Median and both ends of several runs. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** What stands in a table. */
export type Cell = string | number | Spread;

/** Figures side by side. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** One line of a plot. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** How one direction of a plot is drawn. */
export interface Axis {
  readonly label: string;
  readonly scale: "linear" | "log";
}

/** Lines over two axes. */
export interface Plot {
  /** The file's name, without ending. */
  readonly name: string;
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  /** What is aimed at, as a horizontal line. */
  readonly bound?: { readonly label: string; readonly y: number };
}

/** What was aimed at, and what came of it. */
export interface Target {
  readonly what: string;
  readonly bound: "at most" | "at least" | "exactly";
  readonly value: number;
  readonly unit: string;
  readonly measured: number;
}

/** What one part of the benchmark found. */
export interface Findings {
  readonly targets: readonly Target[];
  readonly tables: readonly Table[];
  readonly plots: readonly Plot[];
}

/** The findings, what they are of, and how busy the machine was. */
export interface PartResult extends Findings {
  readonly id: string;
  readonly title: string;
  /** What was done, in whole sentences. */
  readonly about: string;
  readonly day: string;
  readonly seconds: number;
  /** Processes that wanted a processor when the part began, averaged over a minute. */
  readonly load: number;
}

/** All that is kept. */
export interface Results {
  readonly machine: string;
  readonly parts: readonly PartResult[];
}

/** Whether a target was reached. */
export function isMet({ bound, measured, value }: Target): boolean {
  if (bound === "exactly") return measured === value;
  return bound === "at most" ? measured <= value : measured >= value;
}

/** Puts newer results in the place of older ones; parts that were not run stay. */
export function merged(
  kept: Results | undefined,
  run: Results,
  order: readonly string[],
): Results {
  const parts = [...kept?.parts ?? [], ...run.parts];
  return {
    machine: run.machine,
    parts: order.flatMap((wanted) => parts.findLast(({ id }) => id === wanted) ?? []),
  };
}
