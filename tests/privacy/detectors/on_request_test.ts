import assert from "node:assert/strict";
import { coordinates } from "../../../src/privacy/detectors/coordinates.ts";
import { username } from "../../../src/privacy/detectors/username.ts";
import { found } from "./found.ts";

Deno.test("findUsernames() finds @names", () => {
  assert.deepEqual(found(username, "@durov, спроси @tgtk_news."), ["@durov", "@tgtk_news"]);
});

Deno.test("findUsernames() leaves addresses, scopes and what is too short", () => {
  assert.deepEqual(found(username, "a@example.org @ab @1abc @@x"), []);
});

const PLACES = [
  "55.755826, 37.617300",
  "-33.8688,151.2093",
  "55.7558 37.6173",
  "55.7558° N, 37.6173° E",
];

for (const place of PLACES) {
  Deno.test(`findCoordinates() finds ${place}`, () => {
    assert.deepEqual(found(coordinates, `at ${place}!`), [place]);
  });
}

for (
  const text of [
    "3.1415, 2.7182818 and 1.5, 2.5",
    "95.7558, 37.6173",
    "1.13.16, 2.26.22",
    "55.7558",
  ]
) {
  Deno.test(`findCoordinates() judges ${text} by its digits`, () => {
    const expected = text.startsWith("3.1415") ? ["3.1415, 2.7182818"] : [];
    assert.deepEqual(found(coordinates, text), expected);
  });
}
