import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Api, bigInt, serverKeys } from "../../src/gramjs.ts";
import { sandboxKey } from "../../src/sandbox/identity.ts";
import type { Sandbox, SandboxOptions, TraceLine } from "../../src/sandbox/sandbox.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { connectGramjs, type GramjsClient, introduced } from "./gramjs_client.ts";
import { inputChannel, tinyWorld } from "./tiny_world.ts";

/** Starts a sandbox with the tiny world, connects, and closes both at the end. */
async function withClient(
  test: (client: GramjsClient, sandbox: Sandbox) => Promise<void>,
  { withKey = true, ...options }: Partial<SandboxOptions> & { readonly withKey?: boolean } = {},
): Promise<void> {
  const sandbox = startSandbox({ world: tinyWorld(), ...options });
  try {
    const client = await connectGramjs(sandbox.ready, withKey);
    try {
      await test(client, sandbox);
    } finally {
      await client.close();
    }
  } finally {
    await sandbox.close();
  }
}

function getHistory(peer: Api.TypeInputPeer, offsetId: number, limit: number, addOffset = 0) {
  return new Api.messages.GetHistory({
    peer,
    offsetId,
    addOffset,
    limit,
    offsetDate: 0,
    maxId: 0,
    minId: 0,
    hash: bigInt.zero,
  });
}

Deno.test("startSandbox() says how to connect", async () => {
  const sandbox = startSandbox({ world: tinyWorld() });
  await sandbox.close();
  const { port, string_session, rsa_public_key_pem, ...rest } = sandbox.ready;
  assert.ok(port > 0);
  assert.equal(string_session[0], "1");
  assert.match(rsa_public_key_pem, /^-----BEGIN RSA PUBLIC KEY-----/);
  assert.deepEqual(rest, {
    host: "127.0.0.1",
    dc_id: 2,
    api_id: 20_000_002,
    api_hash: "0123456789abcdef0123456789abcdef",
    layer: 198,
    login: { phone: "+9996621234", code: "22222", password: "sandbox-password" },
  });
});

Deno.test("startSandbox() serves a history to the session it minted, down and up", async () => {
  await withClient(async ({ send }, sandbox) => {
    const config = await send<Api.Config>(introduced(new Api.help.GetConfig()));
    assert.deepEqual(
      config.dcOptions.map(({ id, port }) => [id, port]),
      [[2, sandbox.ready.port]],
    );
    assert.equal(sandbox.connections(), 1);

    const resolve = new Api.contacts.ResolveUsername({ username: "tiny_chat" });
    const { chats } = await send<Api.contacts.ResolvedPeer>(resolve);
    const { id, accessHash } = chats[0] as Api.Channel;
    const peer = new Api.InputPeerChannel({ channelId: id, accessHash: accessHash! });

    const down: number[] = [];
    for (let offset = 0; down.length < 10; offset = down.at(-1)!) {
      const page = await send<Api.messages.ChannelMessages>(getHistory(peer, offset, 4));
      down.push(...page.messages.map((message) => message.id));
    }
    assert.deepEqual(down, [144, 89, 55, 34, 21, 13, 8, 5, 3, 2]);

    const up = await send<Api.messages.ChannelMessages>(getHistory(peer, 1, 3, -3));
    assert.deepEqual(up.messages.map((message) => message.id), [5, 3, 2]);
    assert.deepEqual(up.messages.map(({ className }) => className), [
      "Message",
      "Message",
      "MessageService",
    ]);
  });
});

