import assert from "node:assert/strict";
import { byQr } from "../../../src/cli/login/by_qr.ts";
import type { Login, LoginStep } from "../../../src/telegram/login/login_step.ts";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import { attempt, CODE, PASSWORD, PHONE } from "./at_sandbox.ts";
import { parseSessionString } from "../../../src/telegram/session_string.ts";
import { type FakeTerminal, fakeTerminal, SILENT } from "./fake_terminal.ts";
import { modulesOf, scan } from "./scan.ts";

const URL_OF_ZEROS = `tg://login?token=${"A".repeat(43)}`;

function fakeLogin(steps: readonly LoginStep[], accepted: () => Promise<void>): Login {
  const left = [...steps];
  const next = () => Promise.resolve(left.shift()!);
  return {
    requestToken: next,
    accepted,
    sendCode: next,
    resendCode: next,
    signIn: next,
    checkPassword: next,
    session: () => "",
    close: () => Promise.resolve(),
  };
}

const never = () => new Promise<void>(() => {});

Deno.test("login draws a code with its finder patterns and a quiet zone", async () => {
  const person = fakeTerminal([SILENT], { canDraw: true });
  const login = fakeLogin([
    { state: "token", url: URL_OF_ZEROS, seconds: 0 },
    { state: "signed_in", name: "Ada" },
  ], never);
  assert.deepEqual(await byQr({ login, terminal: person }), { signedIn: true, name: "Ada" });
  const modules = modulesOf(person.written());
  assert.equal(modules.length, 38);
  assert.deepEqual(modules.slice(0, 9).map((row) => row.slice(0, 10)), [
    "..........",
    "..........",
    "..#######.",
    "..#.....#.",
    "..#.###.#.",
    "..#.###.#.",
    "..#.###.#.",
    "..#.....#.",
    "..#######.",
  ]);
  assert.ok(modules.every((row) => row.startsWith("..") && row.endsWith("..")));
});

Deno.test("login draws the next code over one that has expired", async () => {
  const person = fakeTerminal([SILENT, SILENT], { canDraw: true });
  const login = fakeLogin([
    { state: "token", url: URL_OF_ZEROS, seconds: 0 },
    { state: "token", url: `${URL_OF_ZEROS.slice(0, -1)}Q`, seconds: 0 },
    { state: "signed_in", name: "" },
  ], never);
  await byQr({ login, terminal: person });
  assert.equal(person.written().split("\x1b[21A\r\x1b[J").length, 2);
  assert.equal(modulesOf(person.written()).length, 2 * 38);
});

Deno.test("login gives up when nobody scans", async () => {
  const token: LoginStep = { state: "token", url: URL_OF_ZEROS, seconds: 0 };
  const person = fakeTerminal(new Array(20).fill(SILENT), { canDraw: true });
  const login = fakeLogin(new Array(20).fill(token), never);
  assert.deepEqual(await byQr({ login, terminal: person }), {
    signedIn: false,
    words: "Nobody has scanned the code: run tgtk login again.",
  });
});

const LAST_LINE = "It is drawn anew when it expires. Enter: use a phone number instead.";

/** A person who scans each code that is drawn, with the account's telephone. */
function scanner(answers: readonly (string | typeof SILENT)[]) {
  let sandbox: Sandbox | undefined;
  const person: FakeTerminal = fakeTerminal([SILENT, ...answers], {
    canDraw: true,
    onTell: (line) => {
      if (line === LAST_LINE) void sandbox?.acceptLoginToken(scan(person.written()));
    },
  });
  return { person, onStart: (started: Sandbox) => void (sandbox = started) };
}

Deno.test("login signs in when the code is scanned, and asks for the password", async () => {
  const { person, onStart } = scanner([PASSWORD]);
  const { code, out, methods } = await attempt(person, { onStart });
  assert.equal(code, 0, person.said.join("\n"));
  assert.ok(parseSessionString(out[0]!).ok);
  assert.deepEqual(methods, [
    "help.getConfig",
    "auth.exportLoginToken",
    "auth.exportLoginToken",
    "account.getPassword",
    "auth.checkPassword",
  ]);
});

Deno.test("login takes a token that was accepted while nobody heard of it", async () => {
  // The update is lost; the next code's request finds the login done.
  const person = fakeTerminal([SILENT, SILENT], { canDraw: true });
  const login = fakeLogin([
    { state: "token", url: URL_OF_ZEROS, seconds: 0 },
    { state: "signed_in", name: "Ada" },
  ], never);
  assert.deepEqual(await byQr({ login, terminal: person }), { signedIn: true, name: "Ada" });
});

Deno.test("login says how long Telegram makes it wait for a code", async () => {
  const person = fakeTerminal([], { canDraw: true });
  const { code } = await attempt(person, {
    faults: [{
      when: { method: "auth.exportLoginToken" },
      do: { flood_wait: { seconds: 90 } },
    }],
  });
  assert.equal(code, 1);
  assert.match(person.said.at(-1)!, /^Telegram asks to wait 2 min: /);
});

Deno.test("login follows NETWORK_MIGRATE before it draws", async () => {
  const { person, onStart } = scanner([PASSWORD]);
  const { code, methods } = await attempt(person, {
    onStart,
    faults: [{
      when: { method: "auth.exportLoginToken", call: { nth: 1 } },
      do: { migrate: { name: "NETWORK", dc: 5 } },
    }],
  });
  assert.equal(code, 0);
  assert.equal(methods.filter((method) => method === "help.getConfig").length, 2);
});

Deno.test("login goes on by phone when a line is typed", async () => {
  const person = fakeTerminal(["", PHONE, CODE, PASSWORD], { canDraw: true });
  const { code, out } = await attempt(person);
  assert.equal(code, 0);
  assert.equal(out.length, 1);
});

Deno.test("login goes on by phone where the terminal is too narrow or too low", async () => {
  for (const size of [{ columns: 36 }, { rows: 20 }]) {
    const person = fakeTerminal([PHONE, CODE, PASSWORD], { canDraw: true, ...size });
    assert.equal((await attempt(person)).code, 0);
    assert.equal(
      person.said[0],
      "This terminal is too small for a QR code: a phone number is asked for instead.",
    );
  }
});

Deno.test("login asks for a number at once with --phone, or where nothing can be drawn", async () => {
  const flagged = fakeTerminal([PHONE, CODE, PASSWORD], { canDraw: true });
  const piped = fakeTerminal([PHONE, CODE, PASSWORD]);
  const attempts = [await attempt(flagged, { phone: true }), await attempt(piped)];
  for (const { code, methods } of attempts) {
    assert.equal(code, 0);
    assert.ok(!methods.includes("auth.exportLoginToken"));
  }
});

Deno.test("login stops at the code when the input ends", async () => {
  const person = fakeTerminal([], { canDraw: true });
  const { code, out } = await attempt(person);
  assert.deepEqual([code, out], [1, []]);
});
