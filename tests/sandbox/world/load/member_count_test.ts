import assert from "node:assert/strict";
import { Api } from "../../../../src/gramjs.ts";
import type { World } from "../../../../src/sandbox/world/world.ts";
import { answerOf } from "../../ask.ts";
import { loadFixture, loadText } from "./support.ts";

/** What the data centre tells of a world's first chat. */
async function memberCounts(world: World) {
  const { id: channelId, accessHash } = world.chats[0]!.entity as Api.Channel;
  const channel = new Api.InputChannel({ channelId, accessHash: accessHash! });
  const { fullChat, chats } = await answerOf<Api.messages.ChatFull>(
    new Api.channels.GetFullChannel({ channel }),
    { world },
  );
  return {
    full: (fullChat as Api.ChannelFull).participantsCount,
    short: (chats[0] as Api.Channel).participantsCount,
  };
}

for (const type of ["public_channel", "public_supergroup", "private_group"]) {
  Deno.test(`loadWorld() leaves the number of members out of a ${type}`, async () => {
    const message = {
      id: 1,
      type: "message",
      date_unixtime: "1700000000",
      from: "Ada",
      from_id: "user5",
      text: "Hello",
    };
    const { world } = await loadText(
      JSON.stringify({ id: 1400000001, name: "Here", type, messages: [message] }),
    );
    assert.deepEqual(await memberCounts(world), { full: null, short: null });
  });
}

Deno.test("loadWorld() leaves the number of members out of raw messages", async () => {
  const { world } = await loadFixture("sofa.raw.json");
  assert.deepEqual(await memberCounts(world), { full: null, short: null });
});

Deno.test("loadWorld() takes the number of members from an API answer that tells it", async () => {
  const peer_id = { _: "PeerChannel", channel_id: 1400000001 };
  const { world } = await loadText(JSON.stringify({
    _: "messages.ChannelMessages",
    messages: [{ _: "Message", id: 1, peer_id, date: 1_700_000_000, message: "a", post: true }],
    chats: [{
      _: "Channel",
      id: 1400000001,
      access_hash: 7,
      title: "Here",
      photo: { _: "ChatPhotoEmpty" },
      date: 5,
      broadcast: true,
      participants_count: 812,
    }],
  }));
  assert.deepEqual(await memberCounts(world), { full: 812, short: 812 });
});
