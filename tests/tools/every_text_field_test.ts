/**
 * Every field of Telegram's schema that can hold text, with a secret planted in each, one at a time:
 * none of them comes out of any tool, or of an export in any of its formats. What else a server tells
 * is asked in `tests/e2e/every_way_out_test.ts`.
 */
import assert from "node:assert/strict";
import type { Api } from "../../src/gramjs.ts";
import { formatter } from "../../src/exports/formats/formats.ts";
import { FORMAT_NAMES, type FormatName } from "../../src/exports/formats/names.ts";
import type { Chat } from "../../src/model/chat.ts";
import type { Message } from "../../src/model/message.ts";
import { DEFAULT_PII_KINDS, type PiiPolicy } from "../../src/privacy/policy.ts";
import { pseudonymsWith } from "../../src/privacy/pseudonyms.ts";
import { detailsOf, resolvedChat } from "../../src/telegram/gramjs/chats.ts";
import { pageOf } from "../../src/telegram/gramjs/messages.ts";
import { decodeTl } from "../../src/telegram/gramjs/tl_decoder.ts";
import { topicPage } from "../../src/telegram/gramjs/topic_calls.ts";
import { lineOf } from "../../src/tools/export_line.ts";
import { renderChat, renderHistory } from "../../src/tools/render.ts";
import { renderNamed } from "../../src/tools/render_named.ts";
import { renderTopics } from "../../src/tools/render_topics.ts";
import {
  constructorNamed,
  type Node,
  planted,
  type TextField,
  textFieldsIn,
} from "../telegram/gramjs/planted_tl.ts";

const CHAT: Chat = {
  chat_id: -1_000_000_000_042,
  kind: "forum",
  title: "Talk",
  username: "talk",
  usernames: ["talk"],
};

const SECRET = "secret.person@hidden-mail.org";
/** A word that is no personal data, and that a name or a username could be. */
const WORD = "Zebulonia";

const OFF: PiiPolicy = { mode: "off", kinds: DEFAULT_PII_KINDS };
const HIDING: readonly PiiPolicy[] = [
  { mode: "mask", kinds: DEFAULT_PII_KINDS },
  {
    mode: "pseudonymize",
    kinds: DEFAULT_PII_KINDS,
    pseudonyms: pseudonymsWith(new Uint8Array(32)),
  },
];

const node = (name: string, fields: Node["fields"] = {}): Node => ({
  constructor: constructorNamed(name),
  fields,
});

/** Messages from, and forwarded from, the user, the group and the channel that are in the answer. */
const MESSAGES = ["PeerUser", "PeerChat", "PeerChannel"].map((peer) =>
  node("Message", {
    fromId: node(peer),
    fwdFrom: node("MessageFwdHeader", { fromId: node(peer) }),
  })
);

type Draw = (bytes: Uint8Array, privacy: PiiPolicy) => unknown;

/** An answer of Telegram's, what stands in it beside the secret, and all that is made of it. */
const ANSWERS: Readonly<Record<string, { beside: Record<string, readonly Node[]>; draw: Draw }>> = {
  "messages.ChannelMessages": { beside: { messages: MESSAGES }, draw: drawPage },
  "messages.ForumTopics": { beside: {}, draw: drawTopics },
  "messages.ChatFull": { beside: { chats: [] }, draw: drawFullChat },
  "contacts.ResolvedPeer": { beside: {}, draw: drawResolved },
};

const randomFor = () => {
  let seed = 0;
  return (bytes: number) => new Uint8Array(bytes).fill(++seed);
};

function drawPage(bytes: Uint8Array, privacy: PiiPolicy): unknown {
  const { messages } = pageOf(decodeTl(bytes, "messages.Messages") as Api.messages.TypeMessages);
  return drawAll(messages, privacy);
}

