import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Api, bigInt } from "../../../src/gramjs.ts";
import { succeed } from "../../../src/model/failure.ts";
import { secret } from "../../../src/model/secret.ts";
import { startSandbox } from "../../../src/sandbox/start.ts";
import type { Reply } from "../../../src/telegram/gramjs/replies.ts";
import { trust } from "../../../src/telegram/login/key_exchange.ts";
import { openLine } from "../../../src/telegram/login/line.ts";
import { createLogin } from "../../../src/telegram/login/login.ts";
import { sandboxKey } from "../../../src/sandbox/identity.ts";
import { tinyWorld } from "../../sandbox/tiny_world.ts";

/** A data centre that answers from a script, and what it was asked. */
function scripted(replies: readonly Reply[]) {
  const left = [...replies];
  const asked: string[] = [];
  const config = new Api.Config({
    date: 1_700_000_000,
    dcOptions: [
      new Api.DcOption({ id: 4, ipv6: true, ipAddress: "2001:67c:4e8:f004::a", port: 443 }),
      new Api.DcOption({ id: 4, mediaOnly: true, ipAddress: "149.154.167.1", port: 443 }),
      new Api.DcOption({ id: 4, tcpoOnly: true, ipAddress: "149.154.167.2", port: 443 }),
      new Api.DcOption({ id: 4, ipAddress: "149.154.167.92", port: 80 }),
    ],
    // deno-lint-ignore no-explicit-any -- nothing else of it is read
  } as any);
  const login = createLogin({
    api_id: 1,
    api_hash: secret("0".repeat(32)),
    appVersion: "1",
    timeoutMs: 1000,
    place: { dc_id: 2, address: "149.154.167.51", port: 443 },
    open: (place) => {
      asked.push(`open ${place.dc_id} ${place.address}:${place.port}`);
      return Promise.resolve(succeed({
        session: { ...place, auth_key: secret("00".repeat(256)) },
        config,
        now: () => 1_700_000_000,
        ask: (request: Api.AnyRequest) => {
          const inner = (request as Api.InvokeWithoutUpdates).query ?? request;
          asked.push((inner as { readonly className: string }).className);
          return Promise.resolve(left.shift()!);
        },
        close: () => Promise.resolve(void asked.push(`close ${place.dc_id}`)),
      }));
    },
  });
  return { login, asked };
}

const ADA = new Api.auth.Authorization({
  user: new Api.User({ id: bigInt(1), firstName: "Ada", lastName: "L" }),
});

Deno.test("createLogin() takes a token that was accepted elsewhere to that data centre", async () => {
  const { login, asked } = scripted([
    { answer: new Api.auth.LoginTokenMigrateTo({ dcId: 4, token: Buffer.from("token") }) },
    { answer: new Api.auth.LoginTokenSuccess({ authorization: ADA }) },
  ]);
  assert.deepEqual(await login.requestToken(), { state: "signed_in", name: "Ada L" });
  assert.deepEqual(asked, [
    "open 2 149.154.167.51:443",
    "auth.ExportLoginToken",
    "close 2",
    "open 4 149.154.167.92:80",
    "auth.ImportLoginToken",
  ]);
  assert.equal(atob(login.session().slice(1)).charCodeAt(0), 4);
});

Deno.test("createLogin() says how long a token can be scanned by Telegram's clock", async () => {
  const token = Buffer.alloc(32, 0xff);
  const { login } = scripted([
    { answer: new Api.auth.LoginToken({ token, expires: 1_700_000_030 }) },
  ]);
  assert.deepEqual(await login.requestToken(), {
    state: "token",
    url: "tg://login?token=__________________________________________8",
    seconds: 30,
  });
});

Deno.test("createLogin() asks again when Telegram says AUTH_RESTART, and not for ever", async () => {
  const restart = { error: { code: 500, message: "AUTH_RESTART" } };
  const { login, asked } = scripted(new Array(9).fill(restart));
  assert.deepEqual(await login.sendCode("+1"), { state: "refused", name: "AUTH_RESTART" });
  assert.equal(asked.filter((method) => method === "auth.SendCode").length, 5);
});

