import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { Api, bigInt, BinaryReader } from "../../../src/gramjs.ts";
import {
  detailsOf,
  type Entity,
  resolvedChat,
  seenChats,
} from "../../../src/telegram/gramjs/chats.ts";
import { discussionOf, groupOf } from "../../../src/telegram/gramjs/discussions.ts";
import { pageOf } from "../../../src/telegram/gramjs/messages.ts";
import { sendersOf } from "../../../src/telegram/gramjs/seen_senders.ts";
import { decodeTl } from "../../../src/telegram/gramjs/tl_decoder.ts";
import { topicPage } from "../../../src/telegram/gramjs/topic_calls.ts";
import type { ChatRef } from "../../../src/telegram/port.ts";
import { makeDice, mutate } from "../../sandbox/proof/mutations.ts";
import { RUNS } from "../../history/arbitraries.ts";
import { CONSTRUCTORS, randomTl } from "./random_tl.ts";

const PAGES = CONSTRUCTORS.filter(({ result }) => result === "messages.Messages");

const isFlags = (name: string) => /^flags\d?$/.test(name);

const decodePage = (bytes: Uint8Array) =>
  decodeTl(bytes, "messages.Messages") as Api.messages.TypeMessages;

function readByGramjs<T>(bytes: Buffer): T {
  return new BinaryReader(bytes).tgReadObject() as T;
}

/** GramJS's objects as plain ones: what was read, without what is absent. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const { originalArgs, className } = value as {
    readonly originalArgs?: Readonly<Record<string, unknown>>;
    readonly className?: string;
  };
  if (originalArgs === undefined) return value;
  const fields = Object.entries(originalArgs).filter(([name, field]) =>
    field !== null && field !== false && !isFlags(name)
  );
  return Object.fromEntries([["className", className], ...fields.map(([k, v]) => [k, plain(v)])]);
}

/** GramJS says `false` of flags that are absent too, and keeps the word that they stood in. */
function withoutFlags(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutFlags);
  if (typeof value !== "object" || value === null || !("className" in value)) return value;
  const fields = Object.entries(value).filter(([name, field]) => field !== false && !isFlags(name));
  return Object.fromEntries(fields.map(([name, field]) => [name, withoutFlags(field)]));
}

Deno.test("decodeTl() reads every constructor as GramJS does", () => {
  const dice = makeDice(1);
  for (const constructor of CONSTRUCTORS) {
    for (const presence of ["all", "none", "some"] as const) {
      const bytes = randomTl(constructor, dice, presence);
      const decoded = withoutFlags(decodeTl(bytes, constructor.result));
      assert.deepEqual(decoded, plain(readByGramjs(bytes)), constructor.name);
    }
  }
  assert.equal(CONSTRUCTORS.length, 1396);
});

const REF: ChatRef = { type: "channel", id: 1234, access_hash: "5" };

/** What our own reading makes of an answer, by the answer's type. */
// deno-lint-ignore no-explicit-any -- each takes the answers of its own type
const READINGS: Readonly<Record<string, (answer: any) => unknown>> = {
  "messages.Messages": (answer) => [pageOf(answer), sendersOf(answer, REF), groupOf(answer, REF)],
  "messages.DiscussionMessage": (answer) => discussionOf(answer, { ref: REF, root_id: 7 }),
  "messages.ForumTopics": topicPage,
  "messages.ChatFull": ({ fullChat, chats }) => [detailsOf(fullChat, chats), seenChats(chats, 0)],
  "users.UserFull": ({ fullUser }) => detailsOf(fullUser, []),
  "messages.Chats": ({ chats }) => chats.map((chat: Entity) => resolvedChat(chat, "it")),
  "User": (user) => resolvedChat(user, "it"),
};

for (const [type, reading] of Object.entries(READINGS)) {
  const choices = CONSTRUCTORS.filter(({ result }) => result === type);
  Deno.test(`decodeTl() lets ${type} be understood as GramJS's decoding does`, () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom("all", "some"), (seed, presence) => {
        const dice = makeDice(seed);
        const bytes = randomTl(choices[dice(choices.length)]!, dice, presence, true);
        assert.deepEqual(reading(decodeTl(bytes, type)), reading(readByGramjs(bytes)));
      }),
      { numRuns: RUNS },
    );
  });
}

Deno.test("decodeTl() keeps 64 bits", () => {
  const peers = ["1", "-1", "9223372036854775807", "-9223372036854775808", "9007199254740993"];
  for (const id of peers) {
    const bytes = new Api.PeerUser({ userId: bigInt(id) }).getBytes();
    assert.deepEqual(decodeTl(bytes, "Peer"), { className: "PeerUser", userId: bigInt(id) });
  }
});

Deno.test("decodeTl() reads vectors and bare answers", () => {
  const peer = new Api.PeerUser({ userId: bigInt(5) }).getBytes();
  const vector = Buffer.concat([Buffer.from("15c4b51c02000000", "hex"), peer, peer]);
  const read = { className: "PeerUser", userId: bigInt(5) };
  assert.deepEqual(decodeTl(vector, "Vector<Peer>"), [read, read]);
  assert.deepEqual(decodeTl(Buffer.from("15c4b51c00000000", "hex"), "Vector<Peer>"), []);
  assert.equal(decodeTl(Buffer.from("b5757299", "hex"), "Bool"), true);
  assert.equal(decodeTl(Buffer.from("379779bc", "hex"), "Bool"), false);
});

Deno.test("decodeTl() refuses what is not of the type", () => {
  const peer = new Api.PeerUser({ userId: bigInt(5) }).getBytes();
  const refused: readonly (readonly [Buffer, string, string])[] = [
    [peer, "Message", "Cannot read Message: got Peer"],
    [Buffer.from("efbeadde", "hex"), "Peer", "Cannot read constructor deadbeef"],
    [Buffer.concat([peer, Buffer.alloc(4)]), "Peer", "Cannot read Peer: bytes are left over"],
    [Buffer.from("00000000", "hex"), "Bool", "Cannot read Bool"],
    [Buffer.from("0000000000000000", "hex"), "Vector<Peer>", "Cannot read vector"],
    [
      Buffer.from("15c4b51cffffff7f", "hex"),
      "Vector<Peer>",
      "Cannot read vector: it is longer than its bytes",
    ],
    [
      Buffer.from("15c4b51cffffffff", "hex"),
      "Vector<Peer>",
      "Cannot read vector: it is longer than its bytes",
    ],
  ];
  for (const [bytes, type, message] of refused) {
    assert.throws(() => decodeTl(bytes, type), { message }, message);
  }
});

Deno.test("decodeTl() refuses every page that is cut short", () => {
  const dice = makeDice(7);
  for (let page = 0; page < 20; page++) {
    const bytes = randomTl(PAGES[page % PAGES.length]!, dice, "all");
    for (let length = 0; length < bytes.length; length += 1 + dice(40)) {
      assert.throws(() => decodePage(bytes.subarray(0, length)));
    }
  }
});

Deno.test("decodeTl() refuses spoiled pages, or yields what can be mapped", () => {
  let refused = 0;
  for (let seed = 0; seed < RUNS; seed++) {
    const dice = makeDice(seed);
    const bytes = mutate(randomTl(PAGES[dice(PAGES.length)]!, dice, "all"), dice);
    let page: Api.messages.TypeMessages;
    try {
      page = decodePage(bytes);
    } catch (error) {
      assert.ok(error instanceof TypeError || error instanceof RangeError);
      refused++;
      continue;
    }
    pageOf(page);
  }
  assert.ok(refused > RUNS / 4 && refused < RUNS);
});
