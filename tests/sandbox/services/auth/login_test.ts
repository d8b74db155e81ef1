import assert from "node:assert/strict";
import { Api, bigInt, computeCheck, serverKeys } from "../../../../src/gramjs.ts";
import { sandboxKey } from "../../../../src/sandbox/identity.ts";
import type { Sandbox, SandboxOptions } from "../../../../src/sandbox/sandbox.ts";
import { startSandbox } from "../../../../src/sandbox/start.ts";
import { connectGramjs, type GramjsClient, introduced } from "../../gramjs_client.ts";
import { tinyWorld } from "../../tiny_world.ts";

const SELF = new Api.users.GetUsers({ id: [new Api.InputUserSelf()] });
const NEAREST = new Api.help.GetNearestDc();

/** A sandbox and ways to it that are closed at the end. */
interface Place {
  readonly sandbox: Sandbox;
  /** Connects with a new key, which is nobody's. */
  newcomer(): Promise<GramjsClient>;
  /** Connects with the minted session. */
  member(): Promise<GramjsClient>;
}

async function withSandbox(
  test: (place: Place) => Promise<void>,
  options: Partial<SandboxOptions> = {},
): Promise<void> {
  const { fingerprint, n, e } = sandboxKey;
  serverKeys.set(String(BigInt.asIntN(64, fingerprint)), { n: bigInt(n), e: Number(e) });
  const sandbox = startSandbox({ world: tinyWorld(), ...options });
  const clients: GramjsClient[] = [];
  const connect = async (withKey: boolean) => {
    const client = await connectGramjs(sandbox.ready, withKey);
    clients.push(client);
    await client.send(introduced(NEAREST));
    return client;
  };
  try {
    await test({ sandbox, newcomer: () => connect(false), member: () => connect(true) });
  } finally {
    await Promise.all(clients.map((client) => client.close()));
    await sandbox.close();
  }
}

function sendCode({ ready }: Sandbox) {
  return new Api.auth.SendCode({
    phoneNumber: ready.login.phone,
    apiId: ready.api_id,
    apiHash: ready.api_hash,
    settings: new Api.CodeSettings({}),
  });
}

function exportToken({ ready }: Sandbox) {
  return new Api.auth.ExportLoginToken({
    apiId: ready.api_id,
    apiHash: ready.api_hash,
    exceptIds: [],
  });
}

async function showPassword({ send }: GramjsClient, { ready }: Sandbox) {
  const asked = await send<Api.account.Password>(new Api.account.GetPassword());
  const password = await computeCheck(asked, ready.login.password);
  return send<Api.auth.Authorization>(new Api.auth.CheckPassword({ password }));
}

async function selfOf({ send }: GramjsClient): Promise<Api.User> {
  const [self] = await send<Api.User[]>(SELF);
  return self!;
}

Deno.test("startSandbox() lets a client in by phone, code and password", async () => {
  await withSandbox(async ({ sandbox, newcomer }) => {
    const client = await newcomer();
    await assert.rejects(client.send(SELF), /AUTH_KEY_UNREGISTERED/);
    const { phone: phoneNumber, code: phoneCode } = sandbox.ready.login;
    const { phoneCodeHash } = await client.send<Api.auth.SentCode>(sendCode(sandbox));
    const signIn = new Api.auth.SignIn({ phoneNumber, phoneCodeHash, phoneCode });
    await assert.rejects(client.send(signIn), /SESSION_PASSWORD_NEEDED/);
    await assert.rejects(client.send(SELF), /AUTH_KEY_UNREGISTERED/);
    const { user } = await showPassword(client, sandbox);
    assert.equal((user as Api.User).firstName, "Self");
    assert.equal((await selfOf(client)).id.toString(), "10");

    const arrived = client.nextUpdate();
    await sandbox.push(new Api.UpdatesTooLong());
    assert.equal((await arrived as Api.UpdatesTooLong).className, "UpdatesTooLong");
    await client.send(new Api.auth.LogOut());
    await assert.rejects(client.send(SELF), /AUTH_KEY_UNREGISTERED/);
  });
});