Deno.test("startSandbox() traces each request once it was answered", async () => {
  const lines: TraceLine[] = [];
  const clock = () => 1_700_000_000_000;
  await withClient(async ({ send }) => {
    const request = new Api.InvokeWithoutUpdates({
      query: getHistory(inputChannel(1002), 13, 3),
    });
    await send(introduced(request));
    await assert.rejects(send(getHistory(inputChannel(1003), 0, 3)), /CHANNEL_PRIVATE/);
  }, { trace: (line) => lines.push(line), clock });
  assert.deepEqual(lines, [
    {
      time: "2023-11-14T22:13:20.000Z",
      connection: 1,
      method: "messages.getHistory",
      wrappers: ["invokeWithLayer", "initConnection", "invokeWithoutUpdates"],
      params: {
        peer: { type: "channel", id: 1002 },
        offset_id: 13,
        offset_date: 0,
        add_offset: 0,
        limit: 3,
        max_id: 0,
        min_id: 0,
      },
      answer: {
        _: "messages.channelMessages",
        messages: 3,
        first_id: 8,
        last_id: 3,
        count: 10,
      },
    },
    {
      time: "2023-11-14T22:13:20.000Z",
      connection: 1,
      method: "messages.getHistory",
      wrappers: [],
      params: {
        peer: { type: "channel", id: 1003 },
        offset_id: 0,
        offset_date: 0,
        add_offset: 0,
        limit: 3,
        max_id: 0,
        min_id: 0,
      },
      answer: { error_code: 400, error_message: "CHANNEL_PRIVATE" },
    },
  ]);
});

Deno.test("startSandbox() knows nobody behind a new auth key", async () => {
  const { fingerprint, n, e } = sandboxKey;
  serverKeys.set(String(BigInt.asIntN(64, fingerprint)), { n: bigInt(n), e: Number(e) });
  await withClient(async ({ send }) => {
    await send(introduced(new Api.help.GetConfig()));
    const request = new Api.users.GetUsers({ id: [new Api.InputUserSelf()] });
    await assert.rejects(send(request), /AUTH_KEY_UNREGISTERED/);
  }, { withKey: false });
});

Deno.test("startSandbox() pushes updates to who asked for them", async () => {
  await withClient(async (wanting, sandbox) => {
    const quiet = await connectGramjs(sandbox.ready);
    const nearest = new Api.help.GetNearestDc();
    await wanting.send(introduced(nearest));
    await quiet.send(new Api.InvokeWithoutUpdates({ query: introduced(nearest) }));
    const arrived = wanting.nextUpdate();
    await sandbox.push(new Api.UpdatesTooLong());
    assert.equal((await arrived as Api.UpdatesTooLong).className, "UpdatesTooLong");
    await quiet.send(new Api.InvokeWithoutUpdates({ query: nearest }));
    assert.deepEqual(quiet.updates, []);
    await quiet.close();
  });
});

Deno.test("startSandbox() drops what scripted short pages drop", async () => {
  await withClient(async ({ send }) => {
    const page = await send<Api.messages.ChannelMessages>(
      introduced(getHistory(inputChannel(1002), 0, 4)),
    );
    assert.deepEqual(page.messages.map(({ id }) => id), [144, 89]);
    assert.equal(page.count, 10);
  }, { shortPages: ({ ids }) => ids.slice(0, 2) });
});

Deno.test("startSandbox() takes a free port that fits into 15 bits, as sessions write it", async () => {
  const sandboxes = Array.from({ length: 5 }, () => startSandbox({ world: tinyWorld() }));
  for (const { ready } of sandboxes) assert.ok(ready.port >= 20_000 && ready.port < 32_768);
  await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
});

Deno.test("startSandbox() traces what cannot be read by its constructor", async () => {
  const lines: TraceLine[] = [];
  const sandbox = startSandbox({ world: tinyWorld(), trace: (line) => void lines.push(line) });
  const client = await connectGramjs(sandbox.ready);
  const unknown = new Api.help.GetNearestDc();
  unknown.getBytes = () => Buffer.from([0x44, 0x33, 0x22, 0x11]);
  await assert.rejects(client.send(unknown));
  await client.close();
  await sandbox.close();
  const [line] = lines.filter(({ method }) => method === "?");
  assert.deepEqual(line?.params, { constructor: "11223344" });
  assert.deepEqual(line?.answer, {
    error_code: 400,
    error_message: "INPUT_METHOD_INVALID_287454020_0",
  });
});
