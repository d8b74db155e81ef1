import assert from "node:assert/strict";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { chatOf, detailsOf, resolvedChat, seenChats } from "../../../src/telegram/gramjs/chats.ts";
import { channel, PHOTO, received, user } from "./tl.ts";

function names(...all: readonly [string, boolean][]): Api.Username[] {
  return all.map(([username, active]) => new Api.Username({ username, active }));
}

function group(fields: Partial<Api.Chat> = {}): Api.Chat {
  return received(
    new Api.Chat({
      id: bigInt(55),
      title: "Family",
      photo: PHOTO,
      participantsCount: 4,
      date: 1,
      version: 1,
      ...fields,
    }),
  );
}

/** A full description, as far as it is read. */
function described<T>(fields: Partial<T>): T {
  return fields as T;
}

Deno.test("chatOf() maps a channel with all its marks", () => {
  const entity = channel({ username: "news", verified: true, scam: true, noforwards: true });
  assert.deepEqual(chatOf(entity), {
    chat_id: -1000000001234,
    kind: "channel",
    title: "News",
    usernames: ["news"],
    username: "news",
    verified: true,
    scam: true,
    protected: true,
  });
});

Deno.test("chatOf() tells the kinds apart", () => {
  const kinds = [
    channel(),
    channel({ broadcast: false, megagroup: true }),
    channel({ broadcast: false, megagroup: true, forum: true }),
    group(),
    user(),
    user({ bot: true, botInfoVersion: 1 }),
  ].map((entity) => chatOf(entity).kind);
  assert.deepEqual(kinds, ["channel", "supergroup", "forum", "group", "user", "bot"]);
});

Deno.test("chatOf() says nothing of what is absent", () => {
  assert.deepEqual(chatOf(group()), {
    chat_id: -55,
    kind: "group",
    title: "Family",
    usernames: [],
  });
});

Deno.test("chatOf() lists active usernames only, in order", () => {
  const entity = channel({ usernames: names(["old", false], ["first", true], ["second", true]) });
  assert.deepEqual(chatOf(entity).usernames, ["first", "second"]);
  assert.equal(chatOf(entity).username, "first");
});

Deno.test("chatOf() names users by first and last name", () => {
  assert.equal(chatOf(user({ lastName: "Lovelace" })).title, "Ada Lovelace");
  assert.equal(chatOf(user({ firstName: "", deleted: true })).title, "Deleted Account");
});

Deno.test("resolvedChat() gives the reference that reads the chat", () => {
  const outcome = resolvedChat(channel(), "news");
  assert.ok(outcome.ok);
  assert.deepEqual(outcome.value.ref, {
    type: "channel",
    id: 1234,
    access_hash: "-8234567890123456789",
  });
});

Deno.test("resolvedChat() lets no min entity overwrite a full access hash", () => {
  const min = channel({ min: true, accessHash: bigInt(1) });
  const known = { type: "channel", id: 1234, access_hash: "42" } as const;
  const outcome = resolvedChat(min, "-1000000001234", known);
  assert.ok(outcome.ok);
  assert.equal(outcome.value.ref.access_hash, "42");
  assert.deepEqual(resolvedChat(min, "news"), {
    ok: false,
    failure: { code: "CHANNEL_PRIVATE", reason: "no_access" },
  });
});

Deno.test("resolvedChat() refuses forbidden and empty chats", () => {
  const forbidden = new Api.ChannelForbidden({
    id: bigInt(1),
    accessHash: bigInt(2),
    title: "Secret",
  });
  const noAccess = { ok: false, failure: { code: "CHANNEL_PRIVATE", reason: "no_access" } };
  const notFound = { ok: false, failure: { code: "CHAT_NOT_FOUND", chat: "x" } };
  assert.deepEqual(resolvedChat(received(forbidden), "x"), noAccess);
  assert.deepEqual(
    resolvedChat(received(new Api.ChatForbidden({ id: bigInt(1), title: "Secret" })), "x"),
    noAccess,
  );
  assert.deepEqual(resolvedChat(received(new Api.ChatEmpty({ id: bigInt(1) })), "x"), notFound);
  assert.deepEqual(resolvedChat(received(new Api.UserEmpty({ id: bigInt(1) })), "x"), notFound);
  assert.deepEqual(resolvedChat(undefined, "x"), notFound);
});

Deno.test("detailsOf() maps a channel's description, members and linked chat", () => {
  const full = described<Api.ChannelFull>({
    className: "ChannelFull",
    about: "All the news",
    participantsCount: 900,
    linkedChatId: bigInt(99),
  });
  assert.deepEqual(detailsOf(full, []), {
    description: "All the news",
    member_count: 900,
    linked_chat_id: -1000000000099,
  });
});

Deno.test("detailsOf() names the basic group that a supergroup was before", () => {
  const full = described<Api.ChannelFull>({
    className: "ChannelFull",
    about: "",
    migratedFromChatId: bigInt(55),
    migratedFromMaxId: 900,
  });
  assert.deepEqual(detailsOf(full, []), { migrated_from: { chat_id: -55, max_id: 900 } });
});

Deno.test("detailsOf() counts a basic group's members, or takes the chat's own number", () => {
  const listed = new Api.ChatParticipants({
    chatId: bigInt(55),
    participants: [new Api.ChatParticipantCreator({ userId: bigInt(1) })],
    version: 1,
  });
  const hidden = new Api.ChatParticipantsForbidden({ chatId: bigInt(55) });
  const full = (participants: Api.TypeChatParticipants) =>
    described<Api.ChatFull>({ className: "ChatFull", id: bigInt(55), about: "", participants });
  assert.deepEqual(detailsOf(full(listed), [group()]), { member_count: 1 });
  assert.deepEqual(detailsOf(full(hidden), [group()]), { member_count: 4 });
});

Deno.test("detailsOf() takes no members for an unknown number", () => {
  const full = described<Api.ChannelFull>({
    className: "ChannelFull",
    about: "",
    participantsCount: 0,
  });
  assert.deepEqual(detailsOf(full, []), {});
});

Deno.test("seenChats() leaves out what was asked for and what cannot be addressed", () => {
  const chats = [
    channel({ id: bigInt(1) }),
    channel({ id: bigInt(2), min: true }),
    received(
      new Api.ChannelForbidden({ id: bigInt(3), accessHash: bigInt(2), title: "Secret" }),
    ),
    channel({ id: bigInt(4), accessHash: bigInt(28) }),
    group(),
  ];
  assert.deepEqual(seenChats(chats, -1000000000001).map(({ ref }) => ref), [
    { type: "channel", id: 4, access_hash: "28" },
    { type: "group", id: 55 },
  ]);
});

Deno.test("detailsOf() tells what a user or bot says of itself", () => {
  const full = described<Api.UserFull>({ className: "UserFull", about: "I echo" });
  assert.deepEqual(detailsOf(full, []), { description: "I echo" });
});
