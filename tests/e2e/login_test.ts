import assert from "node:assert/strict";
import { startSandbox } from "../../src/sandbox/start.ts";
import { parseSessionString } from "../../src/telegram/session_string.ts";
import { tinyWorld } from "../sandbox/tiny_world.ts";
import { childEnv, ROOT, start } from "./program.ts";

Deno.test("login takes its answers from a pipe, line by line", async () => {
  const sandbox = startSandbox({ world: tinyWorld() });
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", "-P=demo", "src/main.ts", "login", "--sandbox"]
      .concat(JSON.stringify(sandbox.ready)),
    cwd: ROOT,
    env: childEnv(),
    clearEnv: true,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode("+9996621234\n22222\nsandbox-password\n"));
  await writer.close();
  const { code, stdout, stderr } = await child.output();
  assert.equal(code, 0);
  const lines = new TextDecoder().decode(stdout).split("\n");
  assert.equal(lines.length, 2);
  assert.ok(parseSessionString(lines[0]!).ok);
  assert.ok(!/22222|sandbox-password/.test(new TextDecoder().decode(stderr)));
  await sandbox.close();
});

Deno.test("login runs with its own permissions, and stops without agreement", async () => {
  await using program = start([
    ...["run", "--frozen", "--no-prompt", "--quiet", "-P=login"],
    ...["src/main.ts", "login"],
  ]);
  await program.write("no\n");
  const { code, out, err } = await program.ended();
  assert.deepEqual([code, out], [1, ""]);
  assert.ok(err.endsWith("Stopped: nobody was signed in, and nothing was stored.\n"), err);
});
