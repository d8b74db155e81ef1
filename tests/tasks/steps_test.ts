import { deepStrictEqual } from "node:assert/strict";
import { runSteps, type Step, type StepResult, tallyOf } from "../../tasks/steps.ts";

function ended(ok: boolean, output: string): StepResult {
  return { ok, output, seconds: 1.25 };
}

const STEPS: readonly Step[] = [
  { name: "format", args: ["fmt"] },
  { name: "doc", args: ["test", "--doc"], isSuite: true },
  { name: "tests", args: ["test"], isSuite: true },
];

const RESULTS: Readonly<Record<string, StepResult>> = {
  format: ended(true, ""),
  doc: ended(false, "boom\nFAILED | 2 passed | 1 failed (9ms)\n"),
  tests: ended(true, "ok | 40 passed | 0 failed | 3 ignored (1s)\n"),
};

async function runAll(keepGoing: boolean, steps = STEPS) {
  const lines: string[] = [];
  const run = (step: Step) => Promise.resolve(RESULTS[step.name] ?? ended(true, ""));
  const result = await runSteps(steps, { keepGoing, run, print: (line) => lines.push(line) });
  return { result, lines };
}

Deno.test("runSteps() stops at the first failure and prints its output", async () => {
  const { result, lines } = await runAll(false);
  deepStrictEqual(result, { ok: false, tally: { passed: 2, failed: 1 } });
  deepStrictEqual(lines, [
    "ok     format                  1.3 s",
    "boom\nFAILED | 2 passed | 1 failed (9ms)",
    "FAILED doc                     1.3 s   2 passed, 1 failed",
  ]);
});

Deno.test("runSteps() keeps going when told to and sums the suites", async () => {
  const { result, lines } = await runAll(true);
  deepStrictEqual(result, { ok: false, tally: { passed: 42, failed: 1 } });
  deepStrictEqual(lines.at(-1), "ok     tests                   1.3 s   40 passed, 0 failed");
});

Deno.test("runSteps() is well when every step is", async () => {
  const { result } = await runAll(false, STEPS.filter((step) => step.name !== "doc"));
  deepStrictEqual(result, { ok: true, tally: { passed: 40, failed: 0 } });
});

Deno.test("tallyOf() reads the last summary", () => {
  const output = "ok | 1 passed | 0 failed (1ms)\nFAILED | 5 passed (2 steps) | 3 failed (9s)";
  deepStrictEqual(tallyOf(ended(false, output)), { passed: 5, failed: 3 });
});

Deno.test("tallyOf() counts a suite that broke outside its tests as one failure", () => {
  deepStrictEqual(tallyOf(ended(false, "error: Type checking failed.")), { passed: 0, failed: 1 });
  deepStrictEqual(tallyOf(ended(false, "ok | 5 passed | 0 failed")), { passed: 5, failed: 1 });
});
