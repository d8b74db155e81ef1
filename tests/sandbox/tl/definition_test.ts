import assert from "node:assert/strict";
import { definitionsIn } from "../../../src/gramjs.ts";
import type { TlObject } from "../../../src/sandbox/rpc.ts";
import { createByteWriter } from "../../../src/sandbox/tl/byte_writer.ts";
import { compileDefinition } from "../../../src/sandbox/tl/definition.ts";

function encoded(line: string, fields: object): string {
  const [definition] = definitionsIn(line);
  const out = createByteWriter();
  const write = compileDefinition(definition!, () => assert.fail("nothing is nested"));
  write(fields as TlObject, out);
  return out.take().toHex();
}

Deno.test("compileDefinition() writes a bare vector without its constructor", () => {
  const line = (vector: string) => `some.thing#00000001 numbers:${vector}<int> = Thing;`;
  const numbers = [7, 8];
  assert.equal(encoded(line("vector"), { numbers }), "01000000" + "02000000" + "0700000008000000");
  assert.equal(
    encoded(line("Vector"), { numbers }),
    "01000000" + "15c4b51c" + "02000000" + "0700000008000000",
  );
});

Deno.test("compileDefinition() keeps two words of flags apart", () => {
  const line = "thing#00000001 flags:# a:flags.31?true b:flags.0?int flags2:# c:flags2.0?true " +
    "d:flags2.1?int = Thing;";
  assert.equal(encoded(line, { a: true, d: 5 }), "01000000" + "00000080" + "02000000" + "05000000");
  assert.equal(encoded(line, { b: 0, c: true }), "01000000" + "01000000" + "00000000" + "01000000");
});
