import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Api, bigInt } from "../../src/gramjs.ts";
import { makeDispatch } from "../../src/sandbox/dispatch.ts";
import { wholePages } from "../../src/sandbox/faults/short_pages.ts";
import type { CallMeta, CallOutcome } from "../../src/sandbox/mtproto/server.ts";
import {
  rpcError,
  type Service,
  type ServiceContext,
  type TlObject,
  type TlRequest,
} from "../../src/sandbox/rpc.ts";
import type { TraceLine } from "../../src/sandbox/sandbox.ts";
import { decode } from "./ask.ts";
import { tinyWorld } from "./tiny_world.ts";

const SIGNED_IN = "00000000000000aa";
const STRANGER = "00000000000000bb";

const nearestDc: Service = {
  "help.getNearestDc": () => ({
    answer: new Api.NearestDc({ country: "GB", thisDc: 2, nearestDc: 2 }),
  }),
};

/** Dispatches to given services, and keeps what is heard. */
function setUp(...services: readonly Service[]) {
  const heard = { traced: [] as TraceLine[], errors: [] as unknown[], updates: [] as boolean[] };
  const dispatch = makeDispatch({
    services,
    world: tinyWorld(),
    shortPages: wholePages,
    clock: () => 1_700_000_000_500,
    address: () => ({ hostname: "127.0.0.1", port: 8443, dcId: 2 }),
    userOf: (authKeyId) => authKeyId === SIGNED_IN ? 10 : undefined,
    trace: (line) => heard.traced.push(line),
    onError: (error, method) => heard.errors.push([method, error]),
  });
  const call = (request: TlObject, authKeyId = SIGNED_IN): Promise<CallOutcome> => {
    const meta: CallMeta = {
      connection: 3,
      authKeyId,
      sessionId: "0000000000000001",
      messageId: 4n,
      sharesKey: () => false,
      setReceivesUpdates: (value) => heard.updates.push(value),
    };
    return dispatch(decode<TlRequest>(request.getBytes()), meta);
  };
  return { call, heard };
}

function bytesOf(outcome: CallOutcome): Uint8Array {
  if ("error" in outcome) throw new Error(`Cannot read the result: ${outcome.error.message}`);
  return outcome.result;
}

const hexOf = (outcome: CallOutcome): string => Buffer.from(bytesOf(outcome)).toString("hex");

function initConnection(query: Api.AnyRequest): Api.InitConnection {
  return new Api.InitConnection({
    apiId: 1,
    deviceModel: "test",
    systemVersion: "1",
    appVersion: "1",
    systemLangCode: "en",
    langPack: "",
    langCode: "en",
    query,
  });
}

Deno.test("makeDispatch() answers a bare request, which asks for updates", async () => {
  const { call, heard } = setUp(nearestDc);
  const answer = decode<Api.NearestDc>(bytesOf(await call(new Api.help.GetNearestDc())));
  assert.equal(answer.nearestDc, 2);
  assert.deepEqual(heard.updates, [true]);
});

Deno.test("makeDispatch() takes wrappers off in any nesting", async () => {
  const { call, heard } = setUp(nearestDc);
  const plain = new Api.help.GetNearestDc();
  const layered = new Api.InvokeWithLayer({ layer: 198, query: initConnection(plain) });
  await call(layered);
  await call(new Api.InvokeWithoutUpdates({ query: layered }));
  await call(
    new Api.InvokeWithLayer({
      layer: 198,
      query: initConnection(
        new Api.InvokeAfterMsg({
          msgId: bigInt(4),
          query: new Api.InvokeAfterMsgs({
            msgIds: [bigInt(4)],
            query: new Api.InvokeWithTakeout({
              takeoutId: bigInt(5),
              query: new Api.InvokeWithoutUpdates({ query: plain }),
            }),
          }),
        }),
      ),
    }),
  );
  assert.deepEqual(heard.updates, [true, false, false]);
  assert.deepEqual(heard.traced.map(({ method }) => method), Array(3).fill("help.getNearestDc"));
  assert.deepEqual(heard.traced.map(({ wrappers }) => wrappers), [
    ["invokeWithLayer", "initConnection"],
    ["invokeWithoutUpdates", "invokeWithLayer", "initConnection"],
    [
      "invokeWithLayer",
      "initConnection",
      "invokeAfterMsg",
      "invokeAfterMsgs",
      "invokeWithTakeout",
      "invokeWithoutUpdates",
    ],
  ]);
});

Deno.test("makeDispatch() encodes Bools and vectors as TL does", async () => {
  const { call } = setUp({
    "account.updateStatus": ({ offline }) => ({ answer: offline === true }),
    "users.getUsers": () => ({ answer: [new Api.InputUserSelf(), new Api.InputUserSelf()] }),
    "contacts.getContactIDs": () => ({ answer: [] }),
  });
  assert.equal(hexOf(await call(new Api.account.UpdateStatus({ offline: true }))), "b5757299");
  assert.equal(hexOf(await call(new Api.account.UpdateStatus({ offline: false }))), "379779bc");
  const vector = hexOf(await call(new Api.users.GetUsers({ id: [] })));
  assert.equal(vector, "15c4b51c" + "02000000" + "3fb1c1f7" + "3fb1c1f7");
  const none = hexOf(await call(new Api.contacts.GetContactIDs({ hash: bigInt.zero })));
  assert.equal(none, "15c4b51c" + "00000000");
});

