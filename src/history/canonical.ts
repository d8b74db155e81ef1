/**
 * Text for digests of values. Pure.
 *
 * @module
 */

/**
 * Writes a JSON value so that the same value gives the same text, in whichever order its fields were
 * written. Fields that are `undefined` or functions are left out, as JSON leaves them out.
 *
 * @param value Any JSON value.
 *
 * @example Order does not matter
 * ```ts
 * import { canonical } from "./canonical.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(canonical({ b: [1], a: undefined, c: "x" }), '{"b":[1],"c":"x"}');
 * assert.equal(canonical({ c: "x", b: [1] }), '{"b":[1],"c":"x"}');
 * ```
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) =>
    !["undefined", "function"].includes(typeof field)
  ).sort();
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join()}}`;
}
