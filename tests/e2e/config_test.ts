import assert from "node:assert/strict";
import { startSandbox } from "../../src/sandbox/start.ts";
import { tinyWorld } from "../sandbox/tiny_world.ts";
import { accountOf } from "./in_process.ts";
import { childEnv, start } from "./program.ts";

const REQUEST = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: {
    protocolVersion: "2025-11-25",
    capabilities: {},
    clientInfo: { name: "test", version: "1" },
  },
};

/** What `tgtk config` prints, run with its own permissions. */
async function printed(client: string): Promise<string> {
  await using program = start([
    ...["run", "--frozen", "--no-prompt", "--quiet", "-P=config"],
    ...["src/main.ts", "config", client],
  ]);
  const { code, out, err } = await program.ended();
  assert.equal(code, 0, err);
  return out;
}

Deno.test("the command that config prints starts the server, from another folder", async () => {
  const { mcpServers: { tgtk: { command, args } } } = JSON.parse(await printed("stdio"));
  const sandbox = startSandbox({ world: tinyWorld() });
  const child = new Deno.Command(command, {
    args,
    cwd: "/",
    env: { ...childEnv(), ...accountOf(sandbox.ready) },
    clearEnv: true,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(`${JSON.stringify(REQUEST)}\n`));
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  reader.releaseLock();
  await writer.close();
  const { code, stderr } = await child.output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  assert.equal(JSON.parse(new TextDecoder().decode(value)).result.serverInfo.name, "tgtk");
  await sandbox.close();
});