Deno.test("makeDispatch() serves a key that is not signed in only what comes before a login", async () => {
  const { call } = setUp(nearestDc, {
    "users.getUsers": () => ({ answer: [] }),
    "auth.logOut": () => ({ answer: true }),
  });
  const users = new Api.users.GetUsers({ id: [] });
  assert.deepEqual(await call(users, STRANGER), {
    error: { code: 401, message: "AUTH_KEY_UNREGISTERED" },
  });
  assert.equal("result" in await call(new Api.help.GetNearestDc(), STRANGER), true);
  assert.equal("result" in await call(new Api.auth.LogOut(), STRANGER), true);
  assert.equal("result" in await call(users), true);
});

Deno.test("makeDispatch() tells services who asks, when and where", async () => {
  const contexts: ServiceContext[] = [];
  const { call } = setUp({
    "help.getNearestDc": (_request, context) => {
      contexts.push(context);
      return { answer: true };
    },
  });
  await call(new Api.help.GetNearestDc());
  await call(new Api.help.GetNearestDc(), STRANGER);
  assert.deepEqual(contexts.map(({ caller }) => caller), [
    { authKeyId: SIGNED_IN, sessionId: "0000000000000001", messageId: 4n, userId: 10 },
    { authKeyId: STRANGER, sessionId: "0000000000000001", messageId: 4n },
  ]);
  assert.equal(contexts[0]?.now(), 1_700_000_000);
  assert.deepEqual(contexts[0]?.address, { hostname: "127.0.0.1", port: 8443, dcId: 2 });
});

Deno.test("makeDispatch() names the method that nobody answers", async () => {
  const { call, heard } = setUp(nearestDc);
  const refusal = { error: { code: 400, message: "INPUT_METHOD_INVALID_3304659051_0" } };
  assert.deepEqual(await call(new Api.help.GetConfig()), refusal);
  assert.deepEqual(heard.traced[0]?.answer, {
    error_code: 400,
    error_message: "INPUT_METHOD_INVALID_3304659051_0",
  });
});

Deno.test("makeDispatch() passes refusals on", async () => {
  const { call } = setUp({ "help.getConfig": () => rpcError(420, "FLOOD_WAIT_3") });
  assert.deepEqual(await call(new Api.help.GetConfig()), {
    error: { code: 420, message: "FLOOD_WAIT_3" },
  });
});

Deno.test("makeDispatch() reports what a service throws, and what cannot be encoded", async () => {
  const broken = new Error("broken");
  const { call, heard } = setUp({
    "help.getConfig": () => {
      throw broken;
    },
    "help.getNearestDc": () => Promise.reject(broken),
    "help.getAppConfig": () => ({
      answer: new Api.help.AppConfig(
        { hash: 1 } as ConstructorParameters<
          typeof Api.help.AppConfig
        >[0],
      ),
    }),
  });
  const internal = { error: { code: 500, message: "INTERNAL" } };
  assert.deepEqual(await call(new Api.help.GetConfig()), internal);
  assert.deepEqual(await call(new Api.help.GetNearestDc()), internal);
  assert.deepEqual(heard.errors, [["help.getConfig", broken], ["help.getNearestDc", broken]]);
  assert.deepEqual(await call(new Api.help.GetAppConfig({ hash: 0 })), internal);
  assert.equal(heard.errors.length, 3);
  assert.deepEqual(heard.traced[0]?.answer, { error_code: 500, error_message: "INTERNAL" });
});

Deno.test("makeDispatch() answers even if the trace fails", async () => {
  const errors: unknown[] = [];
  const dispatch = makeDispatch({
    services: [nearestDc],
    world: tinyWorld(),
    shortPages: wholePages,
    clock: () => 0,
    address: () => ({ hostname: "127.0.0.1", port: 8443, dcId: 2 }),
    userOf: () => 10,
    trace: () => {
      throw new Error("disk full");
    },
    onError: (error) => errors.push(error),
  });
  const request = decode<TlRequest>(new Api.help.GetNearestDc().getBytes());
  const meta = {
    connection: 1,
    authKeyId: SIGNED_IN,
    sessionId: "1",
    messageId: 4n,
    sharesKey: () => false,
    setReceivesUpdates() {},
  };
  assert.equal("result" in await dispatch(request, meta), true);
  assert.match(String(errors[0]), /disk full/);
});

Deno.test("makeDispatch() refuses two services for one method", () => {
  assert.throws(() => setUp(nearestDc, nearestDc), {
    message: "Cannot start: two services define help.getNearestDc",
  });
});
