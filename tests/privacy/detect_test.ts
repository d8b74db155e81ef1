import assert from "node:assert/strict";
import { detect, DETECTORS } from "../../src/privacy/detect.ts";
import { DEFAULT_PII_KINDS } from "../../src/privacy/policy.ts";

Deno.test("detect() finds all kinds, in order", () => {
  const text = "ann@example.org, 8 (912) 345-67-89, 4111 1111 1111 1111, " +
    "DE89 3704 0044 0532 0130 00, t.me/+AbCdEfGhIjKlMnOp";
  assert.deepEqual(detect(text, [], DEFAULT_PII_KINDS), [
    { kind: "email", start: 0, end: 15, normalised: "ann@example.org" },
    { kind: "phone", start: 17, end: 34, normalised: "+79123456789" },
    { kind: "bank_card", start: 36, end: 55, normalised: "4111111111111111" },
    { kind: "iban", start: 57, end: 84, normalised: "DE89370400440532013000" },
    { kind: "invite", start: 86, end: 108, normalised: "AbCdEfGhIjKlMnOp" },
  ]);
});

Deno.test("detect() finds the kinds asked for only", () => {
  const text = "ann@example.org 8 (912) 345-67-89 @durov";
  assert.deepEqual(detect(text, [], new Set(["username"])), [
    { kind: "username", start: 34, end: 40, normalised: "@durov" },
  ]);
  assert.deepEqual(detect(text, [], new Set()), []);
});

Deno.test("detect() takes Telegram's entities as evidence", () => {
  const text = "call 12-34-56 or ann at home";
  const entities = [
    { type: "phone", offset: 5, length: 8 },
    { type: "email", offset: 17, length: 3 },
    { type: "bold", offset: 0, length: 4 },
  ];
  assert.deepEqual(detect(text, entities, DEFAULT_PII_KINDS), [
    { kind: "phone", start: 5, end: 13, normalised: "123456" },
    { kind: "email", start: 17, end: 20, normalised: "ann" },
  ]);
});

Deno.test("detect() keeps evidence within the text", () => {
  const entities = [
    { type: "phone", offset: 2, length: 90 },
    { type: "email", offset: 50, length: 3 },
    { type: "email", offset: 1, length: 0 },
  ];
  assert.deepEqual(detect("a 12", entities, DEFAULT_PII_KINDS), [
    { kind: "phone", start: 2, end: 4, normalised: "12" },
  ]);
});

Deno.test("detect() gives an overlap one kind, and all of its extent", () => {
  const iban = { kind: "iban", start: 0, end: 22, normalised: "DE89370400440532013000" };
  const whole = { type: "phone", offset: 0, length: 25 };
  const account = "DE89370400440532013000 xx";
  assert.deepEqual(detect(account, [], DEFAULT_PII_KINDS), [iban]);
  assert.deepEqual(detect(account, [whole], DEFAULT_PII_KINDS), [{ ...iban, end: 25 }]);
  assert.deepEqual(
    detect("ann@example.org", [{ type: "phone", offset: 0, length: 3 }], DEFAULT_PII_KINDS),
    [{ kind: "email", start: 0, end: 15, normalised: "ann@example.org" }],
  );
});

Deno.test("detect() covers both of two that overlap in part", () => {
  const entities = [{ type: "phone", offset: 0, length: 9 }];
  assert.deepEqual(detect("12345 ann@example.org", entities, DEFAULT_PII_KINDS), [
    { kind: "email", start: 0, end: 21, normalised: "ann@example.org" },
  ]);
});

/** Strings on which a careless expression takes quadratic time or worse. */
const HARD = [
  "a",
  "1",
  "1 ",
  "+1",
  "+1 (",
  "8 9",
  "89123456789 ",
  "+79123456789 ",
  "4111 ",
  "a.",
  "a@",
  "a@b.1.",
  "a@a.a",
  "@",
  "'",
  "xn--.",
  "é",
  "DE89",
  "DE89 3704 ",
  "t.me/+",
  "tel:+1-",
  "@abc",
  "55.75582,",
  "１",
];

for (const piece of HARD) {
  Deno.test(`detect() takes linear time on repeated ${JSON.stringify(piece)}`, () => {
    // The head opens every detector's cheap test.
    const text = "x@1 1234567890123 " + piece.repeat(Math.ceil(40_000 / piece.length));
    const kinds = new Set<string>(DETECTORS.map(({ kind }) => kind));
    const start = performance.now();
    detect(text, [], kinds);
    // Linear time is milliseconds here, some hundreds where the numbering plan is asked.
    assert.ok(performance.now() - start < 3_000);
  });
}

Deno.test("detect() decodes percent signs twice, and no further", () => {
  const kinds = new Set(["email"]);
  const found = (text: string) => detect(text, [], kinds).map(({ start, end }) => [start, end]);
  assert.deepEqual(found("at x.org/?m=a%40b.org, 50% off"), [[3, 22]]);
  assert.deepEqual(found("a%2540b.org"), [[0, 11]]);
  assert.deepEqual(found("a%252540b.org"), []);
  assert.deepEqual(found("c@d.org/?m=a%40b.org"), [[0, 20]]);
});

Deno.test("detect() counts in the text as it is written", () => {
  assert.deepEqual(detect("8️⃣ (912) 345-67-89", [], new Set(["phone"])), [
    { kind: "phone", start: 0, end: 19, normalised: "+79123456789" },
  ]);
});
