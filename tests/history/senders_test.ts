import assert from "node:assert/strict";
import { senderBook } from "../../src/history/senders.ts";

const CHAT = { type: "channel", id: 42, access_hash: "1" } as const;
const FULL = { type: "user", id: 7, access_hash: "49" } as const;
const MIN = { type: "user", id: 7, seen_in: { chat: CHAT, message_id: 5 } } as const;
const LATER = { type: "user", id: 7, seen_in: { chat: CHAT, message_id: 9 } } as const;

function setUp() {
  const clock = { now: 1_700_000_000 };
  return { book: senderBook(() => clock.now), clock };
}

Deno.test("senderBook() lets no min user overwrite a full one", () => {
  const { book } = setUp();
  book.met([MIN]);
  book.met([LATER]);
  assert.deepEqual(book.refTo([7]), LATER);
  book.met([FULL]);
  book.met([MIN]);
  assert.deepEqual(book.refTo([7]), FULL);
});

Deno.test("senderBook() trusts a reference for an hour", () => {
  const { book, clock } = setUp();
  book.met([FULL]);
  clock.now += 3600;
  assert.deepEqual(book.refTo([7]), FULL);
  clock.now += 1;
  assert.equal(book.refTo([7]), undefined);
  // What has expired stands in nobody's way.
  book.met([MIN]);
  assert.deepEqual(book.refTo([7]), MIN);
});

Deno.test("senderBook() names nobody where an id may mean two, or what cannot be named", () => {
  const { book } = setUp();
  book.met([FULL, { type: "channel", id: 7, access_hash: "3" }, { type: "group", id: 8 }]);
  assert.equal(book.refTo([7, -1000000000007]), undefined);
  assert.deepEqual(book.refTo([7, -7]), FULL);
  assert.equal(book.refTo([-8]), undefined);
  assert.equal(book.refTo([]), undefined);
  book.forget(FULL);
  assert.equal(book.refTo([7]), undefined);
});

Deno.test("senderBook() keeps five thousand", () => {
  const { book } = setUp();
  for (let id = 1; id <= 5001; id++) book.met([{ type: "user", id, access_hash: "1" }]);
  assert.equal(book.refTo([1]), undefined);
  assert.equal(book.refTo([2])?.id, 2);
});
