import { Server, type Transport } from "@modelcontextprotocol/server";
import assert from "node:assert/strict";
import type { Serving } from "../../src/cli/hosted_server.ts";
import { serveShared } from "../../src/cli/serve_shared.ts";
import type { Seat } from "../../src/cli/shared_session.ts";
import { fakeTime, settled } from "../telegram/fake_time.ts";
import type { Channel } from "../../src/telegram/lease/sealed_channel.ts";

// deno-lint-ignore no-explicit-any -- tests reach into any field of a message
type Message = Record<string, any>;

/** A client that a test speaks for. */
function fakeClient() {
  const heard: Message[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const transport: Transport = {
    start: () => Promise.resolve(),
    close: () => Promise.resolve(),
    send: (message) => {
      heard.push(message);
      for (const { count, resolve } of waiting) if (heard.length >= count) resolve();
      return Promise.resolve();
    },
  };
  return {
    transport,
    heard,
    say: (message: Message) => transport.onmessage?.({ jsonrpc: "2.0", ...message } as never),
    /** Waits until so many messages were heard, and gives the last. */
    until: async (count: number) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ count, resolve });
      if (heard.length >= count) resolve();
      await promise;
      return heard[count - 1]!;
    },
  };
}

/** A channel to a holder that a test speaks for. */
function fakeChannel() {
  const sent: Message[] = [];
  const texts: string[] = [];
  let wake = Promise.withResolvers<void>();
  let said = Promise.withResolvers<void>();
  let isOpen = true;
  const channel: Channel = {
    send: (text) => {
      sent.push(JSON.parse(text));
      said.resolve();
      said = Promise.withResolvers();
      return Promise.resolve();
    },
    receive: async () => {
      while (isOpen && texts.length === 0) await wake.promise;
      return texts.shift();
    },
    close: () => {
      isOpen = false;
      wake.resolve();
    },
  };
  const put = (text: string) => {
    texts.push(text);
    wake.resolve();
    wake = Promise.withResolvers();
  };
  return {
    channel,
    sent,
    put,
    answer: (message: Message) => put(JSON.stringify({ jsonrpc: "2.0", ...message })),
    until: async (count: number) => {
      while (sent.length < count) await said.promise;
      return sent.slice(0, count);
    },
    isOpen: () => isOpen,
  };
}

const HOLDER: Seat = { kind: "holder" };
const REFUSED: Seat = { kind: "refused", code: "SESSION_IN_USE" };
const joinedTo = ({ channel }: { readonly channel: Channel }): Seat => ({
  kind: "joined",
  channel,
  holder: "serve, pid 7",
});

/** Seats, one after the other; the last one again and again. */
function seats(...given: readonly (Seat | Promise<Seat>)[]) {
  let count = 0;
  return {
    seat: async () => await (given[count++] ?? given.at(-1)!),
    count: () => count,
  };
}

/** Servers whose calls answer with the number of the server, or never. */
function fakeServing() {
  const aborted: number[] = [];
  const log: unknown[][] = [];
  let servers = 0;
  const serving: Serving = {
    log: (...line) => void log.push(line),
    newServer: () => {
      const number = ++servers;
      const server = new Server({ name: "t", version: "1" }, { capabilities: { tools: {} } });
      server.setRequestHandler("tools/list", () => ({ tools: [] }));
      server.setRequestHandler("tools/call", async ({ params }, { mcpReq: { signal } }) => {
        if (params.name === "slow") {
          await new Promise((resolve) => signal.addEventListener("abort", resolve));
          aborted.push(number);
        }
        return { content: [], structuredContent: { server: number } };
      });
      return server;
    },
  };
  return { serving, aborted, log };
}

const INITIALIZE = {
  id: 0,
  method: "initialize",
  params: {
    protocolVersion: "2025-11-25",
    capabilities: {},
    clientInfo: { name: "test", version: "1" },
  },
};
const INITIALIZED = { method: "notifications/initialized" };
const call = (id: number, name = "quick") => ({
  id,
  method: "tools/call",
  params: { name, arguments: {} },
});

