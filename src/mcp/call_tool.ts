/**
 * One tool call, from its arguments to what the protocol says of its outcome.
 *
 * @module
 */

import type { CallToolResult } from "@modelcontextprotocol/server";
import { fail } from "../model/failure.ts";
import { type CallFacts, NO_OBSERVER } from "../model/observer.ts";
import { failureAnswer } from "../tools/failure_answer.ts";
import type { Tool, ToolAnswer, ToolCall } from "../tools/tool.ts";
import type { ServerParts } from "./server.ts";

/** Where a call is told of. */
export type CallParts = Pick<ServerParts, "log" | "newId" | "observer" | "principal">;

/**
 * Finds a tool.
 *
 * @param tools Those that there are.
 * @param wanted Its listed name, or its other one.
 * @returns The tool, if there is one.
 */
export function toolNamed(tools: readonly Tool[], wanted: unknown): Tool | undefined {
  return tools.find(({ definition: { alias, name } }) => wanted === name || wanted === alias);
}

/**
 * Calls a tool and tells the observer. A bug in it becomes `INTERNAL`.
 *
 * @param tool The tool.
 * @param call Its arguments, and what ends it.
 * @param parts Who calls, and where it is told.
 * @returns The answer in both forms; `isError` for failures.
 */
export async function callTool(
  tool: Tool,
  call: Omit<ToolCall, "principal" | "tell">,
  { log, newId, observer = NO_OBSERVER, principal }: CallParts,
): Promise<CallToolResult> {
  let facts: CallFacts = {};
  const tell = (more: CallFacts) => void (facts = { ...facts, ...more });
  const ongoing = observer.toolCall({ tool: tool.definition.name, principal });
  const outcome = await ongoing.within(() => tool.handle({ ...call, principal, tell }))
    .catch((error: unknown) => {
      const id = newId();
      log("error", "tool failed", { tool: tool.definition.name, id, cause: causeOf(error) });
      return fail({ code: "INTERNAL", id });
    });
  ongoing.end({ status: outcome.ok ? "ok" : outcome.failure.code, facts });
  const answer: ToolAnswer = outcome.ok ? outcome.value : failureAnswer(outcome.failure);
  return {
    content: [
      { type: "text", text: answer.text },
      ...(answer.links ?? []).map((link) => ({ type: "resource_link" as const, ...link })),
    ],
    structuredContent: answer.structured,
    ...(outcome.ok ? {} : { isError: true }),
  };
}

/** What failed and where, without the error's message: that may quote what people wrote. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return [error.name, ...placesIn(error.stack ?? "").slice(0, 3)].join(" at ");
}

const PROGRAM = new URL("../../", import.meta.url).href;

/** A stack begins with the message, whose lines may look like frames: only our own files are told. */
function placesIn(stack: string): readonly string[] {
  return stack.split("\n").flatMap((line) => {
    const [, rest = ""] = line.split(PROGRAM);
    return /^([\w./-]{1,100}:\d{1,6}:\d{1,6})\)?$/.exec(rest)?.[1] ?? [];
  });
}
