import assert from "node:assert/strict";
import { login } from "../../../src/cli/login/login.ts";
import { fakeIo } from "../fake_io.ts";
import { fakeTerminal } from "./fake_terminal.ts";

const HASH = "0123456789abcdef0123456789abcdef";

Deno.test("login asks for agreement first, and stops without it", async () => {
  for (const answer of ["no", "y", ""]) {
    const person = fakeTerminal([answer]);
    assert.equal(await login({}, fakeIo(), person), 1);
    assert.deepEqual(person.said.slice(-2), [
      `Type "yes" if you agree: ${answer}`,
      "Stopped: nobody was signed in, and nothing was stored.",
    ]);
    const terms = person.said.join("\n");
    for (
      const words of [
        "unofficial",
        "https://core.telegram.org/api/terms",
        "https://my.telegram.org",
        "Use an account made for this, not your own.",
        "To end it: Telegram, Settings, Devices.",
      ]
    ) assert.ok(terms.includes(words), words);
  }
});

Deno.test("login asks for what the environment does not say, and does not show the hash", async () => {
  const person = fakeTerminal(["YES", "abc", "12345", "short"]);
  assert.equal(await login({}, fakeIo(), person), 1);
  assert.deepEqual(person.said.slice(-7), [
    "api_id: abc",
    "Cannot use TELEGRAM_API_ID: expected the number that my.telegram.org shows as api_id.",
    "api_id: 12345",
    "api_hash (not shown): ***",
    "Cannot use TELEGRAM_API_HASH: expected the 32 hexadecimal digits that my.telegram.org shows " +
    "as api_hash.",
    "api_hash (not shown): ***",
    "Stopped: nobody was signed in, and nothing was stored.",
  ]);
});

Deno.test("login says what is wrong with the environment before it asks", async () => {
  const person = fakeTerminal(["yes"]);
  const io = fakeIo({ TELEGRAM_API_ID: "x", TELEGRAM_API_HASH: HASH });
  assert.equal(await login({}, io, person), 1);
  assert.equal(
    person.said.at(-3),
    "Cannot use TELEGRAM_API_ID: expected the number that my.telegram.org shows as api_id.",
  );
});

Deno.test("login takes a sandbox on loopback only", async () => {
  const ready = { host: "127.0.0.1", port: 1, dc_id: 2, api_id: 1, api_hash: HASH };
  for (const wrong of [{ host: "149.154.167.51" }, { port: 0 }, { api_id: "1" }, { dc_id: 128 }]) {
    const io = fakeIo();
    const sandbox = JSON.stringify({ ...ready, ...wrong });
    assert.equal(await login({ sandbox }, io, fakeTerminal([])), 2);
    assert.deepEqual(io.errLines, [
      "Cannot use --sandbox: expected the line that tgtk sandbox printed.",
    ]);
  }
  assert.equal(await login({ sandbox: "{" }, fakeIo(), fakeTerminal([])), 2);
});

Deno.test("login takes the fifth answer, and gives up after it when it is wrong", async () => {
  const wrong = ["yes", "a", "b", "c", "d"];
  const late = fakeTerminal([...wrong, "12345"]);
  assert.equal(await login({}, fakeIo(), late), 1);
  assert.deepEqual(late.said.slice(-3, -1), ["api_id: 12345", "api_hash (not shown): ***"]);
  const never = fakeTerminal([...wrong, "e", "12345"]);
  assert.equal(await login({}, fakeIo(), never), 1);
  assert.deepEqual(never.said.slice(-3), [
    "api_id: e",
    "Cannot use TELEGRAM_API_ID: expected the number that my.telegram.org shows as api_id.",
    "Stopped: nobody was signed in, and nothing was stored.",
  ]);
});
