import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import type { ExportProgress } from "../../src/exports/export.ts";
import { exportIdOf, exportMessages } from "../../src/exports/export_messages.ts";
import { memoryStore } from "../../src/exports/stores/memory_store.ts";
import type { Failure } from "../../src/model/failure.ts";
import { aroundCalls } from "../../src/telegram/around.ts";
import type { Telegram } from "../../src/telegram/port.ts";
import { turns } from "../../src/telegram/turns.ts";
import { asked, history, RUNS } from "../history/arbitraries.ts";
import { message, readAll, subjectOf, telegramOver } from "../history/fixtures.ts";
import { fakeTime } from "../telegram/fake_time.ts";
import {
  CHAT,
  DAY,
  depsOver,
  DESC,
  NEVER,
  NOW_MS,
  posts,
  quickTime,
  requestFor,
  ROOM,
  textOf,
} from "./exporting.ts";

/** A port that fails the calls of certain numbers, from 1. */
function failing(telegram: Telegram, failureOf: (call: number) => Failure | undefined): Telegram {
  let calls = 0;
  return aroundCalls(telegram, (_name, options, run) => {
    const failure = failureOf(++calls);
    return failure === undefined ? run(options) : Promise.resolve({ ok: false, failure });
  });
}

Deno.test("exportMessages() writes a line for each message and says what it wrote", async () => {
  const deps = depsOver(telegramOver(() => posts(3)));
  const request = requestFor();
  const done = await exportMessages(deps, request, { signal: NEVER });
  assert.ok(done.ok);
  const text = '{"id":3,"chat_id":-1000000000042,"date":1600000002,"text":"post"}\n' +
    '{"id":2,"chat_id":-1000000000042,"date":1600000001,"text":"post"}\n' +
    '{"id":1,"chat_id":-1000000000042,"date":1600000000,"text":"post"}\n';
  assert.equal(await textOf(deps.store, request), text);
  const sha256 = createHash("sha256").update(text).digest("hex");
  assert.deepEqual(done.value, {
    manifest: {
      id: exportIdOf(request),
      format: "ndjson",
      tool_version: "0.1.0",
      chat: { chat_id: -1000000000042, kind: "channel", title: "News", username: "news" },
      query: { direction: "desc" },
      messages: 3,
      bytes: 198,
      sha256,
      first_id: 3,
      last_id: 1,
      covered: {
        from_id: 1,
        to_id: 3,
        from_date: "2020-09-13T12:26:40Z",
        to_date: "2023-11-14T22:13:20Z",
      },
      complete: true,
      estimated_messages: 3,
      parts: [{ n: 1, messages: 3, bytes: 198, sha256, first_id: 3, last_id: 1 }],
      created: "2023-11-14T22:13:20Z",
      updated: "2023-11-14T22:13:20Z",
      expires: "2023-11-14T23:13:20Z",
    },
  });
});

Deno.test("exportMessages() writes what the pages of tg_fetch_history joined are, stopped or not", async () => {
  const stops = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 0, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(history, asked, fc.integer({ min: 1, max: 9 }), stops, async (
      messages,
      question,
      inFlight,
      stops,
    ) => {
      const plain = telegramOver(() => messages, undefined, question.earlier);
      const pages = await readAll(plain, question);
      const request = requestFor(question.query, subjectOf(question));
      const expected = pages.flatMap(({ messages }) => messages)
        .map((each) => `${request.line(each)}\n`).join("");
      // Each run but the last is stopped for good by a call of its own.
      let [left, run] = [0, 0];
      const telegram = aroundCalls(
        plain,
        (_name, options, call) =>
          run <= stops.length && left-- <= 0
            ? Promise.resolve({ ok: false, failure: { code: "AUTH_REQUIRED" } })
            : call(options),
      );
      const deps = depsOver(telegram, { inFlight });
      let complete = false;
      for (run = 1; !complete; run++) {
        left = stops[run - 1] ?? 0;
        const done = await exportMessages(deps, request, { signal: NEVER });
        assert.ok(done.ok);
        const { manifest } = done.value;
        complete = manifest.complete;
        assert.ok(complete || run <= stops.length + 1, "the last run is not complete");
        const text = await textOf(deps.store, request);
        assert.ok(expected.startsWith(text));
        assert.equal(manifest.sha256, createHash("sha256").update(text).digest("hex"));
      }
      assert.equal(await textOf(deps.store, request), expected);
    }),
    { numRuns: RUNS },
  );
});

