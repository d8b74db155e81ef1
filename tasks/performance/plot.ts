/**
 * Plots as SVG, for light pages and dark ones.
 *
 * @module
 */

import { escapeXml } from "../escape_xml.ts";
import type { Plot, Series } from "./results.ts";
import { type Scale, scaleOf } from "./scale.ts";

const WIDTH = 720;
const HEIGHT = 400;
/** The field that lines are drawn in. */
const FIELD = { left: 76, top: 48, right: 700, bottom: 308 } as const;
const LEGEND = { top: 368, column: 170, row: 20, columns: 4 } as const;

/** Colours that stay apart for those who see fewer of them, and on either ground. */
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#7f7f7f"] as const;
/** Lines that differ by more than their colour. */
const DASHES = ["", "8 3", "2 3", "10 3 2 3", "5 5", "1 5"] as const;

const STYLE = [
  "text{fill:#333;font:13px system-ui,sans-serif}",
  ".title{font-size:16px;font-weight:600}",
  ".grid{stroke:#ddd}",
  ".bound{stroke:#c00;stroke-dasharray:3 3}",
  "@media(prefers-color-scheme:dark){text{fill:#ccc}.grid{stroke:#444}.bound{stroke:#f66}}",
].join("");

/** The two axes of a plot. */
interface Scales {
  readonly x: Scale;
  readonly y: Scale;
}

function scalesOf({ bound, series, x, y }: Plot): Scales {
  const points = series.flatMap(({ points }) => points);
  const bounds = bound === undefined ? [] : [bound.y];
  return {
    x: scaleOf(x.scale, points.map(([value]) => value)),
    y: scaleOf(y.scale, [...points.map(([, value]) => value), ...bounds]),
  };
}

/** Tenths of a pixel are enough. */
const px = (value: number) => String(Math.round(value * 10) / 10);

const left = ({ x }: Scales, value: number) =>
  px(FIELD.left + x.at(value) * (FIELD.right - FIELD.left));
const top = ({ y }: Scales, value: number) =>
  px(FIELD.bottom - y.at(value) * (FIELD.bottom - FIELD.top));

const number = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 3 });

function line(x1: string | number, y1: string | number, x2: string | number, y2: string | number) {
  return `<line class="grid" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
}

function text(x: string | number, y: string | number, words: string, rest = ""): string {
  return `<text x="${x}" y="${y}"${rest}>${escapeXml(words)}</text>`;
}

function drawAxes({ x, y }: Plot, scales: Scales): readonly string[] {
  const middle = (FIELD.top + FIELD.bottom) / 2;
  return [
    ...scales.y.ticks.flatMap((tick) => [
      line(FIELD.left, top(scales, tick), FIELD.right, top(scales, tick)),
      text(FIELD.left - 8, top(scales, tick), number(tick), ' dy="4" text-anchor="end"'),
    ]),
    ...scales.x.ticks.flatMap((tick) => [
      line(left(scales, tick), FIELD.bottom, left(scales, tick), FIELD.bottom + 5),
      text(left(scales, tick), FIELD.bottom + 20, number(tick), ' text-anchor="middle"'),
    ]),
    text((FIELD.left + FIELD.right) / 2, FIELD.bottom + 40, x.label, ' text-anchor="middle"'),
    text(14, middle, y.label, ` transform="rotate(-90 14 ${middle})" text-anchor="middle"`),
  ];
}

const styleOf = (index: number) => ({
  colour: COLOURS[index % COLOURS.length],
  dash: DASHES[index % DASHES.length],
});

function drawSeries({ points }: Series, index: number, scales: Scales): string {
  const { colour, dash } = styleOf(index);
  const places = points.map(([x, y]) => `${left(scales, x)},${top(scales, y)}`).join(" ");
  return `<polyline points="${places}" fill="none" stroke="${colour}" stroke-width="2" ` +
    `stroke-dasharray="${dash}"/>`;
}

function drawLegend({ name }: Series, index: number): readonly string[] {
  const { colour, dash } = styleOf(index);
  const x = 24 + (index % LEGEND.columns) * LEGEND.column;
  const y = LEGEND.top + Math.floor(index / LEGEND.columns) * LEGEND.row;
  return [
    `<line x1="${x}" y1="${y}" x2="${x + 24}" y2="${y}" stroke="${colour}" stroke-width="2" ` +
    `stroke-dasharray="${dash}"/>`,
    text(x + 30, y, name, ' dy="4"'),
  ];
}

function drawBound({ bound }: Plot, scales: Scales): readonly string[] {
  if (bound === undefined) return [];
  const y = top(scales, bound.y);
  return [
    `<line class="bound" x1="${FIELD.left}" y1="${y}" x2="${FIELD.right}" y2="${y}"/>`,
    text(FIELD.right, Number(y) - 5, bound.label, ' text-anchor="end"'),
  ];
}

/** What somebody hears who does not see the plot: each line from its beginning to its end. */
function describe({ series, x, y }: Plot): string {
  const lines = series.map(({ name, points }) => {
    const ends = [points[0], points.at(-1)].filter((point) => point !== undefined);
    const words = ends.map(([at, value]) =>
      `${number(Math.round(value * 10) / 10)} at ${number(at)}`
    );
    return `${name}: ${words.join(", ")}`;
  });
  return `${y.label} over ${x.label}. ${lines.join("; ")}.`;
}

/**
 * Draws a plot.
 *
 * @param plot Each of its lines has at least one point; values on a logarithmic axis are above 0.
 * @returns An SVG file that needs no font and no script.
 */
export function drawPlot(plot: Plot): string {
  const scales = scalesOf(plot);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" ` +
    `width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escapeXml(plot.title)}</title>`,
    `<desc id="desc">${escapeXml(describe(plot))}</desc>`,
    `<style>${STYLE}</style>`,
    text(FIELD.left, 26, plot.title, ' class="title"'),
    ...drawAxes(plot, scales),
    ...drawBound(plot, scales),
    ...plot.series.map((series, index) => drawSeries(series, index, scales)),
    ...plot.series.flatMap(drawLegend),
    "</svg>",
    "",
  ].join("\n");
}
