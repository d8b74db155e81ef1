/** Telegram no longer takes the session: the program says so, lives on, and leaves Telegram alone. */
import assert from "node:assert/strict";
import type { FaultRule } from "../../src/sandbox/faults/script.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { answerIn, ERAS } from "../http/support.ts";
import { tinyWorld } from "../sandbox/tiny_world.ts";
import { accountOf } from "./in_process.ts";
import { start, tgtk } from "./program.ts";
import { serve } from "./served.ts";
import { connectStdio } from "./stdio_client.ts";

const SENTENCE =
  "Telegram no longer accepts this server's session; its operator has to sign in again.";

const ENDINGS: Readonly<Record<string, FaultRule["do"]>> = {
  "is revoked": { end_session: { error: "SESSION_REVOKED" } },
  "is not registered": { end_session: { error: "AUTH_KEY_UNREGISTERED" } },
  "is used twice": { end_session: { error: "AUTH_KEY_DUPLICATED" } },
  "is of a deactivated user": { end_session: { error: "USER_DEACTIVATED" } },
  "has a key that is not known": { forget_key: {} },
};

/** A sandbox that ends its session at the first page, and how often it was connected to, or called. */
function endingSandbox(ending: FaultRule["do"]) {
  const counts = { calls: 0, connections: 0 };
  const sandbox = startSandbox({
    world: tinyWorld(),
    trace: () => void (counts.calls += 1),
    faults: {
      faults: [
        ({ event, method }) => {
          if (event === "connect") counts.connections += 1;
          return method === "messages.getHistory" ? ending : undefined;
        },
      ],
    },
  });
  return { ...sandbox, counts, [Symbol.asyncDispose]: () => sandbox.close() };
}

const READ = { chat: "@tiny_news" };

for (const [name, ending] of Object.entries(ENDINGS)) {
  Deno.test(`serve --http says on /ready that its session ${name}, and lives on`, async () => {
    await using sandbox = endingSandbox(ending);
    const unlimited = { TGTK_RATE_PER_MINUTE: "1000", TGTK_RATE_BURST: "100" };
    await using served = await serve([], { ...accountOf(sandbox.ready), ...unlimited });
    const ready = async () => {
      const response = await fetch(`${served.url}/ready`);
      return [response.status, (await response.json()).problems];
    };
    const read = async () => {
      const answer = await fetch(`${served.url}/mcp`, ERAS["2025"]("tg_fetch_history", READ));
      return (await answerIn(answer)).result.structuredContent.error.code;
    };
    assert.deepEqual(await ready(), [200, []]);
    for (let call = 0; call < 3; call++) assert.equal(await read(), "AUTH_REQUIRED");
    const before = { ...sandbox.counts };
    assert.equal(before.connections, 1);
    const many = Array.from({ length: 24 }, (_, at) => at % 2 === 0 ? read() : ready());
    const refused = [503, [SENTENCE]];
    for (const [at, answer] of (await Promise.all(many)).entries()) {
      assert.deepEqual(answer, at % 2 === 0 ? "AUTH_REQUIRED" : refused);
    }
    assert.deepEqual(sandbox.counts, before);
    const health = await fetch(`${served.url}/health`);
    assert.deepEqual(await health.json(), { status: "ok" });
    served.program.kill("SIGTERM");
    const { code, err } = await served.program.ended();
    assert.equal(code, 0);
    assert.equal(err.split(SENTENCE).length - 1, 1, err);
  });

  Deno.test(`serve answers over stdio that its session ${name}, and lives on`, async () => {
    await using sandbox = endingSandbox(ending);
    await using program = start(tgtk("serve"), accountOf(sandbox.ready));
    const { ask, call } = await connectStdio(program);
    for (let times = 0; times < 25; times++) {
      const { isError, structuredContent } = await call("tg_fetch_history", READ);
      assert.ok(isError);
      assert.deepEqual(structuredContent.error, { code: "AUTH_REQUIRED", message: SENTENCE });
    }
    assert.equal(sandbox.counts.connections, 1);
    const { result } = await ask("tools/list", {});
    assert.ok(result.tools.length > 3);
    assert.deepEqual((await ask("ping", {})).result, {});
    await program.endStdin();
    const { code, err } = await program.ended();
    assert.equal(code, 0);
    assert.equal(err.split(SENTENCE).length - 1, 1, err);
  });
}
