import { encode } from "gpt-tokenizer/encoding/o200k_base";
import assert from "node:assert/strict";
import { jsonSchema } from "../../src/mcp/json_schema.ts";
import type { ToolDeps } from "../../src/tools/tool.ts";
import { toolbox } from "../../src/tools/toolbox.ts";

// Definitions are data: nothing of what the tools work with is touched.
const DEFINITIONS = toolbox({} as ToolDeps).map(({ definition }) => definition);
const tokens = (value: unknown) => encode(JSON.stringify(value)).length;

Deno.test("names, descriptions and inputs of all tools cost at most 1,800 tokens, the list 5,000", () => {
  const asked = DEFINITIONS.map(({ description, input, name }) => ({
    name,
    description,
    inputSchema: jsonSchema(input, "input"),
  }));
  const listed = DEFINITIONS.map(({ output, title }, at) => ({
    ...asked[at],
    title,
    outputSchema: jsonSchema(output, "output"),
  }));
  assert.ok(tokens(asked) <= 1800, `${tokens(asked)} tokens`);
  assert.ok(tokens(listed) <= 5000, `${tokens(listed)} tokens`);
});

Deno.test("descriptions stay below the 2 KB that hosts show", () => {
  for (const { description, name } of DEFINITIONS) assert.ok(description.length < 2048, name);
});
