import assert from "node:assert/strict";
import fc from "fast-check";
import { authKeyOf } from "../../../src/sandbox/mtproto/auth_keys.ts";
import { createByteQueue } from "../../../src/sandbox/mtproto/byte_queue.ts";
import { createDelays } from "../../../src/sandbox/mtproto/delays.ts";
import { createMessageIds } from "../../../src/sandbox/mtproto/message_ids.ts";
import { createOutbox } from "../../../src/sandbox/mtproto/outbox.ts";
import { currentSalt, futureSalts, isValidSalt } from "../../../src/sandbox/mtproto/salts.ts";
import { createSessions } from "../../../src/sandbox/mtproto/sessions.ts";
import { createSocketWriter } from "../../../src/sandbox/mtproto/socket_writer.ts";

const KEY = authKeyOf(new Uint8Array(256).fill(3));
const HALF_HOUR = 1_800_000;

Deno.test("createByteQueue() gives back what was pushed, in any pieces", () => {
  const step = fc.oneof(fc.uint8Array({ maxLength: 9000 }), fc.nat({ max: 9000 }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const queue = createByteQueue();
      const pushed: number[] = [];
      for (const item of steps) {
        if (typeof item === "number") {
          const count = Math.min(item, queue.length());
          assert.deepEqual([...queue.peek(count)], pushed.slice(0, count));
          assert.deepEqual([...queue.take(count)], pushed.splice(0, count));
        } else {
          queue.push(item);
          pushed.push(...item);
        }
        assert.equal(queue.length(), pushed.length);
      }
    }),
    { numRuns: 50 },
  );
});

Deno.test("createMessageIds() follows the clock, and rises while it stands or falls", () => {
  let now = 5000;
  const next = createMessageIds(() => now);
  const first = next("answer");
  assert.equal(first, (5n << 32n) + 1n);
  now = 4000;
  assert.equal(next("other"), first + 6n);
  now = 6500;
  assert.equal(next("answer"), (6n << 32n) + (1n << 31n) + 1n);
});

Deno.test("isValidSalt() takes this half hour's salt and the last one's", () => {
  const now = 1767225600000;
  const salt = currentSalt(KEY, now);
  assert.equal(isValidSalt(KEY, salt, now + HALF_HOUR), true);
  assert.equal(isValidSalt(KEY, salt, now + 2 * HALF_HOUR), false);
  assert.equal(isValidSalt(KEY, salt, now - HALF_HOUR), false);
  assert.notEqual(salt, currentSalt(KEY, now + HALF_HOUR));
});

Deno.test("isValidSalt() takes the key exchange's salt for an hour", () => {
  const key = { ...KEY, firstSalt: { salt: 12n, since: 1000 } };
  assert.equal(isValidSalt(key, 12n, 1000 + 2 * HALF_HOUR - 1), true);
  assert.equal(isValidSalt(key, 12n, 1000 + 2 * HALF_HOUR), false);
});

Deno.test("futureSalts() gives 1 to 64 salts", () => {
  const counts = [-1, 0, 1, 64, 65].map((count) => futureSalts(KEY, 0, count).length);
  assert.deepEqual(counts, [1, 1, 1, 64, 64]);
});

Deno.test("createOutbox() forgets the oldest messages of a client that never acknowledges", () => {
  const outbox = createOutbox();
  for (let msgId = 1n; msgId <= 1030n; msgId++) {
    outbox.put({ message: { msgId, seqNo: 1, body: new Uint8Array(4) }, requestId: -msgId });
  }
  assert.equal(outbox.get(6n), undefined);
  assert.equal(outbox.answerTo(-6n), undefined);
  assert.equal(outbox.answerTo(-7n)?.message.msgId, 7n);
  assert.equal(outbox.stranded().length, 1024);
});

Deno.test("createSessions() forgets the sessions longest without a connection", () => {
  const sessions = createSessions({ clock: () => 0, nextMessageId: () => 1n });
  const first = sessions.open(KEY, 0n);
  const second = sessions.open(KEY, 1n);
  const link = {
    number: 1,
    isOpen: () => true,
    send: () => {},
    drained: () => Promise.resolve(),
    closeAfter: () => {},
    close: () => {},
    closeDrained: () => {},
    closeHalfway: () => {},
    fallSilent: () => {},
    fail: () => {},
  };
  first.attach(link);
  for (let id = 2n; id <= 1000n; id++) sessions.open(KEY, id);
  assert.equal(sessions.open(KEY, 0n), first);
  assert.notEqual(sessions.open(KEY, 1n), second);
  assert.deepEqual(sessions.live(), [first]);
  sessions.destroyAll(KEY);
  assert.deepEqual(sessions.live(), []);
});

Deno.test("createDelays() calls waits off", async () => {
  const delays = createDelays();
  assert.equal(await delays.wait(0), true);
  assert.equal(await delays.wait(1), true);
  const waiting = delays.wait(1_000_000);
  delays.cancel();
  assert.equal(await waiting, false);
  assert.equal(await delays.wait(1_000_000), false);
});

Deno.test("createSocketWriter() writes everything in order, however little a write takes", async () => {
  const written: number[] = [];
  const socket = {
    write: (bytes: Uint8Array) => {
      written.push(bytes[0]!);
      return Promise.resolve(1);
    },
  };
  const writer = createSocketWriter(socket, (error) => assert.ifError(error));
  writer.write(new Uint8Array([1, 2]));
  writer.write(new Uint8Array([3]));
  await writer.drained();
  writer.write(new Uint8Array([4]));
  await writer.drained();
  assert.deepEqual(written, [1, 2, 3, 4]);
});

Deno.test("createSocketWriter() gives up on a client that does not read", () => {
  const failures: Error[] = [];
  const socket = { write: () => new Promise<number>(() => {}) };
  const writer = createSocketWriter(socket, (error) => failures.push(error as Error));
  for (let count = 0; count < 3; count++) writer.write(new Uint8Array(1 << 25));
  assert.equal(failures.length, 0);
  writer.write(new Uint8Array(1 << 25));
  assert.ok(failures[0] instanceof Deno.errors.ConnectionAborted);
});

Deno.test("createSocketWriter() reports a socket that fails", async () => {
  const failures: Error[] = [];
  const socket = { write: () => Promise.reject(new Deno.errors.BrokenPipe("gone")) };
  const writer = createSocketWriter(socket, (error) => failures.push(error as Error));
  writer.write(new Uint8Array(1));
  await writer.drained();
  assert.ok(failures[0] instanceof Deno.errors.BrokenPipe);
});
