import assert from "node:assert/strict";
import { ip } from "../../../src/privacy/detectors/ip.ts";
import { mac } from "../../../src/privacy/detectors/mac.ts";
import { found, values } from "./found.ts";

Deno.test("findIps() finds addresses of both versions", () => {
  assert.deepEqual(found(ip, "from 203.0.113.7:8080, 10.0.0.5 and 8.8.8.8"), [
    "203.0.113.7",
    "10.0.0.5",
    "8.8.8.8",
  ]);
  assert.deepEqual(values(ip, "2001:DB8:85A3:0:0:8A2E:370:7334."), [
    "2001:db8:85a3::8a2e:370:7334",
  ]);
  assert.deepEqual(found(ip, "fe80::1ff:fe23:4567:890a"), ["fe80::1ff:fe23:4567:890a"]);
  assert.deepEqual(found(ip, "::ffff:203.0.113.7..."), ["::ffff:203.0.113.7", "203.0.113.7"]);
  assert.deepEqual(found(ip, "сервер 1.2.3.4"), ["1.2.3.4"]);
  assert.deepEqual(found(ip, "Update: 97.108.140.188"), ["97.108.140.188"]);
  assert.deepEqual(found(ip, "gateway fe80::1"), ["fe80::1"]);
});

Deno.test("findIps() leaves versions, dates and paragraphs", () => {
  for (
    const text of [
      "п. 1.2.3.4 договора",
      "version 10.20.30.40",
      "v2.18.92.1",
      "ядро 3.28.35.1, iOS 15.2.48.7 beta, Edg/131.5.0.16, обновился до 20.25.73.7",
      "256.1.2.3",
      "1.2.3.4.5",
      "12:30:45",
      "std::string::npos",
      "ab:cd:ef",
      "192.168.001.001",
      "0.0.0.0:8080",
      "cafe::beef",
    ]
  ) assert.deepEqual(found(ip, text), []);
});

Deno.test("findMacs() finds hardware addresses", () => {
  assert.deepEqual(values(mac, "00:1A:2B:3C:4D:5E"), ["001a2b3c4d5e"]);
  assert.deepEqual(values(mac, "MAC 001A2B3C4D5E"), ["001a2b3c4d5e"]);
  assert.deepEqual(values(mac, "001A2B3C4D5E"), []);
  assert.deepEqual(values(mac, "00-1a-2b-3c-4d-5e"), ["001a2b3c4d5e"]);
});

Deno.test("findMacs() leaves fingerprints, dates and mixed signs", () => {
  assert.deepEqual(found(mac, "00:1A:2B:3C:4D:5E:6F:70"), []);
  assert.deepEqual(found(mac, "12-34-56-78-90-12"), []);
  assert.deepEqual(found(mac, "00:1A-2B:3C-4D:5E"), []);
});

Deno.test("findMacs() takes three groups of four with a letter, as Cisco writes them", () => {
  assert.deepEqual(found(mac, "on 001a.2b3c.4d5e, up"), ["001a.2b3c.4d5e"]);
  assert.deepEqual(found(mac, "4CDB.533A.5398"), ["4CDB.533A.5398"]);
  assert.deepEqual(found(mac, "v1.2. On 001a.2b3c.4d5e"), ["001a.2b3c.4d5e"]);
  assert.deepEqual(found(mac, "1234.5678.9012 and a001a.2b3c.4d5e and 001a.2b3c.4d5e.6f70"), []);
});
