import assert from "node:assert/strict";
import { compileArgs, sumLine, TARGETS } from "../../tasks/compile.ts";
import { drawPicture } from "../../tasks/picture.ts";

Deno.test("there are five targets, each with a file of its own", () => {
  assert.equal(new Set(Object.values(TARGETS)).size, 5);
});

Deno.test("compileArgs() builds the narrow permissions in", () => {
  const args = compileArgs("x86_64-unknown-linux-gnu", "dist/tgtk");
  assert.ok(args.includes("-P=start") && args.includes("--no-prompt"));
  assert.ok(!args.includes("-A"));
});

Deno.test("sumLine() is what sha256sum reads", () => {
  // SHA-256 of "abc": FIPS 180-2, appendix B.1.
  assert.equal(
    sumLine(new TextEncoder().encode("abc"), "tgtk"),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  tgtk\n",
  );
});

Deno.test("drawPicture() lets no text become markup", () => {
  const picture = drawPicture(["<script>&"]);
  assert.match(picture, /&lt;script&gt;&amp;/);
  assert.doesNotMatch(picture, /<script>/);
});
