/**
 * A secret that cannot be printed by accident.
 *
 * @module
 */

const REDACTED = "[redacted]";

/** Holds a secret; every way of turning it into text gives `[redacted]`, `reveal()` alone gives it. */
export interface Secret {
  reveal(): string;
}

/**
 * Wraps a secret.
 *
 * @param value The secret.
 * @returns The wrapper.
 *
 * @example It does not print
 * ```ts
 * import { secret } from "./secret.ts";
 * import assert from "node:assert/strict";
 *
 * const hash = secret("0123456789abcdef");
 * assert.equal(`${hash} ${JSON.stringify({ hash })}`, '[redacted] {"hash":"[redacted]"}');
 * assert.equal(hash.reveal(), "0123456789abcdef");
 * ```
 */
export function secret(value: string): Secret {
  const hidden = () => REDACTED;
  return Object.freeze({
    reveal: () => value,
    toString: hidden,
    toJSON: hidden,
    [Symbol.toPrimitive]: hidden,
    [Symbol.for("Deno.customInspect")]: hidden,
    [Symbol.for("nodejs.util.inspect.custom")]: hidden,
  });
}
