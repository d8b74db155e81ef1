/**
 * The figures of the labelled sets as a part of `docs/privacy.md`.
 *
 *     deno run -A tests/privacy/labelled/draw.ts
 *
 * @module
 */

import { type Figures, measure } from "./labelled.ts";
import { measureMutations, type MutationFigure } from "./measure_mutations.ts";

const BEGIN = "<!-- figures: made by deno run -A tests/privacy/labelled/draw.ts -->";
const END = "<!-- end of figures -->";

/** A share in per cent. */
export const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

/** Lines up the columns as `deno fmt` does. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [line(rows[0]!), rule, ...rows.slice(1).map(line)].join("\n");
}

/** Draws the figures. */
export function drawFigures(figures: Figures, mutations: readonly MutationFigure[]): string {
  const sets = figures.sets.map(({ set, count, found }) => [
    set,
    String(count),
    String(found),
    percent(found / count),
  ]);
  const changed = mutations.map(({ set, count, share }) => [set, String(count), percent(share)]);
  return [
    table([["set", "values", "found", "recall"], ...sets]),
    `${figures.positives} values, ${figures.negatives} look-alikes, ${figures.wrong} wrong matches: ` +
    `precision ${percent(figures.precision)}.`,
    table([["one digit or letter changed", "values", "no longer found"], ...changed]),
  ].join("\n\n");
}

/** What stands between two marks in a document. */
export function between(document: string, begin: string, end: string): string {
  return document.slice(document.indexOf(begin) + begin.length, document.indexOf(end)).trim();
}

/** The figures that a document holds. */
export const figuresIn = (document: string): string => between(document, BEGIN, END);

if (import.meta.main) {
  const path = new URL("../../../docs/privacy.md", import.meta.url);
  const document = await Deno.readTextFile(path);
  const figures = drawFigures(measure(), measureMutations());
  const before = document.slice(0, document.indexOf(BEGIN) + BEGIN.length);
  const after = document.slice(document.indexOf(END));
  await Deno.writeTextFile(path, `${before}\n\n${figures}\n\n${after}`);
}
