/**
 * The figures of the second hand's texts as a part of `docs/privacy.md`.
 *
 *     deno run -A tests/privacy/second_hand/draw.ts
 *
 * @module
 */

import { between, percent, table } from "../labelled/draw.ts";
import { measureBatches, type SecondFigures } from "./labelled.ts";

const BEGIN = "<!-- second hand: made by deno run -A tests/privacy/second_hand/draw.ts -->";
const END = "<!-- end of second hand -->";

/** Draws the figures. */
export function drawSecondFigures(
  { sets, wrong, matches, lookAlikes }: SecondFigures & { readonly lookAlikes: number },
): string {
  const rows = sets.map(({ set, count, missed }) => [
    set,
    String(count),
    String(count - missed.length),
    percent(1 - missed.length / count),
  ]);
  const count = sets.reduce((sum, figure) => sum + figure.count, 0);
  const missed = sets.reduce((sum, figure) => sum + figure.missed.length, 0);
  return [
    table([["set", "values", "found", "recall"], ...rows]),
    `${count} values, ${count - missed} found: recall ${percent(1 - missed / count)}. ` +
    `${lookAlikes} look-alikes, ${wrong.length} wrong matches: ` +
    `precision ${percent(1 - wrong.length / matches)}.`,
  ].join("\n\n");
}

/** The figures that a document holds. */
export const secondFiguresIn = (document: string): string => between(document, BEGIN, END);

if (import.meta.main) {
  const path = new URL("../../../docs/privacy.md", import.meta.url);
  const document = await Deno.readTextFile(path);
  const before = document.slice(0, document.indexOf(BEGIN) + BEGIN.length);
  const after = document.slice(document.indexOf(END));
  const figures = drawSecondFigures(measureBatches());
  await Deno.writeTextFile(path, `${before}\n\n${figures}\n\n${after}`);
}
