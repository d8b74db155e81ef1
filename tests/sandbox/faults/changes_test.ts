import assert from "node:assert/strict";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { introduced } from "../gramjs_client.ts";
import { inputChannel, inputUser } from "../tiny_world.ts";
import { type Faults, getHistory, handClock, nearest, pageIds, withFaults } from "./support.ts";

const HISTORY = "messages.getHistory";
const second = { method: HISTORY, call: { nth: 2 } } as const;
const FORMER = new Api.InputPeerChat({ chatId: bigInt(501) });

Deno.test("add_messages has messages arrive between pages, and updates told of", async () => {
  const faults: Faults = [{ when: second, do: { add_messages: { count: 2, text: "Late" } } }];
  await withFaults(faults, async ({ connect }) => {
    const client = await connect();
    assert.deepEqual(await pageIds(client, introduced(getHistory(0, 2))), [144, 89]);
    assert.deepEqual(await pageIds(client, getHistory(89, 2)), [55, 34]);
    const { messages, count } = await client.send<Api.messages.ChannelMessages>(getHistory(0, 3));
    assert.deepEqual(messages.map(({ id }) => id), [146, 145, 144]);
    const newest = messages[0] as Api.Message;
    assert.deepEqual([newest.message, newest.date, count], ["Late", 1_700_000_500, 12]);
    assert.equal((newest.fromId as Api.PeerUser).userId.toJSNumber(), 11);
  }, handClock(1_700_000_500_000));
});

Deno.test("add_messages tells the account's sessions of chats that it is a member of", async () => {
  const faults: Faults = [{
    when: { method: HISTORY },
    do: { add_messages: { chat: "@tiny_news" } },
  }];
  await withFaults(faults, async ({ connect }) => {
    const { send, nextUpdate } = await connect();
    await send(introduced(nearest()));
    const update = nextUpdate();
    await send(getHistory(0, 1));
    const { updates } = await update as Api.Updates;
    const [first] = updates as [Api.UpdateNewChannelMessage];
    assert.deepEqual([first.className, first.message.id], ["UpdateNewChannelMessage", 10]);
  });
});

Deno.test("add_messages counts dialogs and basic groups together", async () => {
  const faults: Faults = [{ when: second, do: { add_messages: {} } }];
  await withFaults(faults, async ({ connect }) => {
    const client = await connect();
    assert.deepEqual(await pageIds(client, introduced(getHistory(0, 9, inputUser(11)))), [6, 4]);
    assert.deepEqual(await pageIds(client, getHistory(0, 9, inputUser(11))), [8, 6, 4]);
  });
});

Deno.test("edit_messages gives messages another text", async () => {
  const faults: Faults = [{
    when: second,
    do: { edit_messages: { ids: [55, 4], oldest: 2, text: "Other" } },
  }];
  await withFaults(faults, async ({ connect }) => {
    const { send } = await connect();
    const textOf = async () => {
      const page = await send<Api.messages.ChannelMessages>(getHistory(0, 100));
      return page.messages.flatMap((message) =>
        message.className === "Message" && message.message === "Other"
          ? [[message.id, message.editDate]]
          : []
      );
    };
    await send(introduced(nearest()));
    assert.deepEqual(await textOf(), []);
    // The oldest one of all is a service message.
    assert.deepEqual(await textOf(), [[55, 1_700_000_500], [3, 1_700_000_500]]);
  }, handClock(1_700_000_500_000));
});

for (
  const [which, left] of [
    [{}, [89, 55, 34, 21, 13, 8, 5, 3, 2]],
    [{ newest: 2 }, [55, 34, 21, 13, 8, 5, 3, 2]],
    [{ oldest: 3 }, [144, 89, 55, 34, 21, 13, 8]],
    [{ at_offset: 2 }, [144, 89, 55, 13, 8, 5, 3, 2]],
    [{ ids: [8, 9], newest: 1 }, [89, 55, 34, 21, 13, 5, 3, 2]],
    [{ chat: 1002, newest: 100 }, []],
  ] as const
) {
  Deno.test(`delete_messages removes ${JSON.stringify(which)}`, async () => {
    const faults: Faults = [{ when: second, do: { delete_messages: which } }];
    await withFaults(faults, async ({ connect }) => {
      const client = await connect();
      await client.send(introduced(getHistory(0, 4)));
      await client.send(getHistory(34, 4));
      assert.deepEqual(await pageIds(client, getHistory(0, 100)), left);
    });
  });
}

Deno.test("delete_messages draws by the seed", async () => {
  const faults: Faults = [{ do: { delete_messages: { chat: 1002, random: 3 } } }];
  const left = async (seed: number) => {
    let ids: readonly number[] = [];
    await withFaults({ seed, faults }, async ({ connect }) => {
      ids = await pageIds(await connect(), introduced(getHistory(0, 100)));
    });
    return ids;
  };
  assert.deepEqual(await left(1), await left(1));
  assert.notDeepEqual(await left(1), await left(2));
});

