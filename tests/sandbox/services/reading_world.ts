/**
 * A world for tests of what is more than pages: search, threads, topics, members, files.
 *
 * | chat | id | messages |
 * | --- | --- | --- |
 * | channel `@deep_news`, member | 2001 | posts 10, 11 (an album), 12 |
 * | its discussion group, no member, no username | 2002 | 1 to 9: copies 2, 3 (album), 6; comments |
 * | forum `@deep_forum`, member | 2003 | 1 to 9; topics General, 2, 4 (pinned) |
 * | supergroup `@deep_media`, member | 2004 | 1 to 17: one of each kind |
 * | private channel, no member | 2005 | 1 |
 * | basic group, member | 601 | 21, 24 |
 * | dialog with Ann | 11 | 22, 23, 25 |
 *
 * As in the tiny world the account is user 10, access hashes are ids times 7, and dates are ids after
 * 1,700,000,000.
 */

import { Buffer } from "node:buffer";
import { Api, bigInt } from "../../../src/gramjs.ts";
import type { World, WorldChat, WorldMessage } from "../../../src/sandbox/world/world.ts";
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
} from "../tiny_world.ts";

/** A fresh world; nothing in it is shared with another one. */
export function readingWorld(): World {
  const ann = user(11, "Ann", { username: "deep_ann", contact: true, mutualContact: true });
  return worldOf({
    self: user(10, "Self", { self: true }),
    users: [
      ann,
      user(12, "Bob", { lastName: "Ivanov" }),
      user(13, "Robot", { bot: true, botInfoVersion: 1 }),
      user(14, "Gone", { deleted: true }),
    ],
    chats: [
      worldChat(
        channel(2001, "Deep News", { broadcast: true, username: "deep_news" }),
        newsMessages(),
        { linkedChatId: 2002, participantsCount: 50 },
      ),
      worldChat(channel(2002, "Deep Talk", { megagroup: true }), talkMessages(), {
        member: false,
        linkedChatId: 2001,
      }),
      forumChat(),
      worldChat(
        channel(2004, "Deep Media", { megagroup: true, username: "deep_media" }),
        mediaMessages(),
        { participantsCount: 9 },
      ),
      worldChat(channel(2005, "Deep Secret", { broadcast: true }), [text(ofChannel(2005), 1)], {
        member: false,
        about: "Hidden",
        participantsCount: 5,
      }),
      worldChat(basicGroup(601, "Deep Circle"), [
        text(ofChat(601), 21, { fromId: ofUser(12), message: "Rivers here" }),
        text(ofChat(601), 24, { fromId: ofUser(10), out: true, message: "nothing" }),
      ]),
      worldChat(ann, [
        text(ofUser(11), 22, { message: "A river" }),
        text(ofUser(11), 23, { out: true, fromId: ofUser(10), message: "no water" }),
        service(ofUser(11), 25, missedCall()),
      ]),
    ],
  });
}

function missedCall(): Api.MessageActionPhoneCall {
  return new Api.MessageActionPhoneCall({
    callId: bigInt(1),
    reason: new Api.PhoneCallDiscardReasonMissed(),
  });
}

function newsMessages(): readonly WorldMessage[] {
  const here = ofChannel(2001);
  const groupedId = bigInt(77);
  return [
    text(here, 10, { post: true, groupedId, message: "Flooded rivers", views: 40, forwards: 2 }),
    text(here, 11, { post: true, groupedId, message: "" }),
    text(here, 12, { post: true, message: "Calm" }),
  ];
}

function talkMessages(): readonly WorldMessage[] {
  const here = ofChannel(2002);
  const copy = (id: number, post: number, fields: { groupedId?: Api.long } = {}) =>
    text(here, id, {
      fromId: ofChannel(2001),
      fwdFrom: new Api.MessageFwdHeader({
        date: 1_700_000_000,
        fromId: ofChannel(2001),
        channelPost: post,
        savedFromPeer: ofChannel(2001),
        savedFromMsgId: post,
      }),
      ...fields,
    });
  const answer = (id: number, replyToMsgId: number, replyToTopId?: number) =>
    text(here, id, {
      fromId: ofUser(id % 2 === 0 ? 11 : 12),
      replyTo: new Api.MessageReplyHeader({
        replyToMsgId,
        ...(replyToTopId === undefined ? {} : { replyToTopId }),
      }),
    });
  const groupedId = bigInt(88);
  return [
    text(here, 1, { fromId: ofUser(12) }),
    copy(2, 10, { groupedId }),
    copy(3, 11, { groupedId }),
    answer(4, 2),
    answer(5, 4, 2),
    copy(6, 12),
    // As a file of Telegram Desktop has it: without the top of the chain.
    answer(7, 5),
    answer(8, 1),
    text(here, 9, { fromId: ofUser(11) }),
  ];
}

