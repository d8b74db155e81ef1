import assert from "node:assert/strict";
import { apiKey } from "../../../src/privacy/detectors/api_key.ts";
import { botToken } from "../../../src/privacy/detectors/bot_token.ts";
import { jwt } from "../../../src/privacy/detectors/jwt.ts";
import { password } from "../../../src/privacy/detectors/password.ts";
import { privateKey } from "../../../src/privacy/detectors/private_key.ts";
import { seedPhrase } from "../../../src/privacy/detectors/seed_phrase.ts";
import { session } from "../../../src/privacy/detectors/session.ts";
import { webhook } from "../../../src/privacy/detectors/webhook.ts";
import { found, values } from "./found.ts";

// Put together here, so that no scanner of repositories takes them for leaked ones.
const BOT = `110201543:${"AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"}`;
const JWT = ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxIn0", "c2lnbmF0dXJl"].join(".");
const AWS = `AKIA${"IOSFODNN7EXAMPLE"}`;

Deno.test("findBotTokens() finds tokens, alone and in addresses", () => {
  assert.deepEqual(found(botToken, `token ${BOT}`), [BOT]);
  assert.deepEqual(found(botToken, `https://api.telegram.org/bot${BOT}/getMe`), [BOT]);
  assert.deepEqual(found(botToken, BOT.slice(0, -1)), [BOT.slice(0, -1)]);
  assert.deepEqual(found(botToken, `${BOT}xxxxx`), []);
  assert.deepEqual(found(botToken, "12:30:45 and 110201543:short"), []);
  assert.deepEqual(found(botToken, "320805250157:ipam-resource-discovery-association"), []);
});

Deno.test("findJwts() finds three parts with a header of JSON", () => {
  assert.deepEqual(found(jwt, `Bearer ${JWT}.`), [JWT]);
  assert.deepEqual(found(jwt, JWT.replace("eyJhbG", "eyJxxx")), []);
  assert.deepEqual(found(jwt, "www.example.org/a.very.long.host.name.example"), []);
});

Deno.test("findPasswords() finds what stands behind a colon or an equals sign", () => {
  assert.deepEqual(found(password, "Пароль: Zx9!kLm2."), ["Zx9!kLm2"]);
  assert.deepEqual(found(password, "DB_PASSWORD=s3cr3tP@ss ok"), ["s3cr3tP@ss"]);
  assert.deepEqual(found(password, '{"password": "hunter2024"}'), ["hunter2024"]);
  assert.deepEqual(found(password, "пароль от личного кабинета: Zx9!kLm2"), ["Zx9!kLm2"]);
  assert.deepEqual(found(password, "Password for the router: hunter2024"), ["hunter2024"]);
  assert.deepEqual(found(password, "login: ann\npass: hunter2024"), ["hunter2024"]);
  assert.deepEqual(found(password, "MYSQL_PASS=hunter2024"), ["hunter2024"]);
  assert.deepEqual(found(password, "boarding pass: A1234567, compass: 123456"), []);
  assert.deepEqual(found(password, "пароль для входа: не менее 8 символов"), []);
  assert.deepEqual(found(password, "password: 8 to 16 characters"), []);
  assert.deepEqual(found(password, "пароль: https://example.org/reset1"), []);
  assert.deepEqual(found(password, "пароль от вайфая: спросите Аню"), []);
  assert.deepEqual(found(password, "session: abcdef123456"), []);
  assert.deepEqual(found(password, '{"password": auth[1]}, password = hash2(text)'), []);
});

Deno.test("findWebhooks() finds links that anyone can post through", () => {
  const slack =
    `https://hooks.slack.com/services/${"T0DZW3XH4"}/${"B2MGSM8K4"}/${"TtgrSiVxTKiLUMvbdDoJZJeO"}`;
  const discord = `discord.com/api/webhooks/${"123456789012345678"}/${"aB3_".repeat(17)}`;
  assert.deepEqual(found(webhook, `post to ${slack}, please`), [slack]);
  assert.deepEqual(found(webhook, discord), [discord]);
  assert.deepEqual(found(webhook, "https://api.slack.com/messaging/webhooks/about-them"), []);
});

Deno.test("findApiKeys() finds a key among the parts of a link", () => {
  const key = `ghp_${"0a1B2c3D4e5F6g7H8i9J".repeat(2).slice(0, 36)}`;
  assert.deepEqual(found(apiKey, `git clone https://${key}@github.com/org/repo`), [key]);
  assert.deepEqual(found(apiKey, `https://example.org/v1//${key}`), [key]);
  assert.deepEqual(found(apiKey, `https://example.org/${key}/and/${AWS}/`), [key, AWS]);
  assert.deepEqual(found(apiKey, "https://example.org/0a1B2c3D4e5F6g7H8i9J/0a1B2c3D"), []);
});

Deno.test("findApiKeys() finds Amazon's without a digit", () => {
  const key = `AKIA${"IOSFODNNQEXAMPLE"}`;
  assert.deepEqual(found(apiKey, `it is ${key}, I think`), [key]);
  assert.deepEqual(found(apiKey, `https://example.org/${key}`), [key]);
});

