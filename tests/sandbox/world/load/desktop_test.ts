import assert from "node:assert/strict";
import { loadFixture, loadText, messagesOf, plain, plainMessage } from "./support.ts";

type Plain = Record<string, unknown>;

/** Media of the messages 20 to 40, without made-up ids. */
const MEDIA: Readonly<Record<number, unknown>> = {
  20: {
    _: "MessageMediaPhoto",
    spoiler: true,
    ttlSeconds: 30,
    photo: {
      date: 1580558500,
      sizes: [{ _: "PhotoSize", type: "y", w: 1280, h: 720, size: 5555 }],
    },
  },
  21: {
    _: "MessageMediaDocument",
    video: true,
    document: {
      mimeType: "video/mp4",
      size: "7000000000",
      thumbs: [{ _: "PhotoSize", type: "m", w: 320, h: 180, size: 800 }],
      attributes: [
        {
          _: "DocumentAttributeVideo",
          duration: 61,
          w: 1920,
          h: 1080,
          supportsStreaming: true,
        },
        { _: "DocumentAttributeFilename", fileName: "clip.mp4" },
      ],
    },
  },
  22: {
    _: "MessageMediaDocument",
    voice: true,
    document: {
      mimeType: "audio/ogg",
      attributes: [{ _: "DocumentAttributeAudio", voice: true, duration: 3 }],
    },
  },
  23: {
    _: "MessageMediaDocument",
    video: true,
    round: true,
    document: {
      mimeType: "video/mp4",
      attributes: [
        { _: "DocumentAttributeVideo", roundMessage: true, duration: 4, w: 384, h: 384 },
        { _: "DocumentAttributeFilename", fileName: "r.mp4" },
      ],
    },
  },
  24: {
    _: "MessageMediaDocument",
    document: {
      mimeType: "audio/mpeg",
      attributes: [
        { _: "DocumentAttributeAudio", duration: 180, title: "Song", performer: "The Band" },
        { _: "DocumentAttributeFilename", fileName: "song.mp3" },
      ],
    },
  },
  25: {
    _: "MessageMediaDocument",
    document: {
      attributes: [
        { _: "DocumentAttributeVideo", duration: 2, w: 100, h: 100 },
        { _: "DocumentAttributeAnimated" },
        { _: "DocumentAttributeFilename", fileName: "a.mp4" },
      ],
    },
  },
  26: {
    _: "MessageMediaDocument",
    document: {
      mimeType: "image/webp",
      attributes: [
        { _: "DocumentAttributeImageSize", w: 512, h: 512 },
        {
          _: "DocumentAttributeSticker",
          alt: "😎",
          stickerset: { _: "InputStickerSetEmpty" },
        },
        { _: "DocumentAttributeFilename", fileName: "s.webp" },
      ],
    },
  },
  27: {
    _: "MessageMediaDocument",
    document: {
      mimeType: "application/pdf",
      attributes: [{ _: "DocumentAttributeFilename", fileName: "paper.pdf" }],
    },
  },
  30: { _: "MessageMediaGeo", geo: { _: "GeoPoint", lat: 50.45, long: 30.52 } },
  31: { _: "MessageMediaGeoLive", geo: { _: "GeoPoint", lat: 50.45, long: 30.52 }, period: 900 },
  32: {
    _: "MessageMediaVenue",
    geo: { _: "GeoPoint", lat: 50.45, long: 30.52 },
    title: "Café",
    address: "Street 1",
  },
  33: { _: "MessageMediaContact", phoneNumber: "00 1", firstName: "Cy", lastName: "D" },
  34: {
    _: "MessageMediaPoll",
    poll: {
      closed: true,
      question: { text: "Which?" },
      answers: [{ text: { text: "Red" }, option: "30" }, { text: { text: "Blue" }, option: "31" }],
    },
    results: {
      totalVoters: 3,
      results: [
        { _: "PollAnswerVoters", option: "30", voters: 2, chosen: true },
        { _: "PollAnswerVoters", option: "31", voters: 1 },
      ],
    },
  },
  35: {
    _: "MessageMediaGame",
    game: { title: "Lumber", description: "Chop", shortName: "lumber" },
  },
  36: {
    _: "MessageMediaInvoice",
    title: "Cup",
    description: "Tea",
    totalAmount: "250",
    currency: "EUR",
    receiptMsgId: 7,
  },
  37: {
    _: "MessageMediaGiveaway",
    onlyNewSubscribers: true,
    channels: ["1300000000"],
    countriesIso2: ["UA"],
    quantity: 2,
    months: 3,
    untilDate: 1583020800,
  },
  38: { _: "MessageMediaPaidMedia", starsAmount: "50" },
  39: { _: "MessageMediaUnsupported" },
};

