/**
 * Checks a call's arguments and says in one sentence what is wrong with them.
 *
 * @module
 */

import type { z } from "zod";
import { fail, type Outcome, succeed } from "../model/failure.ts";
import type { ToolDefinition } from "./tool.ts";

/**
 * Parses a call's arguments. `null` counts as absent: some hosts send it for each argument left out.
 *
 * @param definition The tool; its `expected` names each argument.
 * @param args The arguments as they came.
 * @returns The parsed arguments, or `VALIDATION_ERROR` for the first one that is wrong.
 */
export function parseInput<Input>(
  definition: Omit<ToolDefinition, "input"> & { readonly input: z.ZodType<Input> },
  args: Readonly<Record<string, unknown>>,
): Outcome<Input> {
  const present = Object.entries(args).filter(([, value]) => value !== null);
  const parsed = definition.input.safeParse(Object.fromEntries(present));
  if (parsed.success) return succeed(parsed.data);
  const [issue] = parsed.error.issues;
  const known = Object.keys(definition.expected);
  if (issue?.code === "unrecognized_keys") {
    const field = issue.keys[0] ?? "";
    return invalid(printable(field), `one of the arguments ${known.join(", ")}`);
  }
  const field = String(issue?.path[0] ?? "arguments");
  return invalid(field, definition.expected[field] ?? `an object with ${known.join(", ")}`);
}

/** A foreign name goes into our sentence: only what a name can be made of. */
function printable(name: string): string {
  return name.replace(/[^\w.-]/g, "?").slice(0, 40);
}

function invalid(field: string, expected: string): Outcome<never> {
  return fail({ code: "VALIDATION_ERROR", field, expected });
}
