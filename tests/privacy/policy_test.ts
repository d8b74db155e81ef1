import assert from "node:assert/strict";
import { DEFAULT_PII_KINDS, parsePiiKinds, PII_KINDS } from "../../src/privacy/policy.ts";

const FOUND = [
  ..."email phone bank_card iban ssn inn snils passport ip mac crypto invite".split(" "),
  ..."bot_token session jwt private_key api_key seed_phrase".split(" "),
];
const ON_REQUEST = ["username", "coordinates"];

Deno.test("PII_KINDS lists every kind", () => {
  assert.deepEqual(PII_KINDS, [...FOUND, ...ON_REQUEST, "sender_names"]);
});

Deno.test("DEFAULT_PII_KINDS leaves out what news is made of", () => {
  assert.deepEqual([...DEFAULT_PII_KINDS], [...FOUND, "sender_names"]);
});

Deno.test("parsePiiKinds() changes the defaults", () => {
  const kinds = parsePiiKinds(" -sender_names, +username,+coordinates,");
  assert.ok(kinds.ok);
  assert.deepEqual([...kinds.value], [...FOUND, ...ON_REQUEST]);
});

Deno.test("parsePiiKinds() leaves the defaults alone", () => {
  const empty = parsePiiKinds("");
  assert.ok(empty.ok);
  assert.deepEqual([...empty.value], [...DEFAULT_PII_KINDS]);
  parsePiiKinds("-email");
  assert.ok(DEFAULT_PII_KINDS.has("email"));
});

Deno.test("parsePiiKinds() says what it cannot read and what it expected", () => {
  assert.deepEqual(parsePiiKinds("+emial,username,-email"), {
    ok: false,
    failure: {
      code: "VALIDATION_ERROR",
      field: "TGTK_PII_KINDS",
      expected: "a comma-separated list of +kind and -kind, where kind is one of email, phone, " +
        "bank_card, iban, ssn, inn, snils, passport, ip, mac, crypto, invite, bot_token, session, " +
        "jwt, private_key, api_key, seed_phrase, username, coordinates, sender_names; " +
        'cannot read "+emial", "username"',
    },
  });
});
