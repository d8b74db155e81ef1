/**
 * Results as Markdown.
 *
 * @module
 */

import {
  type Cell,
  isMet,
  type PartResult,
  type Results,
  type Table,
  type Target,
} from "./results.ts";

/**
 * Writes a number out with as many digits as say something.
 *
 * @example
 * ```ts
 * import { drawNumber } from "./draw.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual([1234567, 143.2, 12.34, 0.1234].map(drawNumber), ["1,234,567", "143", "12.3", "0.12"]);
 * ```
 */
export function drawNumber(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
  return value.toLocaleString("en", {
    maximumFractionDigits: digits,
    minimumFractionDigits: digits,
  });
}

/** A cell: of a spread the median, and in brackets both ends. */
export function drawCell(cell: Cell): string {
  if (typeof cell === "string") return cell;
  if (typeof cell === "number") return drawNumber(cell);
  const { high, low, median } = cell;
  return `${drawNumber(median)} (${drawNumber(low)} to ${drawNumber(high)})`;
}

/** A table in Markdown. */
export function drawTable({ columns, rows }: Table): string {
  const lines = [columns, columns.map(() => "---"), ...rows.map((row) => row.map(drawCell))];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** A target in one line. */
export function drawTarget(target: Target): string {
  const { bound, measured, unit, value, what } = target;
  const verdict = isMet(target) ? "met" : "MISSED";
  return `${verdict}: ${what}: ${drawNumber(measured)} ${unit}, ${bound} ${drawNumber(value)}`;
}

function targetRow(target: Target): readonly string[] {
  const { bound, measured, unit, value, what } = target;
  const verdict = isMet(target) ? "met" : "**missed**";
  return [what, `${bound} ${drawNumber(value)} ${unit}`, drawNumber(measured), verdict];
}

function drawPart({ about, day, id, load, plots, seconds, tables, title }: PartResult): string {
  const made =
    `\`deno task bench --only ${id}\`, ${day}: ${drawNumber(seconds)} s, begun at a load of ` +
    `${load.toFixed(1)}.`;
  const pictures = plots.map((plot) => `![${plot.title}](performance/${plot.name}.svg)`);
  return [`### ${title}`, about, made, ...tables.map(drawTable), ...pictures].join("\n\n");
}

/** What stands between the markers of `docs/performance.md`. */
export function drawResults({ machine, parts }: Results): string {
  const targets = parts.flatMap(({ targets }) => targets);
  const aimed = drawTable({
    columns: ["what", "aim", "measured", ""],
    rows: targets.map(targetRow),
  });
  return [
    `Measured on ${machine}. Spreads are medians with both ends; ratios are made round by round, from ` +
    "what ran in turns. A load above the number of cores means that other programs were at work: then " +
    "processor time and ratios say more than times.",
    "## Aims",
    aimed,
    "## Figures",
    ...parts.map(drawPart),
  ].join("\n\n");
}