/** Actions of the service messages, without made-up ids. */
const ACTIONS: Readonly<Record<number, unknown>> = {
  50: { _: "MessageActionChatEditTitle", title: "Klub 🎲" },
  51: {
    _: "MessageActionChatEditPhoto",
    photo: { sizes: [{ _: "PhotoSize", type: "y", w: 640, h: 640, size: 0 }] },
  },
  52: { _: "MessageActionChatDeletePhoto" },
  53: { _: "MessageActionChatAddUser" },
  54: { _: "MessageActionChatDeleteUser", userId: "12" },
  55: { _: "MessageActionChatJoinedByLink", inviterId: "11" },
  56: { _: "MessageActionChatJoinedByRequest" },
  57: { _: "MessageActionPinMessage" },
  58: {
    _: "MessageActionPhoneCall",
    reason: { _: "PhoneCallDiscardReasonHangup" },
    duration: 9,
  },
  59: { _: "MessageActionGroupCall", duration: 60 },
  60: { _: "MessageActionInviteToGroupCall", users: ["12"] },
  61: { _: "MessageActionHistoryClear" },
  62: { _: "MessageActionTopicEdit", title: "Chess club", iconEmojiId: "0" },
  63: { _: "MessageActionBoostApply", boosts: 4 },
  64: { _: "MessageActionSetMessagesTTL", period: 86400 },
  65: { _: "MessageActionGameScore", score: 99 },
  66: {
    _: "MessageActionPaymentSent",
    currency: "EUR",
    totalAmount: "250",
    recurringInit: true,
  },
  67: { _: "MessageActionGiveawayLaunch" },
  68: { _: "MessageActionGiveawayResults", winnersCount: 2, unclaimedCount: 0 },
  69: { _: "MessageActionGiftPremium", currency: "EUR", amount: "999", months: 3 },
  70: {
    _: "MessageActionStarGift",
    nameHidden: true,
    gift: { id: "5170233102089322756", stars: "50" },
    message: { text: "For you" },
  },
  71: {
    _: "MessageActionGiftCode",
    viaGiveaway: true,
    boostPeer: { _: "PeerChannel", channelId: "1300000000" },
    months: 3,
    slug: "abc",
  },
  72: {
    _: "MessageActionPrizeStars",
    stars: "10",
    transactionId: "t1",
    boostPeer: { _: "PeerChannel", channelId: "1300000000" },
    giveawayMsgId: 67,
  },
  73: {
    _: "MessageActionSecureValuesSent",
    types: [{ _: "SecureValueTypePassport" }, { _: "SecureValueTypeEmail" }],
  },
  74: {
    _: "MessageActionGeoProximityReached",
    fromId: { _: "PeerUser", userId: "11" },
    toId: { _: "PeerUser", userId: "12" },
    distance: 100,
  },
  75: { _: "MessageActionGroupCallScheduled", scheduleDate: 1580600000 },
  76: { _: "MessageActionSetChatWallPaper", same: true },
  77: {
    _: "MessageActionPaymentRefunded",
    peer: { _: "PeerUser", userId: "11" },
    currency: "XTR",
    totalAmount: "250",
    charge: { id: "c1" },
  },
  78: { _: "MessageActionCustomAction", message: "Something happened" },
  79: { _: "MessageActionCustomAction", message: "foo" },
};

Deno.test("loadWorld() serves an exported supergroup under its file's name and its own title", async () => {
  const { world } = await loadFixture("club.result.json");
  const [club] = world.chats;
  const { id, title, username, megagroup, forum } = plain(club?.entity) as Plain;
  assert.deepEqual({ id, title, username, megagroup, forum }, {
    id: "1300000000",
    title: "Klub 🎲",
    username: "club",
    megagroup: true,
    forum: true,
  });
  assert.equal(club?.history.count, 57);
  assert.equal(club?.details.pinnedMessageId, 10);
});

Deno.test("loadWorld() puts exported texts together with UTF-16 offsets", async () => {
  const { world, lines } = await loadFixture("club.result.json");
  const { message, entities, editDate, fromId } = plainMessage(world.chats[0], 10);
  assert.equal(message, "😀 bold שלוםBob🎲🎯x=1!");
  assert.deepEqual([editDate, fromId], [1580558700, { _: "PeerUser", userId: "11" }]);
  const [madeUp] = (entities as Plain[]).filter(({ offset }) => offset === 17);
  assert.deepEqual(entities, [
    { _: "MessageEntityBold", offset: 3, length: 4 },
    { _: "MessageEntityTextUrl", offset: 8, length: 4, url: "https://example.org/" },
    { _: "MessageEntityMentionName", offset: 12, length: 3, userId: "12" },
    { _: "MessageEntityCustomEmoji", offset: 15, length: 2, documentId: "5368324170671202286" },
    { _: "MessageEntityCustomEmoji", offset: 17, length: 2, documentId: madeUp?.["documentId"] },
    { _: "MessageEntityPre", offset: 19, length: 3, language: "python" },
  ]);
  assert.ok(
    lines.includes(
      'club.result.json: 1 stretch of text of an unknown kind "sparkle" kept as plain text',
    ),
  );
});

