import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import { succeed } from "../../../src/model/failure.ts";
import { secret } from "../../../src/model/secret.ts";
import { type ConnectionEvent, gramjsTelegram } from "../../../src/telegram/gramjs/telegram.ts";
import { privateMessage } from "../../contracts/contract_world.ts";
import { LATEST, NEWS, optionsFor, patiently, sessionOf, tracedSandbox } from "./setup.ts";
import {
  channel,
  ofChannel,
  ofUser,
  text,
  user,
  worldChat,
  worldOf,
} from "../../sandbox/tiny_world.ts";
import { layWire } from "./wire.ts";

Deno.test("gramjsTelegram() wraps every call, the first included, in invokeWithoutUpdates", async () => {
  const { sandbox, trace } = tracedSandbox();
  const telegram = gramjsTelegram(optionsFor(sessionOf(sandbox)));
  await telegram.messages.getHistory(LATEST, patiently());
  await telegram.chats.getDetails(NEWS, patiently());
  await telegram.close();
  await sandbox.close();
  assert.deepEqual(trace.map(({ method, wrappers }) => [method, ...wrappers]), [
    ["help.getConfig", "invokeWithLayer", "initConnection", "invokeWithoutUpdates"],
    ["messages.getHistory", "invokeWithoutUpdates"],
    ["channels.getFullChannel", "invokeWithoutUpdates"],
  ]);
});

Deno.test("gramjsTelegram() connects once for all who call at once", async () => {
  const { sandbox, trace } = tracedSandbox();
  const telegram = gramjsTelegram(optionsFor(sessionOf(sandbox)));
  await Promise.all(
    Array.from({ length: 5 }, () => telegram.messages.getHistory(LATEST, patiently())),
  );
  assert.equal(sandbox.connections(), 1);
  assert.equal(trace.filter(({ method }) => method === "help.getConfig").length, 1);
  await telegram.close();
  await sandbox.close();
});

Deno.test("gramjsTelegram() shows a pushed private message to nobody", async () => {
  const { sandbox } = tracedSandbox();
  const telegram = gramjsTelegram(optionsFor(sessionOf(sandbox)));
  await telegram.messages.getHistory(LATEST, patiently());
  await sandbox.push(privateMessage());
  const results = [
    await telegram.messages.getHistory({ ref: NEWS, limit: 100 }, patiently()),
    await telegram.chats.resolveUsername("contract_news", patiently()),
    await telegram.chats.getDetails(NEWS, patiently()),
  ];
  assert.ok(results.every(({ ok }) => ok));
  assert.ok(!JSON.stringify(results).includes("private words"));
  await telegram.close();
  await sandbox.close();
});

Deno.test("gramjsTelegram() fails for an answer that is not as the schema says, and goes on", async () => {
  const odd = text(ofChannel(3001), 7, { media: ofUser(1) as never });
  const chats = [
    worldChat(channel(3001, "Odd"), [odd]),
    worldChat(channel(3002, "Even"), [text(ofChannel(3002), 7)]),
  ];
  const { sandbox } = tracedSandbox({
    world: worldOf({ self: user(10, "Self"), users: [], chats }),
  });
  const events: ConnectionEvent[] = [];
  const telegram = gramjsTelegram({
    ...optionsFor(sessionOf(sandbox)),
    observe: (event) => events.push(event),
  });
  const read = (id: number) => {
    const ref = { type: "channel", id, access_hash: String(id * 7) } as const;
    return telegram.messages.getHistory({ ref, limit: 1 }, patiently());
  };
  const failure = { code: "UPSTREAM", rpc_code: "UNKNOWN_CONSTRUCTOR" };
  const [wrong, right] = await Promise.all([read(3001), read(3002)]);
  assert.deepEqual(wrong, { ok: false, failure });
  assert.ok(right.ok);
  assert.deepEqual(events.map(({ type }) => type), ["connected", "library_error"]);
  await telegram.close();
  await sandbox.close();
});

Deno.test("gramjsTelegram() drops updates that come all the same, unread", async () => {
  const { sandbox } = tracedSandbox();
  const events: ConnectionEvent[] = [];
  const telegram = gramjsTelegram({
    ...optionsFor(sessionOf(sandbox)),
    observe: (event) => events.push(event),
  });
  await telegram.messages.getHistory(LATEST, patiently());
  await sandbox.push(privateMessage());
  assert.ok((await telegram.messages.getHistory(LATEST, patiently())).ok);
  assert.deepEqual(events, [{ type: "connected" }]);
  await telegram.close();
  await sandbox.close();
});

Deno.test("gramjsTelegram() tells Telegram's time, not its own", async () => {
  const { sandbox } = tracedSandbox({ clock: () => Date.now() + 100_000 });
  const telegram = gramjsTelegram({
    ...optionsFor(sessionOf(sandbox)),
    clock: () => Date.now() - 1_000_000,
  });
  const local = telegram.now();
  await telegram.messages.getHistory(LATEST, patiently());
  assert.ok(Math.abs(telegram.now() - local - 1_100) <= 2);
  await telegram.close();
  await sandbox.close();
});

Deno.test("gramjsTelegram() fails what was in flight when the connection is lost, then connects anew", async () => {
  const { sandbox } = tracedSandbox();
  const wire = layWire(sandbox.ready.port);
  const telegram = gramjsTelegram(optionsFor({ ...sessionOf(sandbox), port: wire.port }));
  assert.ok((await telegram.messages.getHistory(LATEST, patiently())).ok);
  wire.hold();
  const pending = telegram.messages.getHistory(LATEST, patiently());
  wire.cut();
  assert.deepEqual(await pending, {
    ok: false,
    failure: { code: "UPSTREAM", rpc_code: "CONNECTION_LOST", transient: true },
  });
  await telegram.close();
  await wire.close();
  await sandbox.close();
});

