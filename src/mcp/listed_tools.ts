/**
 * The tools as clients are told of them.
 *
 * @module
 */

import type { Tool as ListedTool } from "@modelcontextprotocol/server";
import type { Tool, ToolDefinition } from "../tools/tool.ts";
import { jsonSchema } from "./json_schema.ts";

/** Writing the schemas takes a millisecond, and over HTTP each request has a server of its own. */
const LISTS = new WeakMap<readonly Tool[], ListedTool[]>();

/**
 * Lists tools, each list once.
 *
 * @param tools The tools.
 * @returns Their names, words, schemas and annotations, in the same order.
 */
export function listedTools(tools: readonly Tool[]): ListedTool[] {
  const known = LISTS.get(tools);
  if (known !== undefined) return known;
  const listed = tools.map(({ definition }) => listedTool(definition));
  LISTS.set(tools, listed);
  return listed;
}

function listedTool(definition: ToolDefinition): ListedTool {
  return {
    name: definition.name,
    title: definition.title,
    description: definition.description,
    inputSchema: jsonSchema(definition.input, "input") as ListedTool["inputSchema"],
    outputSchema: jsonSchema(definition.output, "output") as ListedTool["outputSchema"],
    annotations: {
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: true,
    },
  };
}
