/**
 * A sandbox whose `@tgtk_big` has senders: each of its posts is written by one of many people.
 *
 *     deno run -A tests/bench/crowd_sandbox.ts SENDERS LATENCY_MS
 */

import { Api, bigInt } from "../../src/gramjs.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import type { History, World, WorldMessage } from "../../src/sandbox/world/world.ts";

const FIRST_SENDER = 7_000_000_000;
/** Prime: neighbours have different senders, and all of them take part. */
const STRIDE = 7919;

function senderId(index: number, senders: number): number {
  return FIRST_SENDER + (index * STRIDE) % senders;
}

function crowdWorld(senders: number): World {
  const sample = sampleWorld();
  const chats = sample.chats.map((chat) => {
    const { history } = chat;
    if (history.count !== 1_000_000) return chat;
    const at = (index: number): WorldMessage => {
      const message = history.at(index);
      message.fromId = new Api.PeerUser({ userId: bigInt(senderId(index, senders)) });
      return message;
    };
    return { ...chat, history: { ...history, at } satisfies History };
  });
  const big = chats.find(({ history }) => history.count === 1_000_000)!;
  const bigId = big.entity.id.toJSNumber();
  return {
    ...sample,
    chats,
    chat: (type, id) => type === "channel" && id === bigId ? big : sample.chat(type, id),
    user(id) {
      if (id < FIRST_SENDER || id >= FIRST_SENDER + senders) return sample.user(id);
      return new Api.User({
        id: bigInt(id),
        accessHash: bigInt(id).multiply(3),
        firstName: `Person ${id - FIRST_SENDER}`,
        lastName: "of the crowd",
        username: `person_${id - FIRST_SENDER}`,
      });
    },
  };
}

const [senders, latencyMs] = Deno.args.map(Number);
const world = crowdWorld(senders ?? 1);
const sandbox = await startSandbox({ world, latencyMs: latencyMs ?? 0 });
console.log(JSON.stringify(sandbox.ready));
for await (const _ of Deno.stdin.readable);
await sandbox.close();
