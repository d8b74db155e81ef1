import assert from "node:assert/strict";
import { Api } from "../../../src/gramjs.ts";
import { introduced } from "../gramjs_client.ts";
import { inputChannel } from "../tiny_world.ts";
import { type Faults, faultsOf, getHistory, nearest, pageIds, withFaults } from "./support.ts";

const HISTORY = "messages.getHistory";

Deno.test("withhold never serves a message, on no page and not by id", async () => {
  const faults: Faults = [{ when: { chat: "@tiny_chat" }, do: { withhold: { share: 0.5 } } }];
  await withFaults({ seed: 7, faults }, async ({ connect, lines }) => {
    const client = await connect();
    const whole = [144, 89, 55, 34, 21, 13, 8, 5, 3, 2];
    const served = await pageIds(client, introduced(getHistory(0, 100)));
    assert.deepEqual(served, [144, 55, 34, 13, 3]);
    assert.deepEqual(await pageIds(client, getHistory(0, 100)), served);
    const byId = await client.send<Api.messages.ChannelMessages>(
      new Api.channels.GetMessages({
        channel: new Api.InputChannel({ ...inputChannel(1002) }),
        id: whole.map((id) => new Api.InputMessageID({ id })),
      }),
    );
    const found = byId.messages.filter(({ className }) => className !== "MessageEmpty");
    assert.deepEqual(found.map(({ id }) => id), served);
    assert.deepEqual(await pageIds(client, getHistory(0, 100, inputChannel(1001))), [9, 5, 3]);
    assert.deepEqual(faultsOf(lines), [["withhold"], ["withhold"], ["withhold"], null]);
  });
});

Deno.test("cut drops the end of a page, and a reader who goes on misses nothing", async () => {
  await withFaults([{ do: { cut: { share: 1 } } }], async ({ connect }) => {
    const client = await connect();
    await client.send(introduced(nearest()));
    const all: number[] = [];
    for (let pages = 0; pages < 100 && all.at(-1) !== 2; pages++) {
      const page = await pageIds(client, getHistory(all.at(-1) ?? 0, 4));
      assert.ok(page.length > 0 && page.length < 4, `${page}`);
      all.push(...page);
    }
    assert.deepEqual(all, [144, 89, 55, 34, 21, 13, 8, 5, 3, 2]);
  });
});

Deno.test("empty_page has nothing but messageEmpty", async () => {
  const faults: Faults = [{
    when: { method: HISTORY, call: { nth: 1 } },
    do: { empty_page: {} },
  }];
  await withFaults(faults, async ({ connect, lines }) => {
    const { send } = await connect();
    await send(introduced(nearest()));
    const page = await send<Api.messages.ChannelMessages>(getHistory(0, 2));
    assert.deepEqual(page.messages.map(({ className, id }) => [className, id]), [
      ["MessageEmpty", 144],
      ["MessageEmpty", 89],
    ]);
    assert.equal(page.count, 10);
    const next = await send<Api.messages.ChannelMessages>(getHistory(0, 1));
    assert.equal(next.messages[0]?.className, "Message");
    assert.deepEqual(faultsOf(lines), [null, ["empty_page"], null]);
  });
});

Deno.test("repeat_page sends the page before again, of the same chat", async () => {
  const faults: Faults = [{
    when: { method: HISTORY, call: { nth: [1, 3, 4] } },
    do: { repeat_page: {} },
  }];
  await withFaults(faults, async ({ connect, lines }) => {
    const client = await connect();
    assert.deepEqual(await pageIds(client, introduced(getHistory(0, 2))), [144, 89]);
    assert.deepEqual(await pageIds(client, getHistory(89, 2)), [55, 34]);
    assert.deepEqual(await pageIds(client, getHistory(34, 2)), [55, 34]);
    assert.deepEqual(await pageIds(client, getHistory(0, 1, inputChannel(1001))), [9]);
    assert.deepEqual(await pageIds(client, getHistory(34, 2)), [21, 13]);
    assert.deepEqual(faultsOf(lines), [null, null, ["repeat_page"], null, null]);
  });
});

Deno.test("what drops messages and what the sandbox drops by itself add up", async () => {
  await withFaults([{ do: { withhold: { share: 0.5 } } }], async ({ connect }) => {
    const client = await connect();
    const served = await pageIds(client, introduced(getHistory(0, 100)));
    assert.deepEqual(served, [55, 34, 13]);
  }, { seed: 7, shortPages: ({ ids }) => ids.filter((id) => id < 100 && id > 3) });
});