Deno.test("createLogin() is not sent to a data centre that nobody lists", async () => {
  const { login } = scripted([{ error: { code: 303, message: "PHONE_MIGRATE_77" } }]);
  assert.deepEqual(await login.sendCode("+1"), {
    state: "failed",
    failure: { code: "UPSTREAM", rpc_code: "DC_ID_INVALID" },
  });
});

Deno.test("createLogin() repeats none of Telegram's free text", async () => {
  const { login } = scripted([{ error: { code: 400, message: "\x1b[2J hello" } }]);
  assert.deepEqual(await login.sendCode("+1"), { state: "refused", name: "UNKNOWN" });
});

Deno.test("createLogin() knows a password that it cannot prove", async () => {
  const { login } = scripted([{
    answer: new Api.account.Password({
      newAlgo: new Api.PasswordKdfAlgoUnknown(),
      newSecureAlgo: new Api.SecurePasswordKdfAlgoUnknown(),
      secureRandom: Buffer.alloc(0),
    }),
  }]);
  assert.deepEqual(await login.checkPassword("x"), {
    state: "refused",
    name: "PASSWORD_KDF_UNKNOWN",
  });
});

Deno.test("createLogin() knows logins that need no code", async () => {
  const { login } = scripted([
    { answer: new Api.auth.SentCodeSuccess({ authorization: ADA }) },
  ]);
  assert.deepEqual(await login.sendCode("+1"), { state: "signed_in", name: "Ada L" });
});

const OPTIONS = { api_id: 20_000_002, appVersion: "1", onAccepted: () => {} };

Deno.test("openLine() gives a silent data centre up", async () => {
  trust(sandboxKey);
  const sandbox = startSandbox({
    world: tinyWorld(),
    faults: { faults: [{ when: { event: "connect" }, do: { silence: {} } }] },
  });
  const { host, port, dc_id } = sandbox.ready;
  const place = { dc_id, address: host, port };
  const outcome = await openLine(place, { ...OPTIONS, timeoutMs: 50 });
  assert.deepEqual(outcome, {
    ok: false,
    failure: { code: "UPSTREAM", rpc_code: "CONNECT_TIMEOUT" },
  });
  await sandbox.close();
});

Deno.test("openLine() gives up before it is connected, too", async () => {
  const sandbox = startSandbox({ world: tinyWorld() });
  const { host, port, dc_id } = sandbox.ready;
  const place = { dc_id, address: host, port };
  // Whichever comes first in a round: the connection, or the end of patience.
  for (let round = 0; round < 30; round++) {
    const outcome = await openLine(place, { ...OPTIONS, timeoutMs: 0 });
    assert.deepEqual(outcome, {
      ok: false,
      failure: { code: "UPSTREAM", rpc_code: "CONNECT_TIMEOUT" },
    });
  }
  await sandbox.close();
});

Deno.test("openLine() says what Telegram has against the introduction", async () => {
  trust(sandboxKey);
  const sandbox = startSandbox({ world: tinyWorld() });
  const { host, port, dc_id } = sandbox.ready;
  const place = { dc_id, address: host, port };
  const outcome = await openLine(place, { ...OPTIONS, api_id: 1, timeoutMs: 5000 });
  assert.deepEqual(outcome, {
    ok: false,
    failure: { code: "UPSTREAM", rpc_code: "CONNECTION_API_ID_INVALID" },
  });
  await sandbox.close();
});

Deno.test("openLine() says when nobody listens there", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const gone = listener.addr.port;
  listener.close();
  const place = { dc_id: 2, address: "127.0.0.1", port: gone };
  const outcome = await openLine(place, { ...OPTIONS, timeoutMs: 5000 });
  assert.deepEqual(outcome, {
    ok: false,
    failure: { code: "UPSTREAM", rpc_code: "CONNECT_FAILED" },
  });
});
