/**
 * Absent is absent: a decoded TL object says `null`, `false` and `""` for what is not there.
 *
 * @module
 */

/** The same fields, each only if it says something. */
export type Present<T> = {
  readonly [Name in keyof T]?: Exclude<NonNullable<T[Name]>, false | "">;
};

/**
 * Leaves out what is absent. Zero is a value.
 *
 * @param fields Fields as TL has them.
 * @returns The fields that are neither `null`, `undefined`, `false` nor the empty string.
 *
 * @example A post without signature
 * ```ts
 * import { present } from "./present.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(present({ views: 0, pinned: false, author: null }), { views: 0 });
 * ```
 */
export function present<T extends object>(fields: T): Present<T> {
  const said: Record<string, unknown> = {};
  for (const name in fields) {
    const value: unknown = fields[name];
    if (value !== undefined && value !== null && value !== false && value !== "") {
      said[name] = value;
    }
  }
  // The type says exactly what the loop does, but a record forgets names.
  return said as Present<T>;
}
