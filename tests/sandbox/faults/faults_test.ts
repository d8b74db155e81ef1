import assert from "node:assert/strict";
import { Api } from "../../../src/gramjs.ts";
import type { FaultEvent, FaultScript } from "../../../src/sandbox/faults/script.ts";
import { introduced } from "../gramjs_client.ts";
import { inputChannel } from "../tiny_world.ts";
import { faultsOf, getHistory, handClock, nearest, withFaults } from "./support.ts";

/** What happens to 60 calls, one after the other. */
async function fate(script: FaultScript): Promise<readonly unknown[]> {
  let fates: readonly unknown[] = [];
  await withFaults(script, async ({ connect, lines }) => {
    const { send } = await connect();
    await send(introduced(new Api.help.GetConfig())).catch(() => {});
    for (let asked = 1; asked < 60; asked++) {
      await send(asked % 2 ? nearest() : getHistory(0, asked)).catch(() => {});
    }
    fates = lines.map(({ answer }) => answer);
  }, handClock());
  return fates;
}

Deno.test("a script does the same each time, and something else by another seed", async () => {
  const script = (seed: number): FaultScript => ({
    seed,
    faults: [
      { when: { probability: 0.1 }, do: { error: { code: 500, message: "INTERNAL" } } },
      { when: { probability: 0.1 }, do: { error: { code: -503, message: "Timeout" } } },
      { when: { probability: 0.2 }, do: { add_messages: { chat: 1002 } } },
      { when: { probability: 0.3 }, do: { delete_messages: { chat: 1002, random: 1 } } },
      { do: { withhold: { share: 0.2 } } },
      { when: { probability: 0.5 }, do: { cut: { share: 0.5 } } },
    ],
  });
  const first = await fate(script(1));
  assert.deepEqual(await fate(script(1)), first);
  assert.notDeepEqual(await fate(script(2)), first);
  assert.equal(first.length, 60);
});

Deno.test("a script without a seed has the sandbox's", async () => {
  const faults: FaultScript = { faults: [{ do: { withhold: { share: 0.5 } } }] };
  const served = async (script: FaultScript, seed?: number) => {
    let ids: readonly number[] = [];
    await withFaults(script, async ({ connect }) => {
      const { send } = await connect();
      const page = await send<Api.messages.ChannelMessages>(introduced(getHistory(0, 100)));
      ids = page.messages.map(({ id }) => id);
    }, seed === undefined ? {} : { seed });
    return ids;
  };
  const bySandbox = await served(faults);
  assert.deepEqual(bySandbox, [144, 89, 34, 21, 8, 5, 3]);
  assert.deepEqual(await served({ ...faults, seed: 1 }), bySandbox);
});

Deno.test("a script that is used twice begins anew", async () => {
  const faults: FaultScript = {
    faults: [{ when: { call: { nth: 1 } }, do: { error: { code: 500, message: "ONCE" } } }],
  };
  for (let time = 0; time < 2; time++) {
    await withFaults(faults, async ({ connect }) => {
      const { send } = await connect();
      await assert.rejects(send(introduced(nearest())), { errorMessage: "ONCE" });
      await send(introduced(nearest()));
    });
  }
});

Deno.test("a function hears of everything and decides", async () => {
  const heard: FaultEvent[] = [];
  const { clock, advance } = handClock();
  const faults = [(event: FaultEvent) => {
    heard.push(event);
    if (event.method === "help.getConfig") {
      return [{ delay: { ms: 1 } }, { error: { code: 400, message: "NOT_NOW" } }] as const;
    }
    return undefined;
  }];
  await withFaults(faults, async ({ connect, lines }) => {
    const { send } = await connect();
    await send(introduced(getHistory(0, 1, inputChannel(1001))));
    advance(90);
    await assert.rejects(send(new Api.help.GetConfig()), { errorMessage: "NOT_NOW" });
    const told = heard.map(({ request, ...rest }) => ({ ...rest, is: request?.className }));
    assert.deepEqual(told, [
      {
        event: "connect",
        number: 1,
        connection: 1,
        seconds: 0,
        sharesKey: false,
        is: undefined,
      },
      {
        event: "call",
        number: 1,
        connection: 1,
        seconds: 0,
        method: "messages.getHistory",
        chat: { type: "channel", id: 1001 },
        sharesKey: false,
        is: "messages.GetHistory",
      },
      {
        event: "call",
        number: 2,
        connection: 1,
        seconds: 90,
        method: "help.getConfig",
        sharesKey: false,
        is: "help.GetConfig",
      },
    ]);
    assert.deepEqual(faultsOf(lines), [null, ["delay", "error"]]);
  }, { clock });
});

Deno.test("several faults strike one call, but only one of them settles it", async () => {
  const faults: FaultScript["faults"] = [
    { do: { add_messages: { chat: 1002 } } },
    { do: { error: { code: 400, message: "FIRST" } } },
    { do: { drop: {} } },
    { do: { skew_clock: { seconds: 1 } } },
  ];
  await withFaults(faults, async ({ connect, lines }) => {
    const { send } = await connect();
    await assert.rejects(send(introduced(nearest())), { errorMessage: "FIRST" });
    assert.deepEqual(faultsOf(lines), [["add_messages", "error", "skew_clock"]]);
  });
});