function drawAll(messages: readonly Message[], privacy: PiiPolicy): unknown {
  const deps = { privacy, random: randomFor() };
  const spent = { telegramCalls: 1, waitedMs: 0 };
  const page = {
    chat: CHAT,
    messages,
    query: { window: {}, direction: "desc" },
    totalFetched: messages.length,
    covered: {},
    scanned: messages.length,
    ...spent,
  } as const;
  return [
    renderHistory({ ...page, format: "concise" }, deps),
    renderHistory({ ...page, format: "detailed" }, deps),
    renderNamed(
      { results: [{ chat: CHAT, messages }], requested: [], missing: [], ...spent },
      deps,
    ),
    FORMAT_NAMES.map((name) => fileOf(name, messages.map(lineOf(CHAT, privacy)))),
  ];
}

/** An export in one of its formats. */
function fileOf(name: FormatName, lines: readonly string[]): string {
  const { end, part } = formatter(name, { chat_id: CHAT.chat_id, kind: CHAT.kind });
  const bytes = part(new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")));
  return new TextDecoder().decode(bytes) + new TextDecoder().decode(end());
}

function drawTopics(bytes: Uint8Array, privacy: PiiPolicy): unknown {
  const page = topicPage(decodeTl(bytes, "messages.ForumTopics") as Api.messages.ForumTopics);
  const view = { chat: CHAT, ...page, telegramCalls: 1, waitedMs: 0 };
  return renderTopics(view, { privacy, random: randomFor() });
}

function drawFullChat(bytes: Uint8Array, privacy: PiiPolicy): unknown {
  const { fullChat, chats } = decodeTl(bytes, "messages.ChatFull") as Api.messages.ChatFull;
  const deps = { privacy, random: randomFor() };
  const details = detailsOf(fullChat as Api.ChannelFull, chats);
  return renderChat({ chat: CHAT, details }, deps);
}

function drawResolved(bytes: Uint8Array, privacy: PiiPolicy): unknown {
  const { chats, users } = decodeTl(bytes, "contacts.ResolvedPeer") as Api.contacts.ResolvedPeer;
  const resolved = resolvedChat([...chats, ...users][0], "talk");
  return resolved.ok
    ? renderChat({ chat: resolved.value.chat, details: {} }, { privacy, random: randomFor() })
    : resolved.failure;
}

function output(root: string, field: TextField, text: string, privacy: PiiPolicy): string {
  const { beside, draw } = ANSWERS[root]!;
  return JSON.stringify(draw(planted(root, field, text, beside), privacy));
}

/** Fields that name a person: hidden whatever stands in them. */
const PERSONAL =
  /^(?!.*(?:Channel|Chat)\.usernames)(?:.* User\.(?:firstName|lastName|username|phone)|User\.usernames .*|.* MessageFwdHeader\.fromName|.* MessageFwdHeader\.postAuthor|.* Message\.postAuthor)$/;

for (const root of Object.keys(ANSWERS)) {
  Deno.test(`no text of ${root} comes out unmasked`, async (t) => {
    const fields = textFieldsIn(root);
    assert.ok(fields.length > 20, String(fields.length));
    const carried: string[] = [];
    const dropped: string[] = [];
    for (const field of fields) {
      (output(root, field, WORD, OFF).includes(WORD) ? carried : dropped).push(field.name);
      for (const privacy of HIDING) {
        const hidden = output(root, field, SECRET, privacy);
        assert.ok(!/secret\.person|hidden-mail/.test(hidden), `${privacy.mode} ${field.name}`);
        if (!PERSONAL.test(field.name)) continue;
        assert.ok(
          !output(root, field, WORD, privacy).includes(WORD),
          `${privacy.mode} ${field.name}`,
        );
      }
    }
    // A field that appears here is one that answers tell from now on: is it cleaned on its way?
    await t.assertSnapshot(carried.toSorted(), { name: `${root}: told` });
    await t.assertSnapshot(dropped.toSorted(), { name: `${root}: not told` });
  });
}
