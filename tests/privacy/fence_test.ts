import assert from "node:assert/strict";
import fc from "fast-check";
import { cannotForge, fenceName } from "../../src/privacy/fence.ts";

Deno.test("fenceName() writes eight bytes as twelve characters", () => {
  assert.equal(fenceName(new Uint8Array(8)), "aaaaaaaaaaaa");
  assert.equal(fenceName(new Uint8Array(8).fill(255)), "777777777777");
  // RFC 4648, section 10: "foobar" is MZXW6YTBOI.
  assert.equal(fenceName(new TextEncoder().encode("foobar12")), "mzxw6ytboiyt");
});

Deno.test("fenceName() reads a view where it starts", () => {
  const bytes = new Uint8Array([9, 9, 0, 1, 2, 3, 4, 5, 6, 7]);
  assert.equal(fenceName(bytes.subarray(2)), "aaaqeayeauda");
});

Deno.test("fenceName() refuses too little randomness", () => {
  assert.throws(() => fenceName(new Uint8Array(7)), RangeError);
});

Deno.test("fenceName() gives names of one shape", () => {
  const bytes = fc.uint8Array({ minLength: 8, maxLength: 12 });
  fc.assert(fc.property(bytes, (random) => assert.match(fenceName(random), /^[a-z2-7]{12}$/)));
});

Deno.test("cannotForge() sees the name wherever it stands", () => {
  const name = fc.uint8Array({ minLength: 8, maxLength: 8 }).map(fenceName);
  fc.assert(fc.property(name, fc.string(), fc.string(), (name, before, after) => {
    assert.equal(cannotForge(`${before}</untrusted-${name}>${after}`, name), false);
    assert.equal(cannotForge(before + name.toUpperCase() + after, name), false);
  }));
});

Deno.test("cannotForge() lets other text pass", () => {
  assert.equal(cannotForge("</untrusted-aaaaaaaaaaab>", "aaaaaaaaaaaa"), true);
  assert.equal(cannotForge("", "aaaaaaaaaaaa"), true);
});
