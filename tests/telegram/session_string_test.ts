import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { parseSessionString } from "../../src/telegram/session_string.ts";

const KEY = Buffer.from(Array.from({ length: 256 }, (_, index) => index));

function port(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function gramjs(dcId: number, address: string, at: number): string {
  const length = Buffer.alloc(2);
  length.writeInt16BE(address.length);
  const bytes = Buffer.concat([Buffer.from([dcId]), length, Buffer.from(address), port(at), KEY]);
  return "1" + bytes.toString("base64");
}

function telethon(dcId: number, address: readonly number[], at: number): string {
  const bytes = Buffer.concat([Buffer.from([dcId]), Buffer.from([...address]), port(at), KEY]);
  return "1" + bytes.toString("base64").replaceAll("+", "-").replaceAll("/", "_");
}

function read(text: string) {
  const outcome = parseSessionString(text);
  assert.ok(outcome.ok);
  const { auth_key, ...place } = outcome.value;
  assert.equal(auth_key.reveal(), KEY.toString("hex"));
  return place;
}

Deno.test("parseSessionString() reads GramJS's layout with its own address and port", () => {
  assert.deepEqual(read(gramjs(2, "127.0.0.1", 8443)), {
    dc_id: 2,
    address: "127.0.0.1",
    port: 8443,
  });
});

Deno.test("parseSessionString() reads Telethon's layout of 352 characters", () => {
  const text = telethon(4, [149, 154, 167, 91], 443);
  assert.equal(text.length, 353);
  assert.deepEqual(read(text), { dc_id: 4, address: "149.154.167.91", port: 443 });
});

Deno.test("parseSessionString() tells a GramJS string of Telethon's IPv6 length apart", () => {
  const text = gramjs(2, "149.154.167.50", 443);
  assert.equal(text.length, telethon(2, new Array(16).fill(1), 443).length);
  assert.deepEqual(read(text), { dc_id: 2, address: "149.154.167.50", port: 443 });
});

Deno.test("parseSessionString() reads a port above 32767 without its sign", () => {
  assert.equal(read(gramjs(2, "127.0.0.1", 54321)).port, 54321);
});

Deno.test("parseSessionString() maps host names and IPv6 to the data centre's IPv4", () => {
  const mapped = [1, 2, 3, 4, 5].map((dcId) => read(gramjs(dcId, "venus.web.telegram.org", 80)));
  assert.deepEqual(mapped, [
    { dc_id: 1, address: "149.154.175.53", port: 443 },
    { dc_id: 2, address: "149.154.167.51", port: 443 },
    { dc_id: 3, address: "149.154.175.100", port: 443 },
    { dc_id: 4, address: "149.154.167.91", port: 443 },
    { dc_id: 5, address: "91.108.56.130", port: 443 },
  ]);
  const ipv6 = [0x20, 0x01, 0x06, 0x7c, 0x04, 0xe8, 0xf0, 0x04, 0, 0, 0, 0, 0, 0, 0, 0x0a];
  const expected = { dc_id: 4, address: "149.154.167.91", port: 443 };
  assert.deepEqual(read(telethon(4, ipv6, 443)), expected);
  assert.deepEqual(read(gramjs(4, "2001:67c:4e8:f004::a", 443)), expected);
});

Deno.test("parseSessionString() refuses what is malformed and repeats nothing of it", () => {
  const good = gramjs(2, "127.0.0.1", 443);
  const bad = [
    "",
    "1",
    "2" + good.slice(1),
    good.slice(0, -8),
    good + "AAAA",
    good.replace("1A", "1*"),
    gramjs(0, "127.0.0.1", 443),
    gramjs(2, "127.0.0.1", 0),
    gramjs(9, "venus.web.telegram.org", 443),
    gramjs(2, "300.0.0.1", 443),
    gramjs(2, "not a host", 443),
  ];
  for (const text of bad) {
    assert.deepEqual(parseSessionString(text), {
      ok: false,
      failure: {
        code: "VALIDATION_ERROR",
        field: "TELEGRAM_STRING_SESSION",
        expected: "a session string of GramJS or Telethon, as `tgtk login` prints it",
      },
    });
  }
});

Deno.test("parseSessionString() never throws", () => {
  fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => {
    parseSessionString("1" + text);
  }));
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
    parseSessionString("1" + Buffer.from(bytes).toString("base64"));
  }));
});

Deno.test("parseSessionString() gives a key that does not print", () => {
  const outcome = parseSessionString(gramjs(2, "127.0.0.1", 443));
  assert.ok(outcome.ok);
  const printed = [String(outcome.value.auth_key), JSON.stringify(outcome), Deno.inspect(outcome)];
  for (const text of printed) {
    assert.ok(text.includes("[redacted]"));
    assert.ok(!text.includes(KEY.toString("hex").slice(0, 16)));
  }
});