Deno.test("serveShared() serves by itself as holder", async () => {
  const client = fakeClient();
  const { close } = serveShared(client.transport, seats(HOLDER), fakeServing().serving);
  client.say(INITIALIZE);
  assert.equal((await client.until(1)).result.serverInfo.name, "t");
  client.say(INITIALIZED);
  client.say(call(1));
  assert.deepEqual((await client.until(2)).result.structuredContent, { server: 1 });
  await close();
});

Deno.test("serveShared() asks a holder, and goes on by itself when it ends", async () => {
  const client = fakeClient();
  const holder = fakeChannel();
  const { serving, log } = fakeServing();
  const { close } = serveShared(client.transport, seats(joinedTo(holder), HOLDER), serving);
  client.say(INITIALIZE);
  await holder.until(1);
  holder.answer({ id: 0, result: { protocolVersion: "2025-11-25" } });
  await client.until(1);
  client.say(INITIALIZED);
  client.say(call(1));
  client.say(call(2));
  const said = await holder.until(4);
  assert.deepEqual(said.map(({ method }) => method), [
    "initialize",
    "notifications/initialized",
    "tools/call",
    "tools/call",
  ]);
  holder.answer({ id: 1, result: { content: [], structuredContent: { server: "holder" } } });
  await client.until(2);
  holder.channel.close();
  // The new server was told of the handshake, and answers what was left; nothing is answered twice.
  await client.until(3);
  assert.deepEqual(
    client.heard.map(({ id, result }) => [id, result.structuredContent?.server]),
    [[0, undefined], [1, "holder"], [2, 1]],
  );
  assert.deepEqual(log.map(([level, words]) => [level, words]), [
    ["info", "another process of this session answers"],
    ["info", "the process that held the session no longer answers"],
  ]);
  await close();
});

Deno.test("serveShared() goes from holder to holder with what is unfinished and not cancelled", async () => {
  const client = fakeClient();
  const holders = [fakeChannel(), fakeChannel()] as const;
  const places = seats(...holders.map(joinedTo));
  const { close } = serveShared(client.transport, places, fakeServing().serving);
  for (const id of [1, 2, 3]) client.say(call(id));
  await holders[0].until(3);
  client.say({ method: "notifications/cancelled", params: { requestId: 2 } });
  await holders[0].until(4);
  holders[0].channel.close();
  const again = await holders[1].until(2);
  assert.deepEqual(again.map(({ id }) => id), [1, 3]);
  holders[1].answer({ id: 3, result: { content: [] } });
  assert.equal((await client.until(1)).id, 3);
  await close();
  assert.equal(holders[1].isOpen(), false);
});

Deno.test("serveShared() keeps what is said while nobody answers", async () => {
  const client = fakeClient();
  const place = Promise.withResolvers<Seat>();
  const { close } = serveShared(client.transport, seats(place.promise), fakeServing().serving);
  client.say(INITIALIZE);
  client.say(INITIALIZED);
  client.say(call(1));
  client.say(call(2));
  client.say({ method: "notifications/cancelled", params: { requestId: 1 } });
  place.resolve(HOLDER);
  await client.until(2);
  assert.deepEqual(client.heard.map(({ id }) => id), [0, 2]);
  await close();
});

