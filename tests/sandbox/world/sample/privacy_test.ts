import assert from "node:assert/strict";
import { Api } from "../../../../src/gramjs.ts";
import { HOSTILE } from "../../../../src/sandbox/world/sample/pii/hostile.ts";
import { sampleWorld } from "../../../../src/sandbox/world/sample/sample_world.ts";
import { chatNamed, nameOf, ordinary, sample } from "./reading.ts";

const world = sampleWorld({ seed: 1 });
const MARKER = /PRIVATE-(DIALOG|GROUP|CHANNEL|WORKSHOP)-SECRET-\d+/;
const SECRET = ["Private circle", "Полина", "Private editors' room", "Closed workshop"];

Deno.test("private chats have a marker in every text, public ones have none", () => {
  for (const chat of world.chats) {
    const secret = SECRET.includes(nameOf(chat));
    for (const message of sample(chat, 1_500)) {
      const bytes = new TextDecoder("latin1").decode(message.getBytes());
      assert.equal(MARKER.test(bytes), secret, `${nameOf(chat)} ${message.id}`);
    }
  }
});

Deno.test("private chats number their markers", () => {
  const dialog = world.chat("user", 5_000_000_002)!;
  assert.match(dialog.history.at(0).message!, /PRIVATE-DIALOG-SECRET-1$/);
  assert.match(dialog.history.at(219).message!, /PRIVATE-DIALOG-SECRET-220$/);
});

Deno.test("piiChannel() holds every hostile text in a message", () => {
  const texts = new Set([...ordinary(chatNamed(world, "tgtk_pii"))].map(({ message }) => message));
  assert.deepEqual(HOSTILE.filter((text) => !texts.has(text)), []);
});

Deno.test("piiChannel() puts hostile text into other fields too", () => {
  const fields = new Set<string>();
  for (const message of ordinary(chatNamed(world, "tgtk_pii"))) {
    if (message.media) fields.add(message.media.className.replace("MessageMedia", ""));
    if (message.fwdFrom?.fromName) fields.add("forward");
    if (message.postAuthor) fields.add("author");
  }
  assert.deepEqual([...fields].sort(), [
    "Contact",
    "Document",
    "Poll",
    "Venue",
    "WebPage",
    "author",
    "forward",
  ]);
});

Deno.test("people and channels may have hostile names", () => {
  assert.match(world.user(5_100_000_019 + 799 * 7_919)!.firstName!, /\n4999 18:00 s1/);
  assert.match(world.channel(1_000_000_206)!.title, /<\/untrusted>\n/);
});

Deno.test("piiChannel() holds personal data of every kind, entities inside the text", () => {
  const messages = [...ordinary(chatNamed(world, "tgtk_pii"))];
  const all = messages.map(({ message }) => message).join("\n");
  for (
    const pattern of [
      /eleanor\.finch\d\d@example\.org/,
      /\+1 202-555-01\d\d/,
      /8 \(900\) 000-00-\d\d/,
      /4111 1111 1111 1111/,
      /GB82 WEST 1234 5698 7654 32/,
      /bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4/,
      /СНИЛС \d{3}-\d{3}-\d{3} \d\d/,
      /ИНН \d{12}/,
      /ИНН \d{10}\b/,
    ]
  ) assert.match(all, pattern);
  for (const { message, entities } of messages) {
    for (const { offset, length } of entities ?? []) assert.ok(offset + length <= message.length);
  }
});

Deno.test("public texts use no address outside example.org but the ones kept for tests", () => {
  const hosts = new Set<string>();
  for (const chat of world.chats) {
    for (const message of sample(chat, 400)) {
      if (!(message instanceof Api.Message) || nameOf(chat) === "TGTK Personal Data") continue;
      for (const [, host] of message.message.matchAll(/https:\/\/([^/\s]+)/g)) hosts.add(host!);
    }
  }
  assert.deepEqual([...hosts].sort(), ["example.org", "news.example.org"]);
});
