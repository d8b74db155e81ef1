import assert from "node:assert/strict";
import { email } from "../../../src/privacy/detectors/email.ts";
import { found } from "./found.ts";

const ADDRESSES: readonly (readonly [text: string, address: string])[] = [
  ["Write to ann@example.org.", "ann@example.org"],
  ["Пишите: ivan.petrov+news@mail.ru, отвечу", "ivan.petrov+news@mail.ru"],
  ["почта—ivan_petrov@mail.ru", "ivan_petrov@mail.ru"],
  ["ivan@mail.ru.Пишите", "ivan@mail.ru"],
  ["…ANN@EXAMPLE.CO.UK!", "ANN@EXAMPLE.CO.UK"],
  ["...ann@example.org", "ann@example.org"],
  ["'o'brien@example.ie'", "o'brien@example.ie"],
  ["<ann@example.org>", "ann@example.org"],
  ["иван@почта.рф", "иван@почта.рф"],
  ["ivan@xn--80a1acny.xn--p1ai", "ivan@xn--80a1acny.xn--p1ai"],
  ["ann＠example．org", "ann＠example．org"],
  ["mailto:ann@example.org?subject=hi", "ann@example.org"],
  ["8ann@mail.ru", "8ann@mail.ru"],
  ["Mail t.ashdown [at] example [dot] org, please", "t.ashdown [at] example [dot] org"],
  ["ivan (собака) mail.ru", "ivan (собака) mail.ru"],
  ["ivan собака mail точка ru", "ivan собака mail точка ru"],
  ["ann@jpg.example.org", "ann@jpg.example.org"],
  ["ann@example.mov", "ann@example.mov"],
  ["root@[203.0.113.7]", "root@[203.0.113.7]"],
  ["john at gmail dot com", "john at gmail dot com"],
  ["my mail: MARY DOT J AT EXAMPLE DOT ORG", "MARY DOT J AT EXAMPLE DOT ORG"],
  ["емейл ivan @ mail . ru", "ivan @ mail . ru"],
  ["luis arroba correo punto es", "luis arroba correo punto es"],
];

for (const [text, address] of ADDRESSES) {
  Deno.test(`findEmails() finds ${address} in ${JSON.stringify(text)}`, () => {
    assert.deepEqual(found(email, text), [address]);
  });
}

const LOOK_ALIKES = [
  "ask @durov or @tgtk_news",
  "npm install @types/node@18.2.0",
  "icon@2x.png",
  "photo_1@13.jpg",
  "photo_20240208@573520.JPG",
  "npm i left-pad@1.3.0.tgz",
  "root@localhost",
  "5 @ 3.50 EUR",
  "see https://medium.com/@name/post",
  "https://maps.example.org/@55.75,37.61",
  "@.@",
  "git@github.com:org/repo.git",
  "look at example dot com docs",
  "lunch @ cafe.example.org",
];

for (const text of LOOK_ALIKES) {
  Deno.test(`findEmails() leaves ${JSON.stringify(text)}`, () => {
    assert.deepEqual(found(email, text), []);
  });
}

Deno.test("findEmails() finds all of several", () => {
  assert.deepEqual(found(email, "a@b.org,c@d.org;e@f.org"), ["a@b.org", "c@d.org", "e@f.org"]);
});
