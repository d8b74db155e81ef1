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
  definition: Pick<ToolDefinition, "expected"> & { readonly input: z.ZodType<Input> },
  args: Readonly<Record<string, unknown>>,
): Outcome<Input> {
  const present = Object.entries(args).filter(([, value]) => value !== null);
  const parsed = definition.input.safeParse(Object.fromEntries(present));
  if (parsed.success) return succeed(parsed.data);
  const [issue] = parsed.error.issues;
  const path = (issue?.path ?? []).filter((part) => typeof part === "string").join(".");
  if (issue?.code === "unrecognized_keys") {
    const field = [path, printable(issue.keys[0] ?? "")].filter((part) => part !== "").join(".");
    return invalid(field, `one of ${fieldsUnder(definition, path).join(", ")}`);
  }
  const field = path === "" ? "arguments" : path;
  const fields = fieldsUnder(definition, "").join(", ");
  return invalid(field, definition.expected[field] ?? `an object with ${fields}`);
}

/** `expected` names nested fields with dots. */
function fieldsUnder({ expected }: Pick<ToolDefinition, "expected">, path: string): string[] {
  const prefix = path === "" ? "" : `${path}.`;
  return Object.keys(expected)
    .filter((name) => name.startsWith(prefix) && !name.slice(prefix.length).includes("."))
    .map((name) => name.slice(prefix.length));
}

/** A foreign name goes into our sentence: only what a name can be made of. */
function printable(name: string): string {
  return name.replace(/[^\w.-]/g, "?").slice(0, 40);
}

function invalid(field: string, expected: string): Outcome<never> {
  return fail({ code: "VALIDATION_ERROR", field, expected });
}