Deno.test("exportMessages() cuts parts at whole lines, within 1 MiB, wherever pages end", async () => {
  // A line has 10,071 characters, 3,333 of three bytes: 62 of 16,738 bytes fit into a part.
  const text = "€".repeat(3333);
  const request = requestFor(DESC, { line: ({ id }) => `${id} ${text}`.padEnd(10_071, ".") });
  for (const inFlight of [1, 8]) {
    const deps = depsOver(telegramOver(() => posts(1000)), { inFlight });
    const done = await exportMessages(deps, request, { signal: NEVER });
    assert.ok(done.ok);
    const { parts } = done.value.manifest;
    assert.ok(parts.every(({ bytes }) => bytes <= 1_048_576));
    const whole = await textOf(deps.store, request);
    assert.deepEqual(
      whole.split("\n").slice(0, -1).map((line) => parseInt(line)),
      Array.from({ length: 1000 }, (_, at) => 1000 - at),
    );
    assert.equal(parts.length, 17);
    assert.deepEqual(parts.slice(0, 2).map(({ first_id, last_id }) => [first_id, last_id]), [
      [1000, 939],
      [938, 877],
    ]);
  }
});

Deno.test("exportMessages() gives a complete export again without asking Telegram", async () => {
  let calls = 0;
  const telegram = telegramOver(() => posts(250), (page) => {
    calls += 1;
    return page;
  });
  const deps = depsOver(telegram);
  const first = await exportMessages(deps, requestFor(), { signal: NEVER });
  const asked = calls;
  assert.deepEqual(await exportMessages(deps, requestFor(), { signal: NEVER }), first);
  assert.equal(calls, asked);
  const anew = await exportMessages(deps, requestFor(DESC, { refresh: true }), { signal: NEVER });
  assert.ok(anew.ok && first.ok && calls > asked);
  assert.equal(anew.value.manifest.sha256, first.value.manifest.sha256);
});

Deno.test("exportMessages() keeps apart callers, questions and ways of drawing", () => {
  const ids = [
    requestFor(),
    requestFor({ ...DESC, direction: "asc" }),
    requestFor(DESC, { principal: "another" }),
    requestFor(DESC, { rendering: "mask" }),
    requestFor(DESC, { chat: { ...CHAT, chat_id: -1000000000043 } }),
  ].map(exportIdOf);
  assert.equal(new Set(ids).size, 5);
  assert.match(ids[0] ?? "", /^[0-9a-f]{32}$/);
});

Deno.test("exportMessages() waits out flood waits one page at a time, and loses nothing", async () => {
  const time = quickTime();
  const telegram = failing(
    telegramOver(() => posts(3000)),
    (call) => call === 5 || call === 6 ? { code: "FLOOD_WAIT", retry_after_s: 7 } : undefined,
  );
  const deps = depsOver(telegram, { clock: time.clock, sleep: time.sleep, inFlight: 8 });
  const waits: number[] = [];
  const done = await exportMessages(deps, requestFor(), {
    signal: NEVER,
    onProgress: ({ waiting_s }) => waiting_s !== undefined && waits.push(waiting_s),
  });
  assert.ok(done.ok);
  assert.deepEqual([done.value.manifest.complete, done.value.manifest.messages], [true, 3000]);
  assert.deepEqual([time.sleeps, waits], [[7000], [7]]);
});

Deno.test("exportMessages() tries broken connections again, and not for ever", async () => {
  const lost: Failure = { code: "UPSTREAM", rpc_code: "CONNECTION_LOST" };
  const some = failing(telegramOver(() => posts(500)), (call) => call % 4 === 0 ? lost : undefined);
  const time = quickTime();
  const healed = await exportMessages(
    depsOver(some, { clock: time.clock, sleep: time.sleep, inFlight: 1 }),
    requestFor(),
    { signal: NEVER },
  );
  assert.ok(healed.ok && healed.value.manifest.complete);
  const dead = failing(telegramOver(() => posts(500)), (call) => call > 2 ? lost : undefined);
  const gone = quickTime();
  const done = await exportMessages(
    depsOver(dead, { clock: gone.clock, sleep: gone.sleep, inFlight: 1 }),
    requestFor(),
    { signal: NEVER },
  );
  assert.ok(done.ok);
  const { failure, manifest } = done.value;
  assert.deepEqual([failure, manifest.reason, manifest.messages], [lost, "telegram", 200]);
  assert.deepEqual(gone.sleeps, [500, 1000, 2000, 4000, 8000]);
});

