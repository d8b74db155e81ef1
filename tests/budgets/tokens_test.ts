/**
 * What answers and the list of tools cost in tokens: of a page every token of the answer beyond the bodies
 * counts, the notice, the summary, the fence and the senders included.
 */
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import assert from "node:assert/strict";
import { jsonSchema } from "../../src/mcp/json_schema.ts";
import { sampleWorld } from "../../src/sandbox/world/sample/sample_world.ts";
import type { ToolDeps } from "../../src/tools/tool.ts";
import { toolbox } from "../../src/tools/toolbox.ts";
import { setUp } from "../e2e/in_process.ts";
import { LIST_TOKENS, LIST_TOKENS_SLACK, PAGE_TOKENS, PAGE_TOKENS_SLACK } from "./budgets.ts";
import { keeps } from "./keeps.ts";

const WORLD = sampleWorld();

const tokens = (what: unknown) =>
  encode(typeof what === "string" ? what : JSON.stringify(what)).length;

// Definitions are data: nothing of what the tools work with is touched.
const DEFINITIONS = toolbox({} as ToolDeps).map(({ definition }) => definition);
const ASKED = DEFINITIONS.map(({ description, input, name }) => ({
  name,
  description,
  inputSchema: jsonSchema(input, "input"),
}));
const LISTED = DEFINITIONS.map(({ output, title }, at) => ({
  ...ASKED[at],
  title,
  outputSchema: jsonSchema(output, "output"),
}));
const LISTS: Readonly<Record<keyof typeof LIST_TOKENS, unknown>> = {
  "names, descriptions and inputs": ASKED,
  "the list": LISTED,
};

for (const [name, list] of Object.entries(LISTS)) {
  const budget = LIST_TOKENS[name as keyof typeof LIST_TOKENS];
  Deno.test(`all tools, ${name}: ${budget} tokens`, () => {
    const what = `all tools, ${name}`;
    keeps({ what, unit: "tokens", budget, slack: LIST_TOKENS_SLACK }, tokens(list));
  });
}

Deno.test("descriptions stay below the 2 KB that hosts show", () => {
  for (const { description, name } of DEFINITIONS) assert.ok(description.length < 2048, name);
});

for (const { args, ...budgets } of PAGE_TOKENS) {
  for (const mode of ["mask", "off"] as const) {
    const what = `a page of ${JSON.stringify(args)}, personal data ${mode}`;
    const { json: jsonBudget, text: textBudget } = budgets[mode];
    Deno.test(`${what}: ${textBudget} tokens a message as text, ${jsonBudget} as JSON`, async () => {
      await using setup = await setUp({ world: WORLD }, { TGTK_PII: mode });
      const { json, text } = await setup.call("tg_fetch_history", { ...args, page_size: 100 });
      assert.equal(json.messages.length, 100);
      const bodies = json.messages.reduce(
        (sum: number, { text }: { readonly text: string }) => sum + tokens(text),
        0,
      );
      const counts = { text: (tokens(text) - bodies) / 100, json: (tokens(json) - bodies) / 100 };
      for (const form of ["text", "json"] as const) {
        const unit = `tokens a message as ${form}`;
        const budget = budgets[mode][form];
        keeps({ what, unit, budget, slack: PAGE_TOKENS_SLACK }, counts[form]);
      }
    });
  }
}
