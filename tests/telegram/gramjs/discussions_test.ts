import assert from "node:assert/strict";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { discussionOf, groupOf } from "../../../src/telegram/gramjs/discussions.ts";
import type { ChatRef } from "../../../src/telegram/port.ts";
import { channel, message, received } from "./tl.ts";

const NEWS: ChatRef = { type: "channel", id: 1234, access_hash: "5" };
const TALK = new Api.PeerChannel({ channelId: bigInt(9) });
const GROUP = { id: bigInt(9), accessHash: bigInt(63), title: "Talk", megagroup: true };
const TALK_CHAT = {
  chat: { chat_id: -1000000000009, kind: "supergroup", title: "Talk", usernames: [] },
  ref: { type: "channel", id: 9, access_hash: "63" },
};

const copy = (id: number, postId: number) =>
  message({
    id,
    peerId: TALK,
    fwdFrom: new Api.MessageFwdHeader({
      date: 1,
      savedFromPeer: new Api.PeerChannel({ channelId: bigInt(1234) }),
      savedFromMsgId: postId,
    }),
  });

function answer(messages: Api.TypeMessage[], fields: Partial<Api.Channel> = {}) {
  const group = channel({ ...GROUP, broadcast: false, ...fields });
  return received(
    new Api.messages.DiscussionMessage({ messages, unreadCount: 0, chats: [group], users: [] }),
  );
}

Deno.test("discussionOf() names the copy of the post that was asked for, of a whole album", () => {
  const album = answer([copy(32, 11), copy(31, 10)]);
  for (const [root_id, head] of [[10, 31], [11, 32], [12, 31]] as const) {
    assert.deepEqual(discussionOf(album, { ref: NEWS, root_id }), {
      ok: true,
      value: { chat_id: -1000000000009, root_id: head, group: TALK_CHAT },
    });
  }
});

Deno.test("discussionOf() tells of a group that cannot be addressed by its id alone", () => {
  assert.deepEqual(
    discussionOf(answer([copy(31, 10)], { min: true }), { ref: NEWS, root_id: 10 }),
    {
      ok: true,
      value: { chat_id: -1000000000009, root_id: 31 },
    },
  );
});

Deno.test("discussionOf() addresses the chat asked itself as it was asked", () => {
  const ref: ChatRef = { type: "channel", id: 9, access_hash: "63" };
  const thread = answer([message({ id: 4, peerId: TALK })], { min: true });
  assert.deepEqual(discussionOf(thread, { ref, root_id: 4 }), {
    ok: true,
    value: { chat_id: -1000000000009, root_id: 4, group: TALK_CHAT },
  });
});

Deno.test("discussionOf() finds no thread whose head is gone", () => {
  assert.deepEqual(
    discussionOf(answer([new Api.MessageEmpty({ id: 31 })]), { ref: NEWS, root_id: 10 }),
    {
      ok: false,
      failure: {
        code: "VALIDATION_ERROR",
        field: "thread_id",
        expected: "the id of a post that takes comments",
      },
    },
  );
});

Deno.test("groupOf() tells nothing of what was not modified", () => {
  assert.deepEqual(groupOf(new Api.messages.MessagesNotModified({ count: 0 }), NEWS), {});
});
