import assert from "node:assert/strict";
import { parseWindow } from "../../src/history/dates.ts";

// 2024-05-31T00:00:00Z is 1717113600, by `date -u -d 2024-05-31 +%s`.
const DAY = 1717113600;

const WINDOWS: readonly (readonly [string | undefined, string | undefined, unknown])[] = [
  [undefined, undefined, {}],
  ["2024-05-31", undefined, { from: DAY }],
  [undefined, "2024-05-31", { to: DAY + 86400 }],
  ["2024-05-31", "2024-05-31", { from: DAY, to: DAY + 86400 }],
  ["2024-05-31T18:30:00Z", "2024-05-31T18:30:01Z", { from: DAY + 66600, to: DAY + 66601 }],
  ["2024-05-31T18:30", undefined, { from: DAY + 66600 }],
  ["2024-05-31T18:30:00", undefined, { from: DAY + 66600 }],
  ["2024-05-31T21:30:00+03:00", undefined, { from: DAY + 66600 }],
  ["2024-05-31T00:00:00.001Z", undefined, { from: DAY + 1 }],
  [undefined, "2024-05-31T00:00:00.999Z", { to: DAY + 1 }],
  ["2024-02-29", undefined, { from: 1709164800 }],
  ["1970-01-01", undefined, { from: 0 }],
];

for (const [from, to, value] of WINDOWS) {
  Deno.test(`parseWindow() reads ${from ?? "…"} to ${to ?? "…"}`, () => {
    assert.deepEqual(parseWindow(from, to), { ok: true, value });
  });
}

const WRONG: readonly (readonly [string | undefined, string | undefined, string])[] = [
  ["yesterday", undefined, "from_date"],
  ["31.05.2024", undefined, "from_date"],
  ["2024-13-01", undefined, "from_date"],
  ["2024-02-30", undefined, "from_date"],
  ["2023-02-29", undefined, "from_date"],
  ["2024-05-31T25:00:00Z", undefined, "from_date"],
  ["2024-05-31 18:30", undefined, "from_date"],
  ["1717113600", undefined, "from_date"],
  ["1969-12-31", undefined, "from_date"],
  ["", undefined, "from_date"],
  [undefined, "2024-5-1", "to_date"],
  [undefined, "1970-01-01T00:00:00Z", "to_date"],
  ["2024-05-31", "2024-05-30", "to_date"],
  ["2024-05-31T18:30:00Z", "2024-05-31T18:30:00Z", "to_date"],
];

for (const [from, to, field] of WRONG) {
  Deno.test(`parseWindow() refuses ${from ?? "…"} to ${to ?? "…"} and names ${field}`, () => {
    const outcome = parseWindow(from, to);
    assert.ok(!outcome.ok && outcome.failure.code === "VALIDATION_ERROR");
    assert.equal(outcome.failure.field, field);
  });
}
