import assert from "node:assert/strict";
import {
  Api,
  AuthKey,
  ConnectionTCPFull,
  Logger,
  LogLevel,
  MTProtoSender,
  PromisedNetSockets,
  serverKeys,
} from "../../../src/gramjs.ts";
import { AbridgedConnection, closeCiphers, ObfuscatedSockets } from "./gramjs_transports.ts";
import { config, GRAMJS_SERVER_KEY, nearestDc, nodeBuffer, startStub } from "./stub_server.ts";

type Sender = InstanceType<typeof MTProtoSender>;
type ConnectionClass = typeof ConnectionTCPFull;

interface GramjsOptions {
  readonly port: number;
  readonly key?: Uint8Array;
  readonly Connection?: ConnectionClass;
  readonly socket?: typeof PromisedNetSockets;
  readonly onUpdate?: (update: unknown) => void;
}

/** GramJS's own sender, as its client sets it up. */
async function connectGramjs(
  options: GramjsOptions,
): Promise<Sender> {
  const { port, key, onUpdate = () => {} } = options;
  const { Connection = ConnectionTCPFull, socket = PromisedNetSockets } = options;
  const logger = new Logger(LogLevel.NONE);
  const authKey = new AuthKey();
  if (key !== undefined) await authKey.setKey(nodeBuffer(key));
  const sender = new MTProtoSender(authKey, {
    logger,
    dcId: 2,
    // Its key exchange fails once in 256 times, when the shared key begins with a zero byte.
    retries: 5,
    delay: 1,
    reconnectRetries: 5,
    autoReconnect: true,
    connectTimeout: 1000,
    authKeyCallback: () => Promise.resolve(),
    updateCallback: (_: unknown, update: unknown) => onUpdate(update),
    isMainSender: true,
    securityChecks: true,
    client: { networkSocket: socket } as never,
    onConnectionBreak: () => {},
    _exportedSenderPromises: new Map(),
    autoReconnectCallback: () => Promise.resolve(),
    senderCallback: () => {},
  } as never);
  const connection = new Connection({
    ip: "127.0.0.1",
    port,
    dcId: 2,
    loggers: logger,
    socket,
    testServers: false,
  } as never);
  assert.equal(await sender.connect(connection, false), true);
  return sender;
}

Deno.test("startMtprotoServer() answers GramJS with a known key", async () => {
  await using server = startStub({ call: () => Promise.resolve({ result: config(443) }) });
  const sender = await connectGramjs({ port: server.port, key: server.key.bytes });
  const answer = await sender.send(new Api.help.GetConfig()) as Api.Config;
  assert.equal(answer.className, "Config");
  assert.equal(answer.dcOptions[0]?.ipAddress, "127.0.0.1");
  assert.deepEqual(server.heard, ["help.GetConfig"]);
  await sender.disconnect();
});

Deno.test("startMtprotoServer() creates a key with GramJS", async () => {
  serverKeys.set(GRAMJS_SERVER_KEY.name, GRAMJS_SERVER_KEY.value);
  await using server = startStub({ call: () => Promise.resolve({ result: config(443) }) });
  const sender = await connectGramjs({ port: server.port });
  const answer = await sender.send(new Api.help.GetConfig()) as Api.Config;
  assert.equal(answer.className, "Config");
  await sender.disconnect();
});

for (const socket of [PromisedNetSockets, ObfuscatedSockets]) {
  Deno.test(`startMtprotoServer() answers the abridged transport over ${socket.name}`, async () => {
    await using server = startStub({ call: () => Promise.resolve({ result: nearestDc("DE") }) });
    const sender = await connectGramjs({
      port: server.port,
      key: server.key.bytes,
      Connection: AbridgedConnection,
      socket,
    });
    const answer = await sender.send(new Api.help.GetNearestDc()) as Api.NearestDc;
    assert.equal(answer.country, "DE");
    await sender.disconnect();
    closeCiphers();
  });
}

