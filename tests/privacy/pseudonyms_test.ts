import assert from "node:assert/strict";
import fc from "fast-check";
import { cleanLine, cleanText, cleanUrl } from "../../src/privacy/clean.ts";
import { detect } from "../../src/privacy/detect.ts";
import { DEFAULT_PII_KINDS, PII_KINDS, type PiiPolicy } from "../../src/privacy/policy.ts";
import { pseudonymsWith, userTokenIn } from "../../src/privacy/pseudonyms.ts";
import { senderNames, steadyNames } from "../../src/privacy/senders.ts";

const KEY = new Uint8Array(32).fill(7);
const OTHER_KEY = new Uint8Array(32).fill(8);

const policyWith = (key: Uint8Array): PiiPolicy => ({
  mode: "pseudonymize",
  kinds: DEFAULT_PII_KINDS,
  pseudonyms: pseudonymsWith(key),
});
const POLICY = policyWith(KEY);
const clean = (text: string, policy = POLICY) => cleanText({ text }, policy).text;

Deno.test("tokenOf() is HMAC-SHA-256 over kind and value, by a program of others", () => {
  // Python: hmac.new(b"\7" * 32, b"tgtk pseudonym\0phone\0+79123456789", "sha256"), six bytes of it
  assert.equal(pseudonymsWith(KEY).tokenOf("phone", "+79123456789"), "DBJQNCLQTHTG");
  assert.equal(pseudonymsWith(OTHER_KEY).tokenOf("phone", "+79123456789"), "KNMHFRGTJGDN");
  assert.equal(pseudonymsWith(KEY).keyId, "SLPSJGTCDTNC");
});

Deno.test("pseudonymsWith() refuses a short key", () => {
  assert.throws(() => pseudonymsWith(new Uint8Array(31)), /32 bytes/);
});

Deno.test("one number in many spellings has one token", () => {
  for (
    const spelling of [
      "+7 912 345-67-89",
      "8 (912) 345-67-89",
      "89123456789",
      "+７ ９１２ ３４５ ６７ ８９",
      "+7.912.345.67.89",
      "8–912–345–67–89",
      "+7 912 34\u200B5 67 89",
      "тел. 912 345 67 89",
      "https://t.me/+79123456789",
    ]
  ) assert.ok(clean(spelling).endsWith("[phone:DBJQNCLQTHTG]"), `${spelling}: ${clean(spelling)}`);
});

Deno.test("Telegram's own mark gives the token that the number has without it", () => {
  const text = "8 (912) 345-67-89";
  const entities = [{ type: "phone", offset: 0, length: text.length }];
  assert.equal(cleanText({ text, entities }, POLICY).text, "[phone:DBJQNCLQTHTG]");
});

Deno.test("addresses have one token in capitals, in links, with percent signs", () => {
  assert.equal(clean("Ann@Example.ORG"), "[email:JMJQJFTTLBMC]");
  assert.equal(clean("ann [at] example [dot] org"), "[email:JMJQJFTTLBMC]");
  assert.equal(cleanUrl("mailto:ann@example.org", POLICY), "mailto:[email:JMJQJFTTLBMC]");
  assert.equal(cleanUrl("https://x.org/?m=ann%40example.org", POLICY), "[email:JMJQJFTTLBMC]");
  assert.equal(clean("see https://x.org/?m=ann%40example.org !"), "see [email:JMJQJFTTLBMC] !");
});

Deno.test("another key has no token in common", () => {
  const text = "ann@example.org +79123456789 4111 1111 1111 1111 DE89370400440532013000";
  const tokens = (key: Uint8Array) => clean(text, policyWith(key)).match(/[B-T]{12}/g) ?? [];
  assert.equal(tokens(KEY).length, 4);
  assert.equal(new Set([...tokens(KEY), ...tokens(OTHER_KEY)]).size, 8);
});

Deno.test("people are tokens by id, and by name where there is none", () => {
  for (const nameOf of [senderNames(POLICY), steadyNames(POLICY)]) {
    assert.equal(nameOf({ id: 42, kind: "user", name: "Anna" }), "user:GMSGTRQFLCJP");
    assert.equal(nameOf({ id: 7, kind: "user", name: "Anna" }), "user:HGNFNBBJPCJT");
    assert.equal(nameOf({ kind: "user", name: " ANNA" }), "user:FPHKQBKDFQBN");
    assert.equal(nameOf({ id: 3, kind: "bot", name: "Weather" }), "Weather");
    assert.equal(nameOf({ id: -3, kind: "channel", name: "News" }), "News");
  }
});