Deno.test("gramjsTelegram() connects again after it was cut while idle", async () => {
  const { sandbox } = tracedSandbox();
  const wire = layWire(sandbox.ready.port);
  const ended = Promise.withResolvers<void>();
  const telegram = gramjsTelegram({
    ...optionsFor({ ...sessionOf(sandbox), port: wire.port }),
    observe: ({ type }) => type === "ended" && ended.resolve(),
  });
  assert.ok((await telegram.messages.getHistory(LATEST, patiently())).ok);
  wire.cut();
  await ended.promise;
  assert.ok((await telegram.messages.getHistory(LATEST, patiently())).ok);
  assert.equal(wire.connections(), 2);
  await telegram.close();
  await wire.close();
  await sandbox.close();
});

Deno.test("gramjsTelegram() asks no more once the session was refused", async () => {
  const { sandbox } = tracedSandbox();
  const wire = layWire(sandbox.ready.port);
  const auth_key = secret("07".repeat(256));
  const telegram = gramjsTelegram(
    optionsFor({ ...sessionOf(sandbox), port: wire.port, auth_key }),
  );
  for (let call = 0; call < 3; call++) {
    assert.deepEqual(await telegram.messages.getHistory(LATEST, patiently()), {
      ok: false,
      failure: { code: "AUTH_REQUIRED" },
    });
  }
  assert.equal(wire.connections(), 1);
  await telegram.close();
  await wire.close();
  await sandbox.close();
});

Deno.test("gramjsTelegram() close() ends calls in flight and a connection that is being made", async () => {
  const { sandbox } = tracedSandbox();
  const wire = layWire();
  const telegram = gramjsTelegram(optionsFor({ ...sessionOf(sandbox), port: wire.port }));
  const pending = telegram.messages.getHistory(LATEST, patiently());
  await telegram.close();
  assert.deepEqual(await pending, {
    ok: false,
    failure: { code: "UPSTREAM", rpc_code: "CONNECTION_CLOSED" },
  });
  await wire.close();
  await sandbox.close();
});

Deno.test("gramjsTelegram() takes the lease before it connects and gives it back on close()", async () => {
  const { sandbox, trace } = tracedSandbox();
  const log: string[] = [];
  const lease = () => {
    log.push(`taken with ${sandbox.connections()} connections`);
    return Promise.resolve(succeed({
      port: 1,
      release: () => {
        log.push("released");
        return Promise.resolve();
      },
    }));
  };
  const telegram = gramjsTelegram({ ...optionsFor(sessionOf(sandbox)), lease });
  await telegram.messages.getHistory(LATEST, patiently());
  await telegram.messages.getHistory(LATEST, patiently());
  await telegram.close();
  await sandbox.close();
  assert.deepEqual(log, ["taken with 0 connections", "released"]);
  assert.equal(trace.length, 3);
});

Deno.test("gramjsTelegram() does not connect without the lease", async () => {
  const { sandbox } = tracedSandbox();
  const failure = { code: "SESSION_IN_USE", holder: "serve, pid 9" } as const;
  const telegram = gramjsTelegram({
    ...optionsFor(sessionOf(sandbox)),
    lease: () => Promise.resolve({ ok: false, failure }),
  });
  assert.deepEqual(await telegram.messages.getHistory(LATEST, patiently()), { ok: false, failure });
  assert.equal(sandbox.connections(), 0);
  await telegram.close();
  await sandbox.close();
});

Deno.test("gramjsTelegram() begins anew after a lease that threw", async () => {
  const { sandbox } = tracedSandbox();
  const bug = new Error("bug");
  let calls = 0;
  const telegram = gramjsTelegram({
    ...optionsFor(sessionOf(sandbox)),
    lease: () =>
      calls++ === 0
        ? Promise.reject(bug)
        : Promise.resolve(succeed({ port: 1, release: () => Promise.resolve() })),
  });
  await assert.rejects(telegram.messages.getHistory(LATEST, patiently()), bug);
  assert.ok((await telegram.messages.getHistory(LATEST, patiently())).ok);
  await telegram.close();
  await sandbox.close();
});

Deno.test("gramjsTelegram() prints nothing to stdout", async () => {
  const { sandbox } = tracedSandbox();
  const here = (path: string) => JSON.stringify(import.meta.resolve(path));
  const program = `
    import { gramjsTelegram } from ${here("../../../src/telegram/gramjs/telegram.ts")};
    import { parseSessionString } from ${here("../../../src/telegram/session_string.ts")};
    const session = parseSessionString(${JSON.stringify(sandbox.ready.string_session)}).value;
    const options = { session, api_id: 20_000_002, appVersion: "0", connectTimeoutMs: 10000 };
    const { signal } = new AbortController();
    for (const port of [session.port, 1]) {
      const telegram = gramjsTelegram({ ...options, session: { ...session, port } });
      const outcome = await telegram.chats.resolveUsername("contract_news", { signal });
      await telegram.chats.resolveUsername("nobody_has_this", { signal });
      await telegram.close();
      console.error(outcome.ok);
    }
  `;
  const config = fileURLToPath(new URL("../../../deno.json", import.meta.url));
  const output = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--quiet", "--config", config, program],
  }).output();
  await sandbox.close();
  assert.equal(new TextDecoder().decode(output.stdout), "");
  assert.equal(new TextDecoder().decode(output.stderr), "true\nfalse\n");
});
