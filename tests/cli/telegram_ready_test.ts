import assert from "node:assert/strict";
import { telegramReady } from "../../src/cli/telegram_ready.ts";
import { watchConnection } from "../../src/cli/watch_connection.ts";
import type { Failure } from "../../src/model/failure.ts";
import type { ChatCalls } from "../../src/telegram/port.ts";

/** A connection that a test makes and ends, and a Telegram that says what it is told to. */
function setUp(answers: (Failure | "silence")[]) {
  let now = 0;
  let asked = 0;
  const told: unknown[] = [];
  const watch = watchConnection({
    log: (level, event, fields) => void told.push([level, event, fields]),
    observer: { connection: (state) => void told.push(state) },
  });
  const patience = new AbortController();
  const getChat: ChatCalls["getChat"] = async (_ref, { signal }) => {
    asked += 1;
    const answer = answers.shift();
    assert.ok(answer !== undefined, "nobody expected to be asked");
    if (answer === "silence") {
      patience.abort();
      assert.ok(signal.aborted);
      return { ok: false, failure: { code: "CANCELLED" } };
    }
    if (answer.code === "CHAT_NOT_FOUND") watch.observe({ type: "connected" });
    await Promise.resolve();
    return { ok: false, failure: answer };
  };
  const ready = telegramReady({
    telegram: { chats: { getChat } as ChatCalls },
    watch,
    clock: () => now,
    patience: () => patience.signal,
  });
  return { ready, watch, told, asked: () => asked, wait: (ms: number) => void (now += ms) };
}

const UNKNOWN: Failure = { code: "CHAT_NOT_FOUND", chat: "777000" };

Deno.test("telegramReady() asks Telegram once for a connection, whoever waits", async () => {
  const { asked, ready, wait, watch } = setUp([UNKNOWN, UNKNOWN]);
  assert.deepEqual(await Promise.all([ready(), ready(), ready()]), [
    undefined,
    undefined,
    undefined,
  ]);
  wait(3_600_000);
  assert.equal(await ready(), undefined);
  assert.equal(asked(), 1);
  watch.observe({ type: "ended", failure: { code: "UPSTREAM", rpc_code: "CONNECTION_LOST" } });
  assert.equal(await ready(), undefined);
  assert.equal(asked(), 2);
});

Deno.test("telegramReady() says at once that the session was refused, and asks nobody", async () => {
  const { asked, ready, watch } = setUp([UNKNOWN, UNKNOWN]);
  assert.equal(await ready(), undefined);
  watch.observe({ type: "ended", failure: { code: "AUTH_REQUIRED" } });
  assert.match(await ready() ?? "", /^Telegram no longer accepts this server's session/);
  assert.equal(asked(), 1);
  watch.observe({ type: "connected" });
  assert.equal(await ready(), undefined);
});

const OBSTACLES: readonly (readonly [Failure, RegExp])[] = [
  [{ code: "AUTH_REQUIRED" }, /^Telegram no longer accepts this server's session/],
  [{ code: "SESSION_IN_USE", holder: "serve, pid 7" }, /^Another process .*\(serve, pid 7\)/],
  [{ code: "UPSTREAM", rpc_code: "CONNECT_FAILED" }, /^Cannot reach Telegram \(CONNECT_FAILED\)/],
  [{ code: "UPSTREAM", rpc_code: "-503", transient: true }, /^Telegram refused .* \(-503\)/],
  [{ code: "TIMEOUT", after_s: 5 }, /^Telegram did not answer within 5 s/],
];

for (const [failure, sentence] of OBSTACLES) {
  Deno.test(`telegramReady() says what ${failure.code} means, and asks again after 5 s`, async () => {
    const { asked, ready, wait } = setUp([failure, UNKNOWN]);
    assert.match(await ready() ?? "", sentence);
    wait(4999);
    assert.match(await ready() ?? "", sentence);
    assert.equal(asked(), 1);
    wait(1);
    assert.equal(await ready(), undefined);
    assert.equal(asked(), 2);
  });
}

Deno.test("telegramReady() takes any answer but these for one to an authorised session", async () => {
  const { ready } = setUp([{ code: "UPSTREAM", rpc_code: "USER_ID_INVALID" }]);
  assert.equal(await ready(), undefined);
});

Deno.test("telegramReady() does not wait for ever", async () => {
  const { ready } = setUp(["silence"]);
  assert.equal(await ready(), "Telegram has not answered within 5 s.");
});

Deno.test("watchConnection() tells the log and the observer, and nothing of what was caught", () => {
  const { told, watch } = setUp([]);
  watch.observe({ type: "connected" });
  watch.observe({ type: "ended", failure: { code: "TIMEOUT", after_s: 5 } });
  watch.observe({ type: "ended", failure: { code: "AUTH_REQUIRED" } });
  watch.observe({ type: "library_error", error: new RangeError("private") });
  assert.deepEqual(told, [
    "up",
    ["debug", "connected to Telegram", undefined],
    "down",
    ["debug", "connection to Telegram ended", { code: "TIMEOUT" }],
    "down",
    [
      "error",
      "Telegram no longer accepts this server's session; its operator has to sign in again.",
      { code: "AUTH_REQUIRED" },
    ],
    ["warn", "library error", { error: "RangeError" }],
  ]);
});
