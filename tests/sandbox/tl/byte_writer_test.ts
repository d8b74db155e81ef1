import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createByteWriter } from "../../../src/sandbox/tl/byte_writer.ts";

Deno.test("createByteWriter() grows and keeps what was written", () => {
  const writer = createByteWriter();
  const numbers = Array.from({ length: 500_000 }, (_, index) => index);
  for (const number of numbers) writer.int(number);
  const written = writer.take();
  assert.deepEqual(new Uint32Array(written.buffer), Uint32Array.from(numbers));
  assert.equal(writer.take().length, 0);
});

Deno.test("createByteWriter() makes room for what is longer than all before", () => {
  const content = new Uint8Array(3_000_000).fill(7);
  const writer = createByteWriter();
  writer.int(1);
  writer.bytes(content);
  const written = writer.take();
  assert.equal(written.length, 4 + 4 + 3_000_000);
  assert.equal(Buffer.compare(written.subarray(8), content), 0);
});

Deno.test("createByteWriter() hands out copies", () => {
  const writer = createByteWriter();
  writer.int(1);
  const first = writer.take();
  writer.int(2);
  writer.take();
  assert.deepEqual(first, new Uint8Array([1, 0, 0, 0]));
});

Deno.test("createByteWriter() pads with zeros where something else stood before", () => {
  const writer = createByteWriter();
  writer.long(-1n);
  writer.clear();
  writer.string("ab");
  writer.bytes(new Uint8Array(0));
  assert.deepEqual(writer.take(), new Uint8Array([2, 97, 98, 0, 0, 0, 0, 0]));
});

/** Length in UTF-8, and the bytes in front of the content: at 254 they become four. */
const HEADS = [
  [253, "fd"],
  [254, "fefe0000"],
  [65_536, "fe000001"],
] as const;

for (const [length, head] of HEADS) {
  Deno.test(`createByteWriter() writes a string of ${length} bytes, whatever its letters take`, () => {
    for (const letter of ["a", "я", "€", "🔥"]) {
      const size = Buffer.byteLength(letter);
      const text = letter.repeat(length / size) + "a".repeat(length % size);
      const writer = createByteWriter();
      writer.string(text);
      const written = Buffer.from(writer.take());
      assert.equal(written.toString("hex", 0, head.length / 2), head);
      assert.equal(written.toString("utf8", head.length / 2, head.length / 2 + length), text);
      assert.equal(written.length, Math.ceil((head.length / 2 + length) / 4) * 4);
      writer.bytes(Buffer.from(text));
      assert.deepEqual(writer.take(), new Uint8Array(written));
    }
  });
}
