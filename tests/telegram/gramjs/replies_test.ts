import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { tlBytes as tlString } from "../../../src/sandbox/mtproto/tl.ts";
import { readReply } from "../../../src/telegram/gramjs/replies.ts";
import { withoutUpdates } from "../../../src/telegram/gramjs/without_updates.ts";

const GET_USERS = withoutUpdates(new Api.users.GetUsers({ id: [] })) as never;
/** `Vector<User>` with one `userEmpty`, id 5. */
const USERS = Buffer.from("15c4b51c01000000" + "7a4bbcd3" + "0500000000000000", "hex");
const FLOOD = new Api.RpcError({ errorCode: 420, errorMessage: "FLOOD_WAIT_17" }).getBytes();

const packed = (body: Uint8Array) =>
  Buffer.concat([Buffer.from("a1cf7230", "hex"), tlString(gzipSync(body))]);

Deno.test("readReply() reads the answer of the request inside its wrappers", () => {
  const answer = [{ className: "UserEmpty", id: bigInt(5) }];
  assert.deepEqual(readReply(USERS, GET_USERS), { answer });
  assert.deepEqual(readReply(packed(USERS), GET_USERS), { answer });
});

Deno.test("readReply() passes Telegram's refusals on", () => {
  const error = { code: 420, message: "FLOOD_WAIT_17" };
  assert.deepEqual(readReply(FLOOD, GET_USERS), { error });
  assert.deepEqual(readReply(packed(FLOOD), GET_USERS), { error });
});

Deno.test("readReply() refuses other types, unknown constructors, and what is cut short", () => {
  const config = withoutUpdates(new Api.help.GetConfig()) as never;
  assert.throws(() => readReply(USERS, config), { message: "Cannot read constructor 1cb5c415" });
  const unknown = Buffer.from("15c4b51c01000000efbeadde", "hex");
  assert.throws(() => readReply(unknown, GET_USERS), {
    message: "Cannot read constructor deadbeef",
  });
  for (let length = 0; length < USERS.length; length++) {
    assert.throws(() => readReply(USERS.subarray(0, length), GET_USERS), RangeError);
  }
  assert.throws(() => readReply(USERS, { CONSTRUCTOR_ID: 1 }), {
    message: "Cannot read answer: the method is not known",
  });
});
