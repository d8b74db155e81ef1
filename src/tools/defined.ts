/**
 * Leaves out of an answer what is not there.
 *
 * @module
 */

/**
 * Drops the fields that are `undefined`: absent is absent, not null.
 *
 * @param value The fields; optional ones may be given as `undefined`.
 * @returns The fields that have a value.
 *
 * @example One field is missing
 * ```ts
 * import { defined } from "./defined.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(defined<{ id: number; text?: string }>({ id: 1, text: undefined }), { id: 1 });
 * ```
 */
export function defined<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  const kept: { [K in keyof T]?: T[K] | undefined } = {};
  // A loop, because every answer comes through here: lists of entries take three times as long.
  for (const name in value) if (value[name] !== undefined) kept[name] = value[name];
  return kept as T;
}
