import assert from "node:assert/strict";
import { run } from "../../src/cli/run.ts";
import { fakeIo } from "./fake_io.ts";

/** Runs the sandbox with a script, which is to be refused. */
async function refusal(text: string): Promise<readonly string[]> {
  const path = await Deno.makeTempFile({ suffix: ".json" });
  try {
    await Deno.writeTextFile(path, text);
    const io = fakeIo();
    assert.equal(await run(["sandbox", "--faults", path], io), 2);
    assert.deepEqual(io.outLines, []);
    return io.errLines.map((line) => line.replace(path, "FILE"));
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("sandbox refuses a script of faults with one sentence", async () => {
  assert.deepEqual(await refusal("{"), ["Cannot use FILE: expected JSON."]);
  assert.deepEqual(await refusal('{ "faults": [{ "do": { "cut": { "share": 7 } } }] }'), [
    "Cannot use FILE: faults[0].do.cut.share: expected a number from 0 to 1.",
  ]);
  const io = fakeIo();
  assert.equal(await run(["sandbox", "--faults", "/nowhere/faults.json"], io), 2);
  assert.deepEqual(io.errLines, [
    "Cannot use /nowhere/faults.json: expected a file that can be read.",
  ]);
});

Deno.test("sandbox serves with a script of faults", async () => {
  const path = await Deno.makeTempFile({ suffix: ".json" });
  try {
    const script = { faults: [{ when: { event: "connect" }, do: { drop: {} } }] };
    await Deno.writeTextFile(path, JSON.stringify(script));
    const { promise: ready, resolve } = Promise.withResolvers<string>();
    const io = { ...fakeIo(), out: resolve };
    const running = run(["sandbox", "--faults", path], io);
    const { host: hostname, port } = JSON.parse(await ready);
    const socket = await Deno.connect({ hostname, port });
    assert.equal(await socket.read(new Uint8Array(1)), null);
    socket.close();
    io.stop();
    assert.equal(await running, 0);
  } finally {
    await Deno.remove(path);
  }
});
