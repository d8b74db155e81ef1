import assert from "node:assert/strict";
import { drawPlot } from "../../../tasks/performance/plot.ts";
import type { Plot } from "../../../tasks/performance/results.ts";

const PLOT: Plot = {
  name: "p",
  title: "A < B",
  x: { label: "s", scale: "linear" },
  y: { label: "MB", scale: "linear" },
  series: [
    { name: "one", points: [[0, 0], [10, 100]] },
    { name: "two & three", points: [[5, 50]] },
  ],
  bound: { label: "at most 75", y: 75 },
};

Deno.test("drawPlot() puts points where they belong between the corners of the field", () => {
  const svg = drawPlot(PLOT);
  assert.match(svg, /<polyline points="76,308 700,48" fill="none"/);
  assert.match(svg, /<polyline points="388,178" fill="none"/);
});

Deno.test("drawPlot() draws the bound at its height, with its words", () => {
  assert.match(drawPlot(PLOT), /<line class="bound" x1="76" y1="113" x2="700" y2="113"\/>/);
  assert.match(drawPlot(PLOT), />at most 75<\/text>/);
});

Deno.test("drawPlot() says in words what can be seen", () => {
  const svg = drawPlot(PLOT);
  assert.match(svg, /<title id="title">A &lt; B<\/title>/);
  assert.match(
    svg,
    /<desc id="desc">MB over s\. one: 0 at 0, 100 at 10; two &amp; three: 50 at 5, 50 at 5\.<\/desc>/,
  );
});

Deno.test("drawPlot() tells lines apart by more than their colour", () => {
  const svg = drawPlot(PLOT);
  assert.match(svg, /stroke="#0072b2" stroke-width="2" stroke-dasharray=""/);
  assert.match(svg, /stroke="#d55e00" stroke-width="2" stroke-dasharray="8 3"/);
});

Deno.test("drawPlot() has colours for dark pages", () => {
  assert.match(drawPlot(PLOT), /@media\(prefers-color-scheme:dark\)\{text\{fill:#ccc\}/);
});
