import assert from "node:assert/strict";
import type { CallMeta } from "../../src/sandbox/mtproto/server.ts";
import { createReceivers } from "../../src/sandbox/receivers.ts";

/** A session, and whether it gets updates now. */
function session(authKeyId: string, sessionId: string) {
  const state = { receives: false };
  const meta: CallMeta = {
    connection: 1,
    authKeyId,
    sessionId,
    messageId: 4n,
    sharesKey: () => false,
    setReceivesUpdates: (value) => void (state.receives = value),
  };
  return { state, meta };
}

Deno.test("createReceivers() pushes to those who are meant and want it, and leaves all as it was", async () => {
  const receivers = createReceivers();
  const [first, second, quiet] = [session("a", "1"), session("b", "2"), session("a", "3")];
  receivers.heard(first.meta, true);
  receivers.heard(second.meta, true);
  receivers.heard(quiet.meta, false);
  const receiving = () => [first, second, quiet].map(({ state }) => state.receives);
  assert.deepEqual(receiving(), [true, true, false]);

  const during: boolean[][] = [];
  await receivers.only((authKeyId) => authKeyId === "a", () => {
    during.push(receiving());
    return Promise.resolve();
  });
  assert.deepEqual(during, [[true, false, false]]);
  assert.deepEqual(receiving(), [true, true, false]);
});

Deno.test("createReceivers() goes by what a session said last", () => {
  const receivers = createReceivers();
  const { state, meta } = session("a", "1");
  receivers.heard(meta, false);
  receivers.heard(meta, true);
  assert.equal(state.receives, true);
  receivers.heard(meta, false);
  assert.equal(state.receives, false);
});
