/**
 * The gate, `deno task ok`: the same here and in CI. It stops at the first step that fails;
 * `--keep-going` runs the rest as well. The last line is the sum of the test suites.
 *
 * @module
 */

import manifest from "../deno.json" with { type: "json" };
import { stripVTControlCharacters } from "node:util";
import { drawTally, runSteps, type Step, type StepResult } from "./steps.ts";

const STEP_TIMEOUT_MS = 15 * 60_000;

/** Deno 2.9.6 crashes at exit after one lint run with plugins in thirty, unless it has one thread. */
const LINT_ENV = { DENO_V8_FLAGS: "--single-threaded" };

/** Packages that only tests import stand in a lock of their own: a user fetches all of `deno.lock`. */
const TEST_LOCK = "--lock=tests/deno.lock";

/** The cheap steps first. Profiles of the tests and of the programs they start go to `profiles`. */
function steps(profiles: string): readonly Step[] {
  return [
    { name: "format", args: ["fmt", "--check"] },
    { name: "lint and layers", args: ["lint"], env: LINT_ENV },
    { name: "types", args: ["check", TEST_LOCK] },
    { name: "documents", args: ["run", "-A", "tasks/tool_docs.ts", "--check"] },
    { name: "schemas", args: ["run", "-A", "tasks/export_schemas.ts", "--check"] },
    { name: "errors", args: ["run", "-A", "tasks/error_docs.ts", "--check"] },
    { name: "settings", args: ["run", "-A", "tasks/settings_docs.ts", "--check"] },
    { name: "figures", args: ["run", "-A", "tasks/performance_docs.ts", "--check"] },
    { name: "package", args: ["publish", "--dry-run", "--allow-dirty"] },
    { name: "public documents", args: ["doc", "--lint", ...Object.values(manifest.exports)] },
    {
      name: "doc examples",
      args: ["test", "-A", TEST_LOCK, "--doc", "src", "tasks"],
      isSuite: true,
    },
    {
      name: "tests",
      args: [
        "test",
        "-A",
        TEST_LOCK,
        "--parallel",
        `--coverage=${profiles}`,
        "--coverage-raw-data-only",
      ]
        .concat("--ignore=tests/system,tests/live", "tests"),
      isSuite: true,
    },
    { name: "coverage of src", args: ["run", "-A", "tasks/coverage.ts", profiles] },
  ];
}

async function runDeno(step: Step): Promise<StepResult> {
  const started = performance.now();
  const signal = AbortSignal.timeout(STEP_TIMEOUT_MS);
  const { success, stdout, stderr, signal: killer } = await new Deno.Command(Deno.execPath(), {
    args: [...step.args],
    env: { ...step.env, NO_COLOR: "1" },
    stdin: "null",
    signal,
  }).output();
  const text = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("");
  const end = killer === null ? "" : `\nEnded by ${killer} (each step may take 15 minutes)`;
  return {
    ok: success,
    output: stripVTControlCharacters(text) + end,
    seconds: (performance.now() - started) / 1000,
  };
}

if (import.meta.main) {
  const profiles = await Deno.makeTempDir({ prefix: "tgtk_coverage_" });
  try {
    const { ok, tally } = await runSteps(steps(profiles), {
      keepGoing: Deno.args.includes("--keep-going"),
      run: runDeno,
      print: console.log,
    });
    console.log(drawTally(tally));
    Deno.exitCode = ok ? 0 : 1;
  } finally {
    await Deno.remove(profiles, { recursive: true });
  }
}
