/**
 * Reads a real channel through every tool and compares with what GramJS alone reads. It needs an account
 * in TELEGRAM_API_ID, TELEGRAM_API_HASH and TELEGRAM_STRING_SESSION, and is skipped without one.
 * TGTK_LIVE_CHAT names another public channel than @telegram.
 */
import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import assert from "node:assert/strict";
import { wireTelegram } from "../../src/cli/wire.ts";
import { checkConfig } from "../../src/config.ts";
import { Api, bigInt, LAYER } from "../../src/gramjs.ts";
import { parseSessionString } from "../../src/telegram/session_string.ts";
import { fakeIo } from "../cli/fake_io.ts";
import { connectGramjs } from "../sandbox/gramjs_client.ts";

const COUNT = 30;
const NEEDED = ["TELEGRAM_API_ID", "TELEGRAM_API_HASH", "TELEGRAM_STRING_SESSION"] as const;

const missing = NEEDED.filter((name) => (Deno.env.get(name) ?? "") === "");
const chat = Deno.env.get("TGTK_LIVE_CHAT") ?? "telegram";
const reason = missing.length === 0 ? "" : ` (skipped: ${missing.join(", ")} not set)`;

interface Read {
  readonly id: number;
  readonly date: string;
  readonly text: string;
}

/** What the tools say. */
async function throughTools(): Promise<{ chatId: number; history: Read[]; again: Read[] }> {
  const own = Object.entries(Deno.env.toObject())
    .filter(([name]) => /^(?:TELEGRAM|TGTK)_/.test(name) && name !== "TGTK_LIVE_CHAT");
  // Masked texts could not be compared.
  const { config, errors } = checkConfig({ ...Object.fromEntries(own), TGTK_PII: "off" }, NEEDED);
  assert.deepEqual(errors, []);
  const toolkit = await wireTelegram(config!, fakeIo());
  assert.ok(!("error" in toolkit));
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "live", version: "1" });
  await toolkit.newServer().connect(theirs);
  await client.connect(ours);
  const call = async (name: string, args: Record<string, unknown>) => {
    const result = await client.callTool({ name, arguments: args });
    // deno-lint-ignore no-explicit-any -- tests reach into any field
    return { isError: result.isError === true, json: result.structuredContent as any };
  };
  try {
    const { json: resolved } = await call("tg_resolve_chat", { input: `@${chat}` });
    const { json: page } = await call("tg_fetch_history", {
      chat: `@${chat}`,
      page_size: COUNT,
      response_format: "detailed",
    });
    const ids = page.messages.map(({ id }: Read) => id);
    const { json: named } = await call("tg_get_messages", { chat: `@${chat}`, ids });
    const topics = await call("tg_list_topics", { chat: `@${chat}` });
    assert.equal(topics.isError, true, "a channel has no topics");
    return { chatId: resolved.chat_id, history: page.messages, again: named.messages };
  } finally {
    await client.close();
    await toolkit.close();
  }
}

/** What GramJS alone reads, over a connection of its own, once ours is closed. */
async function throughGramjs(): Promise<{ chatId: number; history: Read[] }> {
  const text = Deno.env.get("TELEGRAM_STRING_SESSION") ?? "";
  const session = parseSessionString(text);
  assert.ok(session.ok);
  const { address: host, dc_id, port } = session.value;
  const client = await connectGramjs({ host, port, dc_id, string_session: text });
  try {
    const first = new Api.contacts.ResolveUsername({ username: chat });
    const { chats: [found] } = await client.send<Api.contacts.ResolvedPeer>(begun(first));
    assert.ok(found instanceof Api.Channel && found.accessHash !== undefined);
    const peer = new Api.InputPeerChannel({ channelId: found.id, accessHash: found.accessHash });
    const { messages } = await client.send<Api.messages.ChannelMessages>(
      new Api.InvokeWithoutUpdates({
        query: new Api.messages.GetHistory({ peer, limit: COUNT, ...FROM_NEWEST }),
      }),
    );
    const history = messages.map((message) => ({
      id: message.id,
      date: new Date("date" in message ? message.date * 1000 : 0).toISOString(),
      text: message instanceof Api.Message ? message.message : "",
    }));
    return { chatId: Number(`-100${found.id}`), history };
  } finally {
    await client.close();
  }
}

const FROM_NEWEST = {
  offsetId: 0,
  offsetDate: 0,
  addOffset: 0,
  maxId: 0,
  minId: 0,
  hash: bigInt(0),
};

/** The first request of a connection says who asks. */
function begun(query: Api.AnyRequest): Api.AnyRequest {
  return new Api.InvokeWithLayer({
    layer: LAYER,
    query: new Api.InitConnection({
      apiId: Number(Deno.env.get("TELEGRAM_API_ID")),
      deviceModel: "tgtk",
      systemVersion: "1",
      appVersion: "1",
      systemLangCode: "en",
      langPack: "",
      langCode: "en",
      query: new Api.InvokeWithoutUpdates({ query }),
    }),
  });
}

Deno.test({
  name: `every tool reads @${chat} as GramJS does${reason}`,
  ignore: missing.length > 0,
  async fn() {
    const ours = await throughTools();
    const theirs = await throughGramjs();
    assert.equal(ours.chatId, theirs.chatId);
    const seconds = ({ date, id, text }: Read) => ({ id, at: Date.parse(date), text });
    // A post that came in between is newer than all that the tools saw.
    const newest = ours.history[0]?.id ?? 0;
    const both = theirs.history.filter(({ id }) => id <= newest).map(seconds);
    assert.ok(both.length > 0);
    assert.deepEqual(ours.history.slice(0, both.length).map(seconds), both);
    assert.deepEqual(
      ours.again.map(({ id }) => id).toSorted(),
      ours.history.map(({ id }) => id).toSorted(),
    );
  },
});
