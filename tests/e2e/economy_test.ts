import { encode } from "gpt-tokenizer/encoding/o200k_base";
import assert from "node:assert/strict";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import { setUp } from "./in_process.ts";

const WORLD = sampleWorld();
const tokens = (text: string) => encode(text).length;

/** Who writes is content, as the bodies are: a page may have a hundred writers, or one. */
const contentOf = (json: Content) =>
  json.messages.reduce((sum, { text }) => sum + tokens(text), 0) +
  (json.senders ?? []).reduce((sum, { id, name }) => sum + tokens(`${name} ${id}`), 0);

interface Content {
  readonly messages: readonly { readonly text: string }[];
  readonly senders?: readonly { readonly id: number; readonly name: string }[];
}

/** A page of a busy group names eighty writers and answers half of its own lines. */
const BUDGETS = [["@tgtk_news", 15, 40], ["@tgtk_chat", 17, 42], ["@tgtk_forum", 17, 42]] as const;

for (const [chat, textBudget, jsonBudget] of BUDGETS) {
  const budget = `${textBudget} tokens a message as text, ${jsonBudget} as JSON`;
  Deno.test(`a concise page of ${chat} costs at most ${budget}`, async () => {
    await using setup = await setUp({ world: WORLD }, { TGTK_PII: "off" });
    const { json, text } = await setup.call("tg_fetch_history", { chat, page_size: 100 });
    const perMessage = (whole: string) => (tokens(whole) - contentOf(json)) / 100;
    const asText = perMessage(text);
    const asJson = perMessage(JSON.stringify(json));
    assert.ok(asText <= textBudget, `${asText} tokens a message as text`);
    assert.ok(asJson <= jsonBudget, `${asJson} tokens a message as JSON`);
  });
}
