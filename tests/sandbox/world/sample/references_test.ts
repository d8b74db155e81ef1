import assert from "node:assert/strict";
import { Api } from "../../../../src/gramjs.ts";
import { sampleWorld } from "../../../../src/sandbox/world/sample/sample_world.ts";
import type { WorldMessage } from "../../../../src/sandbox/world/world.ts";
import { chatNamed, ordinary, sample } from "./reading.ts";

const world = sampleWorld({ seed: 1 });

/** Everybody that a message names. */
function peersOf({ fromId, fwdFrom, replies, action }: WorldMessage): readonly Api.TypePeer[] {
  const added = action instanceof Api.MessageActionChatAddUser ? action.users : [];
  return [
    fromId,
    fwdFrom?.fromId,
    fwdFrom?.savedFromPeer,
    ...(replies?.recentRepliers ?? []),
    ...added.map((userId) => new Api.PeerUser({ userId })),
  ].filter((peer) => peer !== undefined && peer !== null);
}

function isKnown(peer: Api.TypePeer): boolean {
  if (peer instanceof Api.PeerUser) return world.user(peer.userId.toJSNumber()) !== undefined;
  if (peer instanceof Api.PeerChannel) {
    return world.channel(peer.channelId.toJSNumber()) !== undefined;
  }
  return world.chat("chat", peer.chatId.toJSNumber()) !== undefined;
}

Deno.test("sampleWorld() knows everybody that messages name", () => {
  for (const chat of world.chats) {
    for (const message of sample(chat, 900)) {
      const strangers = peersOf(message).filter((peer) => !isKnown(peer));
      assert.deepEqual(strangers.map(String), [], `${message.id}`);
    }
  }
});

Deno.test("sampleWorld() forwards posts of @tgtk_big that exist", () => {
  const big = chatNamed(world, "tgtk_big").history;
  let seen = 0;
  for (const { date, fwdFrom } of ordinary(chatNamed(world, "tgtk_news"))) {
    if (!fwdFrom || !(fwdFrom.fromId instanceof Api.PeerChannel)) continue;
    if (fwdFrom.fromId.channelId.toString() !== "1000000105") continue;
    const origin = big.countBelowId(fwdFrom.channelPost!);
    assert.equal(big.idAt(origin), fwdFrom.channelPost);
    assert.equal(big.dateAt(origin), fwdFrom.date);
    assert.ok(fwdFrom.date < date);
    seen++;
  }
  assert.ok(seen > 20, `${seen}`);
});
