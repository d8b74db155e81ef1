import assert from "node:assert/strict";
import { Api, AuthKey, bigInt } from "../../../src/gramjs.ts";
import type { Failure } from "../../../src/model/failure.ts";
import { type Internals, ReadOnlySender } from "../../../src/telegram/gramjs/library_sender.ts";

const LOST: Failure = { code: "UPSTREAM", rpc_code: "CONNECTION_LOST", transient: true };

/** A sender that hears of bad salts, and why its connection was given up. */
function badlySalted() {
  const lost: Failure[] = [];
  const sender = new ReadOnlySender(new AuthKey(), 2, {
    onLost: (failure) => lost.push(failure),
    onLate: () => {},
    onError: assert.ifError,
    onUpdate: () => {},
  });
  const { _state: state } = sender as unknown as Internals;
  const refuse = async (badMsgId: number, lastMsgId: number) => {
    Object.assign(state, { _lastMsgId: bigInt(lastMsgId) });
    const obj = new Api.BadServerSalt({
      badMsgId: bigInt(badMsgId),
      badMsgSeqno: 1,
      errorCode: 48,
      newServerSalt: bigInt(9),
    });
    await sender._handleBadServerSalt({ obj } as never);
  };
  return { lost, refuse };
}

Deno.test("ReadOnlySender goes on while all that left with an old salt is refused", async () => {
  const { lost, refuse } = badlySalted();
  for (let badMsgId = 1; badMsgId <= 64; badMsgId++) await refuse(badMsgId, 63 + badMsgId);
  assert.deepEqual(lost, []);
});

Deno.test("ReadOnlySender gives up where every new salt is refused, too", async () => {
  const { lost, refuse } = badlySalted();
  for (let badMsgId = 1; badMsgId <= 5; badMsgId++) await refuse(badMsgId, badMsgId);
  assert.deepEqual(lost, []);
  await refuse(6, 6);
  assert.deepEqual(lost, [LOST]);
});
