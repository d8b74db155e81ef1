import assert from "node:assert/strict";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { inviteHash } from "../../../src/sandbox/services/messages/invites.ts";
import { sampleWorld } from "../../../src/sandbox/world/sample/sample_world.ts";
import { answerOf, ask, type Setting } from "../ask.ts";
import { inputChannel, inputUser } from "../tiny_world.ts";
import { readingWorld } from "./reading_world.ts";

const reading = (): Setting => ({ world: readingWorld() });

const input = (id: number) =>
  new Api.InputChannel({ channelId: bigInt(id), accessHash: bigInt(id * 7) });

function getParticipants(
  filter: Api.TypeChannelParticipantsFilter,
  { channel = 2004, offset = 0, limit = 100 } = {},
) {
  return new Api.channels.GetParticipants({
    channel: input(channel),
    filter,
    offset,
    limit,
    hash: bigInt.zero,
  });
}

async function listed(
  filter: Api.TypeChannelParticipantsFilter,
  page: { offset?: number; limit?: number } = {},
) {
  const answer = await answerOf<Api.channels.ChannelParticipants>(
    getParticipants(filter, page),
    reading(),
  );
  const names = answer.participants.map((each) =>
    `${each.className.replace("ChannelParticipant", "")} ${(each as Api.ChannelParticipant).userId}`
  );
  return [answer.count, ...names];
}

Deno.test("channels.getParticipants lists who has written, the account first", async () => {
  const recent = new Api.ChannelParticipantsRecent();
  assert.deepEqual(await listed(recent), [9, "Self 10", " 12", " 13", "Creator 11"]);
  assert.deepEqual(await listed(recent, { offset: 1, limit: 2 }), [9, " 12", " 13"]);
  assert.deepEqual(await listed(recent, { offset: 9 }), [9]);
  assert.deepEqual(await listed(recent, { limit: 0 }), [9]);
});

Deno.test("channels.getParticipants filters", async () => {
  assert.deepEqual(await listed(new Api.ChannelParticipantsAdmins()), [1, "Creator 11"]);
  assert.deepEqual(await listed(new Api.ChannelParticipantsBots()), [1, " 13"]);
  assert.deepEqual(await listed(new Api.ChannelParticipantsSearch({ q: "iva" })), [1, " 12"]);
  assert.deepEqual(await listed(new Api.ChannelParticipantsSearch({ q: "" })), [
    4,
    "Self 10",
    " 12",
    " 13",
    "Creator 11",
  ]);
  assert.deepEqual(await listed(new Api.ChannelParticipantsContacts({ q: "" })), [1, "Creator 11"]);
  assert.deepEqual(await listed(new Api.ChannelParticipantsMentions({ q: "rob" })), [1, " 13"]);
});

Deno.test("channels.getParticipants shows a channel's members to administrators only", async () => {
  const recent = new Api.ChannelParticipantsRecent();
  const refused = (filter: Api.TypeChannelParticipantsFilter, channel: number) =>
    ask(getParticipants(filter, { channel }), reading());
  assert.equal(await refused(recent, 2001), "400 CHAT_ADMIN_REQUIRED");
  assert.equal(await refused(recent, 2002), "400 CHANNEL_PRIVATE");
  const banned = new Api.ChannelParticipantsBanned({ q: "" });
  assert.equal(await refused(banned, 2004), "400 CHAT_ADMIN_REQUIRED");
  const kicked = new Api.ChannelParticipantsKicked({ q: "" });
  assert.equal(await refused(kicked, 2004), "400 CHAT_ADMIN_REQUIRED");
});

Deno.test("channels.getParticipant tells of one member", async () => {
  const get = (channel: number, participant: Api.TypeInputPeer) =>
    new Api.channels.GetParticipant({ channel: input(channel), participant });
  const told = async (channel: number, participant: Api.TypeInputPeer) => {
    const request = get(channel, participant);
    const answer = await answerOf<Api.channels.ChannelParticipant>(request, reading());
    return answer.participant.className;
  };
  const self = new Api.InputPeerSelf();
  assert.equal(await told(2004, self), "ChannelParticipantSelf");
  assert.equal(await told(2001, self), "ChannelParticipantSelf");
  assert.equal(await told(2004, inputUser(11)), "ChannelParticipantCreator");
  assert.equal(await told(2003, inputUser(12)), "ChannelParticipant");
  assert.equal(await ask(get(2003, inputUser(13)), reading()), "400 USER_NOT_PARTICIPANT");
  assert.equal(await ask(get(2001, inputUser(12)), reading()), "400 CHAT_ADMIN_REQUIRED");
  assert.equal(await ask(get(2004, inputUser(12, 1)), reading()), "400 PARTICIPANT_ID_INVALID");
  assert.equal(await ask(get(2004, inputChannel(2004)), reading()), "400 USER_NOT_PARTICIPANT");
});

Deno.test("messages.getFullChat lists a basic group's members", async () => {
  const request = new Api.messages.GetFullChat({ chatId: bigInt(601) });
  const { fullChat, users } = await answerOf<Api.messages.ChatFull>(request, reading());
  const { participants } = (fullChat as Api.ChatFull).participants as Api.ChatParticipants;
  assert.deepEqual(participants.map(({ className, userId }) => `${className} ${userId}`), [
    "ChatParticipant 10",
    "ChatParticipantCreator 12",
  ]);
  assert.deepEqual(users.map(({ id }) => id.toJSNumber()), [10, 12]);
});

Deno.test("messages.checkChatInvite shows what a link leads to", async () => {
  const world = readingWorld();
  const check = (hash: string) => new Api.messages.CheckChatInvite({ hash });
  const hashOf = (type: "chat" | "channel", id: number) => inviteHash(world.chat(type, id)!)!;
  assert.match(hashOf("channel", 2005), /^[A-Za-z0-9_-]{16}$/);
  const preview = await answerOf<Api.ChatInvite>(check(hashOf("channel", 2005)), { world });
  assert.partialDeepStrictEqual(preview, {
    className: "ChatInvite",
    title: "Deep Secret",
    about: "Hidden",
    participantsCount: 5,
    channel: true,
    broadcast: true,
    megagroup: false,
    public: false,
  });
  const mine = await answerOf<Api.ChatInviteAlready>(check(hashOf("chat", 601)), { world });
  assert.deepEqual([mine.className, mine.chat.id.toJSNumber()], ["ChatInviteAlready", 601]);
  assert.equal(inviteHash(world.chat("channel", 2001)!), undefined);
  assert.equal(inviteHash(world.chat("user", 11)!), undefined);
  assert.equal(await ask(check("")), "400 INVITE_HASH_EMPTY");
  assert.equal(await ask(check("short")), "400 INVITE_HASH_INVALID");
  assert.equal(await ask(check("AAAAAAAAAAAAAAAA")), "400 INVITE_HASH_EXPIRED");
});

Deno.test("inviteHash() of the sample world's closed chats never changes", () => {
  const { chats } = sampleWorld();
  assert.deepEqual(
    chats.flatMap((chat) => {
      const hash = inviteHash(chat);
      return hash === undefined ? [] : `${(chat.entity as Api.Chat).title} ${hash}`;
    }),
    [
      "TGTK Neighbours (old) VeXr_4pAS98Km9cx",
      "Private circle E4wniLS6pg9XrX7b",
      "Private editors' room uoxDYNUEeipW8vHa",
      "Closed workshop aCl1_r5V2AbqvW8s",
    ],
  );
});
