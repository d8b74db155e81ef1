import assert from "node:assert/strict";
import { drawCell, drawResults, drawTarget } from "../../../tasks/performance/draw.ts";
import { isMet, merged, type PartResult, type Target } from "../../../tasks/performance/results.ts";

const TARGET: Target = {
  what: "A page",
  bound: "at most",
  value: 1.25,
  unit: "times",
  measured: 1.31,
};

const PART: PartResult = {
  id: "page",
  title: "A page",
  about: "It is read.",
  day: "2026-05-31",
  seconds: 12,
  load: 0.5,
  targets: [TARGET],
  tables: [{ columns: ["reader", "ms"], rows: [["we", { median: 12.34, low: 9, high: 1234.5 }]] }],
  plots: [{
    name: "page",
    title: "Pages",
    x: { label: "x", scale: "linear" },
    y: { label: "y", scale: "linear" },
    series: [],
  }],
};

Deno.test("drawCell() draws a spread as its median and both ends", () => {
  assert.equal(drawCell({ median: 12.34, low: 0.5, high: 1234.5 }), "12.3 (0.50 to 1,235)");
  assert.deepEqual([drawCell("–"), drawCell(1000), drawCell(3.14159)], ["–", "1,000", "3.14"]);
});

Deno.test("isMet() compares with the bound's own side", () => {
  const met = (bound: Target["bound"], measured: number) => isMet({ ...TARGET, bound, measured });
  assert.deepEqual([met("at most", 1.25), met("at most", 1.26)], [true, false]);
  assert.deepEqual([met("at least", 1.25), met("at least", 1.24)], [true, false]);
  assert.deepEqual([met("exactly", 1.25), met("exactly", 1.2501)], [true, false]);
});

Deno.test("drawTarget() says that a target was missed", () => {
  assert.equal(drawTarget(TARGET), "MISSED: A page: 1.31 times, at most 1.25");
  assert.equal(drawTarget({ ...TARGET, measured: 1 }), "met: A page: 1 times, at most 1.25");
});

Deno.test("drawResults() draws aims, figures and pictures", () => {
  const page = drawResults({ machine: "2 cores", parts: [PART] });
  assert.match(page, /^Measured on 2 cores\./);
  assert.ok(page.includes("| A page | at most 1.25 times | 1.31 | **missed** |"));
  assert.ok(
    page.includes("### A page\n\nIt is read.\n\n`deno task bench --only page`, 2026-05-31: 12 s"),
  );
  assert.ok(page.includes("| we | 12.3 (9 to 1,235) |"));
  assert.ok(page.includes("![Pages](performance/page.svg)"));
});

Deno.test("merged() replaces parts that were run again, keeps others, and orders all", () => {
  const part = (id: string, seconds: number): PartResult => ({ ...PART, id, seconds });
  const kept = { machine: "old", parts: [part("http", 1), part("gone", 1), part("page", 1)] };
  const run = { machine: "new", parts: [part("page", 2)] };
  const { machine, parts } = merged(kept, run, ["start", "page", "http"]);
  assert.equal(machine, "new");
  assert.deepEqual(parts.map(({ id, seconds }) => [id, seconds]), [["page", 2], ["http", 1]]);
});
