import assert from "node:assert/strict";
import { inn } from "../../../src/privacy/detectors/inn.ts";
import { passport } from "../../../src/privacy/detectors/passport.ts";
import { snils } from "../../../src/privacy/detectors/snils.ts";
import { ssn } from "../../../src/privacy/detectors/ssn.ts";
import { found, values } from "./found.ts";

Deno.test("findInns() takes right numbers, of ten digits beside a word", () => {
  assert.deepEqual(found(inn, "ИНН 7707083893"), ["7707083893"]);
  assert.deepEqual(found(inn, "ООО «Ромашка» 7707083893"), ["7707083893"]);
  assert.deepEqual(found(inn, "мой 500100732259, пишите"), ["500100732259"]);
  assert.deepEqual(values(inn, "ИНН 7707 083893"), ["7707083893"]);
  assert.deepEqual(values(inn, "ИНН/КПП 7707083893/773601001"), ["7707083893"]);
});

Deno.test("findInns() takes a wrong number where a word says so", () => {
  assert.deepEqual(found(inn, "ИНН: 7707083894"), ["7707083894"]);
  assert.deepEqual(found(inn, "ИНН 77 штук 7707083894"), []);
});

Deno.test("findInns() leaves other numbers", () => {
  assert.deepEqual(found(inn, "7707083893"), []);
  assert.deepEqual(found(inn, "500100732258"), []);
  assert.deepEqual(found(inn, "заказ 500100732259"), []);
  assert.deepEqual(found(inn, "UPC 500100732259, накладная 500100732259"), []);
  assert.deepEqual(found(inn, "shop.ru/product/500100732259"), []);
  assert.deepEqual(found(inn, "ОГРН 1027700132195"), []);
});

Deno.test("findSnilses() takes right numbers and called ones", () => {
  assert.deepEqual(found(snils, "112-233-445 95"), ["112-233-445 95"]);
  assert.deepEqual(values(snils, "112 233 445 95"), ["11223344595"]);
  assert.deepEqual(found(snils, "СНИЛС 11223344596"), ["11223344596"]);
});

Deno.test("findSnilses() leaves other numbers", () => {
  assert.deepEqual(found(snils, "112-233-445 96"), []);
  assert.deepEqual(found(snils, "112.233.445.95"), []);
  assert.deepEqual(found(snils, "https://zoom.us/j/11223344595"), []);
  assert.deepEqual(found(snils, "трек 11223344595"), []);
  assert.deepEqual(found(snils, "ticket 11223344595"), []);
  assert.deepEqual(found(snils, "данные 621 112 233 445 95"), []);
});

Deno.test("findSsns() takes the form with dashes, and called numbers", () => {
  assert.deepEqual(found(ssn, "it is 219-09-9999."), ["219-09-9999"]);
  assert.deepEqual(values(ssn, "SSN: 219 09 9999"), ["219099999"]);
  assert.deepEqual(found(ssn, "ssn 987-65-4320"), ["987-65-4320"]);
  assert.deepEqual(found(ssn, "номер социального страхования 219 09 9999"), ["219 09 9999"]);
});

Deno.test("findSsns() leaves numbers that cannot be", () => {
  for (const text of ["666-12-3456", "000-12-3456", "219-00-1234", "219-09-0000", "219 09 9999"]) {
    assert.deepEqual(found(ssn, text), []);
  }
  assert.deepEqual(found(ssn, "order 219-09-9999"), []);
  assert.deepEqual(found(ssn, "lot 219-09-9999, накладная 219-09-9999"), []);
});

Deno.test("findPassports() takes numbers that a word calls so", () => {
  assert.deepEqual(found(passport, "Паспорт 45 08 123456, выдан"), ["45 08 123456"]);
  assert.deepEqual(values(passport, "паспорт: серия 4508 номер 123456"), ["4508123456"]);
  assert.deepEqual(values(passport, "паспорт РФ 4508 № 123456"), ["4508123456"]);
  assert.deepEqual(found(passport, "Passport L898902C3, born"), ["L898902C3"]);
  assert.deepEqual(found(passport, "Passport no. AB1234567"), ["AB1234567"]);
  assert.deepEqual(found(passport, "1) загран 71 1234567"), ["71 1234567"]);
  assert.deepEqual(found(passport, "pasaporte AAB123456"), ["AAB123456"]);
  assert.deepEqual(found(passport, "passeport 12AB34567"), ["12AB34567"]);
  assert.deepEqual(found(passport, "серия 4508 номер 123456"), ["4508 номер 123456"]);
  assert.deepEqual(found(passport, "серия МР №1234567, серия 71 № 1234567"), [
    ...["МР №1234567", "71 № 1234567"],
  ]);
  assert.deepEqual(found(passport, "паспорт 45-08 123456"), ["45-08 123456"]);
  assert.deepEqual(values(passport, "паспорт 45 08 123 456"), ["4508123456"]);
  assert.deepEqual(values(passport, "Паспорт: 4508 12 34 56"), ["4508123456"]);
  assert.deepEqual(found(passport, "паспорт: N12345678"), ["N12345678"]);
  assert.deepEqual(found(passport, "паспорт N4508123456"), ["N4508123456"]);
});

Deno.test("findPassports() leaves numbers without a word, and further ones", () => {
  assert.deepEqual(found(passport, "45 08 123456"), []);
  assert.deepEqual(found(passport, "паспорт выдан 20240506"), []);
  assert.deepEqual(found(passport, "45 08 123 456, паспорт 450 812 3456"), []);
  assert.deepEqual(found(passport, "серия 1234 номер партии 567890"), []);
  assert.deepEqual(found(passport, "серия 12, 123456 просмотров, серии на 100000 рублей"), []);
  assert.deepEqual(found(passport, "сезон 1, серии 258876-276192"), []);
  assert.deepEqual(found(passport, "паспорт в 2024 году, заказ 45, 123456"), []);
});

Deno.test("findPassports() takes letters and digits mixed, and no passport of a thing", () => {
  assert.deepEqual(found(passport, "Reisepass C01X00T47"), ["C01X00T47"]);
  assert.deepEqual(found(passport, "passport no. X4RTBPFW1, ok"), ["X4RTBPFW1"]);
  assert.deepEqual(found(passport, "model C01X00T47"), []);
  assert.deepEqual(found(passport, "паспорт проекта 123456, паспорта изделия 654321"), []);
});
