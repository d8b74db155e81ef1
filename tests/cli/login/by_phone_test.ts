import assert from "node:assert/strict";
import { parseSessionString } from "../../../src/telegram/session_string.ts";
import { type Attempt, attempt, CODE, PASSWORD, PHONE } from "./at_sandbox.ts";
import { fakeTerminal } from "./fake_terminal.ts";

const PHONE_ASKED = `Phone number, with country code: ${PHONE}`;
const CODE_ASKED = "Code (not shown; r sends it again): ***";
const PASSWORD_ASKED = "Password (not shown): ***";
const SENT = [
  "Telegram sends a code in a message of Telegram, in an app where the account is signed in.",
  "If it does not come, r has it sent again after 60 s, in a text message (SMS).",
];
const SIGNED_IN = [
  "Signed in as Ada.",
  "This is the session string, for TELEGRAM_STRING_SESSION. It is not shown again:",
];

/** One line on stdout, which is a session at the sandbox. */
function sessionOf({ out, code }: Attempt) {
  assert.equal(code, 0);
  assert.equal(out.length, 1);
  const session = parseSessionString(out[0]!);
  assert.ok(session.ok);
  assert.deepEqual([session.value.dc_id, session.value.address], [2, "127.0.0.1"]);
  return session.value;
}

Deno.test("login signs in with number, code and password, and prints the session alone", async () => {
  const person = fakeTerminal([PHONE, CODE, PASSWORD]);
  const done = await attempt(person);
  sessionOf(done);
  assert.deepEqual(person.said.slice(0, -2), [
    PHONE_ASKED,
    ...SENT,
    CODE_ASKED,
    "This account has a two-step password.",
    PASSWORD_ASKED,
  ]);
  assert.equal(person.said.at(-1), SIGNED_IN[1]);
  assert.match(person.said.at(-2)!, /^Signed in as .+\.$/);
  assert.deepEqual(done.methods, [
    "help.getConfig",
    "auth.sendCode",
    "auth.signIn",
    "account.getPassword",
    "auth.checkPassword",
  ]);
  assert.deepEqual(done.err, []);
});

Deno.test("login tells neither code, password nor session to stderr", async () => {
  const person = fakeTerminal([PHONE, CODE, PASSWORD]);
  const { out } = await attempt(person);
  const written = person.written() + person.said.join();
  assert.ok(![CODE, PASSWORD, out[0]!].some((secret) => written.includes(secret)));
});

Deno.test("login asks again after a wrong code and a wrong password", async () => {
  const person = fakeTerminal([PHONE, "11111", "", CODE, "guess", "", PASSWORD]);
  sessionOf(await attempt(person));
  assert.deepEqual(person.said.slice(3, -2), [
    CODE_ASKED,
    "That is not the code: look again, and type its digits.",
    CODE_ASKED,
    "Type the code, or r to have it sent again.",
    CODE_ASKED,
    "This account has a two-step password.",
    PASSWORD_ASKED,
    "That is not the two-step password: try again.",
    PASSWORD_ASKED,
    PASSWORD_ASKED,
  ]);
});

Deno.test("login has the code sent in the next way, until there is none", async () => {
  const person = fakeTerminal([PHONE, "r", "R", "r", CODE, PASSWORD]);
  sessionOf(await attempt(person));
  assert.deepEqual(person.said.slice(3, 12), [
    CODE_ASKED,
    "Telegram sends a code in a text message (SMS).",
    "If it does not come, r has it sent again after 60 s, in a phone call that dictates it.",
    CODE_ASKED,
    "Telegram sends a code in a phone call that dictates it.",
    CODE_ASKED,
    "Telegram will not send the code in another way: wait for the last one, or start again later.",
    CODE_ASKED,
    "This account has a two-step password.",
  ]);
});

Deno.test("login asks for a new code when the old one has expired", async () => {
  const person = fakeTerminal([PHONE, CODE, CODE, PASSWORD]);
  const done = await attempt(person, {
    faults: [{
      when: { method: "auth.signIn", call: { nth: 1 } },
      do: { error: { code: 400, message: "PHONE_CODE_EXPIRED" } },
    }],
  });
  sessionOf(done);
  assert.deepEqual(person.said.slice(3, 8), [
    CODE_ASKED,
    "The code has expired: a new one is asked for.",
    ...SENT,
    CODE_ASKED,
  ]);
  assert.equal(done.methods.filter((method) => method === "auth.sendCode").length, 2);
});

Deno.test("login gives up after five wrong codes", async () => {
  const person = fakeTerminal([PHONE, "1", "2", "3", "4", "5", CODE]);
  const { code, out } = await attempt(person);
  assert.deepEqual([code, out], [1, []]);
  assert.equal(
    person.said.at(-1),
    "Five answers were not the code: run tgtk login again later.",
  );
});