Deno.test("exportMessages() stops when its time is over, keeps what it read, and goes on", async () => {
  const time = fakeTime();
  const slow = aroundCalls(telegramOver(() => posts(1000)), async (_name, options, run) => {
    await time.sleep(1000, options.signal);
    return options.signal.aborted
      ? { ok: false, failure: { code: "CANCELLED" } }
      : await run(options);
  });
  const clock = () => NOW_MS + time.now();
  const deps = depsOver(slow, { clock, sleep: time.sleep, inFlight: 1 });
  const first = exportMessages(deps, requestFor(), { signal: NEVER, deadlineMs: 4500 });
  await time.pass(5000);
  const stopped = await first;
  assert.ok(stopped.ok);
  const { complete, messages, reason } = stopped.value.manifest;
  assert.deepEqual([complete, messages, reason], [false, 400, "time_limit"]);
  assert.equal(time.running(), 0);
  const second = exportMessages(deps, requestFor(), { signal: NEVER });
  await time.pass(20_000);
  const done = await second;
  assert.ok(done.ok);
  assert.deepEqual([done.value.manifest.messages, done.value.manifest.complete], [1000, true]);
});

Deno.test("exportMessages() tells at once of a wait that is longer than its time", async () => {
  const wait: Failure = { code: "FLOOD_WAIT", retry_after_s: 86_400 };
  const telegram = failing(telegramOver(() => posts(500)), (call) => call > 2 ? wait : undefined);
  const time = fakeTime();
  const deps = depsOver(telegram, { clock: time.now, sleep: time.sleep, inFlight: 1 });
  const done = await exportMessages(deps, requestFor(), { signal: NEVER, deadlineMs: 45_000 });
  assert.ok(done.ok);
  const { failure, manifest } = done.value;
  assert.deepEqual([failure, manifest.reason, manifest.messages], [wait, "flood_wait", 200]);
});

Deno.test("exportMessages() cancelled while it waits for its turn asks nothing", async () => {
  let calls = 0;
  const telegram = telegramOver(() => posts(10), (page) => {
    calls += 1;
    return page;
  });
  const turn = turns(1);
  const end = await turn({ signal: NEVER });
  const cancel = new AbortController();
  const deps = depsOver(telegram, { turn });
  const running = exportMessages(deps, requestFor(), { signal: cancel.signal });
  cancel.abort();
  const done = await running;
  end?.();
  assert.ok(done.ok);
  assert.deepEqual([done.value.manifest.reason, calls], ["cancelled", 0]);
});

Deno.test("exportMessages() cancelled keeps what is complete", async () => {
  const cancel = new AbortController();
  let calls = 0;
  const telegram = telegramOver(() => posts(1000), (page) => {
    if (++calls === 4) cancel.abort();
    return page;
  });
  const deps = depsOver(telegram, { inFlight: 1 });
  const done = await exportMessages(deps, requestFor(), { signal: cancel.signal });
  assert.ok(done.ok);
  const { complete, messages, reason } = done.value.manifest;
  assert.deepEqual([complete, messages, reason], [false, 400, "cancelled"]);
  assert.equal((await textOf(deps.store, requestFor())).split("\n").length, 401);
});

Deno.test("exportMessages() lets one run write an export, and tells others how far it is", async () => {
  const time = fakeTime();
  const slow = aroundCalls(telegramOver(() => posts(300)), async (_name, options, run) => {
    await time.sleep(1000, options.signal);
    return await run(options);
  });
  const deps = depsOver(slow, { clock: () => NOW_MS + time.now(), sleep: time.sleep });
  const first = exportMessages(deps, requestFor(), { signal: NEVER });
  await time.pass(1500);
  const second = await exportMessages(deps, requestFor(), { signal: NEVER });
  assert.ok(second.ok);
  assert.deepEqual(
    [second.value.manifest.complete, second.value.manifest.reason],
    [false, "in_progress"],
  );
  await time.pass(60_000);
  const done = await first;
  assert.ok(done.ok && done.value.manifest.complete);
});

Deno.test("exportMessages() keeps sparse finds every minute, not only whole parts", async () => {
  const time = fakeTime();
  const slow = aroundCalls(telegramOver(() => posts(20_000)), async (_name, options, run) => {
    await time.sleep(1000, options.signal);
    return await run(options);
  });
  const deps = depsOver(slow, { clock: () => NOW_MS + time.now(), sleep: time.sleep, inFlight: 1 });
  const cancel = new AbortController();
  const running = exportMessages(deps, requestFor(), { signal: cancel.signal });
  await time.pass(65_000);
  const record = await deps.store.read(exportIdOf(requestFor()));
  assert.ok(record.ok);
  assert.deepEqual(record.value?.manifest.messages, 6000);
  cancel.abort();
  await time.pass(2000);
  await running;
});

