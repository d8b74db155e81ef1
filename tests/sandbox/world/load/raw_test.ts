import assert from "node:assert/strict";
import { loadFixture, loadText, messagesOf, plain, plainMessage } from "./support.ts";

Deno.test("loadWorld() names the chats of raw messages after the file, the fullest first", async () => {
  const { world } = await loadFixture("sofa.raw.json");
  const found = world.chats.map((chat) => plain(chat.entity) as Record<string, unknown>);
  assert.deepEqual(
    found.map(({ id, title, username, broadcast, megagroup }) => ({
      id,
      title,
      username,
      broadcast,
      megagroup,
    })),
    [
      { id: "1500000001", title: "sofa", username: "sofa", broadcast: true, megagroup: undefined },
      {
        id: "1500000009",
        title: "sofa_2",
        username: "sofa_2",
        broadcast: undefined,
        megagroup: true,
      },
    ],
  );
  assert.equal(String(world.byUsername("SOFA")?.id), "1500000001");
  assert.equal(world.chat("channel", 1500000009)?.history.count, 1);
});

Deno.test("loadWorld() orders messages, drops empty and repeated ones, and keeps falling dates", async () => {
  const { world } = await loadFixture("sofa.raw.json");
  assert.deepEqual(
    messagesOf(world.chats[0]).map(({ id, date }) => [id, date]),
    [
      [101, 1709361000],
      [103, 1709355600],
      [104, 1709359200],
      [105, 1709362800],
      [110, 1709366340],
      [111, 1709366400],
      [112, 1709366400],
    ],
  );
});

Deno.test("History.countBeforeDate() counts a message when all below it are older, too", async () => {
  const { world } = await loadFixture("sofa.raw.json");
  const history = world.chats[0]?.history;
  assert.deepEqual(
    [1709361000, 1709361001].map((date) => history?.countBeforeDate(date)),
    [0, 3],
  );
  assert.equal(history?.countBelowId(104), 2);
  assert.equal(history?.dateAt(1), 1709355600);
});

Deno.test("loadWorld() keeps every digit of longs, every kind of bytes and UTF-16 offsets", async () => {
  const { world } = await loadFixture("sofa.raw.json");
  assert.deepEqual(plainMessage(world.chats[0], 112), {
    _: "Message",
    post: true,
    id: 112,
    peerId: { _: "PeerChannel", channelId: "1500000001" },
    date: 1709366400,
    message: "שלום 🙂 bold",
    groupedId: "13579246801357924",
    views: 1500,
    forwards: 0,
    entities: [
      { _: "MessageEntityBold", offset: 8, length: 4 },
      { _: "MessageEntityCustomEmoji", offset: 5, length: 2, documentId: "5368324170671202286" },
    ],
    media: {
      _: "MessageMediaPhoto",
      spoiler: true,
      photo: {
        _: "Photo",
        id: "5300000000000000123",
        accessHash: "-6158741129412341234",
        fileReference: "026162630a",
        date: 1709366400,
        dcId: 2,
        sizes: [
          { _: "PhotoStrippedSize", type: "i", bytes: "010203" },
          { _: "PhotoSize", type: "m", w: 320, h: 240, size: 12345 },
          { _: "PhotoSizeProgressive", type: "y", w: 1280, h: 960, sizes: [1, 2, 3] },
        ],
      },
    },
  });
});

