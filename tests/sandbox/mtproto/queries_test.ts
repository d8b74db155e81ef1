import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { gzipSync } from "node:zlib";
import { Api, bigInt, LAYER } from "../../../src/gramjs.ts";
import { parseQuery } from "../../../src/sandbox/mtproto/queries.ts";
import { concatBytes, tlBytes, tlInt, tlLongs } from "../../../src/sandbox/mtproto/tl.ts";

const GET_MESSAGES = new Uint8Array(
  new Api.messages.GetMessages({
    id: [new Api.InputMessageID({ id: 1 }), new Api.InputMessageID({ id: 2 })],
  }).getBytes(),
);
const FETCH_FAIL = { error: { code: 400, message: "INPUT_FETCH_FAIL" } };

/** `invokeWithoutUpdates`. */
const WITHOUT_UPDATES = tlInt(0xbf9459b7);

function idsOf(parsed: ReturnType<typeof parseQuery>): unknown {
  assert.ok("request" in parsed);
  return (parsed.request["id"] as { id: number }[]).map(({ id }) => id);
}

Deno.test("parseQuery() reads a wrapped query as it is", () => {
  const query = new Api.InvokeWithLayer({
    layer: LAYER,
    query: new Api.InitConnection({
      apiId: 1,
      deviceModel: "a",
      systemVersion: "b",
      appVersion: "c",
      systemLangCode: "en",
      langPack: "",
      langCode: "en",
      query: new Api.help.GetConfig(),
    }),
  });
  const parsed = parseQuery(new Uint8Array(query.getBytes()));
  assert.ok("request" in parsed);
  const inner = parsed.request["query"] as Api.InitConnection;
  assert.deepEqual(
    [parsed.request.className, inner.className, (inner.query as Api.help.GetConfig).className],
    ["InvokeWithLayer", "InitConnection", "help.GetConfig"],
  );
});

Deno.test("parseQuery() reads a query compressed within its wrapper", () => {
  const packed = concatBytes(tlInt(0x3072cfa1), tlBytes(gzipSync(GET_MESSAGES)));
  const parsed = parseQuery(concatBytes(WITHOUT_UPDATES, packed));
  assert.ok("request" in parsed);
  assert.equal((parsed.request["query"] as Api.AnyRequest).className, "messages.GetMessages");
});

for (
  const [query, bytes, message] of [
    ["an unknown method", tlInt(0x12345678), "INPUT_METHOD_INVALID_305419896_0"],
    ["an unknown method, negative", tlInt(-2), "INPUT_METHOD_INVALID_4294967294_0"],
    [
      "an unknown method within a wrapper",
      concatBytes(WITHOUT_UPDATES, tlInt(77)),
      "INPUT_METHOD_INVALID_77_0",
    ],
    ["a constructor that is no method", tlInt(0x7da07ec9), "INPUT_METHOD_INVALID_2107670217_0"],
    [
      "a constructor that is no method within a wrapper",
      concatBytes(WITHOUT_UPDATES, tlInt(0x7da07ec9)),
      "INPUT_METHOD_INVALID_2107670217_0",
    ],
    ["nothing", new Uint8Array(0), "INPUT_FETCH_FAIL"],
    ["a wrapper round nothing", WITHOUT_UPDATES, "INPUT_FETCH_FAIL"],
    ["something behind the query", concatBytes(GET_MESSAGES, tlInt(0)), "INPUT_FETCH_FAIL"],
    ["a bare vector", tlLongs([]), "INPUT_FETCH_FAIL"],
    ["a Bool", tlInt(0x997275b5), "INPUT_FETCH_FAIL"],
    [
      "an unknown constructor among the arguments",
      concatBytes(GET_MESSAGES.slice(0, 12), tlInt(5), GET_MESSAGES.slice(16)),
      "INPUT_FETCH_FAIL",
    ],
    [
      "wrappers without end",
      concatBytes(...Array.from({ length: 100_000 }, () => WITHOUT_UPDATES)),
      "INPUT_FETCH_FAIL",
    ],
  ] as const
) {
  Deno.test(`parseQuery() refuses ${query}`, () => {
    assert.deepEqual(parseQuery(bytes), { error: { code: 400, message } });
  });
}

Deno.test("parseQuery() reads a method as before after every way of cutting one short", () => {
  for (let length = 4; length < GET_MESSAGES.length; length += 4) {
    assert.deepEqual(parseQuery(GET_MESSAGES.slice(0, length)), FETCH_FAIL);
    assert.deepEqual(idsOf(parseQuery(GET_MESSAGES)), [1, 2]);
  }
});

Deno.test("parseQuery() does not count on a vector being as long as it says", () => {
  const huge = GET_MESSAGES.slice();
  huge.set(tlInt(0x7fffffff), 8);
  assert.deepEqual(parseQuery(huge), FETCH_FAIL);
  huge.set(tlInt(-1), 8);
  assert.deepEqual(parseQuery(huge), FETCH_FAIL);
  assert.deepEqual(idsOf(parseQuery(GET_MESSAGES)), [1, 2]);
});

Deno.test("parseQuery() survives altered bytes", () => {
  const query = new Api.messages.Search({
    peer: new Api.InputPeerChannel({ channelId: bigInt(1), accessHash: bigInt(2) }),
    q: "word",
    filter: new Api.InputMessagesFilterEmpty(),
    minDate: 0,
    maxDate: 0,
    offsetId: 0,
    addOffset: 0,
    limit: 100,
    maxId: 0,
    minId: 0,
    hash: bigInt(0),
  });
  const bytes = new Uint8Array(query.getBytes());
  const at = fc.nat({ max: bytes.length - 1 });
  fc.assert(
    fc.property(fc.array(fc.tuple(at, fc.nat({ max: 255 })), { maxLength: 4 }), (changes) => {
      const altered = bytes.slice();
      for (const [index, value] of changes) altered[index] = value;
      parseQuery(altered);
      const parsed = parseQuery(bytes);
      assert.ok("request" in parsed);
      assert.deepEqual(Buffer.from(parsed.request.getBytes()), Buffer.from(bytes));
    }),
    { numRuns: 300 },
  );
});
