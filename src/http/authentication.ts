/**
 * Puts the checks for tokens together as the operator has set them up.
 *
 * @module
 */

import type { Authentication, VerifyToken } from "./caller.ts";
import { type JwtOptions, jwtTokens } from "./jwt.ts";
import { type StaticToken, staticTokens } from "./static_tokens.ts";

/** What the operator has set up. */
export interface AuthenticationOptions {
  readonly tokens?: readonly StaticToken[];
  readonly jwt?: JwtOptions;
}

/**
 * Makes the check for tokens.
 *
 * @param options Static tokens, an authorization server, both or neither.
 * @returns The check; without a `verify` when there is neither.
 */
export function authentication({ tokens, jwt }: AuthenticationOptions): Authentication {
  const checks = [
    ...(tokens === undefined ? [] : [staticTokens(tokens)]),
    ...(jwt === undefined ? [] : [jwtTokens(jwt)]),
  ];
  if (checks.length === 0) return {};
  return {
    verify: inTurn(checks),
    ...(jwt && { oauth: { resource: new URL(jwt.audience), issuer: jwt.issuer } }),
  };
}

function inTurn(checks: readonly VerifyToken[]): VerifyToken {
  return async (token) => {
    let verdict: Awaited<ReturnType<VerifyToken>> = { refused: "invalid" };
    for (const check of checks) {
      verdict = await check(token);
      if ("caller" in verdict) break;
    }
    return verdict;
  };
}