Deno.test("loadWorld() knows every kind of entity, and trusts `text` where `text_entities` differ", async () => {
  const { world } = await loadFixture("club.result.json");
  const { entities, editDate } = plainMessage(world.chats[0], 11);
  assert.equal(editDate, undefined);
  assert.deepEqual(
    (entities as Plain[]).map((entity) => [entity["_"], entity["offset"], entity["length"]]),
    [
      ["MessageEntityUrl", 0, 11],
      ["MessageEntityHashtag", 12, 2],
      ["MessageEntityCashtag", 14, 2],
      ["MessageEntityBotCommand", 16, 2],
      ["MessageEntityMention", 18, 6],
      ["MessageEntityItalic", 24, 1],
      ["MessageEntityUnderline", 25, 1],
      ["MessageEntityStrike", 26, 1],
      ["MessageEntityCode", 27, 1],
      ["MessageEntitySpoiler", 28, 1],
      ["MessageEntityBlockquote", 29, 1],
      ["MessageEntityEmail", 30, 13],
      ["MessageEntityPhone", 43, 2],
      ["MessageEntityBankCard", 45, 4],
      ["MessageEntityUnknown", 49, 1],
    ],
  );
});

Deno.test("loadWorld() makes every kind of exported media", async () => {
  const { world } = await loadFixture("club.result.json");
  for (const [id, media] of Object.entries(MEDIA)) {
    assert.partialDeepStrictEqual(plainMessage(world.chats[0], Number(id))["media"], media);
  }
});

Deno.test("loadWorld() makes every kind of exported action", async () => {
  const { world, lines } = await loadFixture("club.result.json");
  for (const [id, action] of Object.entries(ACTIONS)) {
    assert.partialDeepStrictEqual(plainMessage(world.chats[0], Number(id))["action"], action);
  }
  assert.deepEqual(plainMessage(world.chats[0], 57)["replyTo"], {
    _: "MessageReplyHeader",
    replyToMsgId: 10,
  });
  assert.ok(
    lines.includes(
      'club.result.json: 2 actions of an unknown kind "foo" kept as plain service messages',
    ),
  );
});

Deno.test("loadWorld() reads forwards, bots, reactions and buttons of an export", async () => {
  const { world } = await loadFixture("club.result.json");
  const message = plainMessage(world.chats[0], 40);
  assert.deepEqual(message["fwdFrom"], {
    _: "MessageFwdHeader",
    date: 1580558540,
    fromId: { _: "PeerChannel", channelId: "1300000077" },
    savedFromName: "Klub 🎲",
  });
  assert.equal(message["postAuthor"], "Admin");
  assert.deepEqual(message["replyTo"], {
    _: "MessageReplyHeader",
    replyToMsgId: 8,
    replyToPeerId: { _: "PeerChannel", channelId: "1300000088" },
  });
  assert.deepEqual(message["reactions"], {
    _: "MessageReactions",
    results: [
      { _: "ReactionCount", reaction: { _: "ReactionEmoji", emoticon: "👍" }, count: 3 },
      {
        _: "ReactionCount",
        reaction: { _: "ReactionCustomEmoji", documentId: "5368324170671202286" },
        count: 2,
      },
      { _: "ReactionCount", reaction: { _: "ReactionPaid" }, count: 1 },
    ],
    recentReactions: [{
      _: "MessagePeerReaction",
      peerId: { _: "PeerUser", userId: "12" },
      reaction: { _: "ReactionEmoji", emoticon: "👍" },
      date: 1580562000,
    }],
  });
  assert.deepEqual(message["replyMarkup"], {
    _: "ReplyInlineMarkup",
    rows: [
      {
        _: "KeyboardButtonRow",
        buttons: [
          { _: "KeyboardButtonUrl", text: "Open", url: "https://example.org/" },
          { _: "KeyboardButtonCallback", text: "Vote", data: "766f74653a31" },
        ],
      },
      {
        _: "KeyboardButtonRow",
        buttons: [
          { _: "KeyboardButtonSwitchInline", samePeer: true, text: "Share", query: "q" },
          { _: "KeyboardButtonUserProfile", text: "Bob", userId: "12" },
          { _: "KeyboardButtonCopy", text: "Copy", copyText: "abc" },
        ],
      },
    ],
  });
  assert.equal(world.byUsername("gif_bot")?.id.toString(), message["viaBotId"]);
  assert.equal(world.channel(1300000077)?.title, "News");
  const old = plainMessage(world.chats[0], 41);
  assert.deepEqual(old["fromId"], { _: "PeerUser", userId: "11" });
  assert.deepEqual(old["fwdFrom"], {
    _: "MessageFwdHeader",
    date: 1580558541,
    fromName: "Hidden Person",
  });
});