function forumChat(): WorldChat {
  const here = ofChannel(2003);
  const topic = (id: number, title: string, topMessage: number, pinned = false) =>
    new Api.ForumTopic({
      id,
      title,
      iconColor: 0x6fb9f0,
      date: 1_700_000_000 + id,
      topMessage,
      readInboxMaxId: 0,
      readOutboxMaxId: 0,
      unreadCount: 0,
      unreadMentionsCount: 0,
      unreadReactionsCount: 0,
      fromId: ofUser(12),
      notifySettings: new Api.PeerNotifySettings({}),
      pinned,
    });
  const opened = (id: number, title: string) =>
    service(here, id, new Api.MessageActionTopicCreate({ title, iconColor: 0x6fb9f0 }));
  const said = (id: number, replyToMsgId: number, replyToTopId?: number) =>
    text(here, id, {
      fromId: ofUser(12),
      replyTo: new Api.MessageReplyHeader({
        forumTopic: true,
        replyToMsgId,
        ...(replyToTopId === undefined ? {} : { replyToTopId }),
      }),
    });
  const messages = [
    service(here, 1, new Api.MessageActionChannelCreate({ title: "Deep Forum" })),
    opened(2, "River levels"),
    text(here, 3, { fromId: ofUser(11) }),
    opened(4, "Rules"),
    said(5, 2),
    said(6, 5, 2),
    said(7, 4),
    text(here, 8, {
      fromId: ofUser(11),
      replyTo: new Api.MessageReplyHeader({ replyToMsgId: 3 }),
    }),
    said(9, 2),
  ];
  const entity = channel(2003, "Deep Forum", {
    megagroup: true,
    forum: true,
    username: "deep_forum",
  });
  return {
    ...worldChat(entity, messages),
    topics: [topic(1, "General", 8), topic(2, "River levels", 9), topic(4, "Rules", 7, true)],
  };
}

/** A photo of 5,000 and 20,000 bytes. */
export const PHOTO = new Api.Photo({
  id: bigInt(901),
  accessHash: bigInt(902),
  fileReference: Buffer.from([1, 2, 3]),
  date: 1_700_000_001,
  dcId: 2,
  sizes: [
    new Api.PhotoStrippedSize({ type: "i", bytes: Buffer.from([1]) }),
    new Api.PhotoSize({ type: "m", w: 320, h: 240, size: 5_000 }),
    new Api.PhotoSizeProgressive({ type: "y", w: 1280, h: 960, sizes: [100, 20_000] }),
  ],
});

function document(
  mimeType: string,
  attributes: Api.TypeDocumentAttribute[],
): Api.MessageMediaDocument {
  return new Api.MessageMediaDocument({
    document: new Api.Document({
      id: bigInt(910),
      accessHash: bigInt(911),
      fileReference: Buffer.from([4, 5, 6]),
      date: 1_700_000_001,
      mimeType,
      size: bigInt(10_000),
      dcId: 2,
      attributes,
    }),
  });
}

/** One message of each kind that a filter knows, by their ids. */
function mediaMessages(): readonly WorldMessage[] {
  const here = ofChannel(2004);
  const geo = new Api.GeoPoint({ lat: 1, long: 2, accessHash: bigInt(3) });
  const video = (fields: { roundMessage?: boolean }) =>
    new Api.DocumentAttributeVideo({ duration: 3, w: 4, h: 4, ...fields });
  const media: readonly Api.TypeMessageMedia[] = [
    new Api.MessageMediaPhoto({ photo: PHOTO }),
    document("video/mp4", [video({})]),
    document("video/mp4", [video({ roundMessage: true })]),
    document("video/mp4", [video({}), new Api.DocumentAttributeAnimated()]),
    document("audio/ogg", [new Api.DocumentAttributeAudio({ voice: true, duration: 1 })]),
    document("audio/mpeg", [new Api.DocumentAttributeAudio({ duration: 1 })]),
    document("text/plain", [new Api.DocumentAttributeFilename({ fileName: "river.txt" })]),
    document("image/webp", [
      new Api.DocumentAttributeSticker({ alt: "", stickerset: new Api.InputStickerSetEmpty() }),
    ]),
    new Api.MessageMediaGeo({ geo }),
    new Api.MessageMediaVenue({
      geo,
      title: "",
      address: "",
      provider: "",
      venueId: "",
      venueType: "",
    }),
    new Api.MessageMediaContact({
      phoneNumber: "12025550123",
      firstName: "",
      lastName: "",
      vcard: "",
      userId: bigInt(0),
    }),
    new Api.MessageMediaWebPage({
      webpage: new Api.WebPageEmpty({ id: bigInt(1) }),
    }),
  ];
  return [
    ...media.map((each, place) =>
      text(here, place + 1, {
        fromId: ofUser(place % 2 === 0 ? 11 : 12),
        message: `Item ${place + 1}`,
        media: each,
      })
    ),
    text(here, 13, {
      message: "See example.org",
      entities: [new Api.MessageEntityUrl({ offset: 4, length: 11 })],
    }),
    text(here, 14, { fromId: ofUser(13), message: "Pinned item", pinned: true }),
    text(here, 15, { fromId: ofUser(12), message: "Hey @self", mentioned: true }),
    service(
      here,
      16,
      new Api.MessageActionChatEditPhoto({ photo: new Api.PhotoEmpty({ id: bigInt(1) }) }),
    ),
    text(here, 17, { fromId: ofUser(14), message: "Items of yesterday" }),
  ];
}
