import assert from "node:assert/strict";
import { Api, computeCheck } from "../../../src/gramjs.ts";
import { introduced } from "../gramjs_client.ts";
import { inputChannel } from "../tiny_world.ts";
import { type Faults, faultsOf, getHistory, handClock, nearest, withFaults } from "./support.ts";

const CHANNELS = new Api.channels.GetChannels({
  id: [new Api.InputChannel({ ...inputChannel(1002) })],
});

Deno.test("flood_wait ends after a day of the clock, and is longer for who does not wait", async () => {
  const { clock, advance } = handClock();
  const faults: Faults = [{
    when: { method: "messages.getHistory", call: { nth: 1 } },
    do: { flood_wait: { seconds: 86_400 } },
  }];
  await withFaults(faults, async ({ connect, lines }) => {
    const { send } = await connect();
    await send(introduced(nearest()));
    await assert.rejects(send(getHistory()), { seconds: 86_400 });
    await send(nearest());
    advance(86_399);
    await assert.rejects(send(getHistory()), { seconds: 172_800 });
    advance(172_800);
    await send(getHistory());
    await send(getHistory());
    assert.deepEqual(lines.map(({ answer }) => [answer["error_message"], answer["undercut"]]), [
      [undefined, undefined],
      ["FLOOD_WAIT_86400", undefined],
      [undefined, undefined],
      ["FLOOD_WAIT_172800", true],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  }, { clock });
});

Deno.test("flood_wait has every name, and one without a number", async () => {
  const names = ["FLOOD_PREMIUM_WAIT", "SLOWMODE_WAIT", "TAKEOUT_INIT_DELAY", "FLOOD"] as const;
  const { clock, advance } = handClock();
  const faults = names.map((name, index) => ({
    when: { call: { nth: index + 1 } },
    do: { flood_wait: { seconds: 5, name } },
  }));
  await withFaults(faults, async ({ connect, lines }) => {
    const { send } = await connect();
    for (let asked = 0; asked < 4; asked++) {
      await assert.rejects(send(nearest()));
      advance(5);
    }
    await send(nearest());
    assert.deepEqual(lines.map(({ answer }) => answer["error_message"]), [
      "FLOOD_PREMIUM_WAIT_5",
      "SLOWMODE_WAIT_5",
      "TAKEOUT_INIT_DELAY_5",
      "FLOOD",
      undefined,
    ]);
    assert.equal(lines[3]?.answer["error_code"], 420);
  }, { clock });
});

Deno.test("error answers with what it is told to, -503 as well as 500", async () => {
  const faults: Faults = [
    { when: { call: { nth: 1 } }, do: { error: { code: 500, message: "INTERNAL" } } },
    { when: { call: { nth: 2 } }, do: { error: { code: -503, message: "Timeout" } } },
  ];
  await withFaults(faults, async ({ connect, lines }) => {
    const { send } = await connect();
    await assert.rejects(send(nearest()), { code: 500, errorMessage: "INTERNAL" });
    await assert.rejects(send(nearest()), { code: -503, errorMessage: "Timeout" });
    await send(nearest());
    assert.deepEqual(faultsOf(lines), [["error"], ["error"], null]);
  });
});

for (const name of ["PHONE", "USER", "NETWORK", "FILE"] as const) {
  Deno.test(`migrate sends to another data centre, which is listed: ${name}`, async () => {
    const faults: Faults = [{
      when: { call: { nth: 2 } },
      do: { migrate: { name, dc: 4 } },
    }];
    await withFaults(faults, async ({ connect, sandbox }) => {
      const { send } = await connect();
      const { dcOptions } = await send<Api.Config>(introduced(new Api.help.GetConfig()));
      const { port } = sandbox.ready;
      assert.deepEqual(dcOptions.map((option) => [option.id, option.port]), [[2, port], [4, port]]);
      await assert.rejects(send(nearest()), { code: 303, newDc: 4 });
    });
  });
}

for (
  const [error, code] of [
    ["AUTH_KEY_UNREGISTERED", 401],
    ["SESSION_REVOKED", 401],
    ["SESSION_EXPIRED", 401],
    ["USER_DEACTIVATED", 401],
    ["USER_DEACTIVATED_BAN", 401],
  ] as const
) {
  Deno.test(`end_session lasts for all that needs a login: ${error}`, async () => {
    const faults: Faults = [{ when: { call: { nth: 2 } }, do: { end_session: { error } } }];
    await withFaults(faults, async ({ connect }) => {
      const { send } = await connect();
      await send(introduced(CHANNELS));
      await assert.rejects(send(CHANNELS), { code, errorMessage: error });
      await assert.rejects(send(CHANNELS), { code, errorMessage: error });
      await send(nearest());
    });
  });
}

for (
  const [error, code] of [
    ["AUTH_KEY_INVALID", 401],
    ["AUTH_KEY_PERM_EMPTY", 401],
    ["AUTH_KEY_DUPLICATED", 406],
  ] as const
) {
  Deno.test(`end_session leaves nothing to do with the key: ${error}`, async () => {
    const faults: Faults = [{ when: { call: { nth: 1 } }, do: { end_session: { error } } }];
    await withFaults(faults, async ({ connect, lines }) => {
      const { send } = await connect();
      await assert.rejects(send(introduced(CHANNELS)), { code, errorMessage: error });
      await assert.rejects(send(nearest()), { code, errorMessage: error });
      assert.deepEqual(faultsOf(lines), [["end_session"], ["end_session"]]);
    });
  });
}

Deno.test("end_session is over after a new login", async () => {
  const faults: Faults = [{
    when: { method: "channels.getChannels", call: { nth: 1 } },
    do: { end_session: { error: "SESSION_REVOKED" } },
  }];
  await withFaults(faults, async ({ connect, sandbox }) => {
    const { send } = await connect();
    await assert.rejects(send(introduced(CHANNELS)), { errorMessage: "SESSION_REVOKED" });
    const { api_id: apiId, api_hash: apiHash, login } = sandbox.ready;
    const phone = login.phone.slice(1);
    const settings = new Api.CodeSettings({});
    const { phoneCodeHash } = await send<Api.auth.SentCode>(
      new Api.auth.SendCode({ phoneNumber: phone, apiId, apiHash, settings }),
    );
    await assert.rejects(
      send(new Api.auth.SignIn({ phoneNumber: phone, phoneCodeHash, phoneCode: login.code })),
      { errorMessage: "SESSION_PASSWORD_NEEDED" },
    );
    await assert.rejects(send(CHANNELS), { errorMessage: "SESSION_REVOKED" });
    const asked = await send<Api.account.Password>(new Api.account.GetPassword());
    const password = await computeCheck(asked, login.password);
    await send(new Api.auth.CheckPassword({ password }));
    await send(CHANNELS);
  });
});

Deno.test("end_session strikes two sessions of one key", async () => {
  const faults: Faults = [{
    when: { shared_key: true },
    do: { end_session: { error: "AUTH_KEY_DUPLICATED" } },
  }];
  await withFaults(faults, async ({ connect }) => {
    const first = await connect();
    await first.send(introduced(nearest()));
    await first.send(nearest());
    const second = await connect();
    await assert.rejects(second.send(introduced(nearest())), {
      code: 406,
      errorMessage: "AUTH_KEY_DUPLICATED",
    });
    await assert.rejects(first.send(nearest()), { errorMessage: "AUTH_KEY_DUPLICATED" });
  });
});