Deno.test("findPrivateKeys() leaves public keys", () => {
  const block =
    "-----BEGIN PUBLIC KEY-----\nMIIBCgKCAQEA0a1B2c3D4e5F6g7H\n-----END PUBLIC KEY-----";
  assert.deepEqual(found(privateKey, block), []);
  assert.deepEqual(found(apiKey, block), []);
});

Deno.test("findApiKeys() finds forms, and values that are called keys", () => {
  assert.deepEqual(found(apiKey, `use ${AWS}, please`), [AWS]);
  assert.deepEqual(found(apiKey, 'api_hash = "0123456789abcdef0123456789abcdef"'), [
    "0123456789abcdef0123456789abcdef",
  ]);
  assert.deepEqual(found(apiKey, `AWS_KEY=${AWS}`), [AWS]);
  assert.deepEqual(found(apiKey, "пароль: Qwerty123456789AB"), ["Qwerty123456789AB"]);
  assert.deepEqual(found(apiKey, "secret: kQzRbTvWpLmXcYdNfGhJ"), ["kQzRbTvWpLmXcYdNfGhJ"]);
  assert.deepEqual(found(apiKey, "secret: getClientSecretFromVault"), []);
  assert.deepEqual(found(apiKey, "private_key = base64.standard_b64decode(text)"), []);
  assert.deepEqual(found(apiKey, "0123456789abcdef0123456789abcdef"), []);
  assert.deepEqual(found(apiKey, "sk-learn-some-long-branch-name-here"), []);
  const gitlab = ["glpat", "i-MmDhRLAKDgqlyQBPQD"].join("-");
  assert.deepEqual(found(apiKey, `«${gitlab}»`), [gitlab]);
  const hash = "576a930096a1be08a5b3832438f678e0f24ffdf5522823643f03b310370a4707";
  assert.deepEqual(found(privateKey, `cache key ${hash}, открытый ключ ${hash}`), []);
  assert.deepEqual(found(apiKey, "cache key ce3dd40c46d00defd200300a3798032709a1f734 miss"), []);
  assert.deepEqual(found(apiKey, "token: <put-your-long-token-here>"), []);
});

Deno.test("findPrivateKeys() finds blocks, with and without an end", () => {
  const block =
    "-----BEGIN RSA PRIVATE KEY-----\nMIIBOgIBAAJBAKj34GkxFhD9\n-----END RSA PRIVATE KEY-----";
  assert.deepEqual(found(privateKey, `key:\n${block}\nthanks`), [block]);
  assert.deepEqual(found(privateKey, `${block.replaceAll("-----", "—-—")} ok`).length, 1);
  const cut = "-----BEGIN PRIVATE KEY-----\nMIIBOgIBAAJBAKj34GkxFhD9";
  assert.deepEqual(found(privateKey, cut), [cut]);
  assert.deepEqual(found(privateKey, "BEGIN of a story"), []);
});

Deno.test("findPrivateKeys() finds keys of wallets", () => {
  // The example of Bitcoin's own documentation of the wallet import format.
  const key = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ";
  assert.deepEqual(found(privateKey, `import ${key}`), [key]);
  assert.deepEqual(found(privateKey, `import ${key.replace("Hue", "Hua")}`), []);
  const hex = "0C28FCA386C7A227600B2FE50B7CAE11EC86D3BF1FBE471BE89827E19D72AA1D";
  assert.deepEqual(found(privateKey, `private key ${hex}`), [hex]);
  assert.deepEqual(found(privateKey, `sha256 ${hex}`), []);
});

Deno.test("findSeedPhrases() finds phrases with a right checksum", () => {
  // Vectors of BIP 39.
  const phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow";
  assert.deepEqual(found(seedPhrase, `my words: ${phrase}.`), [phrase]);
  assert.deepEqual(values(seedPhrase, phrase.toUpperCase()), [phrase]);
  const listed = phrase.split(" ").map((word, at) => `${at + 1}. ${word}`).join("\n");
  assert.deepEqual(values(seedPhrase, listed), [phrase]);
  assert.deepEqual(found(seedPhrase, phrase.replace("yellow", "year")), []);
  assert.equal(found(seedPhrase, `сид-фраза: ${phrase.replace("yellow", "year")}`).length, 1);
  assert.deepEqual(found(seedPhrase, phrase.slice(0, -7)), []);
});

Deno.test("findSessions() finds the layouts of three clients", () => {
  const key = Array.from({ length: 256 }, (_, at) => (at * 167 + 13) % 256);
  const text = (bytes: readonly number[]) => Buffer.from(bytes).toString("base64");
  const telethon = `1${text([2, 149, 154, 167, 50, 1, 187, ...key])}`;
  const gramjs = `1${text([2, 0, 4, 49, 46, 49, 46, 1, 187, ...key])}`;
  const pyrogram = Buffer.from([4, 0, 0, 1, 2, 0, ...key, 0, 0, 0, 0, 9, 9, 9, 9, 0]).toString(
    "base64url",
  );
  assert.deepEqual(found(session, telethon), [telethon]);
  assert.deepEqual(found(session, `SESSION=${gramjs}`), [gramjs]);
  assert.deepEqual(found(session, `here: ${pyrogram}`), [pyrogram]);
  assert.deepEqual(found(session, text([9, ...key, ...key])), []);
  assert.equal(found(session, `session ${text([9, ...key, ...key])}`).length, 1);
  assert.deepEqual(found(session, "A".repeat(400)), []);
});
