/** The contract's history as a sandbox's world; see `telegram_contract.ts`. */

import { Api, bigInt } from "../../src/gramjs.ts";
import type { World, WorldChat } from "../../src/sandbox/world/world.ts";
import {
  basicGroup,
  channel,
  ofChannel,
  ofChat,
  ofUser,
  service,
  text,
  user,
  worldChat,
  worldOf,
} from "../sandbox/tiny_world.ts";
import { document } from "../telegram/gramjs/tl.ts";

export function contractWorld(): World {
  const ann = user(11, "Ann", { username: "contract_ann" });
  const news = channel(2001, "Contract News", {
    broadcast: true,
    hasLink: true,
    username: "contract_news",
  });
  const chat = channel(2002, "Contract Chat", {
    megagroup: true,
    hasLink: true,
    username: "contract_chat",
  });
  const media = channel(2005, "Contract Media", { broadcast: true, username: "contract_media" });
  return worldOf({
    self: user(10, "Self", { self: true }),
    users: [ann],
    chats: [
      worldChat(news, posts(), { about: "All of it", participantsCount: 70, linkedChatId: 2002 }),
      worldChat(chat, discussion(), {
        linkedChatId: 2001,
        migratedFrom: { chatId: 601, maxId: 2 },
      }),
      contractForum(),
      worldChat(media, mediaPosts()),
      worldChat(
        channel(2003, "Private", { broadcast: true }),
        [text(ofChannel(2003), 1)],
        { member: false },
      ),
      worldChat(basicGroup(601, "Contract Group"), [1, 2].map((id) => text(ofChat(601), id)), {
        about: "Old friends",
      }),
      worldChat(ann, [text(ofUser(11), 4)]),
    ],
  });
}

function posts(): readonly Api.Message[] {
  const ids = Array.from({ length: 30 }, (_, index) => (index + 1) * 10);
  return ids.map((id) =>
    text(ofChannel(2001), id, { post: true, ...(id === 150 && { ttlPeriod: 86_400 }) })
  );
}

function discussion(): readonly (Api.Message | Api.MessageService)[] {
  const here = ofChannel(2002);
  const fromId = ofUser(11);
  const news = ofChannel(2001);
  const copied = new Api.MessageFwdHeader({
    fromId: news,
    date: 1_700_000_020,
    channelPost: 20,
    savedFromPeer: news,
    savedFromMsgId: 20,
  });
  const answer = (replyToMsgId: number, replyToTopId?: number) =>
    new Api.MessageReplyHeader({ replyToMsgId, ...(replyToTopId && { replyToTopId }) });
  return [
    text(here, 1, { fromId }),
    text(here, 2, { fromId, replyTo: answer(1) }),
    new Api.MessageService({
      id: 3,
      peerId: here,
      fromId,
      date: 1_700_000_003,
      action: new Api.MessageActionPinMessage(),
    }),
    text(here, 10, { fromId: news, fwdFrom: copied, message: "text 20" }),
    text(here, 11, { fromId, replyTo: answer(10) }),
    text(here, 12, { fromId, replyTo: answer(11, 10) }),
    text(here, 13, { fromId }),
  ];
}

function contractForum(): WorldChat {
  const here = ofChannel(2004);
  const opened = (id: number, title: string) =>
    service(here, id, new Api.MessageActionTopicCreate({ title, iconColor: 0x6fb9f0 }));
  const inTopic = (replyToMsgId: number, replyToTopId?: number) =>
    new Api.MessageReplyHeader({
      forumTopic: true,
      replyToMsgId,
      ...(replyToTopId && { replyToTopId }),
    });
  const forum = channel(2004, "Contract Forum", {
    megagroup: true,
    forum: true,
    username: "contract_forum",
  });
  const messages = [
    service(here, 1, new Api.MessageActionChannelCreate({ title: "Contract Forum" })),
    opened(5, "Fast trains"),
    opened(6, "Rain"),
    text(here, 7, { replyTo: inTopic(5) }),
    text(here, 8),
    text(here, 9, { replyTo: inTopic(7, 5) }),
    text(here, 10, { replyTo: inTopic(6) }),
  ];
  const topics = [
    topic(1, "General", 8, { hidden: true }),
    topic(5, "Fast trains", 9, { pinned: true }),
    topic(6, "Rain", 10, { closed: true }),
  ];
  return { ...worldChat(forum, messages), topics };
}

function topic(
  id: number,
  title: string,
  topMessage: number,
  marks: Pick<Partial<Api.ForumTopic>, "hidden" | "pinned" | "closed">,
): Api.ForumTopic {
  return new Api.ForumTopic({
    id,
    title,
    date: 1_700_000_000 + id,
    iconColor: 0x6fb9f0,
    topMessage,
    readInboxMaxId: 0,
    readOutboxMaxId: 0,
    unreadCount: 0,
    unreadMentionsCount: 0,
    unreadReactionsCount: 0,
    fromId: ofUser(11),
    notifySettings: new Api.PeerNotifySettings({}),
    ...marks,
  });
}

/** One post of each kind, ids from 1 in this order; the photo is pinned. */
function mediaPosts(): readonly Api.Message[] {
  const video = (roundMessage: boolean) =>
    new Api.DocumentAttributeVideo({ roundMessage, duration: 1, w: 1, h: 1 });
  const audio = (voice: boolean) => new Api.DocumentAttributeAudio({ voice, duration: 1 });
  const sticker = new Api.DocumentAttributeSticker({
    alt: "x",
    stickerset: new Api.InputStickerSetEmpty(),
  });
  const words = (text: string) => new Api.TextWithEntities({ text, entities: [] });
  const poll = new Api.MessageMediaPoll({
    poll: new Api.Poll({ id: bigInt(1), question: words("Tea?"), answers: [] }),
    results: new Api.PollResults({}),
  });
  const webpage = new Api.WebPage({
    id: bigInt(1),
    url: "https://a.example",
    displayUrl: "a",
    hash: 0,
  });
  const geo = new Api.GeoPoint({ long: 1, lat: 1, accessHash: bigInt(1) });
  const contact = new Api.MessageMediaContact({
    phoneNumber: "1",
    firstName: "A",
    lastName: "",
    vcard: "",
    userId: bigInt(11),
  });
  const media: readonly (Api.TypeMessageMedia | undefined)[] = [
    undefined,
    new Api.MessageMediaPhoto({}),
    document([video(false)]),
    document([video(true)]),
    document([]),
    document([audio(false)]),
    document([audio(true)]),
    document([sticker]),
    document([video(false), new Api.DocumentAttributeAnimated()]),
    new Api.MessageMediaWebPage({ webpage }),
    undefined,
    poll,
    new Api.MessageMediaGeo({ geo }),
    contact,
  ];
  const link = new Api.MessageEntityUrl({ offset: 0, length: 4 });
  return media.map((each, index) =>
    text(ofChannel(2005), index + 1, {
      post: true,
      ...(each && { media: each }),
      ...(index === 1 && { pinned: true }),
      ...(index === 10 && { entities: [link] }),
    })
  );
}

/** An update that carries a private message to the account. */
export function privateMessage(): Api.Updates {
  return new Api.Updates({
    updates: [
      new Api.UpdateNewMessage({
        message: text(ofUser(11), 5, { message: "private words" }),
        pts: 1,
        ptsCount: 1,
      }),
    ],
    users: [user(11, "Ann")],
    chats: [],
    date: 1_700_000_005,
    seq: 0,
  });
}
