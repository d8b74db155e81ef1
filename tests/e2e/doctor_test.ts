import assert from "node:assert/strict";
import { startSandbox } from "../../src/sandbox/start.ts";
import { tinyWorld } from "../sandbox/tiny_world.ts";
import { accountOf } from "./in_process.ts";
import { start } from "./program.ts";

Deno.test("doctor looks at a real process: its permissions, and a session at a sandbox", async () => {
  const sandbox = startSandbox({ world: tinyWorld() });
  // The demo's permissions reach loopback, and nothing of Telegram.
  await using program = start([
    ...["run", "--frozen", "--no-prompt", "--quiet", "-P=demo"],
    ...["src/main.ts", "doctor", "--json"],
  ], { ...accountOf(sandbox.ready) });
  const { code, out, err } = await program.ended();
  assert.deepEqual([code, err], [1, ""]);
  const { findings } = JSON.parse(out);
  assert.deepEqual(
    findings.map(({ check, state }: { check: string; state: string }) => `${check} ${state}`),
    [
      "configuration ok",
      "permissions failed",
      "data centre ok",
      "lease ok",
      "session ok",
      "account ok",
      "clock ok",
      "host skipped",
    ],
  );
  await sandbox.close();
});