Deno.test("login gives up after five wrong passwords", async () => {
  const person = fakeTerminal([PHONE, CODE, "1", "2", "3", "4", "5", PASSWORD]);
  const { code, out } = await attempt(person);
  assert.deepEqual([code, out], [1, []]);
  assert.equal(
    person.said.at(-1),
    "Five answers were not the password: run tgtk login again later.",
  );
});

Deno.test("login says that a stranger has to sign up first", async () => {
  const person = fakeTerminal(["+49 30 1234567", CODE]);
  const { code, out } = await attempt(person);
  assert.deepEqual([code, out], [1, []]);
  assert.equal(
    person.said.at(-1),
    "This number has no account: sign up with Telegram's own app first, then run tgtk login again.",
  );
});

Deno.test("login asks Telegram nothing about what is no number", async () => {
  const person = fakeTerminal(["durov", "123", PHONE, CODE, PASSWORD]);
  const done = await attempt(person);
  sessionOf(done);
  assert.equal(done.methods.filter((method) => method === "auth.sendCode").length, 1);
  assert.equal(
    person.said[1],
    "Telegram does not take this number: write it with its country code, such as +49 30 1234567.",
  );
});

const SEND_CODE = { method: "auth.sendCode" } as const;

Deno.test("login says how long Telegram makes it wait, and does not wait", async () => {
  const person = fakeTerminal([PHONE]);
  const { code, out, methods } = await attempt(person, {
    faults: [{ when: SEND_CODE, do: { flood_wait: { seconds: 86_401 } } }],
  });
  assert.deepEqual([code, out], [1, []]);
  assert.equal(
    person.said.at(-1),
    "Telegram asks to wait 2 d: run tgtk login again after that, not earlier. " +
      "Asking sooner makes it longer.",
  );
  assert.equal(methods.filter((method) => method === "auth.sendCode").length, 1);
});

for (
  const [message, words] of [
    [
      "PHONE_NUMBER_BANNED",
      "Telegram has banned this number: use another account, or write to recover@telegram.org.",
    ],
    [
      "API_ID_INVALID",
      "Telegram does not know this api_id and api_hash: copy both again from https://my.telegram.org.",
    ],
    [
      "SOMETHING_NEW",
      "Telegram refused (SOMETHING_NEW): start again later; " +
      "https://core.telegram.org/api/errors lists the names.",
    ],
  ] as const
) {
  Deno.test(`login says what to do about ${message}`, async () => {
    const person = fakeTerminal([PHONE]);
    const { code, out } = await attempt(person, {
      faults: [{ when: SEND_CODE, do: { error: { code: 400, message } } }],
    });
    assert.deepEqual([code, out], [1, []]);
    assert.equal(person.said.at(-1), words);
  });
}

Deno.test("login follows PHONE_MIGRATE to the other data centre, with a key of its own there", async () => {
  const person = fakeTerminal([PHONE, CODE, PASSWORD]);
  const done = await attempt(person, {
    faults: [{
      when: { method: "auth.sendCode", call: { nth: 1 } },
      do: { migrate: { name: "PHONE", dc: 4 } },
    }],
  });
  assert.equal(done.code, 0);
  const session = parseSessionString(done.out[0]!);
  assert.ok(session.ok);
  assert.deepEqual([session.value.dc_id, session.value.address], [4, "127.0.0.1"]);
  assert.deepEqual(done.methods.slice(0, 4), [
    "help.getConfig",
    "auth.sendCode",
    "help.getConfig",
    "auth.sendCode",
  ]);
});

Deno.test("login does not follow for ever", async () => {
  const person = fakeTerminal([PHONE]);
  const { code, methods } = await attempt(person, {
    faults: [{ when: SEND_CODE, do: { migrate: { name: "NETWORK", dc: 4 } } }],
  });
  assert.equal(code, 1);
  assert.equal(methods.filter((method) => method === "auth.sendCode").length, 5);
});

Deno.test("login stops when the input ends, at every question", async () => {
  for (const answers of [[], [PHONE], [PHONE, CODE]]) {
    const person = fakeTerminal(answers);
    const { code, out } = await attempt(person);
    assert.deepEqual([code, out], [1, []]);
    assert.equal(
      person.said.at(-1),
      "Stopped: nobody was signed in, and nothing was stored.",
    );
  }
});

Deno.test("login says when the data centre cannot be reached", async () => {
  const person = fakeTerminal([PHONE]);
  const { code, out } = await attempt(person, {
    faults: [{ when: { event: "connect" }, do: { drop: {} } }],
  });
  assert.deepEqual([code, out], [1, []]);
  assert.match(person.said.at(-1)!, /^Cannot reach Telegram \(CONNECT_FAILED\)/);
});