Deno.test("startSandbox() lets a client in by a QR code that another session scans", async () => {
  await withSandbox(async ({ sandbox, newcomer, member }) => {
    const [waiting, other, scanner] = [await newcomer(), await newcomer(), await member()];
    const { token } = await waiting.send<Api.auth.LoginToken>(exportToken(sandbox));
    const arrived = waiting.nextUpdate();
    const session = await scanner.send<Api.Authorization>(new Api.auth.AcceptLoginToken({ token }));
    assert.equal(session.deviceModel, "test");
    const { update } = await arrived as Api.UpdateShort;
    assert.equal(update.className, "UpdateLoginToken");
    await assert.rejects(waiting.send(exportToken(sandbox)), /SESSION_PASSWORD_NEEDED/);
    await showPassword(waiting, sandbox);
    assert.equal((await selfOf(waiting)).self, true);

    // Neither who scans nor anybody else hears of it.
    await Promise.all([other.send(NEAREST), scanner.send(NEAREST)]);
    assert.deepEqual([other.updates, scanner.updates], [[], []]);
  });
});

Deno.test("startSandbox() scans a QR code itself", async () => {
  const clock = { now: 1_700_000_000_000 };
  await withSandbox(async ({ sandbox, newcomer }) => {
    const client = await newcomer();
    const { token, expires } = await client.send<Api.auth.LoginToken>(exportToken(sandbox));
    assert.equal(expires, 1_700_000_030);
    const arrived = client.nextUpdate();
    await sandbox.acceptLoginToken(token);
    assert.equal((await arrived as Api.UpdateShort).update.className, "UpdateLoginToken");
    await assert.rejects(sandbox.acceptLoginToken(token), {
      message: "Cannot accept login token: AUTH_TOKEN_ALREADY_ACCEPTED",
    });
  }, { clock: () => clock.now });
});

Deno.test("startSandbox() sends updates to who is signed in only", async () => {
  await withSandbox(async ({ sandbox, newcomer, member }) => {
    const [stranger, friend] = [await newcomer(), await member()];
    const arrived = friend.nextUpdate();
    await sandbox.push(new Api.UpdatesTooLong());
    await arrived;
    await stranger.send(NEAREST);
    assert.deepEqual(stranger.updates, []);
  });
});

Deno.test("startSandbox() remembers who an auth key is after a reconnect", async () => {
  await withSandbox(async ({ member, sandbox }) => {
    const [before, beside] = [await member(), await member()];
    assert.equal((await selfOf(beside)).self, true);
    await before.close();
    assert.equal((await selfOf(await member())).self, true);
    const { authorizations } = await beside.send<Api.account.Authorizations>(
      new Api.account.GetAuthorizations(),
    );
    assert.deepEqual(authorizations.map(({ current }) => current), [true]);
    assert.equal(sandbox.ready.login.code, "22222");
  });
});

Deno.test("startSandbox() carries an authorization to another auth key", async () => {
  await withSandbox(async ({ newcomer, member }) => {
    const [from, to] = [await member(), await newcomer()];
    const { id, bytes } = await from.send<Api.auth.ExportedAuthorization>(
      new Api.auth.ExportAuthorization({ dcId: 2 }),
    );
    await to.send(new Api.auth.ImportAuthorization({ id, bytes }));
    assert.equal((await selfOf(to)).firstName, "Self");
  });
});

Deno.test("startSandbox() wants to know who calls", async () => {
  await withSandbox(async ({ sandbox }) => {
    const client = await connectGramjs(sandbox.ready, false);
    await assert.rejects(client.send(NEAREST), /CONNECTION_NOT_INITED/);
    const { query: init, layer } = introduced(NEAREST);
    const other = Object.assign(init as Api.InitConnection, { apiId: 1 });
    const request = new Api.InvokeWithLayer({ layer, query: other });
    await assert.rejects(client.send(request), /CONNECTION_API_ID_INVALID/);
    await client.close();
  });
});
