/**
 * What a concise page of 100 costs beyond the bodies: every token of the answer counts, the notice,
 * the summary, the fence and the senders included.
 */
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import assert from "node:assert/strict";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import { setUp } from "./in_process.ts";

const WORLD = sampleWorld();
const tokens = (text: string) => encode(text).length;

/** Tokens of text and of JSON, a message. */
type Budget = readonly [text: number, json: number];

interface Page {
  readonly args: Record<string, unknown>;
  readonly mask: Budget;
  /** What people call themselves costs extra: 70 to 90 names and usernames a page in groups. */
  readonly off: Budget;
}

const PAGES: readonly Page[] = [
  { args: { chat: "@tgtk_news" }, mask: [15, 40], off: [15, 40] },
  { args: { chat: "@tgtk_big" }, mask: [15, 40], off: [15, 40] },
  { args: { chat: "@tgtk_chat" }, mask: [15, 40], off: [21, 49] },
  { args: { chat: "@tgtk_forum" }, mask: [15, 40], off: [20, 46.5] },
  { args: { chat: "@tgtk_forum", topic_id: 140 }, mask: [15, 40], off: [22, 46.5] },
  // 84 messages of 100 are replies, and `reply_to_id` costs 7 of JSON.
  { args: { chat: "@tgtk_news_chat" }, mask: [15, 43.5], off: [21, 50] },
  // The basic group before the migration: each message's own `chat_id` costs 8 of JSON, for with the
  // supergroup's the id would name another message. Nearly each message has a day of its own.
  { args: { chat: "@tgtk_chat", direction: "asc" }, mask: [15, 43.5], off: [19.5, 49] },
  // Comments: the linked group's `chat_id` costs 10 of JSON, and each of them is a reply.
  { args: { chat: "@tgtk_news", thread_id: 4700 }, mask: [15, 54.5], off: [22, 62.5] },
];

for (const mode of ["mask", "off"] as const) {
  for (const page of PAGES) {
    const [textBudget, jsonBudget] = page[mode];
    const asked = JSON.stringify(page.args);
    const budget = `${textBudget} tokens a message as text, ${jsonBudget} as JSON`;
    Deno.test(`a concise page of ${asked}, personal data ${mode}: at most ${budget}`, async () => {
      await using setup = await setUp({ world: WORLD }, { TGTK_PII: mode });
      const { json, text } = await setup.call("tg_fetch_history", { ...page.args, page_size: 100 });
      assert.equal(json.messages.length, 100);
      const bodies = json.messages.reduce(
        (sum: number, { text }: { readonly text: string }) => sum + tokens(text),
        0,
      );
      const asText = (tokens(text) - bodies) / 100;
      const asJson = (tokens(JSON.stringify(json)) - bodies) / 100;
      assert.ok(asText <= textBudget, `${asText} tokens a message as text`);
      assert.ok(asJson <= jsonBudget, `${asJson} tokens a message as JSON`);
    });
  }
}
