import assert from "node:assert/strict";
import fc from "fast-check";
import { iban } from "../../../src/privacy/detectors/iban.ts";
import { found } from "./found.ts";

const ACCOUNTS: readonly (readonly [text: string, account: string])[] = [
  ["DE89370400440532013000", "DE89370400440532013000"],
  ["IBAN: DE89 3704 0044 0532 0130 00, спасибо", "DE89 3704 0044 0532 0130 00"],
  ["gb29 nwbk 6016 1331 9268 19 thanks", "gb29 nwbk 6016 1331 9268 19"],
  ["на UA213223130000026007233566001", "UA213223130000026007233566001"],
  ["DE 89 370400440532013000", "DE 89 370400440532013000"],
  ["DE89  3704  0044  0532  0130  00", "DE89  3704  0044  0532  0130  00"],
  ["IR88 0120 5212 0286 3080 0669 37", "IR88 0120 5212 0286 3080 0669 37"],
  ["NO93 8601 1117 947", "NO93 8601 1117 947"],
  ["ＤＥ89 3704 0044 0532 0130 00", "ＤＥ89 3704 0044 0532 0130 00"],
];

for (const [text, account] of ACCOUNTS) {
  Deno.test(`findIbans() finds ${account} in ${JSON.stringify(text)}`, () => {
    assert.deepEqual(found(iban, text), [account]);
  });
}

const LOOK_ALIKES = [
  "DE89 3704 0044 0532 0130 01",
  "DE89 3704 0044 0532 0130 0",
  "DE893704004405320130001",
  "XX89370400440532013000",
  "ADE89370400440532013000",
  "RA123456789RU",
  "ISO27001 and EN16931",
];

for (const text of LOOK_ALIKES) {
  Deno.test(`findIbans() leaves ${JSON.stringify(text)}`, () => {
    assert.deepEqual(found(iban, text), []);
  });
}

Deno.test("findIbans() finds one wherever it stands apart", () => {
  const account = fc.constantFrom(
    ...["DE89370400440532013000", "DE 89 3704 0044 0532 0130 00", "no9386011117947"],
  );
  // What an account could begin or end in is kept apart from it.
  const around = fc.array(fc.constantFrom("DE", "12", "A1", "x", " ", "-", ".", "да", "(", "9 "), {
    maxLength: 6,
  });
  fc.assert(fc.property(account, around, around, (written, before, after) => {
    const text = `${before.join("")}, ${written}, ${after.join("")}`;
    assert.ok(found(iban, text).includes(written), text);
  }));
});
