import assert from "node:assert/strict";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { mentionedPeers } from "../../../src/sandbox/services/mentions.ts";
import { refKey } from "../../../src/sandbox/services/refs.ts";
import type { WorldMessage } from "../../../src/sandbox/world/world.ts";
import { decode } from "../ask.ts";
import { ofChannel, ofChat, ofUser, service, text } from "../tiny_world.ts";

/** Whom a message refers to, its chat (channel 1) aside, made here and decoded alike. */
function mentioned(message: WorldMessage): readonly string[] {
  const keys = mentionedPeers(message).map(refKey);
  assert.deepEqual(mentionedPeers(decode<WorldMessage>(message.getBytes())).map(refKey), keys);
  assert.equal(keys[0], "channel1");
  return keys.slice(1);
}

const of = (fields: Parameters<typeof text>[2]) => mentioned(text(ofChannel(1), 5, fields));
const did = (action: Api.TypeMessageAction) => mentioned(service(ofChannel(1), 5, action));

Deno.test("mentionedPeers() names the chat, the sender and the bot", () => {
  assert.deepEqual(of({ fromId: ofUser(2), viaBotId: bigInt(3) }), ["user2", "user3"]);
  assert.deepEqual(of({ fromId: ofChannel(2) }), ["channel2"]);
  assert.deepEqual(of({}), []);
});

Deno.test("mentionedPeers() names whom a message was forwarded from", () => {
  const fwdFrom = new Api.MessageFwdHeader({
    date: 1,
    fromId: ofChannel(2),
    savedFromPeer: ofChat(3),
    savedFromMsgId: 1,
    savedFromId: ofUser(4),
  });
  assert.deepEqual(of({ fwdFrom }), ["channel2", "chat3", "user4"]);
});

Deno.test("mentionedPeers() names whom a message answers to", () => {
  const replyFrom = new Api.MessageFwdHeader({ date: 1, fromId: ofUser(3) });
  const reply = new Api.MessageReplyHeader({ replyToPeerId: ofChannel(2), replyFrom });
  assert.deepEqual(of({ replyTo: reply }), ["channel2", "user3"]);
  const story = new Api.MessageReplyStoryHeader({ peer: ofUser(2), storyId: 1 });
  assert.deepEqual(of({ replyTo: story }), ["user2"]);
});

Deno.test("mentionedPeers() names the comments' group, commenters and who reacted", () => {
  const replies = new Api.MessageReplies({
    comments: true,
    replies: 2,
    repliesPts: 1,
    recentRepliers: [ofUser(2), ofUser(3)],
    channelId: bigInt(4),
  });
  const reactions = new Api.MessageReactions({
    results: [],
    recentReactions: [
      new Api.MessagePeerReaction({
        peerId: ofUser(5),
        date: 1,
        reaction: new Api.ReactionEmoji({ emoticon: "👍" }),
      }),
    ],
  });
  assert.deepEqual(of({ replies, reactions }), ["user5", "user2", "user3", "channel4"]);
});

Deno.test("mentionedPeers() names people in the text and in media", () => {
  const entities = [
    new Api.MessageEntityBold({ offset: 0, length: 1 }),
    new Api.MessageEntityMentionName({ offset: 0, length: 1, userId: bigInt(2) }),
  ];
  const contact = (userId: number) =>
    new Api.MessageMediaContact({
      phoneNumber: "1",
      firstName: "A",
      lastName: "",
      vcard: "",
      userId: bigInt(userId),
    });
  assert.deepEqual(of({ entities, media: contact(3) }), ["user2", "user3"]);
  assert.deepEqual(of({ media: contact(0) }), []);
  assert.deepEqual(
    of({ media: new Api.MessageMediaStory({ peer: ofChannel(2), id: 1 }) }),
    ["channel2"],
  );
  const giveaway = new Api.MessageMediaGiveaway({
    channels: [bigInt(2), bigInt(3)],
    quantity: 1,
    untilDate: 1,
  });
  assert.deepEqual(of({ media: giveaway }), ["channel2", "channel3"]);
  const poll = new Api.MessageMediaPoll({
    poll: new Api.Poll({
      id: bigInt(1),
      question: new Api.TextWithEntities({ text: "?", entities: [] }),
      answers: [],
    }),
    results: new Api.PollResults({ recentVoters: [ofUser(2)] }),
  });
  assert.deepEqual(of({ media: poll }), ["user2"]);
});

Deno.test("mentionedPeers() names whom a service message is about", () => {
  const users = [bigInt(2), bigInt(3)];
  assert.deepEqual(did(new Api.MessageActionChatAddUser({ users })), ["user2", "user3"]);
  assert.deepEqual(did(new Api.MessageActionChatDeleteUser({ userId: bigInt(2) })), ["user2"]);
  assert.deepEqual(did(new Api.MessageActionChatJoinedByLink({ inviterId: bigInt(2) })), ["user2"]);
  assert.deepEqual(did(new Api.MessageActionChatMigrateTo({ channelId: bigInt(2) })), ["channel2"]);
  assert.deepEqual(
    did(new Api.MessageActionChannelMigrateFrom({ title: "", chatId: bigInt(2) })),
    ["chat2"],
  );
  assert.deepEqual(
    did(
      new Api.MessageActionGeoProximityReached({ fromId: ofUser(2), toId: ofUser(3), distance: 1 }),
    ),
    ["user2", "user3"],
  );
  assert.deepEqual(
    did(new Api.MessageActionRequestedPeer({ buttonId: 1, peers: [ofChat(2)] })),
    ["chat2"],
  );
  assert.deepEqual(did(new Api.MessageActionPinMessage()), []);
});
