import assert from "node:assert/strict";
import {
  acquireKvLease,
  type LeaseEntry,
  type LeaseStore,
} from "../../../src/telegram/lease/kv.ts";

interface Shared extends LeaseStore {
  /** While it is set, every request fails. */
  broken: boolean;
  /** While it is set, no request is answered. */
  silent: boolean;
}

/** A store in memory, as Deno KV behaves. */
function sharedStore(): Shared {
  const entries = new Map<string, LeaseEntry>();
  let versions = 0;
  const shared: Shared = {
    broken: false,
    silent: false,
    async read(key) {
      await answer();
      return entries.get(key) ?? { value: undefined, version: null };
    },
    async write(key, value, version) {
      await answer();
      if ((entries.get(key)?.version ?? null) !== version) return false;
      if (value === undefined) entries.delete(key);
      else entries.set(key, { value, version: String(++versions) });
      return true;
    },
  };
  async function answer(): Promise<void> {
    if (shared.silent) await new Promise<never>(() => {});
    if (shared.broken) throw new Error("store");
  }
  return shared;
}

/** One machine: its clock, its timers, and what it was told. */
function machine(name: string, store: LeaseStore) {
  let now = 1_000_000;
  const timers = new Map<() => void, { readonly ms: number; due: number }>();
  const told = { lost: 0 };
  const take = () =>
    acquireKvLease({
      fingerprint: "0123456789abcdef",
      holder: name,
      store,
      clock: () => now,
      newId: () => name,
      every(ms, run) {
        timers.set(run, { ms, due: now + ms });
        return () => timers.delete(run);
      },
      lost: () => told.lost++,
    });
  /** Lets time pass, a second at a time, and requests be answered. */
  async function pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      now += 1000;
      for (const [run, timer] of timers) {
        if (timer.due > now) continue;
        timer.due += timer.ms;
        run();
      }
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  return { take, pass, told, timers };
}

Deno.test("acquireKvLease() gives one of two the session, and says who has it", async () => {
  const store = sharedStore();
  const [a, b] = [machine("a", store), machine("b", store)];
  const outcomes = await Promise.all([a.take(), b.take()]);
  assert.deepEqual(outcomes.map(({ ok }) => ok), [true, false]);
  assert.deepEqual(outcomes[1], { ok: false, failure: { code: "SESSION_IN_USE", holder: "a" } });
});

Deno.test("acquireKvLease() keeps the lease as long as it can be renewed", async () => {
  const store = sharedStore();
  const [a, b] = [machine("a", store), machine("b", store)];
  assert.ok((await a.take()).ok);
  await Promise.all([a.pass(60), b.pass(60)]);
  assert.equal((await b.take()).ok, false);
  assert.equal(a.told.lost, 0);
});

Deno.test("acquireKvLease() frees the session when it is given back", async () => {
  const store = sharedStore();
  const [a, b] = [machine("a", store), machine("b", store)];
  const lease = await a.take();
  assert.ok(lease.ok);
  await lease.value.release();
  await lease.value.release();
  assert.equal(a.timers.size, 0);
  assert.ok((await b.take()).ok);
});

Deno.test("acquireKvLease() frees the session 20 s after its holder died, not before", async () => {
  const store = sharedStore();
  const [a, b] = [machine("a", store), machine("b", store)];
  assert.ok((await a.take()).ok);
  await b.pass(19);
  assert.equal((await b.take()).ok, false);
  await b.pass(1);
  assert.ok((await b.take()).ok);
});

for (const trouble of ["broken", "silent"] as const) {
  Deno.test(`acquireKvLease() ends 5 s before the entry does when the store is ${trouble}`, async () => {
    const store = sharedStore();
    const a = machine("a", store);
    assert.ok((await a.take()).ok);
    store[trouble] = true;
    await a.pass(14);
    assert.equal(a.told.lost, 0);
    await a.pass(1);
    assert.equal(a.told.lost, 1);
    await a.pass(60);
    assert.equal(a.told.lost, 1);
  });
}

Deno.test("acquireKvLease() bears a store that is broken for a moment", async () => {
  const store = sharedStore();
  const a = machine("a", store);
  assert.ok((await a.take()).ok);
  store.broken = true;
  await a.pass(9);
  store.broken = false;
  await a.pass(60);
  assert.equal(a.told.lost, 0);
});

Deno.test("acquireKvLease() ends at once when somebody else has taken the session", async () => {
  const store = sharedStore();
  const a = machine("a", store);
  assert.ok((await a.take()).ok);
  const { version } = await store.read("0123456789abcdef");
  await store.write("0123456789abcdef", { id: "b", holder: "b", until: 9_000_000 }, version);
  await a.pass(5);
  assert.equal(a.told.lost, 1);
});

Deno.test("acquireKvLease() does not take what it could not read", async () => {
  const store = sharedStore();
  store.broken = true;
  await assert.rejects(machine("a", store).take(), { message: "store" });
});
