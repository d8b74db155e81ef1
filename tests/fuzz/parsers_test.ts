/** Whatever comes from outside, a parser answers with a value or with a failure that is typed. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { checkConfig } from "../../src/config.ts";
import { Api, bigInt } from "../../src/gramjs.ts";
import { openCursor, sealCursor } from "../../src/history/cursor.ts";
import { startingPlace } from "../../src/history/place.ts";
import { parseChatInput } from "../../src/model/chat_input.ts";
import { WorldFileError } from "../../src/sandbox/world/load/load_world.ts";
import { parseFaults } from "../../src/sandbox/faults/parse.ts";
import { encryptedConnection } from "../../src/telegram/gramjs/encrypted_connection.ts";
import { rpcFailure } from "../../src/telegram/gramjs/failures.ts";
import { readIncoming } from "../../src/telegram/gramjs/incoming.ts";
import { packetOpener } from "../../src/telegram/gramjs/packets.ts";
import { readReply } from "../../src/telegram/gramjs/replies.ts";
import { parseSessionString } from "../../src/telegram/session_string.ts";
import { mintAuthKey, stringSession } from "../../src/sandbox/identity.ts";
import { loadText } from "../sandbox/world/load/support.ts";
import { secret } from "../../src/model/secret.ts";
import { FUZZ_RUNS, mangled, mangledTexts } from "./mangle.ts";

/** Files are written and read again: one in fifty. */
const FILE_RUNS = Math.ceil(FUZZ_RUNS / 50);

Deno.test("openCursor() opens no spoiled cursor", () => {
  const scope = {
    key: new Uint8Array(32).fill(7),
    principal: "local",
    chatId: -1001746611944,
    query: { window: {}, direction: "desc" },
  } as const;
  const cursor = sealCursor(scope, startingPlace(scope.query, 1_700_000_000));
  for (const text of mangledTexts([cursor], FUZZ_RUNS)) {
    const opened = openCursor(scope, text);
    assert.ok(opened.ok ? text === cursor : opened.failure.code === "INVALID_CURSOR", text);
  }
});

Deno.test("parseChatInput() names a chat or says why not", () => {
  const links = [
    "@durov",
    "-1001746611944",
    "https://t.me/durov/17?comment=5",
    "https://t.me/c/1746611944/12/34",
    "tg://resolve?domain=durov&post=5",
    "t.me/+AbCdEf_123",
    "telegram.me/s/durov?before=10",
  ];
  const codes = new Set(["VALIDATION_ERROR", "USERNAME_INVALID", "CHANNEL_PRIVATE"]);
  for (const text of mangledTexts(links, FUZZ_RUNS)) {
    const parsed = parseChatInput(text, "chat");
    assert.ok(parsed.ok || codes.has(parsed.failure.code), text);
  }
});

Deno.test("checkConfig() gives a configuration or errors", () => {
  const values = {
    TELEGRAM_API_ID: "12345",
    TGTK_CHATS: "@durov,@telegram,-1001746611944",
    TGTK_PII_KINDS: "-sender_names,+username",
    TGTK_CURSOR_KEY: "07".repeat(32),
    TGTK_FLOOD_WAIT_MAX_S: "20",
    TGTK_PACE: "gentle",
    TGTK_LEASE_PORT: "47110",
  };
  const names = Object.keys(values) as (keyof typeof values)[];
  let run = 0;
  for (const text of mangledTexts(Object.values(values), FUZZ_RUNS)) {
    const { config, errors } = checkConfig({ [names[run++ % names.length]!]: text }, []);
    assert.ok(config === undefined ? errors.length > 0 : errors.length === 0, text);
  }
});

Deno.test("parseSessionString() gives a session or AUTH_REQUIRED or VALIDATION_ERROR", () => {
  const authKey = mintAuthKey(1, 443);
  const sound = stringSession({ dcId: 2, hostname: "149.154.167.50", port: 443, authKey });
  const codes = new Set(["AUTH_REQUIRED", "VALIDATION_ERROR"]);
  for (const text of mangledTexts([sound], FUZZ_RUNS)) {
    const parsed = parseSessionString(text);
    assert.ok(parsed.ok || codes.has(parsed.failure.code), parsed.ok ? "" : parsed.failure.code);
  }
});

