import assert from "node:assert/strict";
import fc from "fast-check";
import { type CursorScope, openCursor, sealCursor } from "../../src/history/cursor.ts";

const SCOPE = {
  key: new Uint8Array(32).fill(7),
  principal: "local",
  chatId: -1001746611944,
  query: { window: { from: 1646000000 }, direction: "desc" },
} as const satisfies CursorScope;
const PLACE = {
  part: "earlier",
  next_id: 57,
  ends_at: 1700000000,
  fetched: 50,
  first_id: 106,
  last_date: 1652964779,
  done_first_id: 9,
  done_next_id: 2,
  order: "trusted",
  earlier_unreadable: false,
} as const;
const CURSOR = sealCursor(SCOPE, PLACE);

Deno.test("sealCursor() keeps its layout: older cursors still open", () => {
  // Bytes 12 to 39: the seven numbers above, big endian, written out by hand.
  const bytes = atob(CURSOR.replaceAll("-", "+").replaceAll("_", "/"));
  const hex = [...bytes].map((each) => each.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  assert.equal(hex.slice(0, 4), "0101");
  assert.equal(hex.slice(24, 80), "000000396553f100000000320000006a62863dab0000000900000002");
  assert.equal(CURSOR.length, 75);
});

Deno.test("openCursor() gives back the place for the same chat, question, caller and key", () => {
  assert.deepEqual(openCursor(SCOPE, CURSOR), { ok: true, value: PLACE });
});

const OTHERS: readonly (readonly [string, Partial<CursorScope>, string])[] = [
  ["chat", { chatId: -1001746611945 }, "other_chat"],
  ["direction", { query: { ...SCOPE.query, direction: "asc" } }, "other_query"],
  ["start", { query: { window: { from: 1646000001 }, direction: "desc" } }, "other_query"],
  [
    "end",
    { query: { window: { from: 1646000000, to: 1700000000 }, direction: "desc" } },
    "other_query",
  ],
  ["caller", { principal: "somebody" }, "altered"],
  ["key", { key: new Uint8Array(32).fill(8) }, "altered"],
];

for (const [what, change, reason] of OTHERS) {
  Deno.test(`openCursor() refuses a cursor of another ${what}`, () => {
    assert.deepEqual(openCursor({ ...SCOPE, ...change }, CURSOR), {
      ok: false,
      failure: { code: "INVALID_CURSOR", reason },
    });
  });
}

Deno.test("openCursor() refuses a cursor with any one character changed", () => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/ %";
  for (let at = 0; at < CURSOR.length; at++) {
    for (const character of alphabet) {
      if (character === CURSOR[at]) continue;
      const altered = CURSOR.slice(0, at) + character + CURSOR.slice(at + 1);
      const outcome = openCursor(SCOPE, altered);
      assert.ok(!outcome.ok && outcome.failure.code === "INVALID_CURSOR", altered);
    }
  }
});

Deno.test("openCursor() refuses what is no cursor", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
    const outcome = openCursor(SCOPE, text);
    assert.ok(!outcome.ok && outcome.failure.code === "INVALID_CURSOR");
  }));
  for (const text of ["", CURSOR + "A", CURSOR.slice(1), CURSOR.slice(0, -1), ` ${CURSOR}`]) {
    assert.ok(!openCursor(SCOPE, text).ok, text);
  }
});

Deno.test("sealCursor() and openCursor() agree for every place", () => {
  const number = fc.nat({ max: 2 ** 32 - 1 });
  const place = fc.record({
    part: fc.constantFrom("own" as const, "earlier" as const),
    earlier_unreadable: fc.boolean(),
    order: fc.constantFrom("trusted" as const, "scanned" as const, "broken" as const),
    done_first_id: number,
    done_next_id: number,
    next_id: number,
    ends_at: number,
    fetched: number,
    first_id: number,
    last_date: number,
  }, { noNullPrototype: true });
  fc.assert(fc.property(place, (value) => {
    assert.deepEqual(openCursor(SCOPE, sealCursor(SCOPE, value)), { ok: true, value });
  }));
});
