import assert from "node:assert/strict";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import { startSandbox } from "../../../src/sandbox/start.ts";
import { tinyWorld } from "../tiny_world.ts";
import type { TlValue } from "./both_clients.ts";
import {
  IntermediatePacketCodec,
  ObfuscatedPacketCodec,
  PaddedIntermediatePacketCodec,
} from "./mtcute.ts";
import {
  authKeyOfSession,
  type MtcuteClient,
  mtcuteClient,
  type MtcuteOptions,
} from "./mtcute_client.ts";

type Answers = Readonly<Record<string, unknown>>;
type Ask = (request: TlValue) => Promise<Answers>;

async function withMtcute(
  test: (ask: Ask, sandbox: Sandbox, client: MtcuteClient) => Promise<void>,
  options: (sandbox: Sandbox) => MtcuteOptions = () => ({}),
): Promise<void> {
  const sandbox = startSandbox({ world: tinyWorld() });
  const client = await mtcuteClient(sandbox.ready, options(sandbox));
  try {
    await test((request) => client.call(request as never), sandbox, client);
  } finally {
    await client.destroy();
    await sandbox.close();
  }
}

const GET_SELF: TlValue = { _: "users.getUsers", id: [{ _: "inputUserSelf" }] };

for (
  const [name, codec] of [
    ["intermediate", () => new IntermediatePacketCodec()],
    ["padded intermediate", () => new PaddedIntermediatePacketCodec()],
    ["obfuscated", () => new ObfuscatedPacketCodec(new IntermediatePacketCodec())],
    ["obfuscated padded", () => new ObfuscatedPacketCodec(new PaddedIntermediatePacketCodec())],
  ] as const
) {
  Deno.test(`mtcute agrees on a key over the ${name} transport, from the ready line alone`, async () => {
    await withMtcute(async (ask, { ready }) => {
      const config = await ask({ _: "help.getConfig" });
      assert.deepEqual([config["_"], config["thisDc"]], ["config", ready.dc_id]);
      await assert.rejects(ask(GET_SELF), /AUTH_KEY_UNREGISTERED/);
    }, () => ({ codec }));
  });
}

/** As any client does: a code is asked for and given, then the password is proven. */
async function signIn(ask: Ask, { ready }: Sandbox, client: MtcuteClient): Promise<Answers> {
  const { phone, code, password } = ready.login;
  const phoneNumber = phone;
  const settings = { _: "codeSettings" };
  const identity = { apiId: ready.api_id, apiHash: ready.api_hash };
  const sent = await ask({ _: "auth.sendCode", phoneNumber, ...identity, settings });
  const { phoneCodeHash } = sent;
  await assert.rejects(
    ask({ _: "auth.signIn", phoneNumber, phoneCodeHash, phoneCode: code }),
    /SESSION_PASSWORD_NEEDED/,
  );
  const challenge = await ask({ _: "account.getPassword" });
  const proof = (text: string) => client.computeSrpParams(challenge as never, text);
  await assert.rejects(
    ask({ _: "auth.checkPassword", password: await proof("wrong") }),
    /PASSWORD_HASH_INVALID/,
  );
  const again = await ask({ _: "account.getPassword" });
  const right = await client.computeSrpParams(again as never, password);
  return ask({ _: "auth.checkPassword", password: right });
}

Deno.test("mtcute signs in by code and with the password, which its own SRP proves", async () => {
  await withMtcute(async (ask, sandbox, client) => {
    const authorization = await signIn(ask, sandbox, client);
    assert.equal(authorization["_"], "auth.authorization");
    const [self] = await ask(GET_SELF) as unknown as Answers[];
    assert.equal(String(self!["id"]), String(tinyWorld().self.id));
    const found = await ask({ _: "contacts.resolveUsername", username: "tiny_chat" });
    assert.equal(found["_"], "contacts.resolvedPeer");
  });
});

/** mtcute leaves a timer running: the one for its next temporary key, a day later. */
const LEAVES_TIMER: Partial<Deno.TestDefinition> = { sanitizeOps: false, sanitizeResources: false };

Deno.test(
  "mtcute works with temporary keys bound to the session's permanent one",
  LEAVES_TIMER,
  async () => {
    await withMtcute(async (ask) => {
      const [self] = await ask(GET_SELF) as unknown as Answers[];
      assert.equal(String(self!["id"]), String(tinyWorld().self.id));
    }, ({ ready }) => ({ usePfs: true, authKey: authKeyOfSession(ready.string_session) }));
  },
);

Deno.test(
  "mtcute signs in through a temporary key, and the permanent one stays signed in",
  LEAVES_TIMER,
  async () => {
    await withMtcute(async (ask, sandbox, client) => {
      await signIn(ask, sandbox, client);
      const key = await client.mt.storage.provider.authKeys.get(sandbox.ready.dc_id);
      const permanent = await mtcuteClient(sandbox.ready, { authKey: key! });
      const [self] = await permanent.call(GET_SELF as never) as unknown as Answers[];
      assert.equal(String(self!["id"]), String(tinyWorld().self.id));
      await permanent.destroy();
    }, () => ({ usePfs: true }));
  },
);
