import assert from "node:assert/strict";
import fc from "fast-check";
import { detect, DETECTORS } from "../../src/privacy/detect.ts";
import { maskText, maskUrl } from "../../src/privacy/mask.ts";
import { DEFAULT_PII_KINDS } from "../../src/privacy/policy.ts";

function masked(text: string): string {
  return maskText({ text, entities: [] }, DEFAULT_PII_KINDS).text;
}

Deno.test("maskText() names the kinds in English and Russian text", () => {
  assert.equal(
    masked(
      "Ann: ann@example.org, +1 202-555-0143. Card 4111 1111 1111 1111, t.me/+AbCdEfGhIjKlMnOp",
    ),
    "Ann: [email], [phone]. Card [card], [invite]",
  );
  assert.equal(
    masked(
      "Звоните Анне 8 (912) 345-67-89 или +79134567890, пишите ann@mail.ru; счёт DE89370400440532013000",
    ),
    "Звоните Анне [phone] или [phone], пишите [email]; счёт [iban]",
  );
});

Deno.test("maskText() moves entities and gives a masked one the label's extent", () => {
  const text = "Жми 😀 сюда ann@mail.ru и жди";
  const entities = [
    { type: "bold", offset: 0, length: 3 },
    { type: "email", offset: 12, length: 11 },
    { type: "italic", offset: 12, length: 3 },
    { type: "underline", offset: 24, length: 5 },
  ];
  assert.deepEqual(maskText({ text, entities }, DEFAULT_PII_KINDS), {
    text: "Жми 😀 сюда [email] и жди",
    entities: [
      { type: "bold", offset: 0, length: 3 },
      { type: "email", offset: 12, length: 7 },
      { type: "italic", offset: 12, length: 7 },
      { type: "underline", offset: 20, length: 5 },
    ],
  });
});

const URLS: readonly (readonly [url: string, masked: string])[] = [
  ["mailto:ann@example.org?subject=hi", "mailto:[email]?subject=hi"],
  ["tel:+79123456789", "[phone]"],
  ["https://t.me/+79123456789", "[phone]"],
  ["https://t.me/+AbCdEfGhIjKlMnOp", "[invite]"],
  ["tg://join?invite=AbCdEfGhIjKlMnOp", "[invite]"],
  ["https://example.org/?email=ann@mail.ru&p=1", "https://example.org/?email=[email]&p=1"],
  ["https://example.org/?email=ann%40mail.ru", "[email]"],
  ["https://example.org/?tel=%2B7%20912%20345%2067%2089", "[phone]"],
  ["https://example.org/%E0%A4%A?q=a%40b.org", "[email]"],
  ["https://example.org/%D0%BC%D0%B8%D1%80?a=1", "https://example.org/%D0%BC%D0%B8%D1%80?a=1"],
  ["https://t.me/tgtk_news/1234567", "https://t.me/tgtk_news/1234567"],
];

for (const [url, expected] of URLS) {
  Deno.test(`maskUrl() turns ${url} into ${expected}`, () => {
    assert.equal(maskUrl(url, DEFAULT_PII_KINDS), expected);
  });
}

Deno.test("maskText() masks the link behind a word", () => {
  const link = { type: "text_url", offset: 0, length: 4 };
  const annotated = {
    text: "here",
    entities: [{ ...link, url: "https://t.me/+AbCdEfGhIjKlMnOp" }],
  };
  assert.deepEqual(maskText(annotated, DEFAULT_PII_KINDS), {
    text: "here",
    entities: [{ ...link, url: "[invite]" }],
  });
});

const LOOK_ALIKES = [
  "Встреча 06.05.2024 в 12:30, вход 1 250 ₽, заказ № 1234567890",
  "Released v8.912.345 on 2024-05-06; 2,500,000 downloads, ISBN 978-5-17-123456-7",
  "Сообщение https://t.me/tgtk_news/12345, id -1001234567890",
  "Win rate 55.75%, odds 3.25, 1:1000, +15 000 000 ₽",
];

for (const text of LOOK_ALIKES) {
  Deno.test(`maskText() leaves ${JSON.stringify(text)}`, () => assert.equal(masked(text), text));
}

/** Words, prices, dates and short numbers: nothing that points to a person. */
const innocent = fc.array(
  fc.oneof(
    fc.string({ unit: fc.constantFrom(..."абвгдеёжзabcdefgXYZ,.!?—()😀"), maxLength: 12 }),
    fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(2e12) })
      .map((date) => date.toISOString()),
    fc.nat(999_999).map(String),
    fc.nat(99_999).map((cents) => `${(cents / 100).toFixed(2)} €`),
    fc.nat(999).map((thousands) => `${thousands} 000 ₽`),
  ),
  { maxLength: 12 },
).map((pieces) => pieces.join("; "));

Deno.test("maskText() leaves texts without personal data byte for byte", () => {
  fc.assert(fc.property(innocent, (text) => assert.equal(masked(text), text)), { numRuns: 500 });
});

const mobile = fc.tuple(fc.integer({ min: 0, max: 99 }), fc.nat(9_999_999)).map(([code, rest]) => {
  const digits = `9${String(code).padStart(2, "0")}${String(rest).padStart(7, "0")}`;
  return [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 8), digits.slice(8)] as const;
}).filter(([code]) => "902 903 905 909 912 916 921 926 951 962 977 985 999".includes(code));

const gap = fc.constantFrom("", " ", "-", "–", ".", "\u00A0", "\u2009", " - ");

Deno.test("maskText() hides a Russian mobile number however it is spaced", () => {
  const head = fc.constantFrom("+7", "8", "7", "＋７");
  fc.assert(fc.property(head, mobile, gap, gap, (head, [a, b, c, d], first, second) => {
    const gapped = first.length > 2 ? " " : first;
    const number = `${head}${gapped}${a}${first.slice(0, 2)}${b}${
      second.slice(0, 2)
    }${c}${gapped}${d}`;
    assert.equal(masked(`Анна, ${number}, звоните`), "Анна, [phone], звоните");
  }));
});

const secret = fc.constantFrom(
  "ann@example.org",
  "+79123456789",
  "8 (912) 345-67-89",
  "4111 1111 1111 1111",
  "DE89 3704 0044 0532 0130 00",
  "t.me/+AbCdEfGhIjKlMnOp",
);

Deno.test("maskText() leaves nothing that it would find again", () => {
  const kinds = new Set<string>(DETECTORS.map(({ kind }) => kind));
  const text = fc.array(fc.oneof(secret, fc.string({ maxLength: 4 })), { maxLength: 8 })
    .map((pieces) => pieces.join(" "));
  fc.assert(fc.property(text, (text) => {
    const once = maskText({ text, entities: [] }, kinds);
    assert.deepEqual(detect(once.text, [], kinds), []);
    assert.deepEqual(maskText(once, kinds), once);
  }));
});
