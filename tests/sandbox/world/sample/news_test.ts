import assert from "node:assert/strict";
import { Api } from "../../../../src/gramjs.ts";
import { sampleWorld } from "../../../../src/sandbox/world/sample/sample_world.ts";
import { chatNamed, ordinary } from "./reading.ts";

const world = sampleWorld({ seed: 1 });
const news = chatNamed(world, "tgtk_news");
const group = chatNamed(world, "tgtk_news_chat");
const posts = [...ordinary(news)];
const post = (id: number) => posts.find((candidate) => candidate.id === id)!;
const inGroup = (id: number) => group.history.at(group.history.countBelowId(id));

Deno.test("news() uses every kind of entity, inside the text", () => {
  const kinds = new Set<string>();
  for (const { message, entities } of posts) {
    for (const { className, offset, length } of entities ?? []) {
      kinds.add(className.replace("MessageEntity", ""));
      assert.ok(offset >= 0 && length > 0 && offset + length <= message.length);
    }
  }
  assert.deepEqual([...kinds].sort(), [
    "Blockquote",
    "Bold",
    "BotCommand",
    "Cashtag",
    "Code",
    "CustomEmoji",
    "Email",
    "Hashtag",
    "Italic",
    "Mention",
    "MentionName",
    "Phone",
    "Pre",
    "Spoiler",
    "Strike",
    "TextUrl",
    "Underline",
    "Url",
  ]);
});

Deno.test("news() counts entity offsets in UTF-16 code units", () => {
  const shows: Readonly<Record<string, RegExp>> = {
    Hashtag: /^#[\p{L}]+$/u,
    Mention: /^@\w+$/,
    Url: /^https:\/\/\S+$/,
    CustomEmoji: /^\p{Extended_Pictographic}\ufe0f?$/u,
  };
  let afterEmoji = 0;
  for (const { message, entities } of posts) {
    for (const { className, offset, length } of entities ?? []) {
      const marked = message.slice(offset, offset + length);
      const pattern = shows[className.replace("MessageEntity", "")];
      if (pattern !== undefined) assert.match(marked, pattern);
      if (/\p{Emoji_Presentation}/u.test(message.slice(0, offset))) afterEmoji++;
    }
  }
  assert.ok(afterEmoji > 1_000);
});

Deno.test("news() writes posts of 40 to 1,500 characters", () => {
  const lengths = posts.map(({ message }) => message.length).filter((length) => length > 0);
  assert.ok(Math.min(...lengths) >= 40);
  assert.ok(Math.max(...lengths) <= 1_500);
  assert.ok(Math.max(...lengths) > 1_024);
});

Deno.test("news() keeps albums together: consecutive ids, one date, words on the first", () => {
  const albums = new Map<string, Api.Message[]>();
  for (const message of posts) {
    if (!message.groupedId) continue;
    const key = message.groupedId.toString();
    albums.set(key, [...albums.get(key) ?? [], message]);
  }
  assert.ok(albums.size > 20);
  for (const album of albums.values()) {
    assert.ok(album.length >= 2 && album.length <= 10);
    assert.equal(album.at(-1)!.id - album[0]!.id, album.length - 1);
    assert.equal(new Set(album.map(({ date }) => date)).size, 1);
    assert.ok(album.slice(1).every(({ message }) => message === ""));
  }
  assert.ok([...albums.values()].some((album) => album[0]!.message !== ""));
});

Deno.test("news() has posts with something special at fixed ids", () => {
  assert.equal(post(4_900).ttlPeriod, 2_592_000);
  assert.ok(post(4_912).media instanceof Api.MessageMediaPhoto);
  assert.equal((post(4_912).media as Api.MessageMediaPhoto).ttlSeconds, 30);
  assert.deepEqual(posts.filter(({ pinned }) => pinned).map(({ id }) => id), [1_200, 3_300, 4_811]);
  assert.equal(news.details.pinnedMessageId, 4_811);
  assert.equal(posts.filter(({ ttlPeriod }) => ttlPeriod).length, 1);
});

Deno.test("news() forwards, edits, signs and counts", () => {
  const share = (has: (message: Api.Message) => unknown) =>
    posts.filter((message) => Boolean(has(message))).length / posts.length;
  assert.ok(share(({ fwdFrom }) => fwdFrom?.fromId instanceof Api.PeerChannel) > 0.03);
  assert.ok(share(({ fwdFrom }) => fwdFrom?.fromName) > 0.005);
  assert.ok(share(({ editDate }) => editDate) > 0.05);
  assert.ok(share(({ editHide }) => editHide) > 0.01);
  assert.ok(share(({ postAuthor }) => postAuthor) > 0.1);
  assert.ok(share(({ reactions }) => reactions) > 0.5);
  assert.equal(share(({ views }) => views), 1);
});

Deno.test("news() links every commented post to its copy and its comments", () => {
  let comments = 0;
  for (const { id, message, replies, groupedId } of posts) {
    const copyId = world.newsThreads.copyId(id);
    if (id < 240) {
      assert.equal(copyId, undefined);
      assert.equal(replies, undefined);
      continue;
    }
    const copy = inGroup(copyId!);
    assert.equal(copy.id, copyId);
    assert.equal(copy.message, message);
    assert.equal(copy.fwdFrom?.savedFromMsgId, id);
    assert.equal(String((copy.fwdFrom?.savedFromPeer as Api.PeerChannel).channelId), "1000000101");
    const ids = world.newsThreads.commentIds(id);
    if (!groupedId) assert.equal(replies?.replies, ids.length);
    if (replies) assert.equal(String(replies.channelId), "1000000102");
    comments += ids.length;
  }
  assert.ok(comments > 8_000);
  assert.equal(world.newsThreads.commentIds(4_700).length, 450);
});

Deno.test("news() puts every comment under the copy it belongs to", () => {
  for (const id of [300, 1_200, 2_345, 4_700, 5_180]) {
    const copyId = world.newsThreads.copyId(id);
    if (copyId === undefined) continue;
    let before = copyId;
    for (const commentId of world.newsThreads.commentIds(id)) {
      assert.ok(commentId > before);
      const { replyTo, date } = inGroup(commentId);
      assert.ok(replyTo instanceof Api.MessageReplyHeader);
      assert.equal(replyTo.replyToTopId ?? replyTo.replyToMsgId, copyId);
      assert.ok(date >= inGroup(copyId).date);
      before = commentId;
    }
  }
});

Deno.test("news() and its group name each other as linked chats", () => {
  assert.equal(news.details.linkedChatId, 1_000_000_102);
  assert.equal(group.details.linkedChatId, 1_000_000_101);
});
