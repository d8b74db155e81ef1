/** `tgtk login` in a real pseudo-terminal: that of util-linux's `script`. */
import assert from "node:assert/strict";
import { parseSessionString } from "../../src/telegram/session_string.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { scan } from "../cli/login/scan.ts";
import { childEnv, ROOT } from "../e2e/program.ts";
import { tinyWorld } from "../sandbox/tiny_world.ts";

/** A program on a terminal of 100 by 40, whose stdout goes to a file. */
interface OnTerminal extends AsyncDisposable {
  readonly sandbox: Sandbox;
  /** Reads what is on the terminal until it holds a text; gives what came since the last call. */
  readonly until: (text: string) => Promise<string>;
  readonly type: (text: string) => Promise<void>;
  readonly ended: () => Promise<{ readonly code: number; readonly out: string }>;
}

async function start(...flags: readonly string[]): Promise<OnTerminal> {
  const sandbox = startSandbox({ world: tinyWorld() });
  const out = await Deno.makeTempFile();
  // The sandbox's line has no single quote in it.
  const command =
    `stty rows 40 cols 100; exec '${Deno.execPath()}' run --quiet --no-prompt -P=demo ` +
    `src/main.ts login ${flags.join(" ")} --sandbox '${JSON.stringify(sandbox.ready)}' > ${out}`;
  const child = new Deno.Command("script", {
    args: ["--quiet", "--return", "--flush", "--command", command, "/dev/null"],
    cwd: ROOT,
    env: { ...childEnv(), TERM: "xterm-256color", SHELL: "/bin/sh" },
    clearEnv: true,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let seen = "";
  return {
    sandbox,
    async until(text) {
      while (!seen.includes(text)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`The program has ended without ${text}: ${seen}`);
        seen += value;
      }
      const end = seen.indexOf(text) + text.length;
      const part = seen.slice(0, end);
      seen = seen.slice(end);
      return part;
    },
    type: (text) => writer.write(new TextEncoder().encode(text)),
    async ended() {
      while (!(await reader.read()).done);
      const { code } = await child.status;
      return { code, out: await Deno.readTextFile(out) };
    },
    async [Symbol.asyncDispose]() {
      await writer.close().catch(() => {});
      await child.status;
      await sandbox.close();
      await Deno.remove(out);
    },
  };
}

function assertSession(text: string): void {
  const lines = text.split("\n");
  assert.equal(lines.length, 2);
  assert.ok(parseSessionString(lines[0]!).ok);
}

Deno.test("login scans a code from the terminal, and hides the password", async () => {
  await using program = await start();
  const drawn = await program.until("Enter: use a phone number instead.");
  await program.sandbox.acceptLoginToken(scan(drawn.replaceAll("\r", "")));
  await program.until("Password (not shown): ");
  await program.type("sandbox-pazz\x7f\x7fssword\r");
  const last = await program.until("It is not shown again:");
  const { code, out } = await program.ended();
  assert.equal(code, 0);
  assertSession(out);
  assert.ok(!last.includes("sandbox-pa"), last);
});

Deno.test("login by phone in a terminal: corrections are seen, secrets are not", async () => {
  await using program = await start("--phone");
  await program.until("Phone number, with country code: ");
  await program.type("+99966 2123x\x7f4\r");
  await program.until("Code (not shown; r sends it again): ");
  await program.type("11111\r");
  await program.until("That is not the code");
  await program.until("Code (not shown; r sends it again): ");
  await program.type("22222\r");
  const code = await program.until("Password (not shown): ");
  await program.type("sandbox-password\r");
  const password = await program.until("It is not shown again:");
  const ended = await program.ended();
  assert.equal(ended.code, 0);
  assertSession(ended.out);
  assert.ok(!code.includes("22222") && !password.includes("sandbox-password"));
});

Deno.test("login goes from the code to the number with Enter", async () => {
  await using program = await start();
  await program.until("Enter: use a phone number instead.");
  await program.type("\r");
  await program.until("Phone number, with country code: ");
  await program.type("\x04");
  await program.until("Stopped: nobody was signed in, and nothing was stored.");
  assert.deepEqual(await program.ended(), { code: 1, out: "" });
});

Deno.test("login stops on Ctrl-C, at the code and at a hidden question", async () => {
  for (const flags of [[], ["--phone"]]) {
    await using program = await start(...flags);
    if (flags.length === 0) await program.until("Enter: use a phone number instead.");
    else {
      await program.until("country code: ");
      await program.type("+9996621234\r");
      await program.until("Code (not shown; r sends it again): ");
    }
    await program.type("\x03");
    await program.until("Stopped: nobody was signed in, and nothing was stored.");
    assert.deepEqual(await program.ended(), { code: 1, out: "" });
  }
});

Deno.test("login shows no secret that is typed before it is asked for", async () => {
  await using program = await start("--phone");
  await program.until("Phone number, with country code: ");
  await program.type("+9996621234\r22222\rsandbox-password\r");
  const shown = await program.until("It is not shown again:");
  const { code, out } = await program.ended();
  assert.equal(code, 0);
  assertSession(out);
  assert.ok(!shown.includes("22222") && !shown.includes("sandbox-password"), shown);
});

Deno.test("login takes a hostile paste as a wrong answer, and shows none of it", async () => {
  await using program = await start("--phone");
  await program.until("Phone number, with country code: ");
  await program.type("+9996621234\r");
  await program.until("Code (not shown; r sends it again): ");
  await program.type(`${"9".repeat(300_000)}\x1b[2J\x1b]0;title\x07\x00\x1a\r`);
  const shown = await program.until("Code (not shown; r sends it again): ");
  await program.type("\x03");
  await program.until("Stopped: nobody was signed in, and nothing was stored.");
  assert.deepEqual(await program.ended(), { code: 1, out: "" });
  assert.ok(shown.includes("That is not the code: look again, and type its digits."), shown);
  assert.ok(!shown.includes("99999"), "the paste is shown");
});
