/**
 * A world small enough to know by heart, for tests of the data centre.
 *
 * | chat | id | messages |
 * | --- | --- | --- |
 * | channel `@tiny_news`, member | 1001 | 3, 5, 9; 5 is pinned |
 * | supergroup `@tiny_chat`, no member | 1002 | 2, 3, 5, 8, 13, 21, 34, 55, 89, 144 |
 * | private supergroup, no member | 1003 | 1 |
 * | private supergroup, member | 1004 | none |
 * | basic group, member, became `@tiny_chat` | 501 | 1, 2, 7 |
 * | basic group, no member | 502 | 3 |
 * | dialog with Ann | 11 | 4, 6 |
 *
 * The account is user 10. Access hashes are the id times 7; a message's date is its id after
 * 1,700,000,000.
 */

import { Api, bigInt } from "../../src/gramjs.ts";
import { heldHistory } from "../../src/sandbox/world/held_history.ts";
import type {
  World,
  WorldChat,
  WorldChatDetails,
  WorldMessage,
} from "../../src/sandbox/world/world.ts";

type Fields<Class extends new (...args: never) => unknown> = Partial<
  Exclude<ConstructorParameters<Class>[0], void>
>;

export function user(id: number, firstName: string, fields: Fields<typeof Api.User> = {}) {
  return new Api.User({ id: bigInt(id), accessHash: bigInt(id * 7), firstName, ...fields });
}

export function channel(id: number, title: string, fields: Fields<typeof Api.Channel> = {}) {
  return new Api.Channel({
    id: bigInt(id),
    accessHash: bigInt(id * 7),
    title,
    photo: new Api.ChatPhotoEmpty(),
    date: 1_600_000_000,
    ...fields,
  });
}

export function basicGroup(id: number, title: string, fields: Fields<typeof Api.Chat> = {}) {
  return new Api.Chat({
    id: bigInt(id),
    title,
    photo: new Api.ChatPhotoEmpty(),
    participantsCount: 3,
    date: 1_500_000_000,
    version: 1,
    ...fields,
  });
}

export const ofUser = (id: number) => new Api.PeerUser({ userId: bigInt(id) });
export const ofChat = (id: number) => new Api.PeerChat({ chatId: bigInt(id) });
export const ofChannel = (id: number) => new Api.PeerChannel({ channelId: bigInt(id) });

export function text(
  peerId: Api.TypePeer,
  id: number,
  fields: Fields<typeof Api.Message> = {},
): Api.Message {
  return new Api.Message({
    id,
    peerId,
    date: 1_700_000_000 + id,
    message: `text ${id}`,
    ...fields,
  });
}

export function service(
  peerId: Api.TypePeer,
  id: number,
  action: Api.TypeMessageAction,
): Api.MessageService {
  return new Api.MessageService({ id, peerId, date: 1_700_000_000 + id, action });
}

export function worldChat(
  entity: WorldChat["entity"],
  messages: readonly WorldMessage[],
  { member = true, ...details }: Partial<WorldChatDetails> & { readonly member?: boolean } = {},
): WorldChat {
  return {
    entity,
    details: { about: "", participantsCount: 3, ...details },
    history: heldHistory(messages),
    member,
  };
}

/** What a world is made of. */
export interface WorldParts {
  readonly self: Api.User;
  readonly users: readonly Api.User[];
  readonly chats: readonly WorldChat[];
  /** Channels that are only referred to. */
  readonly channels?: readonly Api.Channel[];
}

const CLASS = { user: "User", chat: "Chat", channel: "Channel" } as const;

export function worldOf({ self, users, chats, channels = [] }: WorldParts): World {
  const channelsOfChats = chats.flatMap(({ entity }) =>
    entity.className === "Channel" ? [entity] : []
  );
  const allChannels = [...channelsOfChats, ...channels];
  const named = (username: string) => (entity: Api.Channel | Api.User) =>
    entity.username?.toLowerCase() === username.toLowerCase();
  return {
    self,
    chats,
    chat: (type, id) =>
      chats.find(({ entity }) => entity.className === CLASS[type] && entity.id.equals(id)),
    user: (id) => users.find((each) => each.id.equals(id)),
    channel: (id) => allChannels.find((each) => each.id.equals(id)),
    byUsername: (username) => allChannels.find(named(username)) ?? users.find(named(username)),
  };
}

