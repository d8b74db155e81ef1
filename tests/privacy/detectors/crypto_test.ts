import assert from "node:assert/strict";
import { crypto } from "../../../src/privacy/detectors/crypto.ts";
import { found, values } from "./found.ts";

/** From BIP 173, BIP 350, EIP-55, TEP 2 and the documents of each chain. */
const ADDRESSES = [
  "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
  "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
  "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
  "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
  "TJRyWwFs9wTFGZg3JbrVriFbNfCug5tDeC",
  "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
  "0xde709f2102306220921060314715629080e2fb77",
  "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF",
  "0:ca6e321c7cce9eceddf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e",
  "7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV",
].map((address) => address.startsWith("0:") ? address.slice(0, 66) : address);

for (const address of ADDRESSES) {
  Deno.test(`findWallets() finds ${address}`, () => {
    assert.deepEqual(found(crypto, `Отправьте на ${address}, спасибо`), [address]);
  });
}

Deno.test("findWallets() finds an address of TON behind a stroke", () => {
  const address = "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF";
  assert.deepEqual(found(crypto, `ton://transfer/${address}?amount=1`), [address]);
  assert.deepEqual(found(crypto, `https://tonviewer.com/${address}`), [address]);
  const plain = "EQCZH9j7UIejs0bntnpycHGgNj80hp63t+G5bow+59/TCYv1";
  assert.deepEqual(found(crypto, `ton://transfer/${plain}`), [plain]);
});

const BROKEN = [
  "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
  "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
  "bc1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
  // Version 1 with the constant of version 0 (BIP 350, invalid addresses).
  "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
  "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
  "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHG",
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
];

for (const address of BROKEN) {
  Deno.test(`findWallets() leaves ${address}, but not where it is called a wallet`, () => {
    assert.deepEqual(found(crypto, address), []);
  });
}

Deno.test("findWallets() takes a wrong address where a word says so", () => {
  assert.equal(found(crypto, `кошелёк ${BROKEN[0]}`).length, 1);
  assert.equal(found(crypto, `ETH ${BROKEN[4]}`).length, 1);
});

Deno.test("findWallets() gives one value for one address", () => {
  assert.deepEqual(values(crypto, "0xDE709F2102306220921060314715629080E2FB77"), [
    "0xde709f2102306220921060314715629080e2fb77",
  ]);
});
