import assert from "node:assert/strict";
import { dice } from "../../../../src/sandbox/world/sample/dice.ts";
import {
  companyInn,
  ogrn,
  personalInn,
  snils,
} from "../../../../src/sandbox/world/sample/pii/numbers.ts";

const hundred = (make: (thrown: ReturnType<typeof dice>) => string) =>
  Array.from({ length: 100 }, (_, n) => make(dice(7, n)));
const digits = (text: string) => Array.from(text.replace(/\D/g, ""), Number);

Deno.test("snils() makes check numbers that are right", () => {
  for (const number of hundred(snils)) {
    assert.match(number, /^\d{3}-\d{3}-\d{3} \d{2}$/);
    const all = digits(number);
    const sum = all.slice(0, 9).reduce((total, digit, i) => total + digit * (9 - i), 0);
    const rest = sum % 101;
    assert.equal(all[9]! * 10 + all[10]!, rest === 100 ? 0 : rest);
  }
});

Deno.test("personalInn() makes both check digits right", () => {
  // A published example of a valid number: 500100732259.
  const weights = [[7, 2, 4, 10, 3, 5, 9, 4, 6, 8], [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]];
  for (const number of [...hundred(personalInn), "500100732259"]) {
    const all = digits(number);
    assert.equal(all.length, 12);
    for (const [i, row] of weights.entries()) {
      const sum = row.reduce((total, weight, place) => total + weight * all[place]!, 0);
      assert.equal(all[10 + i], sum % 11 % 10);
    }
  }
});

Deno.test("companyInn() and ogrn() make their check digits right", () => {
  // Published examples: INN 7707083893, OGRN 1027700132195.
  for (const number of [...hundred(companyInn), "7707083893"]) {
    const all = digits(number);
    const sum = [2, 4, 10, 3, 5, 9, 4, 6, 8].reduce((t, weight, i) => t + weight * all[i]!, 0);
    assert.equal(all[9], sum % 11 % 10);
  }
  for (const number of [...hundred(ogrn), "1027700132195"]) {
    assert.equal(Number(number.slice(12)), Number(number.slice(0, 12)) % 11 % 10);
  }
});
