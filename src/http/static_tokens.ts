/**
 * Bearer tokens that the operator hands out. Only their SHA-256 is known here.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { createHash, timingSafeEqual } from "node:crypto";
import { type Caller, SCOPES, type VerifyToken } from "./caller.ts";

/** One token. */
export interface StaticToken {
  /** Whose it is. */
  readonly name: string;
  /** SHA-256 of the token, in 64 hexadecimal digits. */
  readonly sha256: string;
}

/**
 * Makes a check for static tokens. It takes the same time whichever token matches, or none.
 *
 * @param tokens The tokens.
 * @returns The check; it never rejects.
 *
 * @example A token and its owner
 * ```ts
 * import { staticTokens } from "./static_tokens.ts";
 * import assert from "node:assert/strict";
 *
 * // printf %s abc | sha256sum
 * const sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
 * const verify = staticTokens([{ name: "anna", sha256 }]);
 * const verdict = await verify("abc");
 * assert.equal("caller" in verdict && verdict.caller.principal, "token:anna");
 * assert.deepEqual(await verify("abd"), { refused: "invalid" });
 * ```
 */
export function staticTokens(tokens: readonly StaticToken[]): VerifyToken {
  const known = tokens.map(({ name, sha256 }) => ({
    digest: Buffer.from(sha256, "hex"),
    caller: { principal: `token:${name}`, scopes: new Set(SCOPES) } satisfies Caller,
  }));
  return (token) => {
    const digest = createHash("sha256").update(token).digest();
    const matches = known.filter((each) => timingSafeEqual(each.digest, digest));
    const caller = matches[0]?.caller;
    return Promise.resolve(caller === undefined ? { refused: "invalid" } : { caller });
  };
}
