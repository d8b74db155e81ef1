import assert from "node:assert/strict";
import { startSandbox } from "../../src/sandbox/start.ts";
import { tinyWorld } from "../sandbox/tiny_world.ts";
import { accountOf } from "./in_process.ts";
import { childEnv, start } from "./program.ts";
import { TextLineStream } from "./text_lines.ts";

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
async function printed(...client: readonly string[]): Promise<string> {
  await using program = start([
    ...["run", "--frozen", "--no-prompt", "--quiet", "-P=config"],
    ...["src/main.ts", "config", ...client],
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

Deno.test("the command that config server prints listens where no set lets it, in a shell", {
  ignore: Deno.build.os === "windows",
}, async () => {
  const line = await printed("server", "--host", "0.0.0.0", "--port", "0");
  const sandbox = startSandbox({ world: tinyWorld() });
  const child = new Deno.Command("sh", {
    args: ["-c", `exec ${line}`],
    cwd: "/",
    env: { ...childEnv(), ...accountOf(sandbox.ready), TGTK_HTTP_TOKENS: `a:${"0".repeat(64)}` },
    clearEnv: true,
    stdin: "piped",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const lines = child.stderr.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
  for await (const text of lines) {
    const url = /"url":"http:\/\/0\.0\.0\.0:(\d+)\/mcp"/.exec(text);
    if (url === null) continue;
    const answer = await fetch(`http://127.0.0.1:${url[1]}/health`);
    assert.equal(answer.status, 200);
    await answer.body?.cancel();
    // The end of stdin ends it, and with it the lines.
    await child.stdin.close();
  }
  assert.equal((await child.status).code, 0);
  await sandbox.close();
});