Deno.test("parseFaults() gives a script or a sentence", () => {
  const script = '{"seed":7,"faults":[{"when":{"call":{"every":10}},"do":{"drop":{}}}]}';
  for (const text of mangledTexts([script], FUZZ_RUNS)) {
    const parsed = parseFaults(jsonOf(text));
    assert.ok("script" in parsed || parsed.error.length > 0, text);
  }
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

Deno.test("rpcFailure() turns any error into a failure without its free text", () => {
  const names = ["FLOOD_WAIT_17", "CHANNEL_PRIVATE", "USER_MIGRATE_4", "AUTH_KEY_UNREGISTERED"];
  for (const message of mangledTexts(names, FUZZ_RUNS)) {
    const failure = rpcFailure({ code: 420, message }, "durov");
    assert.ok(
      failure.code !== "UPSTREAM" || /^[A-Z0-9_]{1,64}$/.test(failure.rpc_code),
      message,
    );
  }
});

/** What a data centre sends: two answers and a salt in one container. */
function container(): Buffer {
  const nearest = new Api.NearestDc({ country: "NL", thisDc: 2, nearestDc: 2 }).getBytes();
  const result = Buffer.concat([Buffer.from("016d5cf30100000000000000", "hex"), nearest]);
  const salt = new Api.BadServerSalt({
    badMsgId: bigInt(5),
    badMsgSeqno: 1,
    errorCode: 48,
    newServerSalt: bigInt(9),
  }).getBytes();
  const parts = [result, result, salt].map((body, at) => {
    const head = Buffer.alloc(16);
    head.writeInt32LE(at * 4 + 1, 0);
    head.writeInt32LE(body.length, 12);
    return Buffer.concat([head, body]);
  });
  return Buffer.concat([Buffer.from("dcf8f17303000000", "hex"), ...parts]);
}

/** Runs a decoder whose documented answer to spoiled bytes is to throw; its caller catches. */
function readsOrThrows(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    isHarmless(error);
  }
}

function isHarmless(error: unknown): void {
  assert.ok(error instanceof Error);
  assert.ok(!/memory|stack/i.test(error.message), error.message);
}

Deno.test("readIncoming() reads or says why not, readReply() reads or throws, and both end", () => {
  const sound = container();
  const request = new Api.help.GetNearestDc();
  const answer = new Api.NearestDc({ country: "NL", thisDc: 2, nearestDc: 2 }).getBytes();
  const errors: unknown[] = [];
  const options = { isHandled: () => true, onError: (error: unknown) => errors.push(error) };
  readIncoming(sound, options);
  assert.deepEqual(errors, []);
  readReply(answer, request);
  for (const bytes of mangled([sound], FUZZ_RUNS)) {
    readIncoming(Buffer.from(bytes), options);
    for (const error of errors.splice(0)) isHarmless(error);
  }
  for (const bytes of mangled([answer], FUZZ_RUNS)) {
    readsOrThrows(() => readReply(Buffer.from(bytes), request));
  }
});

Deno.test("packetOpener() opens no packet that was not sealed with the key", () => {
  const open = packetOpener(Buffer.alloc(256, 7));
  const noise = [Buffer.alloc(24 + 64, 3), Buffer.alloc(24 + 160, 9), Buffer.alloc(30)];
  for (const bytes of mangled(noise, FUZZ_RUNS)) {
    assert.throws(() => open(Buffer.from(bytes), bigInt(1)));
  }
});

Deno.test("a connection's packets are read or refused, and nothing makes it read for ever", async () => {
  const auth_key = secret("07".repeat(256));
  const session = { dc_id: 2, address: "127.0.0.1", port: 9, auth_key };
  const { PacketCodecClass } = encryptedConnection(session, () => {});
  // Length 20, number 0, 8 bytes and their checksum; then the transport error -429 in place of a length.
  const writer = new PacketCodecClass(undefined);
  const packet: Buffer = writer.encodePacket(Buffer.from("0102030405060708", "hex"));
  const negative = Buffer.from("53feffff53feffff53feffff", "hex");
  const read = (bytes: Uint8Array) => new PacketCodecClass(undefined).readPacket(feed(bytes));
  assert.equal((await read(packet)).toString("hex"), "0102030405060708");
  assert.equal((await read(negative)).readInt32LE(0), -429);
  const second: Buffer = writer.encodePacket(Buffer.from("0102030405060708", "hex"));
  await assert.rejects(read(second), /its number is wrong/);
  for (const bytes of mangled([packet, negative], FUZZ_RUNS)) {
    const outcome = await read(bytes).then((payload) => payload, () => undefined);
    const isError = outcome?.length === 4;
    assert.ok(
      outcome === undefined || isError || outcome.toString("hex") === "0102030405060708",
      Buffer.from(bytes).toString("hex"),
    );
  }
});

/** A socket that holds these bytes, and then ends. */
function feed(bytes: Uint8Array) {
  let at = 0;
  return {
    readExactly(count: number): Promise<Buffer> {
      assert.ok(count > 0 && count <= 1 << 24, `asked for ${count} bytes`);
      if (at + count > bytes.length) return Promise.reject(new Error("Cannot read: it has ended"));
      return Promise.resolve(Buffer.from(bytes.slice(at, at += count)));
    },
    // The codec asks for nothing else of it.
  } as never;
}

Deno.test("loadWorld() loads a spoiled file or says in one sentence what is wrong with it", async () => {
  const folder = new URL("../sandbox/world/load/fixtures/", import.meta.url);
  const texts = await Promise.all(
    ["sofa.raw.json", "club.result.json", "account.json"]
      .map((name) => Deno.readTextFile(new URL(name, folder))),
  );
  for (const text of mangledTexts(texts, FILE_RUNS)) {
    try {
      await loadText(text);
    } catch (error) {
      assert.ok(error instanceof WorldFileError, String(error));
    }
  }
});