Deno.test("exportMessages() tells how far it is", async () => {
  const heard: ExportProgress[] = [];
  const deps = depsOver(telegramOver(() => posts(250)), { inFlight: 1 });
  await exportMessages(deps, requestFor(), {
    signal: NEVER,
    onProgress: (each) => heard.push(each),
  });
  const id = exportIdOf(requestFor());
  assert.deepEqual(heard.slice(0, 3).map(({ bytes: _, ...each }) => each), [
    { id, messages: 0 },
    { id, messages: 100, estimated_messages: 250, date: DAY + 150 },
    { id, messages: 200, estimated_messages: 250, date: DAY + 50 },
  ]);
});

Deno.test("exportMessages() starts anew where a part is gone, and after the export has expired", async () => {
  const time = quickTime();
  const deps = depsOver(telegramOver(() => posts(120)), { clock: time.clock, sleep: time.sleep });
  const first = await exportMessages(deps, requestFor(), { signal: NEVER });
  assert.ok(first.ok);
  time.advance(3_600_000);
  const again = await exportMessages(deps, requestFor(), { signal: NEVER });
  assert.ok(again.ok);
  assert.equal(again.value.manifest.created, "2023-11-14T23:13:20Z");
  const cancel = new AbortController();
  const telegram = telegramOver(() => posts(120), (page) => {
    cancel.abort();
    return page;
  });
  const stopped = await exportMessages(
    { ...deps, telegram, inFlight: 1 },
    requestFor(DESC, { refresh: true }),
    { signal: cancel.signal },
  );
  assert.ok(stopped.ok && !stopped.value.manifest.complete);
  const torn = {
    ...deps.store,
    readPart: () => Promise.resolve({ ok: true, value: undefined } as const),
  };
  const anew = await exportMessages({ ...deps, store: torn }, requestFor(), { signal: NEVER });
  assert.ok(anew.ok);
  assert.deepEqual([anew.value.manifest.messages, anew.value.manifest.complete], [120, true]);
});

Deno.test("exportMessages() does not keep chats that forbid it, unless the operator names them", async () => {
  const request = requestFor(DESC, { chat: { ...CHAT, protected: true } });
  const deps = depsOver(telegramOver(() => posts(3)));
  assert.deepEqual(await exportMessages(deps, request, { signal: NEVER }), {
    ok: false,
    failure: { code: "CHANNEL_PRIVATE", reason: "protected" },
  });
  const policy = { mode: "list", usernames: new Set(["news"]), ids: new Set<number>() } as const;
  const named = await exportMessages({ ...deps, policy }, request, { signal: NEVER });
  assert.ok(named.ok && named.value.manifest.complete);
});

Deno.test("exportMessages() says so when the store is full, and keeps what it has", async () => {
  const store = memoryStore({ maxBytes: 3_000_000, maxExports: 2 });
  const text = "x".repeat(4000);
  const deps = depsOver(telegramOver(() => posts(2000, text)), { store });
  const done = await exportMessages(deps, requestFor(), { signal: NEVER });
  assert.ok(done.ok);
  const { failure, manifest } = done.value;
  assert.equal(failure?.code === "VALIDATION_ERROR" && failure.field, "TGTK_EXPORT_MAX_MB");
  assert.deepEqual([manifest.reason, manifest.complete, manifest.parts.length], [
    "storage",
    false,
    2,
  ]);
  assert.equal(
    (await textOf(store, requestFor())).split("\n").length - 1,
    manifest.messages,
  );
});

Deno.test("exportMessages() gives twenty exports at once each its own, in turns that they share", async () => {
  const order: number[] = [];
  const store = memoryStore(ROOM);
  const turn = turns(3);
  let [calls, most] = [0, 0];
  const counted = (telegram: Telegram) =>
    aroundCalls(telegram, async (_name, options, run) => {
      most = Math.max(most, ++calls);
      for (let tick = 0; tick < 9; tick++) await Promise.resolve();
      calls -= 1;
      assert.equal(options.background, true);
      return await run(options);
    });
  const runs = Array.from({ length: 20 }, async (_, at) => {
    const telegram = telegramOver(
      () => Array.from({ length: 500 }, (_, n) => message(n + 1, DAY + n, { text: `chat ${at}` })),
      (page) => {
        order.push(at);
        return page;
      },
    );
    const request = requestFor(DESC, { chat: { ...CHAT, chat_id: -1000000000100 - at } });
    const deps = depsOver(counted(telegram), { store, turn });
    const done = await exportMessages(deps, request, { signal: NEVER });
    assert.ok(done.ok);
    assert.deepEqual([done.value.manifest.complete, done.value.manifest.messages], [true, 500]);
    const lines = (await textOf(store, request)).split("\n").slice(0, -1);
    assert.ok(lines.every((line) => line.includes(`"chat ${at}"`)));
  });
  await Promise.all(runs);
  assert.equal(most, 3);
  // Nobody is done before everybody has begun.
  assert.equal(new Set(order.slice(0, 60)).size, 20);
});
