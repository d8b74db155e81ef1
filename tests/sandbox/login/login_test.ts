import assert from "node:assert/strict";
import { Api } from "../../../src/gramjs.ts";
import { createLogin } from "../../../src/sandbox/login/login.ts";
import { authKeyOf, createAuthKeyStore } from "../../../src/sandbox/mtproto/auth_keys.ts";
import type { TlRequest } from "../../../src/sandbox/rpc.ts";
import { decode } from "../ask.ts";

const PERMANENT = authKeyOf(new Uint8Array(256).fill(1));
const TEMPORARY = authKeyOf(new Uint8Array(256).fill(2), { expiresAt: 1_700_086_400_000 });

/** Says what a login has against requests. */
function setUp() {
  const authKeys = createAuthKeyStore();
  authKeys.put(PERMANENT);
  authKeys.put(TEMPORARY);
  const login = createLogin({
    account: { userId: 10, phones: new Set(), code: "22222" },
    application: { apiId: 1, apiHash: "f" },
    authKeys,
    notify: () => Promise.resolve(),
  });
  const admit = (wrapped: Api.AnyRequest, method: string, { id } = PERMANENT) =>
    login.admit(id, decode<TlRequest>(wrapped.getBytes()), method)?.message;
  return { admit, authKeys, login };
}

const bare = new Api.help.GetConfig();

function initialized(query: Api.AnyRequest, apiId = 1): Api.InitConnection {
  return new Api.InitConnection({
    apiId,
    deviceModel: "test",
    systemVersion: "1",
    appVersion: "1",
    systemLangCode: "en",
    langPack: "",
    langCode: "en",
    query,
  });
}

function layered(query: Api.AnyRequest): Api.InvokeWithLayer {
  return new Api.InvokeWithLayer({ layer: 198, query });
}

Deno.test("createLogin() admits a key's requests once it has introduced itself", () => {
  const { admit } = setUp();
  const ask = (request: Api.AnyRequest) => admit(request, "help.getConfig");
  assert.equal(ask(bare), "CONNECTION_NOT_INITED");
  assert.equal(ask(layered(bare)), "CONNECTION_NOT_INITED");
  const introduced = layered(initialized(new Api.InvokeWithoutUpdates({ query: bare })));
  assert.equal(ask(new Api.InvokeWithoutUpdates({ query: introduced })), undefined);
  assert.equal(ask(bare), undefined);
  assert.equal(ask(initialized(bare)), undefined);
});

Deno.test("createLogin() presumes that some keys were introduced", () => {
  const { admit, login } = setUp();
  login.introductions.presume(PERMANENT.id);
  assert.equal(admit(bare, "help.getConfig"), undefined);
  assert.equal(login.introductions.of(PERMANENT.id).deviceModel, "Unknown");
});

Deno.test("createLogin() refuses an introduction without a layer, or of another application", () => {
  const { admit } = setUp();
  const ask = (request: Api.AnyRequest) => admit(request, "help.getConfig");
  assert.equal(ask(initialized(bare)), "CONNECTION_LAYER_INVALID");
  assert.equal(ask(layered(initialized(bare, 2))), "CONNECTION_API_ID_INVALID");
  assert.equal(ask(bare), "CONNECTION_NOT_INITED");
});

Deno.test("createLogin() has temporary keys bound first, without an introduction", () => {
  const { admit, login } = setUp();
  const ask = (method: string) => admit(layered(initialized(bare)), method, TEMPORARY);
  assert.equal(admit(bare, "auth.bindTempAuthKey", TEMPORARY), undefined);
  assert.equal(ask("users.getUsers"), "AUTH_KEY_PERM_EMPTY");
  assert.equal(ask("auth.sendCode"), "AUTH_KEY_PERM_EMPTY");
  assert.equal(ask("help.getConfig"), undefined);
  login.keys.bind(TEMPORARY.id, PERMANENT.id);
  assert.equal(ask("users.getUsers"), undefined);
});

Deno.test("createLogin() forgets who a destroyed key belonged to", () => {
  const { authKeys, login } = setUp();
  login.keys.signIn(PERMANENT.id, 10, 1_700_000_000);
  login.keys.bind(TEMPORARY.id, PERMANENT.id);
  assert.equal(login.keys.userOf(TEMPORARY.id), 10);
  authKeys.delete(PERMANENT.id);
  assert.equal(login.keys.userOf(TEMPORARY.id), undefined);
  assert.equal(login.keys.userOf(PERMANENT.id), undefined);
  assert.deepEqual(login.keys.signedIn(), []);
});
