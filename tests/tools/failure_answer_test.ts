import assert from "node:assert/strict";
import type { Failure } from "../../src/model/failure.ts";
import { failureAnswer, failureSentence } from "../../src/tools/failure_answer.ts";

const SENTENCES: readonly (readonly [Failure, string])[] = [
  [
    { code: "CHAT_NOT_FOUND", chat: "nobody" },
    "Cannot find @nobody: nobody has this name; check its spelling.",
  ],
  [
    { code: "CHAT_NOT_FOUND", chat: "-1001" },
    "Cannot find chat -1001: a number works only for chats seen before; use its @name or link.",
  ],
  [
    { code: "CHANNEL_PRIVATE", reason: "private_chat" },
    "Cannot read this chat: this is a person or a bot; private dialogs are not read here.",
  ],
  [
    { code: "INVALID_CURSOR", reason: "other_chat" },
    "Cannot continue from this cursor: it belongs to another chat, unless a @name has moved from one chat to another. " +
    "Repeat the arguments of the call that gave it exactly, or start again without a cursor.",
  ],
  [
    { code: "RATE_LIMIT_EXCEEDED", retry_after_s: 60 },
    "This server's own limit is reached; call again in 60 s.",
  ],
  [
    { code: "AUTH_REQUIRED" },
    "Telegram no longer accepts this server's session; its operator has to sign in again.",
  ],
  [
    { code: "SESSION_IN_USE", holder: "serve, pid 12" },
    "Another process uses this Telegram session (serve, pid 12); end it, or give this one a session of its own.",
  ],
  [
    { code: "UPSTREAM", rpc_code: "CHANNEL_MONOFORUM_UNSUPPORTED" },
    "Telegram refused the request (CHANNEL_MONOFORUM_UNSUPPORTED); try again later, or ask for something else.",
  ],
  [
    { code: "UPSTREAM", rpc_code: "CONNECT_FAILED" },
    "Cannot reach Telegram (CONNECT_FAILED); check the network and the program's permissions, then try again.",
  ],
  [{ code: "TIMEOUT", after_s: 30 }, "Telegram did not answer within 30 s; try again."],
  [{ code: "CANCELLED" }, "The call was cancelled."],
  [
    { code: "INTERNAL", id: "ab12" },
    "Something failed inside this server; tell its operator the number ab12.",
  ],
  [
    { code: "USERNAME_INVALID", username: "x" },
    "Cannot use this name: Telegram allows letters, digits and underscores, starting with a letter.",
  ],
];

for (const [failure, sentence] of SENTENCES) {
  Deno.test(`failureSentence() says ${JSON.stringify(failure)}`, () => {
    assert.equal(failureSentence(failure), sentence);
  });
}

Deno.test("failureAnswer() carries everything needed to go on, in both forms", () => {
  assert.deepEqual(failureAnswer({ code: "FLOOD_WAIT", retry_after_s: 40, cursor: "AQAB" }), {
    text:
      "FLOOD_WAIT: Telegram asks to wait 40 s; call again after that, not earlier. Cursor: AQAB",
    structured: {
      error: {
        code: "FLOOD_WAIT",
        message: "Telegram asks to wait 40 s; call again after that, not earlier.",
        retry_after_s: 40,
        cursor: "AQAB",
      },
    },
  });
});
