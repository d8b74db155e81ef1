/**
 * JSON Schemas of the tools, as small as they can be said: every host puts them before the model.
 *
 * @module
 */

import { z } from "zod";

/** A JSON Schema object. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/**
 * Writes a zod schema as JSON Schema 2020-12, without the keywords that say nothing: the dialect and
 * the bounds of safe integers.
 *
 * @param schema The schema.
 * @param side `input` leaves arguments with a default optional; `output` does not close objects.
 * @returns The JSON Schema.
 *
 * @example A page size
 * ```ts
 * import { jsonSchema } from "./json_schema.ts";
 * import { z } from "zod";
 * import assert from "node:assert/strict";
 *
 * const schema = z.strictObject({ page_size: z.int().min(1).max(100).default(50) });
 * assert.deepEqual(jsonSchema(schema, "input"), {
 *   type: "object",
 *   properties: { page_size: { default: 50, type: "integer", minimum: 1, maximum: 100 } },
 *   additionalProperties: false,
 * });
 * ```
 */
export function jsonSchema(schema: z.ZodObject, side: "input" | "output"): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: side,
    override: ({ jsonSchema }) => {
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (side === "output") delete jsonSchema.additionalProperties;
    },
  });
  return rest;
}
