import fc from "fast-check";
import assert from "node:assert/strict";
import { parseJson, parseSpan } from "../../../../src/sandbox/world/load/json/json_parse.ts";
import {
  documentSpan,
  elementSpans,
  memberSpans,
} from "../../../../src/sandbox/world/load/json/json_scan.ts";
import {
  readBytes,
  readDate,
  readInt,
  readLong,
} from "../../../../src/sandbox/world/load/tl/tl_values.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

Deno.test("elementSpans() finds the elements that JSON.parse does", () => {
  fc.assert(fc.property(fc.array(fc.jsonValue()), fc.constantFrom(undefined, 1), (list, indent) => {
    const bytes = bytesOf(JSON.stringify(list, null, indent));
    const found = elementSpans(bytes, documentSpan(bytes)).map((span) => parseSpan(bytes, span));
    assert.deepEqual(found, parseJson(JSON.stringify(list)));
  }));
});

Deno.test("memberSpans() finds the members that JSON.parse does", () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
    const bytes = bytesOf(JSON.stringify(object));
    const found = memberSpans(bytes, documentSpan(bytes))
      .map(({ key, value }) => [parseSpan(bytes, key), parseSpan(bytes, value)]);
    assert.deepEqual(found, Object.entries(parseJson(JSON.stringify(object)) as object));
  }));
});

Deno.test("documentSpan() skips a byte order mark", () => {
  assert.deepEqual(documentSpan(bytesOf("\uFEFF[]")), { start: 3, end: 5 });
});

Deno.test("parseJson() keeps every digit of integers, and numbers where they fit", () => {
  assert.deepEqual(
    parseJson(
      "[9007199254740993,1234567890123456,-9223372036854775808,1.5e300,0.1234567890123456789]",
    ),
    [
      "9007199254740993",
      1234567890123456,
      "-9223372036854775808",
      1.5e300,
      0.12345678901234568,
    ],
  );
});

Deno.test("readDate() reads instants with and without offsets, and Unix seconds", () => {
  assert.deepEqual(
    [
      "2022-05-19T12:52:59+00:00",
      "2022-05-19 12:52:59",
      "2022-05-19T14:52:59.123+02:00",
      "2022-05-19T12:52:59Z",
      "1652964779",
      1652964779,
    ].map(readDate),
    Array(6).fill(1652964779),
  );
  assert.deepEqual(
    ["soon", -5, 1e11, null, true, "2022-13"].map(readDate),
    Array(6).fill(undefined),
  );
});

Deno.test("readLong() reads 64 bits, unsigned ones as signed", () => {
  assert.deepEqual(
    [5, "-9223372036854775808", "18446744073709551615", "18446744073709551616", 1.5, "x"]
      .map((value) => readLong(value)?.toString()),
    ["5", "-9223372036854775808", "-1", undefined, undefined, undefined],
  );
});

Deno.test("readInt() reads 32 bits and dates", () => {
  assert.deepEqual(
    [7, 7.9, "8", "1970-01-01T00:00:09Z", 4294967295, 4294967296, "x"].map(readInt),
    [7, 7, 8, 9, -1, undefined, undefined],
  );
});

Deno.test("readBytes() tells Python, hexadecimal and Base64 apart", () => {
  assert.deepEqual(
    ["b'\\x00a\\n\\''", 'b"q"', "00ff10ab", "AP8Qqw==", "AP8Qq-_=", "f", [1, 255], [256], 5]
      .map((value) => readBytes(value)?.toString("hex")),
    ["00610a27", "71", "00ff10ab", "00ff10ab", "00ff10abef", "66", "01ff", undefined, undefined],
  );
});
