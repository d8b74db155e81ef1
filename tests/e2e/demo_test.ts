import assert from "node:assert/strict";
import { run } from "../../src/cli/run.ts";
import { fakeIo } from "../cli/fake_io.ts";
import { childEnv, ROOT, start, tgtk } from "./program.ts";

const RIVER = `${ROOT}tests/e2e/fixtures/river_watch.result.json`;

Deno.test("demo tells a person what the sample world holds, and ends by itself", async () => {
  const io = fakeIo();
  assert.equal(await run(["demo"], io), 0);
  assert.deepEqual(io.errLines, []);
  const questions = io.outLines.filter((line) => line.startsWith("? "));
  assert.equal(questions.length, 5);
  const told = io.outLines.join("\n");
  assert.match(told, /A channel named “TGTK City News”, 48,213 members\./);
  assert.match(
    told,
    /\(5 messages, 10 so far, with 1 Telegram call\. Complete between #\d+ and #5180\. /,
  );
  assert.match(told, /Cannot read this chat: this is an invitation to a private chat;/);
  assert.match(told, /claude mcp add tgtk-demo -- npx -y deno@2\.9\.6/);
});

Deno.test("demo --world tours a real history", async () => {
  const io = fakeIo();
  assert.equal(await run(["demo", "--world", RIVER], io), 0);
  assert.match(io.outLines.join("\n"), /Level at the old bridge: 203 cm 🌊/);
});

Deno.test("demo, serve and sandbox refuse a file that is no history with one sentence", async () => {
  for (const command of [["demo"], ["serve", "--demo"], ["sandbox"]]) {
    const io = fakeIo();
    assert.equal(await run([...command, "--world", `${ROOT}README.md`], io), 2);
    assert.equal(io.errLines.length, 1);
    assert.match(io.errLines[0] ?? "", /^Cannot load README\.md: /);
  }
});

Deno.test("demo needs no permission but loopback, files to read and its own variables", async () => {
  const program = start(["run", "--quiet", "-P=demo", "--no-prompt", "src/main.ts", "demo"]);
  const { code, out, err } = await program.ended();
  assert.equal(code, 0, err);
  assert.match(out, /TGTK City News/);
  await program.endStdin();
});

const SCRIPT = "/usr/bin/script";

Deno.test({
  name: "task demo asks for no permission in a terminal",
  // Without the program that makes a terminal there is none to ask in; that of macOS takes other flags.
  ignore: Deno.build.os !== "linux" || !await Deno.stat(SCRIPT).then(() => true, () => false),
  async fn() {
    const { commands } = {
      commands: JSON.parse(await Deno.readTextFile(`${ROOT}deno.json`)).tasks,
    };
    const command = commands.demo.command.replace(/^deno /, `${Deno.execPath()} `);
    const { code, stdout } = await new Deno.Command(SCRIPT, {
      args: ["-qec", command, "/dev/null"],
      cwd: ROOT,
      env: childEnv(),
      clearEnv: true,
      stdin: "null",
    }).output();
    const shown = new TextDecoder().decode(stdout);
    assert.equal(code, 0, shown);
    assert.match(shown, /TGTK City News/);
    assert.doesNotMatch(shown, /Allow\?/);
  },
});

Deno.test("sandbox prints one line and traces each request it has answered", async () => {
  const trace = await Deno.makeTempFile();
  const program = start(tgtk("sandbox", "--world", RIVER, "--trace", trace, "--seed", "7"));
  const ready = JSON.parse(await program.line());
  assert.deepEqual(Object.keys(ready), [
    "host",
    "port",
    "dc_id",
    "api_id",
    "api_hash",
    "string_session",
    "rsa_public_key_pem",
    "layer",
    "login",
  ]);
  assert.equal(ready.layer, 198);
  assert.match(ready.rsa_public_key_pem, /^-----BEGIN RSA PUBLIC KEY-----\n/);
  const io = fakeIo();
  const second = await run(["sandbox", "--port", String(ready.port)], io);
  assert.equal(second, 1);
  assert.match(io.errLines[0] ?? "", /^Cannot listen on 127\.0\.0\.1:\d+: expected an address/);
  await program.endStdin();
  const { code, out } = await program.ended();
  assert.deepEqual([code, out], [0, ""]);
  assert.equal(await Deno.readTextFile(trace), "");
  await Deno.remove(trace);
});