Deno.test("loadWorld() gives members their ids by name, and makes up the others'", async () => {
  const { world } = await loadFixture("club.result.json");
  const { users } = plainMessage(world.chats[0], 53)["action"] as { users: string[] };
  assert.equal(users[0], "12");
  assert.equal(world.user(Number(users[1]))?.firstName, "Nobody Else");
  assert.deepEqual([11, 12].map((id) => world.user(id)?.firstName), ["Ada", "Bob"]);
  assert.equal(world.user(13)?.deleted, true);
});

Deno.test("loadWorld() makes two histories of an export with negative ids", async () => {
  const { world } = await loadFixture("club.result.json");
  const basic = world.chats[1];
  const chatId = Number(basic?.entity.id);
  assert.equal(basic?.entity.className, "Chat");
  assert.deepEqual(messagesOf(basic).map(({ id }) => id), [10, 11, 12]);
  assert.deepEqual(plainMessage(basic, 11)["replyTo"], {
    _: "MessageReplyHeader",
    replyToMsgId: 10,
  });
  assert.deepEqual(world.chats[0]?.details.migratedFrom, { chatId, maxId: 12 });
  assert.deepEqual(plainMessage(basic, 12)["action"], {
    _: "MessageActionChatMigrateTo",
    channelId: "1300000000",
  });
  assert.deepEqual(plainMessage(world.chats[0], 1)["action"], {
    _: "MessageActionChannelMigrateFrom",
    title: "Klub",
    chatId: String(chatId),
  });
});

Deno.test("loadWorld() follows replies into topics", async () => {
  const { world } = await loadFixture("club.result.json");
  assert.deepEqual([3, 4].map((id) => plainMessage(world.chats[0], id)["replyTo"]), [
    { _: "MessageReplyHeader", replyToMsgId: 2, forumTopic: true },
    { _: "MessageReplyHeader", replyToMsgId: 3, forumTopic: true, replyToTopId: 2 },
  ]);
  assert.deepEqual(
    world.chats[0]?.topics?.map(({ id, title, topMessage }) => [id, title, topMessage]),
    [[1, "General", 80], [2, "Chess club", 62]],
  );
});

Deno.test("loadWorld() serves every chat of an account under a name of its own", async () => {
  const { world, lines } = await loadFixture("account.json");
  assert.deepEqual(world.chats.map(({ entity, history }) => [entity.className, history.count]), [
    ["User", 2],
    ["User", 1],
    ["Channel", 1],
    ["Channel", 1],
    ["User", 1],
  ]);
  const ids = ["account", "account_2", "account_3", "account_4", "account_5", "account_6"]
    .map((name) => world.byUsername(name)?.id.toString());
  assert.equal(world.user(15)?.bot, true);
  assert.deepEqual(ids, ["12", world.self.id.toString(), undefined, "400001", "1300000004", "15"]);
  assert.deepEqual(lines, ["account.json: 1 chat without messages left out"]);
});

Deno.test("loadWorld() knows who sent what in an exported dialog and an exported channel", async () => {
  const { world } = await loadFixture("account.json");
  const [incoming, outgoing] = messagesOf(world.chat("user", 12));
  assert.deepEqual([incoming?.out, outgoing?.out], [undefined, true]);
  assert.equal(incoming?.date, 1619863200);
  const post = plainMessage(world.chat("channel", 1300000004), 7);
  assert.deepEqual([post["post"], post["fromId"], post["postAuthor"]], [true, undefined, "Ed"]);
});

Deno.test("loadWorld() reads control characters as Telegram Desktop writes them", async () => {
  const text = '{"name":"x","type":"public_channel","id":5,"messages":[' +
    '{"id":1,"type":"message","date_unixtime":"9","text":"a\\\\x0B \\x0B"}]}';
  const { world } = await loadText(text);
  assert.equal(plainMessage(world.chats[0], 1)["message"], "a\\x0B \v");
});
