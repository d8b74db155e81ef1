import assert from "node:assert/strict";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { answerOf, ask } from "../ask.ts";
import { inputChannel } from "../tiny_world.ts";

function person(userId: number, hash = userId * 7): Api.InputUser {
  return new Api.InputUser({ userId: bigInt(userId), accessHash: bigInt(hash) });
}

const resolve = (username: string) => new Api.contacts.ResolveUsername({ username });

Deno.test("users.getUsers answers for each, with userEmpty for who cannot be found", async () => {
  const fromMessage = new Api.InputUserFromMessage({
    peer: inputChannel(1002),
    msgId: 3,
    userId: bigInt(11),
  });
  const users = await answerOf<Api.User[]>(
    new Api.users.GetUsers({
      id: [new Api.InputUserSelf(), person(12), person(11, 1), person(4040), fromMessage],
    }),
  );
  assert.deepEqual(users.map(({ className, id }) => `${className} ${id}`), [
    "User 10",
    "User 12",
    "UserEmpty 11",
    "UserEmpty 4040",
    "User 11",
  ]);
  assert.deepEqual(users.map(({ accessHash }) => accessHash?.toString()), [
    "70",
    "84",
    undefined,
    undefined,
    "77",
  ]);
  assert.deepEqual([users[0]?.self, users[0]?.phone], [true, "9996620010"]);
  assert.deepEqual([users[4]?.min, users[4]?.phone], [false, null]);
  const nobody = new Api.users.GetUsers({ id: [new Api.InputUserEmpty()] });
  assert.deepEqual((await answerOf<Api.UserEmpty[]>(nobody)).map(({ id }) => id.toJSNumber()), [0]);
});

Deno.test("users.getFullUser describes a user", async () => {
  const request = new Api.users.GetFullUser({ id: person(11) });
  const { fullUser, users } = await answerOf<Api.users.UserFull>(request);
  assert.deepEqual([fullUser.id.toJSNumber(), fullUser.about], [11, "Hello"]);
  assert.deepEqual(users.map(({ id }) => id.toJSNumber()), [11]);
  const unknown = new Api.users.GetFullUser({ id: person(4040) });
  assert.equal(await ask(unknown), "400 USER_ID_INVALID");
});

Deno.test("contacts.resolveUsername finds channels and users, in any case", async () => {
  const news = await answerOf<Api.contacts.ResolvedPeer>(resolve("tiny_NEWS"));
  assert.equal((news.peer as Api.PeerChannel).channelId.toJSNumber(), 1001);
  const [channel] = news.chats as Api.Channel[];
  assert.deepEqual([channel?.accessHash?.toString(), channel?.left], ["7007", false]);
  assert.deepEqual(news.users, []);
  const ann = await answerOf<Api.contacts.ResolvedPeer>(resolve("Tiny_Ann"));
  assert.equal((ann.peer as Api.PeerUser).userId.toJSNumber(), 11);
  const [user] = ann.users as Api.User[];
  assert.deepEqual([user?.accessHash?.toString(), user?.min], ["77", false]);
  assert.deepEqual(ann.chats, []);
});

Deno.test("contacts.resolveUsername refuses names that cannot be, or are not taken", async () => {
  for (const name of ["", "abc", "1tiny", "_tiny", "@tiny_news", "tiny-news", "a".repeat(33)]) {
    assert.equal(await ask(resolve(name)), "400 USERNAME_INVALID", name);
  }
  assert.equal(await ask(resolve("tiny_nobody")), "400 USERNAME_NOT_OCCUPIED");
  assert.equal(await ask(resolve("wiki")), "400 USERNAME_NOT_OCCUPIED");
});