Deno.test("loadWorld() keeps what it knows of polls, reactions, replies and keyboards", async () => {
  const { world } = await loadFixture("sofa.raw.json");
  const { media, reactions, replies, viaBotId, editDate, ttlPeriod } = plainMessage(
    world.chats[0],
    110,
  );
  assert.deepEqual({ viaBotId, editDate, ttlPeriod }, {
    viaBotId: "900",
    editDate: 1709366500,
    ttlPeriod: 86400,
  });
  assert.deepEqual(media, {
    _: "MessageMediaPoll",
    poll: {
      _: "Poll",
      id: "987654321987654321",
      question: { _: "TextWithEntities", text: "Which colour?", entities: [] },
      answers: [
        {
          _: "PollAnswer",
          text: { _: "TextWithEntities", text: "Red", entities: [] },
          option: "30",
        },
        {
          _: "PollAnswer",
          text: { _: "TextWithEntities", text: "Blue", entities: [] },
          option: "31",
        },
      ],
      closed: true,
    },
    results: {
      _: "PollResults",
      totalVoters: 6,
      recentVoters: [{ _: "PeerUser", userId: "504" }],
      results: [{ _: "PollAnswerVoters", option: "30", voters: 6, chosen: true }],
      solution: "Because",
      solutionEntities: [],
    },
  });
  assert.deepEqual(reactions, {
    _: "MessageReactions",
    canSeeList: true,
    results: [
      { _: "ReactionCount", reaction: { _: "ReactionEmoji", emoticon: "👍" }, count: 4 },
      {
        _: "ReactionCount",
        reaction: { _: "ReactionEmoji", emoticon: "❤" },
        count: 2,
        chosenOrder: 0,
      },
    ],
    recentReactions: [{
      _: "MessagePeerReaction",
      peerId: { _: "PeerUser", userId: "502" },
      date: 1709366450,
      reaction: { _: "ReactionEmoji", emoticon: "👍" },
    }],
  });
  assert.deepEqual(replies, {
    _: "MessageReplies",
    replies: 3,
    repliesPts: 9,
    comments: true,
    channelId: "1500000009",
    recentRepliers: [{ _: "PeerUser", userId: "503" }],
    maxId: 40,
  });
  assert.equal(world.chats[0]?.details.linkedChatId, 1500000009);
  assert.deepEqual(plainMessage(world.chats[0], 111)["replyMarkup"], {
    _: "ReplyInlineMarkup",
    rows: [{
      _: "KeyboardButtonRow",
      buttons: [
        { _: "KeyboardButtonUrl", text: "Open", url: "https://example.org/" },
        { _: "KeyboardButtonCallback", text: "Vote", data: "766f74653a31" },
      ],
    }],
  });
});

Deno.test("loadWorld() makes up missing file references, and knows everyone mentioned", async () => {
  const { world } = await loadFixture("sofa.raw.json");
  const media = plainMessage(world.chats[0], 103)["media"] as {
    document: { fileReference: string };
  };
  assert.match(media.document.fileReference, /^[0-9a-f]{32}$/);
  assert.deepEqual(
    [501, 502, 503, 505].map((id) => world.user(id)?.firstName),
    ["User 501", "User 502", "User 503", undefined],
  );
  assert.equal(world.user(900)?.bot, true);
  assert.equal(world.channel(1400000002)?.title, "Channel 1400000002");
  assert.equal(world.chats[0]?.details.pinnedMessageId, 101);
});

Deno.test("loadWorld() reports what it leaves out, once per kind", async () => {
  const { world, lines } = await loadFixture("sofa.raw.json");
  assert.deepEqual(lines.toSorted(), [
    'sofa.raw.json: 1 action of an unknown kind "MessageActionTodoCompletions" kept as plain service messages',
    'sofa.raw.json: 1 attachment of an unknown kind "MessageMediaHologram" kept as unsupported media',
    "sofa.raw.json: 1 empty message left out",
    "sofa.raw.json: 1 message with an id seen before left out",
    'sofa.raw.json: 1 object of an unknown kind "DocumentAttributeHologram" left out',
    'sofa.raw.json: 1 object of an unknown kind "KeyboardButtonTeleport" left out',
    'sofa.raw.json: 1 object of an unknown kind "MessageEntitySparkle" left out',
    'sofa.raw.json: 1 unknown field "Message.paid_message_stars" left out',
    "sofa.raw.json: 2 entries left out that are no message",
    "sofa.raw.json: 2 messages are dated before an earlier one in @sofa",
  ]);
  assert.deepEqual(plainMessage(world.chats[0], 104)["action"], {
    _: "MessageActionCustomAction",
    message: "MessageActionTodoCompletions",
  });
  assert.deepEqual(plainMessage(world.chats[0], 111)["media"], { _: "MessageMediaUnsupported" });
});

