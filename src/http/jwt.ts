/**
 * Access tokens of an authorization server: JWTs, checked against its published keys.
 *
 * RFC 9068 (profile), RFC 8725 (algorithms on a list), RFC 8707 (audience).
 *
 * @module
 */

import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify } from "jose";
import { type Scope, SCOPES, type VerifyToken } from "./caller.ts";

/** Where keys come from, and what tokens must say. */
export interface JwtOptions {
  readonly jwksUrl: URL;
  readonly issuer: string;
  /** This server's own address. */
  readonly audience: string;
  /** Fetches the keys; the platform's by default. */
  readonly fetch?: typeof fetch;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** Asymmetric ones only: who knows a public key must not be able to sign with it. */
const ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

const CLOCK_TOLERANCE_S = 30;
const JWKS_TIMEOUT_MS = 5000;
/** Between two fetches for keys that are not known. */
const JWKS_COOLDOWN_MS = 30_000;
const JWKS_MAX_AGE_MS = 600_000;

/**
 * Makes a check for JWTs.
 *
 * @param options Keys, issuer, audience.
 * @returns The check; `unavailable` when the keys cannot be fetched. It never rejects.
 */
export function jwtTokens(options: JwtOptions): VerifyToken {
  const keys = createRemoteJWKSet(options.jwksUrl, {
    timeoutDuration: JWKS_TIMEOUT_MS,
    cooldownDuration: JWKS_COOLDOWN_MS,
    cacheMaxAge: JWKS_MAX_AGE_MS,
    // Keys come from the address that the operator named, or not at all.
    [customFetch]: (url, init) =>
      (options.fetch ?? fetch)(url, { ...init, redirect: "error" } as RequestInit),
  });
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ALGORITHMS,
        issuer: options.issuer,
        audience: options.audience,
        requiredClaims: ["exp", "iss", "aud", "sub"],
        clockTolerance: CLOCK_TOLERANCE_S,
        currentDate: new Date(options.clock()),
      });
      return callerOf(payload);
    } catch (error) {
      return { refused: isTokensFault(error) ? "invalid" : "unavailable" };
    }
  };
}

/** A token bound to its owner's key (`cnf`, RFC 9449) is worth nothing without proof of that key. */
function callerOf({ sub, cnf, scope, scp }: JWTPayload): Awaited<ReturnType<VerifyToken>> {
  if (!isName(sub) || cnf !== undefined) return { refused: "invalid" };
  const words = [scope, scp].flatMap((claim) =>
    typeof claim === "string" ? claim.split(" ") : claim
  );
  const scopes = new Set(SCOPES.filter((each: Scope) => words.includes(each)));
  return { caller: { principal: `oauth:${sub}`, scopes } };
}

/** OpenID Connect Core, section 2: at most 255 characters. */
function isName(sub: unknown): sub is string {
  return typeof sub === "string" && sub !== "" && sub.length <= 255;
}

/** What else goes wrong, goes wrong on the way to the keys. */
function isTokensFault(error: unknown): boolean {
  return error instanceof errors.JWTClaimValidationFailed ||
    error instanceof errors.JWTExpired ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported;
}
