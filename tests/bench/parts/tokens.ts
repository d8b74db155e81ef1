/** What an answer costs a model. */

import { encode } from "gpt-tokenizer/encoding/o200k_base";
import type { Cell } from "../../../tasks/performance/results.ts";
import { sampleWorld } from "../../../src/sandbox/world/sample/sample_world.ts";
import { setUp } from "../../e2e/in_process.ts";
import type { Part } from "./part.ts";

const PAGE = 100;
const CHATS = ["@tgtk_news", "@tgtk_big", "@tgtk_chat", "@tgtk_forum"] as const;
const FORMATS = ["concise", "detailed"] as const;

const tokens = (text: string) => encode(text).length;

async function measureMode(pii: "mask" | "off"): Promise<readonly (readonly Cell[])[]> {
  await using setup = await setUp({ world: sampleWorld() }, { TGTK_PII: pii });
  const rows: (readonly Cell[])[] = [];
  for (const chat of CHATS) {
    for (const response_format of FORMATS) {
      const args = { chat, page_size: PAGE, response_format };
      const { json, text } = await setup.call("tg_fetch_history", args);
      const texts: readonly { readonly text: string }[] = json.messages;
      if (texts.length !== PAGE) throw new Error(`Cannot measure: ${texts.length} messages`);
      const bodies = texts.reduce((sum, message) => sum + tokens(message.text), 0);
      const [asText, asJson] = [tokens(text), tokens(JSON.stringify(json))];
      const each = (all: number) => all / PAGE;
      rows.push([
        chat,
        pii,
        response_format,
        each(bodies),
        each(asText - bodies),
        each(asJson - bodies),
      ]);
    }
  }
  return rows;
}

export const TOKENS: Part = {
  title: "Tokens",
  about:
    "Tokens of the encoding o200k of a page of 100, a message: the texts themselves, and what " +
    "each form of the answer adds to them, everything counted. They are the same on every machine.",
  async measure() {
    const rows = [...await measureMode("mask"), ...await measureMode("off")];
    return {
      targets: [],
      tables: [{
        columns: [
          "chat",
          "personal data",
          "format",
          "its text",
          "answer as text",
          "answer as JSON",
        ],
        rows,
      }],
      plots: [],
    };
  },
};
