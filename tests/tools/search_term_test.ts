import assert from "node:assert/strict";
import { DEFAULT_PII_KINDS } from "../../src/privacy/policy.ts";
import { checkSearch } from "../../src/tools/search_term.ts";

const MASK = { mode: "mask", kinds: DEFAULT_PII_KINDS } as const;

const REFUSED = [
  "+7 912 345-67-89",
  "89123456789",
  "9123456789",
  "912 345 67 89",
  "＋７９１２３４５６７８９",
  '"+7 912" "345-67-89"',
  "«8» «912» «345» «67» «89»",
  "+7\u200B912\u200B3456789",
  "call +79123456789 now",
  "ann@example.org",
  '"ann"@"example.org"',
  "ann [at] example [dot] org",
  "ann%40example.org",
  "4111 1111 1111 1111",
  "4111-1111 1111-1111",
  "DE89 3704 0044 0532 0130 00",
  "4510 123456",
  "112-233-445 95",
  "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
  "t.me/+AbCdEfGhIjKlMnOp",
  "tg://resolve?phone=79123456789",
  "192.0.2.17",
];

for (const search of REFUSED) {
  Deno.test(`checkSearch() refuses ${JSON.stringify(search)}, unless nothing is hidden`, () => {
    const checked = checkSearch(search, MASK);
    assert.ok(!checked.ok && checked.failure.code === "VALIDATION_ERROR");
    assert.equal(checked.failure.field, "search");
    assert.equal(checkSearch(search, { ...MASK, mode: "off" }).ok, true);
  });
}

const TAKEN = [
  undefined,
  "river",
  "bridge 2024",
  "2024-05-31",
  "31.05.2024 18:30",
  "COVID-19",
  "1 250 000 ₽",
  "заказ 12345678",
  "metro line 12",
  "v2.26.22",
  "@tgtk_news",
  "https://example.org/path",
  '"exact words"',
  "100%",
  "паспорт",
  "phone number",
];

for (const search of TAKEN) {
  Deno.test(`checkSearch() takes ${JSON.stringify(search)}`, () => {
    assert.equal(checkSearch(search, MASK).ok, true);
  });
}

Deno.test("checkSearch() follows the operator's kinds", () => {
  assert.equal(checkSearch("192.0.2.17", { ...MASK, kinds: new Set(["email"]) }).ok, true);
  const kinds = new Set([...DEFAULT_PII_KINDS, "username" as const]);
  assert.equal(checkSearch("@durov", { ...MASK, kinds }).ok, false);
});