Deno.test("loadWorld() reads older layers, and the users and chats of an API answer", async () => {
  const { world } = await loadFixture("old_layers.json");
  const [chat] = world.chats;
  const messages = messagesOf(chat).map((message) => plain(message) as Record<string, unknown>);
  assert.deepEqual(messages.map(({ fromId }) => fromId), [
    { _: "PeerUser", userId: "61" },
    { _: "PeerUser", userId: "62" },
    { _: "PeerUser", userId: "61" },
    { _: "PeerUser", userId: "61" },
    { _: "PeerUser", userId: "61" },
  ]);
  assert.equal(messages[1]?.["message"], "An old caption");
  assert.deepEqual(messages[1]?.["replyTo"], { _: "MessageReplyHeader", replyToMsgId: 1 });
  assert.deepEqual(messages.slice(2, 4).map(({ fwdFrom }) => fwdFrom), [
    {
      _: "MessageFwdHeader",
      date: 1499999999,
      channelPost: 8,
      fromId: { _: "PeerChannel", channelId: "1100000002" },
    },
    { _: "MessageFwdHeader", date: 1499999999, fromId: { _: "PeerUser", userId: "63" } },
  ]);
  assert.deepEqual(messages[4]?.["action"], { _: "MessageActionChatAddUser", users: ["64"] });
  assert.equal((plain(chat?.entity) as { title: string }).title, "Old friends");
  assert.equal(chat?.details.participantsCount, undefined);
  assert.equal(world.user(61)?.lastName, "L");
  assert.equal(world.channel(1100000002)?.title, "Source");
});

Deno.test("loadWorld() serves a basic group as a public supergroup, a dialog as one", async () => {
  const group = {
    _: "Message",
    id: 1,
    peer_id: { _: "PeerChat", chat_id: 77 },
    date: 5,
    message: "a",
  };
  const dialog = {
    _: "Message",
    id: 2,
    to_id: { _: "PeerUser", user_id: 1 },
    from_id: 8,
    out: false,
    date: 6,
    message: "b",
  };
  const { world } = await loadText(
    JSON.stringify([group, dialog, { ...group, id: 3 }]),
    "mixed.json",
  );
  assert.equal(world.chat("channel", 77)?.history.count, 2);
  assert.equal(world.chat("user", 8)?.history.count, 1);
  assert.deepEqual(
    ["mixed", "mixed_2"].map((name) => world.byUsername(name)?.className),
    ["Channel", "User"],
  );
});

Deno.test("loadWorld() keeps a basic group whose supergroup is in the file", async () => {
  const before = {
    _: "MessageService",
    id: 30,
    peer_id: { _: "PeerChat", chat_id: 77 },
    date: 5,
    action: { _: "MessageActionChatMigrateTo", channel_id: 1200000000 },
  };
  const after = {
    _: "Message",
    peer_id: { _: "PeerChannel", channel_id: 1200000000 },
    from_id: 4,
    date: 6,
    message: "b",
  };
  const { world } = await loadText(
    JSON.stringify([before, { ...after, id: 1 }, { ...after, id: 2 }]),
  );
  assert.deepEqual(world.chat("channel", 1200000000)?.details.migratedFrom, {
    chatId: 77,
    maxId: 30,
  });
  assert.equal(world.chat("chat", 77)?.history.count, 1);
});

Deno.test("loadWorld() finds the topics of a forum", async () => {
  const base = { peer_id: { _: "PeerChannel", channel_id: 1200000001 }, from_id: 4, post: false };
  const { world } = await loadText(JSON.stringify([
    { ...base, _: "Message", id: 1, date: 10, message: "In General" },
    {
      ...base,
      _: "MessageService",
      id: 2,
      date: 20,
      action: { _: "MessageActionTopicCreate", title: "Tea", icon_color: 7322096 },
    },
    {
      ...base,
      _: "Message",
      id: 3,
      date: 30,
      message: "Green",
      reply_to: { _: "MessageReplyHeader", forum_topic: true, reply_to_msg_id: 2 },
    },
  ]));
  assert.deepEqual(
    world.chats[0]?.topics?.map(({ id, title, topMessage, date }) => [id, title, topMessage, date]),
    [[1, "General", 1, 10], [2, "Tea", 3, 20]],
  );
  assert.equal((world.chats[0]?.entity as { forum?: boolean }).forum, true);
});
