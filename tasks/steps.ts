/**
 * Runs the steps of the gate, one after the other.
 *
 * @module
 */

/** One step of the gate. */
export interface Step {
  readonly name: string;
  /** What `deno` is called with. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it is a test suite, whose results are counted. */
  readonly isSuite?: boolean;
}

/** How a step ended. */
export interface StepResult {
  readonly ok: boolean;
  /** What it printed, colours removed. */
  readonly output: string;
  readonly seconds: number;
}

/** Test results of one suite, or summed over several. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** How {@linkcode runSteps} goes about it. */
export interface RunOptions {
  /** Goes on after a step that failed. */
  readonly keepGoing: boolean;
  /** Runs one step. */
  readonly run: (step: Step) => Promise<StepResult>;
  /** Hears each line to print. */
  readonly print: (line: string) => void;
}

/**
 * Runs steps in order and stops at the first that fails, unless told to keep going.
 *
 * @returns Whether all went well, and the sum of the test suites that ran.
 */
export async function runSteps(
  steps: readonly Step[],
  { keepGoing, run, print }: RunOptions,
): Promise<{ ok: boolean; tally: Tally }> {
  let ok = true;
  let tally: Tally = { passed: 0, failed: 0 };
  for (const step of steps) {
    const result = await run(step);
    if (step.isSuite) tally = add(tally, tallyOf(result));
    for (const line of drawStep(step, result)) print(line);
    ok &&= result.ok;
    if (!ok && !keepGoing) break;
  }
  return { ok, tally };
}

/**
 * Reads the last summary line that `deno test` printed. A suite that failed without one, or with
 * nothing but passed tests in it, counts as one failure: it broke outside its tests.
 */
export function tallyOf({ ok, output }: StepResult): Tally {
  const last = [...output.matchAll(/\| (\d+) passed[^|\n]*\| (\d+) failed/g)].at(-1);
  const passed = Number(last?.[1] ?? 0);
  const failed = Number(last?.[2] ?? 0);
  return { passed, failed: ok ? failed : Math.max(1, failed) };
}

function add(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}

/** One short line for a step; before it, when the step failed, all that it printed. */
function drawStep(step: Step, result: StepResult): string[] {
  const verdict = result.ok ? "ok    " : "FAILED";
  const line = `${verdict} ${step.name.padEnd(20)} ${result.seconds.toFixed(1).padStart(6)} s`;
  const detail = step.isSuite ? `   ${drawTally(tallyOf(result))}` : "";
  return result.ok ? [line + detail] : [result.output.trimEnd(), line + detail];
}

/** `12 passed, 0 failed`. */
export function drawTally({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}
