import assert from "node:assert/strict";
import { Api } from "../../../../src/gramjs.ts";
import { sampleWorld } from "../../../../src/sandbox/world/sample/sample_world.ts";
import { chatNamed, hex, nameOf, sample } from "./reading.ts";

const world = sampleWorld({ seed: 1 });

Deno.test("sampleWorld() holds what the directory promises", () => {
  const counts = world.chats.map((chat) => [nameOf(chat), chat.history.count]);
  assert.deepEqual(counts.filter(([name]) => name !== "TGTK City News: comments"), [
    ["TGTK City News", 5_000],
    ["TGTK Neighbours", 20_000],
    ["TGTK Neighbours (old)", 600],
    ["TGTK Forum", 3_000],
    ["TGTK Wire", 1_000_000],
    ["TGTK Personal Data", 360],
    ["TGTK Gazette", 80],
    ["TGTK Archive (protected)", 60],
    ["TGTK Fast Money", 30],
    ["Private circle", 180],
    ["Полина", 220],
    ["Private editors' room", 40],
    ["Closed workshop", 40],
  ]);
});

Deno.test("sampleWorld() obeys the laws of histories", () => {
  for (const chat of world.chats) {
    const { history } = chat;
    const step = Math.max(1, Math.floor(history.count / 701));
    let before = { id: 0, date: 0 };
    for (let i = 0; i < history.count; i += step) {
      const id = history.idAt(i);
      const date = history.dateAt(i);
      const message = history.at(i);
      assert.equal(message.id, id);
      assert.equal(message.date, date);
      assert.ok(id > before.id && date >= before.date, `${nameOf(chat)} falls at ${i}`);
      assert.equal(history.countBelowId(id), i);
      assert.equal(history.countBelowId(id + 1), i + 1);
      const older = history.countBeforeDate(date);
      assert.ok(older <= i && history.countBeforeDate(date + 1) > i);
      if (older > 0) assert.ok(history.dateAt(older - 1) < date);
      before = { id, date };
    }
    assert.equal(history.countBelowId(0), 0);
    assert.equal(history.countBelowId(2 ** 31 - 1), history.count);
    assert.equal(history.countBeforeDate(0), 0);
    assert.equal(history.countBeforeDate(Date.parse("2025-11-30T18:00:01Z") / 1000), history.count);
    assert.throws(() => history.at(-1), RangeError);
    assert.throws(() => history.idAt(history.count), RangeError);
  }
});

Deno.test("sampleWorld() has strictly rising ids and dates that never fall, neighbour by neighbour", () => {
  for (const { history } of world.chats) {
    const from = Math.max(1, history.count - 20_000);
    for (let i = from; i < history.count; i++) {
      assert.ok(history.idAt(i) > history.idAt(i - 1));
      assert.ok(history.dateAt(i) >= history.dateAt(i - 1));
    }
  }
});

Deno.test("sampleWorld() is the same for the same seed, and another for another", () => {
  const again = sampleWorld({ seed: 1 });
  const other = sampleWorld({ seed: 2 });
  for (const [index, chat] of world.chats.entries()) {
    const bytes = (of: typeof world) =>
      [...sample(of.chats[index]!, 25)].map((message) => hex(message.getBytes())).join("\n");
    assert.equal(bytes(again), bytes(world), nameOf(chat));
    assert.notEqual(bytes(other), bytes(world), nameOf(chat));
    assert.equal(nameOf(other.chats[index]!), nameOf(chat));
    assert.equal(hex(again.chats[index]!.entity.getBytes()), hex(chat.entity.getBytes()));
  }
});

Deno.test("sampleWorld() makes seed 1 by default", () => {
  const first = (of: typeof world) => hex(chatNamed(of, "tgtk_news").history.at(77).getBytes());
  assert.equal(first(sampleWorld()), first(world));
});

Deno.test("sampleWorld() finds chats by id space and usernames in any case", () => {
  assert.equal(chatNamed(world, "TGTK_News"), world.chats[0]);
  assert.equal(world.chat("channel", 1_000_000_101), world.chats[0]);
  assert.equal(world.chat("chat", 1_000_000_101), undefined);
  assert.equal(world.chat("chat", 4_100_201)?.history.count, 600);
  assert.equal(world.chat("user", 5_000_000_002)?.history.count, 220);
  assert.equal(world.byUsername("tgtk_nobody"), undefined);
});

Deno.test("sampleWorld() resolves a username to a user, a bot, and a channel with two names", () => {
  const friend = world.byUsername("tgtk_polina");
  assert.ok(friend instanceof Api.User && world.chat("user", friend.id.toJSNumber()));
  const helper = world.byUsername("tgtk_helper_bot");
  assert.ok(helper instanceof Api.User && helper.bot);
  const gazette = world.byUsername("tgtk_gazette");
  assert.ok(gazette instanceof Api.Channel);
  assert.equal(world.byUsername("tgtk_gazette_daily"), gazette);
  assert.equal(world.byUsername("tgtk_gazette_2021"), undefined);
  assert.equal(gazette.username, undefined);
});

Deno.test("sampleWorld() has the accounts and flags that need care", () => {
  const channel = (name: string) => chatNamed(world, name).entity as Api.Channel;
  assert.equal(channel("tgtk_news").verified, true);
  assert.equal(channel("tgtk_scam").scam, true);
  assert.equal(channel("tgtk_protected").noforwards, true);
  assert.equal(chatNamed(world, "tgtk_protected").history.at(3).noforwards, true);
  assert.equal(channel("tgtk_forum").forum, true);
  assert.equal(world.user(5_100_000_019 + 3 * 7_919)?.deleted, true);
  assert.equal(world.user(5_100_000_019 + 41 * 7_919)?.bot, true);
  assert.equal(world.user(5_100_000_020), undefined);
  assert.equal(world.self.self, true);
  const closed = world.chats.filter(({ member }) => !member);
  assert.deepEqual(closed.map(nameOf), ["Closed workshop"]);
});