Deno.test("serveShared() serves all but calls when it is refused, and asks again with each call", async () => {
  const client = fakeClient();
  const holder = fakeChannel();
  const places = seats(REFUSED, REFUSED, joinedTo(holder));
  const { serving, log } = fakeServing();
  const { close } = serveShared(client.transport, places, serving);
  client.say(INITIALIZE);
  await client.until(1);
  client.say(INITIALIZED);
  client.say({ id: 1, method: "tools/list" });
  assert.deepEqual((await client.until(2)).result.tools, []);
  assert.equal(places.count(), 1);
  client.say(call(2));
  // The call itself says what is wrong: it needs the session.
  assert.deepEqual((await client.until(3)).result.structuredContent, { server: 2 });
  assert.equal(places.count(), 2);
  client.say(call(3));
  const said = await holder.until(3);
  assert.deepEqual(said.map(({ id, method }) => [id, method]), [
    ["tgtk again 2", "initialize"],
    [undefined, "notifications/initialized"],
    [3, "tools/call"],
  ]);
  assert.deepEqual(log[0], ["warn", "cannot take the session", { code: "SESSION_IN_USE" }]);
  await close();
});

Deno.test("serveShared() serves all but calls when the system refuses", async () => {
  const client = fakeClient();
  const places = { seat: () => Promise.reject(new Deno.errors.PermissionDenied("no")) };
  const { serving, log } = fakeServing();
  const { close } = serveShared(client.transport, places, serving);
  client.say({ id: 1, method: "tools/list" });
  assert.deepEqual((await client.until(1)).result.tools, []);
  assert.deepEqual(log, [["warn", "cannot take the session", { code: "INTERNAL" }]]);
  await close();
});

Deno.test("serveShared() leaves a holder that is silent while somebody waits, not one that is at rest", async () => {
  const [client, stopped] = [fakeClient(), fakeChannel()];
  const time = fakeTime();
  const places = seats(joinedTo(stopped), HOLDER);
  const { serving } = fakeServing();
  const shared = serveShared(client.transport, places, serving, time.timer);
  client.say(INITIALIZE);
  await stopped.until(1);
  stopped.answer({ id: 0, result: {} });
  await client.until(1);
  // What is asked for a sign of life answers in time, whatever it says.
  await time.pass(5000);
  assert.deepEqual(stopped.sent[1], { jsonrpc: "2.0", id: "tgtk alive", method: "ping" });
  stopped.answer({ id: "tgtk alive", error: { code: -32601, message: "no" } });
  await settled();
  await time.pass(600_000);
  assert.deepEqual([stopped.sent.length, stopped.isOpen(), time.running()], [2, true, 0]);
  client.say(call(1));
  await time.pass(13_999);
  assert.deepEqual(stopped.sent.map(({ id }) => id), [0, "tgtk alive", 1, "tgtk alive"]);
  assert.ok(stopped.isOpen());
  await time.pass(1);
  assert.ok(!stopped.isOpen());
  const answer = await client.until(2);
  assert.deepEqual([answer["id"], answer["result"].structuredContent], [1, { server: 1 }]);
  assert.equal(time.running(), 0);
  await shared.close();
});

Deno.test("serveShared() leaves a holder that talks nonsense", async () => {
  const client = fakeClient();
  const holder = fakeChannel();
  const places = seats(joinedTo(holder), HOLDER);
  const { close } = serveShared(client.transport, places, fakeServing().serving);
  client.say(call(1));
  await holder.until(1);
  holder.put("[1]");
  assert.deepEqual((await client.until(1)).result.structuredContent, { server: 1 });
  assert.equal(holder.isOpen(), false);
  await close();
});

Deno.test("serveShared() cancels work under way at its end, and takes no place after it", async () => {
  const client = fakeClient();
  const { serving, aborted } = fakeServing();
  const { close } = serveShared(client.transport, seats(HOLDER), serving);
  client.say(call(1, "slow"));
  client.say(call(2));
  await client.until(1);
  await close();
  assert.deepEqual(aborted, [1]);
  const holder = fakeChannel();
  const place = Promise.withResolvers<Seat>();
  const late = serveShared(fakeClient().transport, seats(place.promise), serving);
  await late.close();
  place.resolve(joinedTo(holder));
  await holder.channel.receive();
  assert.equal(holder.isOpen(), false);
});