Deno.test("make_private shuts a reader out in the middle of a chat", async () => {
  const faults: Faults = [{ when: second, do: { make_private: {} } }];
  await withFaults(faults, async ({ connect }) => {
    const { send } = await connect();
    const resolve = new Api.contacts.ResolveUsername({ username: "tiny_chat" });
    await send(introduced(resolve));
    await send(getHistory(0, 4));
    await assert.rejects(send(getHistory(34, 4)), { errorMessage: "CHANNEL_PRIVATE" });
    await assert.rejects(send(getHistory(34, 4)), { errorMessage: "CHANNEL_PRIVATE" });
    await assert.rejects(send(resolve), { errorMessage: "USERNAME_NOT_OCCUPIED" });
    await send(getHistory(0, 4, inputChannel(1001)));
  });
});

Deno.test("make_private takes a basic group away", async () => {
  const faults: Faults = [{ do: { make_private: { chat: 501 } } }];
  await withFaults(faults, async ({ connect }) => {
    const { send } = await connect();
    await assert.rejects(send(introduced(getHistory(0, 4, FORMER))), {
      errorMessage: "PEER_ID_INVALID",
    });
  });
});

const resolve = (username: string) => new Api.contacts.ResolveUsername({ username });

Deno.test("delete_chat takes a channel and its name away", async () => {
  const faults: Faults = [{ when: second, do: { delete_chat: { chat: "@tiny_news" } } }];
  await withFaults(faults, async ({ connect }) => {
    const client = await connect();
    const { send } = client;
    assert.equal((await pageIds(client, introduced(getHistory(0, 2)))).length, 2);
    await assert.rejects(send(getHistory(0, 2, inputChannel(1001))), {
      errorMessage: "CHANNEL_INVALID",
    });
    await assert.rejects(send(resolve("tiny_news")), { errorMessage: "USERNAME_NOT_OCCUPIED" });
  });
});

Deno.test("rename_chat moves a name from one channel to another", async () => {
  const faults: Faults = [
    { when: second, do: { rename_chat: { chat: "@tiny_news", username: "Tiny_Old" } } },
    { when: second, do: { rename_chat: { chat: "@tiny_chat", username: "tiny_news" } } },
  ];
  await withFaults(faults, async ({ connect }) => {
    const { send } = await connect();
    const idOf = async (name: string) => {
      const { peer } = await send<Api.contacts.ResolvedPeer>(introduced(resolve(name)));
      return (peer as Api.PeerChannel).channelId.toJSNumber();
    };
    await send(introduced(getHistory(0, 1)));
    const [news, talk] = [await idOf("tiny_news"), await idOf("tiny_chat")];
    await send(getHistory(0, 1));
    assert.deepEqual([await idOf("tiny_old"), await idOf("TINY_NEWS")], [news, talk]);
    await assert.rejects(idOf("tiny_chat"), { errorMessage: "USERNAME_NOT_OCCUPIED" });
  });
});

Deno.test("migrate_chat makes a supergroup of a basic group, and leaves the old part", async () => {
  const faults: Faults = [{ when: second, do: { migrate_chat: {} } }];
  await withFaults(faults, async ({ connect }) => {
    const { send } = await connect();
    await send(introduced(getHistory(0, 1, FORMER)));
    const old = await send<Api.messages.MessagesSlice>(getHistory(0, 2, FORMER));
    assert.deepEqual(old.messages.map(({ id, className }) => [id, className]), [
      [8, "MessageService"],
      [7, "MessageService"],
    ]);
    const group = old.chats.find(({ id }) => id.equals(501)) as Api.Chat;
    assert.equal(group.deactivated, true);
    const { channelId, accessHash } = group.migratedTo as Api.InputChannel;
    assert.equal(channelId.toJSNumber(), 2_000_000_501);
    const channel = new Api.InputChannel({ channelId, accessHash });
    const { fullChat } = await send<Api.messages.ChatFull>(
      new Api.channels.GetFullChannel({ channel }),
    );
    const { migratedFromChatId, migratedFromMaxId } = fullChat as Api.ChannelFull;
    assert.deepEqual([migratedFromChatId?.toJSNumber(), migratedFromMaxId], [501, 8]);
    const peer = new Api.InputPeerChannel({ channelId, accessHash });
    const { messages } = await send<Api.messages.ChannelMessages>(getHistory(0, 9, peer));
    const [{ action }] = messages as [Api.MessageService];
    assert.equal(action.className, "MessageActionChannelMigrateFrom");
    const dialogs = await send<Api.messages.Dialogs>(
      new Api.messages.GetDialogs({
        offsetDate: 0,
        offsetId: 0,
        offsetPeer: new Api.InputPeerEmpty(),
        limit: 100,
        hash: bigInt.zero,
      }),
    );
    const ids = dialogs.chats.map(({ id }) => id.toJSNumber());
    assert.equal(ids.includes(2_000_000_501), true);
  });
});

Deno.test("changes of unknown chats change nothing", async () => {
  const faults: Faults = [
    { do: { add_messages: {} } },
    { do: { edit_messages: { chat: "@nobody_there" } } },
    { do: { delete_messages: { chat: 77 } } },
    { do: { make_private: { chat: 11 } } },
    { do: { migrate_chat: { chat: 1001 } } },
    { do: { delete_chat: { chat: 77 } } },
    { do: { rename_chat: { chat: 501, username: "no_group" } } },
  ];
  await withFaults(faults, async ({ connect }) => {
    const client = await connect();
    await client.send(introduced(nearest()));
    assert.deepEqual(await pageIds(client, getHistory(0, 1, inputUser(11))), [8]);
  });
});