Deno.test("startMtprotoServer() lets GramJS come back after a dropped connection", async () => {
  const first = startStub();
  const sender = await connectGramjs({ port: first.port, key: first.key.bytes });
  await sender.send(new Api.help.GetNearestDc());
  await first.close();
  await using second = startStub({
    port: first.port,
    call: () => Promise.resolve({ result: nearestDc("FR") }),
  });
  const answer = await sender.send(new Api.help.GetNearestDc()) as Api.NearestDc;
  assert.equal(answer.country, "FR");
  assert.equal(second.connections(), 1);
  await sender.disconnect();
});

Deno.test("startMtprotoServer() answers with errors that GramJS understands", async () => {
  await using server = startStub({
    call: () => Promise.resolve({ error: { code: 420, message: "FLOOD_WAIT_7" } }),
  });
  const sender = await connectGramjs({ port: server.port, key: server.key.bytes });
  const refused = sender.send(new Api.help.GetNearestDc());
  await assert.rejects(refused as Promise<unknown>, { seconds: 7 });
  await sender.disconnect();
});

Deno.test("startMtprotoServer() lets calls in flight wait side by side", async () => {
  await using server = startStub({ latencyMs: 100 });
  const sender = await connectGramjs({ port: server.port, key: server.key.bytes });
  await sender.send(new Api.help.GetNearestDc());
  const begin = performance.now();
  await Promise.all(Array.from({ length: 20 }, () => sender.send(new Api.help.GetNearestDc())));
  const elapsed = performance.now() - begin;
  assert.ok(elapsed >= 100 && elapsed < 1500, `${elapsed}`);
  await sender.disconnect();
});

Deno.test("startMtprotoServer() sends GramJS compressed answers if told to", async () => {
  const country = "a".repeat(5000);
  await using server = startStub({
    gzip: true,
    call: () => Promise.resolve({ result: nearestDc(country) }),
  });
  const sender = await connectGramjs({ port: server.port, key: server.key.bytes });
  const answer = await sender.send(new Api.help.GetNearestDc()) as Api.NearestDc;
  assert.equal(answer.country, country);
  await sender.disconnect();
});

Deno.test("push() reaches the sessions that want updates", async () => {
  await using server = startStub({
    call: (request, meta) => {
      meta.setReceivesUpdates(request.className === "help.GetNearestDc");
      return Promise.resolve({ result: nearestDc("NL") });
    },
  });
  const { promise: arrived, resolve } = Promise.withResolvers<unknown>();
  const silent: unknown[] = [];
  const isUpdate = (update: unknown) => Reflect.get(update as object, "className") !== undefined;
  const wants = await connectGramjs({
    port: server.port,
    key: server.key.bytes,
    onUpdate: (update) => isUpdate(update) && resolve(update),
  });
  const not = await connectGramjs({
    port: server.port,
    key: server.key.bytes,
    onUpdate: (update) => isUpdate(update) && silent.push(update),
  });
  await wants.send(new Api.help.GetNearestDc());
  await not.send(new Api.help.GetInviteText());
  await server.push(new Uint8Array(new Api.UpdatesTooLong().getBytes()));
  assert.equal(Reflect.get(await arrived as object, "className"), "UpdatesTooLong");
  // An answer that comes later shows that no update came before it.
  await not.send(new Api.help.GetInviteText());
  assert.deepEqual(silent, []);
  await Promise.all([wants.disconnect(), not.disconnect()]);
});

Deno.test("startMtprotoServer() survives 2,000 connections of garbage", async () => {
  await using server = startStub();
  const visit = async (seed: number): Promise<void> => {
    const socket = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
    const garbage = crypto.getRandomValues(new Uint8Array(1 + (seed * 37) % 300));
    const tags = [[0xef], [0xee, 0xee, 0xee, 0xee], [0xdd, 0xdd, 0xdd, 0xdd], []];
    garbage.set((tags[seed % 4] ?? []).slice(0, garbage.length));
    // The server may hang up before all is written.
    await socket.write(garbage).catch(() => 0);
    socket.close();
  };
  for (let seed = 0; seed < 2000; seed += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, index) => visit(seed + index)));
  }
  const sender = await connectGramjs({ port: server.port, key: server.key.bytes });
  const answer = await sender.send(new Api.help.GetNearestDc()) as Api.NearestDc;
  assert.equal(answer.country, "NL");
  await sender.disconnect();
});