Deno.test("mentions of people and links to them by id are their tokens", () => {
  const mention = { type: "mention_name", offset: 3, length: 4, url: "tg://user?id=42" };
  const bold = { type: "bold", offset: 9, length: 2 };
  assert.deepEqual(cleanText({ text: "Hi Anna, yo", entities: [mention, bold] }, POLICY), {
    text: "Hi [user:GMSGTRQFLCJP], yo",
    entities: [
      { type: "mention_name", offset: 3, length: 19, url: "[user:GMSGTRQFLCJP]" },
      { type: "bold", offset: 24, length: 2 },
    ],
  });
  assert.equal(
    clean("tg://user?id=42 TG://openmessage?user_id=42"),
    "[user:GMSGTRQFLCJP] [user:GMSGTRQFLCJP]",
  );
  const link = { type: "text_url", offset: 0, length: 2, url: "tg:user?id=42" };
  assert.equal(
    cleanText({ text: "hi", entities: [link] }, POLICY).entities[0]?.url,
    "[user:GMSGTRQFLCJP]",
  );
});

Deno.test("a mention's name is masked, whatever its entity's borders", () => {
  const policy: PiiPolicy = { mode: "mask", kinds: DEFAULT_PII_KINDS };
  const mention = (offset: number, length: number) => ({ type: "mention_name", offset, length });
  const text = "Hi Anna Petrova!";
  assert.equal(cleanText({ text, entities: [mention(3, 12)] }, policy).text, "Hi [user]!");
  assert.equal(
    cleanText({ text, entities: [mention(3, 6), mention(7, 90), mention(5, 0)] }, policy).text,
    "Hi [user][user]",
  );
});

Deno.test("userTokenIn() reads what answers call users, and nothing else", () => {
  assert.equal(userTokenIn("user:GMSGTRQFLCJP"), "GMSGTRQFLCJP");
  assert.equal(userTokenIn(" [USER:gmsgtrqflcjp] "), "GMSGTRQFLCJP");
  for (const other of ["user 1", "user:42", "GMSGTRQFLCJP", "user:GMSGTRQFLCJA", "@user"]) {
    assert.equal(userTokenIn(other), undefined);
  }
});

Deno.test("no detector finds anything in a token, whatever stands before it", () => {
  const { tokenOf } = pseudonymsWith(KEY);
  const words = [
    "",
    "phone ",
    "паспорт ",
    "token: ",
    "password=",
    "card ",
    "seed ",
    "ИНН ",
    "@",
    "t.me/",
    "+7",
    "https://x.org/?a=",
  ];
  const kinds = fc.constantFrom(...PII_KINDS, "user");
  fc.assert(
    fc.property(kinds, fc.nat(), fc.constantFrom(...words), (kind, value, word) => {
      const text = `${word}[${kind}:${tokenOf(kind, String(value))}] and on`;
      const found = detect(text, [], new Set(PII_KINDS));
      assert.ok(found.every(({ kind }) => kind === "username"), text);
    }),
    { numRuns: 3000 },
  );
});

Deno.test("cleaning twice changes nothing more", () => {
  const once = cleanLine("тел +7 912 345-67-89, ann@example.org, card 4111 1111 1111 1111", POLICY);
  assert.equal(cleanLine(once, POLICY), once);
});

Deno.test("entities over words still cover those words, whatever is hidden around them", () => {
  const secret = fc.constantFrom(
    "ann@example.org",
    "+7 912 345-67-89",
    "8 (912) 345-67-89",
    "tg://user?id=42",
    "x.org/?m=a%40b.org",
    "4111 1111 1111 1111",
  );
  const word = fc.constantFrom("мост", "😀👨‍👩‍👧", "straße", "A\u0301gua", "𝒳𝒴", "می\u200Cخواهد");
  const pieces = fc.array(fc.tuple(fc.boolean(), secret, word), { minLength: 1, maxLength: 6 });
  const policy = fc.constantFrom<PiiPolicy>(POLICY, { mode: "mask", kinds: DEFAULT_PII_KINDS });
  fc.assert(
    fc.property(pieces, policy, (pieces, policy) => {
      let text = "";
      const entities: { type: string; offset: number; length: number }[] = [];
      const words: string[] = [];
      for (const [isHidden, secret, word] of pieces) {
        if (isHidden) text += `${secret} ; `;
        entities.push({ type: "bold", offset: text.length, length: word.length });
        words.push(word);
        text += `${word} ; `;
      }
      const cleaned = cleanText({ text, entities }, policy);
      const covered = cleaned.entities.map(({ length, offset }) =>
        cleaned.text.slice(offset, offset + length)
      );
      assert.deepEqual(covered, words);
    }),
    { numRuns: 500 },
  );
});
