/** The sandbox command with wrong values: one sentence each, and no stack trace. */
import assert from "node:assert/strict";
import { run } from "../../src/cli/run.ts";
import { fakeIo } from "../cli/fake_io.ts";
import { ROOT, start } from "../e2e/program.ts";

const RANGE = "expected a whole number from 0 to";
const ADDRESS =
  "expected an address of this machine (IPv4), a free port, and the permission to listen there.";

const REFUSED: readonly (readonly [args: readonly string[], code: number, sentence: string])[] = [
  [["--port", "65536"], 2, `Cannot use --port: ${RANGE} 65535.`],
  [["--latency-ms", "1.5"], 2, `Cannot use --latency-ms: ${RANGE} 600000.`],
  [["--seed", "x"], 2, `Cannot use --seed: ${RANGE} 2147483647.`],
  [["--faults", "/"], 2, "Cannot use /: expected a file that can be read."],
  [["--world", "/"], 2, "Cannot load /: it cannot be read"],
  [["--world", "/nowhere/"], 2, "Cannot load /nowhere/: there is no such file"],
  [
    ["--trace", "/nowhere/trace.jsonl"],
    2,
    "Cannot write --trace /nowhere/trace.jsonl: expected a folder that exists and may be written.",
  ],
  [["--trace", "/"], 2, "Cannot write --trace /: expected a file, not a folder."],
  [["--host", "9.9.9.9"], 1, `Cannot listen on 9.9.9.9:0: ${ADDRESS}`],
  [["--host", "no.such.host.invalid"], 1, `Cannot listen on no.such.host.invalid:0: ${ADDRESS}`],
  [["--host", "127.0.0.1:80"], 1, `Cannot listen on 127.0.0.1:80:0: ${ADDRESS}`],
  [["--host", "::1"], 1, `Cannot listen on ::1:0: ${ADDRESS}`],
];

for (const [args, code, sentence] of REFUSED) {
  Deno.test(`sandbox refuses ${args.join(" ")} with one sentence`, async () => {
    const io = fakeIo();
    assert.equal(await run(["sandbox", ...args], io), code);
    assert.deepEqual([io.outLines, io.errLines], [[], [sentence]]);
  });
}

Deno.test("sandbox refuses an address that its permissions do not allow with one sentence", async () => {
  const program = start([
    "run",
    "--quiet",
    "-P=sandbox",
    "--no-prompt",
    `${ROOT}src/main.ts`,
    "sandbox",
    "--host",
    "0.0.0.0",
  ]);
  const { code, out, err } = await program.ended();
  await program.endStdin();
  assert.deepEqual([code, out, err], [1, "", `Cannot listen on 0.0.0.0:0: ${ADDRESS}\n`]);
});