export function tinyWorld(): World {
  const ann = user(11, "Ann", { username: "tiny_ann", phone: "9996620011" });
  return worldOf({
    self: user(10, "Self", { self: true, phone: "9996620010" }),
    users: [ann, user(12, "Bob"), user(13, "Bot", { bot: true, botInfoVersion: 1 })],
    chats: [
      worldChat(
        channel(1001, "Tiny News", { broadcast: true, username: "Tiny_News" }),
        newsMessages(),
        { about: "Small news", linkedChatId: 1002, pinnedMessageId: 5, participantsCount: 70 },
      ),
      worldChat(
        channel(1002, "Tiny Chat", { megagroup: true, username: "tiny_chat" }),
        chatMessages(),
        { member: false, linkedChatId: 1001, migratedFrom: { chatId: 501, maxId: 7 } },
      ),
      worldChat(
        channel(1003, "Closed", { megagroup: true }),
        [text(ofChannel(1003), 1)],
        { member: false },
      ),
      worldChat(channel(1004, "Empty", { megagroup: true }), []),
      worldChat(basicGroup(501, "Former"), formerMessages(), { about: "Before" }),
      worldChat(basicGroup(502, "Foreign"), [text(ofChat(502), 3)], { member: false }),
      worldChat(ann, dialogMessages(), { about: "Hello" }),
    ],
    channels: [
      channel(1008, "Public Elsewhere", { broadcast: true, username: "elsewhere" }),
      channel(1009, "Private Elsewhere", { broadcast: true }),
    ],
  });
}

function newsMessages(): readonly WorldMessage[] {
  const here = ofChannel(1001);
  const forwarded = (from: Api.TypePeer) =>
    new Api.MessageFwdHeader({ fromId: from, date: 1_600_000_000, channelPost: 1 });
  return [
    text(here, 3, { post: true, fwdFrom: forwarded(ofChannel(1008)) }),
    text(here, 5, { post: true, viaBotId: bigInt(13) }),
    text(here, 9, { post: true, fwdFrom: forwarded(ofChannel(1009)) }),
  ];
}

function chatMessages(): readonly WorldMessage[] {
  const here = ofChannel(1002);
  const reply = new Api.MessageReplyHeader({ replyToMsgId: 3 });
  return [
    service(
      here,
      2,
      new Api.MessageActionChannelMigrateFrom({ title: "Former", chatId: bigInt(501) }),
    ),
    text(here, 3, { fromId: ofUser(11) }),
    text(here, 5, { fromId: ofUser(12), replyTo: reply }),
    text(here, 8, { fromId: ofUser(10), out: true }),
    ...[13, 21, 34, 55, 89].map((id) => text(here, id, { fromId: ofUser(12) })),
    text(here, 144, { fromId: ofUser(11) }),
  ];
}

function formerMessages(): readonly WorldMessage[] {
  const here = ofChat(501);
  return [
    service(
      here,
      1,
      new Api.MessageActionChatCreate({ title: "Former", users: [bigInt(11), bigInt(12)] }),
    ),
    text(here, 2, { fromId: ofUser(12) }),
    service(here, 7, new Api.MessageActionChatMigrateTo({ channelId: bigInt(1002) })),
  ];
}

function dialogMessages(): readonly WorldMessage[] {
  return [text(ofUser(11), 4), text(ofUser(11), 6, { out: true, fromId: ofUser(10) })];
}

/** The input peer of a channel, by its true access hash unless told otherwise. */
export function inputChannel(id: number, hash = id * 7): Api.InputPeerChannel {
  return new Api.InputPeerChannel({ channelId: bigInt(id), accessHash: bigInt(hash) });
}

/** The input peer of a user, by the true access hash unless told otherwise. */
export function inputUser(id: number, hash = id * 7): Api.InputPeerUser {
  return new Api.InputPeerUser({ userId: bigInt(id), accessHash: bigInt(hash) });
}
