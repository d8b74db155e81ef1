import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Api, bigInt, BinaryReader } from "../../../../src/gramjs.ts";
import { sampleWorld } from "../../../../src/sandbox/world/sample/sample_world.ts";
import { hex, nameOf, sample } from "./reading.ts";

const world = sampleWorld({ seed: 1 });

/** What an object says, without GramJS's own machinery and without what is absent. */
function plain(value: unknown): unknown {
  if (bigInt.isInstance(value)) return `long ${value}`;
  if (value instanceof Uint8Array) return hex(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const object = value as { className?: string; originalArgs?: Record<string, unknown> };
  if (object.originalArgs === undefined) return `unknown ${String(value)}`;
  const fields = Object.entries(object.originalArgs)
    .filter(([name, field]) =>
      field !== undefined && field !== null && field !== false && !/^flags2?$/.test(name)
    )
    .map(([name, field]) => [name, plain(field)]);
  return { is: object.className, ...Object.fromEntries(fields) };
}

function decoded(bytes: Uint8Array): unknown {
  return new BinaryReader(Buffer.from(bytes)).tgReadObject();
}

/** Runs with `console.error` watched: GramJS prints there what it cannot serialise. */
function printed(run: () => void): readonly unknown[] {
  const original = console.error;
  const lines: unknown[] = [];
  console.error = (...line: unknown[]) => lines.push(line.map(String).join(" "));
  try {
    run();
  } finally {
    console.error = original;
  }
  return lines;
}

Deno.test("sampleWorld() makes messages that say the same after encoding and decoding", () => {
  const media = new Set<string>();
  const lines = printed(() => {
    for (const chat of world.chats) {
      for (const message of sample(chat, 700)) {
        if (message.media) media.add(message.media.className);
        assert.deepEqual(plain(decoded(message.getBytes())), plain(message), nameOf(chat));
      }
    }
  });
  assert.deepEqual(lines, []);
  assert.ok(media.size >= 12, [...media].join(" "));
});

Deno.test("sampleWorld() makes entities, users and topics that survive encoding", () => {
  const objects = [
    world.self,
    ...world.chats.map(({ entity }) => entity),
    ...world.chats.flatMap(({ topics }) => topics ?? []),
    ...Array.from({ length: 800 }, (_, n) => world.user(5_100_000_019 + n * 7_919)!),
  ];
  const lines = printed(() => {
    for (const object of objects) {
      assert.deepEqual(plain(decoded(object.getBytes())), plain(object));
    }
  });
  assert.deepEqual(lines, []);
});

Deno.test("sampleWorld() has every kind of media in @tgtk_news, all of which survive encoding", () => {
  const kinds = new Map<string, Api.Message>();
  const { history } = world.chats[0]!;
  for (let i = 0; i < history.count; i++) {
    const message = history.at(i);
    if (message instanceof Api.Message && message.media) {
      kinds.set(kindOf(message.media), message);
    }
  }
  for (const [kind, message] of kinds) {
    assert.deepEqual(plain(decoded(message.getBytes())), plain(message), kind);
  }
  assert.deepEqual([...kinds.keys()].sort(), [
    "animation",
    "audio",
    "closed poll",
    "closed quiz",
    "contact",
    "dice",
    "document",
    "geo",
    "geoLive",
    "giveaway",
    "photo",
    "poll",
    "quiz",
    "round",
    "sticker",
    "story",
    "unsupported",
    "venue",
    "video",
    "voice",
    "webPage",
  ]);
});

function kindOf(media: Api.TypeMessageMedia): string {
  if (media instanceof Api.MessageMediaPoll) {
    return `${media.poll.closed ? "closed " : ""}${media.poll.quiz ? "quiz" : "poll"}`;
  }
  if (media instanceof Api.MessageMediaDocument) return fileKindOf(media);
  const name = media.className.replace("MessageMedia", "");
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The first of these that a document has says what it is. */
const FILE_KINDS = [
  ["Sticker", "sticker"],
  ["Animated", "animation"],
  ["Video", "video"],
  ["Audio", "audio"],
] as const;

function fileKindOf({ round, voice, document }: Api.MessageMediaDocument): string {
  if (round) return "round";
  if (voice) return "voice";
  const names = document instanceof Api.Document
    ? document.attributes.map(({ className }) => className.replace("DocumentAttribute", ""))
    : [];
  return FILE_KINDS.find(([name]) => names.includes(name))?.[1] ?? "document";
}
