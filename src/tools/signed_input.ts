/**
 * Checks the arguments of a tool that goes on with a cursor.
 *
 * @module
 */

import type { z } from "zod";
import { checkCursor, type CursorSeal } from "../history/cursor.ts";
import type { Outcome } from "../model/failure.ts";
import { parseInput } from "./input.ts";
import type { ToolCall, ToolDefinition, ToolDeps } from "./tool.ts";

/** Who signs the cursors of a call, and for whom. */
export function sealOf({ principal }: ToolCall, { cursorKey }: ToolDeps): CursorSeal {
  return { key: cursorKey, principal };
}

/**
 * Parses a call's arguments and checks its cursor as far as that needs no call to Telegram.
 *
 * @param definition The tool.
 * @param call The call.
 * @param deps What the tool works with.
 * @returns The parsed arguments, `VALIDATION_ERROR` or `INVALID_CURSOR`.
 */
export function parseSigned<Input extends { readonly cursor?: string | undefined }>(
  definition: Omit<ToolDefinition, "input"> & { readonly input: z.ZodType<Input> },
  call: ToolCall,
  deps: ToolDeps,
): Outcome<Input> {
  const input = parseInput(definition, call.arguments);
  if (!input.ok) return input;
  const signed = checkCursor(sealOf(call, deps), input.value.cursor);
  return signed.ok ? input : signed;
}
