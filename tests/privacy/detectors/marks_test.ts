import assert from "node:assert/strict";
import { detect } from "../../../src/privacy/detect.ts";
import { withoutMarks } from "../../../src/privacy/detectors/marks.ts";
import { DEFAULT_PII_KINDS } from "../../../src/privacy/policy.ts";

const PLAIN: readonly (readonly [text: string, plain: string])[] = [
  ["_a_ __b c__ ~d~ ~~e~~", '"a" ""b c"" "d" ""e""'],
  ["(_my_file_), _x_.", '("my_file"), "x".'],
  ["_a __b__ c", '_a ""b"" c'],
  ["snake_case_ __init__.py", 'snake_case_ ""init"".py'],
  ["Name: ____ ___", "Name: ____ ___"],
  ["t.me/+a_b_ _c", "t.me/+a_b_ _c"],
  ["key-_a_ x/_b_ y=_c_", "key-_a_ x/_b_ y=_c_"],
  ["_ a _ ~", "_ a _ ~"],
  ["~89123456789", "~89123456789"],
];

for (const [text, plain] of PLAIN) {
  Deno.test(`withoutMarks() reads ${JSON.stringify(text)} as ${JSON.stringify(plain)}`, () => {
    assert.equal(withoutMarks(text), plain);
  });
}

/** Kinds of every shape: digits, groups of them, letters, and both with signs between. */
const VALUES = [
  "4111 1111 1111 1111",
  "112-233-445 95",
  "500100732259",
  "203.0.113.7",
  "ec-9f-fd-5e-cf-dc",
  "001a.2b3c.4d5e",
  "DE89370400440532013000",
  "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
  "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
  "https://t.me/joinchat/AAAAAEkk2WdoDrB4",
  "ann@example.org",
];

for (const mark of ["_", "__", "~", "~~", "*", "**"]) {
  Deno.test(`detect() finds what stands between ${mark}`, () => {
    for (const value of VALUES) {
      const text = `see ${mark}${value}${mark}, ok`;
      const start = 4 + mark.length;
      const [match, ...others] = detect(text, [], DEFAULT_PII_KINDS);
      assert.deepEqual([match?.start, match?.end, others], [start, start + value.length, []], text);
    }
  });
}
