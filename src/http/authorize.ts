/**
 * Lets callers in, or says what they lack: RFC 6750 (bearer tokens) and RFC 9728 (where to get one).
 *
 * @module
 */

import {
  type Authentication,
  type Caller,
  LOCAL_CALLER,
  type Scope,
  SCOPES,
  type VerifyToken,
} from "./caller.ts";
import { refuse } from "./refusal.ts";

/** Names under which tokens have been put into addresses, where logs and histories keep them. */
const TOKEN_PARAMETERS: ReadonlySet<string> = new Set(
  ["access_token", "id_token", "token", "bearer", "authorization", "api_key", "apikey", "jwt"],
);

/** RFC 6750, section 2.1. */
const BEARER = /^bearer +([\w.~+/-]+=*)$/i;

/** No token in practice is longer. */
const LONGEST_TOKEN = 8192;

/**
 * Refuses tokens in the query (OAuth 2.1, section 5.1.1): they are never looked at.
 *
 * @param request The request; its body is not touched.
 * @returns A refusal, or nothing.
 */
export function tokenInQueryRefusal({ url }: Request): Response | undefined {
  if (!url.includes("?")) return undefined;
  const isToken = (name: string) => TOKEN_PARAMETERS.has(name.toLowerCase());
  if (![...new URL(url).searchParams.keys()].some(isToken)) return undefined;
  return refuse(
    "BAD_REQUEST",
    "Cannot take a token from the address: expected the header Authorization: Bearer.",
  );
}

/**
 * Finds out who calls.
 *
 * @param request The request; its body is not touched.
 * @param authentication How callers are told apart.
 * @param scope What the path needs.
 * @returns The caller, or the answer that refuses: 401, 403, or 503 when keys cannot be fetched.
 */
export async function authorize(
  request: Request,
  authentication: Authentication,
  scope: Scope,
): Promise<Caller | Response> {
  const { verify } = authentication;
  if (verify === undefined) return LOCAL_CALLER;
  const verdict = await verdictOn(request.headers.get("authorization"), verify);
  if ("refused" in verdict) return notLetIn(verdict.refused, authentication, scope);
  return scopeRefusal(verdict.caller, authentication, scope) ?? verdict.caller;
}

function verdictOn(header: string | null, verify: VerifyToken): ReturnType<VerifyToken> {
  if (header === null || !/^bearer\b/i.test(header)) return Promise.resolve({ refused: "missing" });
  const [, token] = BEARER.exec(header) ?? [];
  return token === undefined || token.length > LONGEST_TOKEN
    ? Promise.resolve({ refused: "invalid" })
    : verify(token);
}

/**
 * Refuses a caller whose token is not good for what is asked.
 *
 * @param caller Who was let in.
 * @param authentication How callers are told apart.
 * @param scope What is needed.
 * @returns A refusal, or nothing.
 */
export function scopeRefusal(
  caller: Caller,
  authentication: Authentication,
  scope: Scope,
): Response | undefined {
  if (caller.scopes.has(scope)) return undefined;
  // Asked for together, so that a client does not lose what it has (MCP, scope challenge handling).
  const needed = SCOPES.filter((each) => each === scope || caller.scopes.has(each));
  return refuse(
    "INSUFFICIENT_SCOPE",
    `Cannot do this with the given token: expected the scope ${scope}.`,
    { "www-authenticate": challenge(authentication, needed, "insufficient_scope") },
  );
}

function notLetIn(
  refused: "missing" | "invalid" | "unavailable",
  authentication: Authentication,
  scope: Scope,
): Response {
  if (refused === "unavailable") {
    return refuse(
      "UNAVAILABLE",
      "Cannot check tokens now: the authorization server's keys cannot be fetched.",
      { "retry-after": "30" },
    );
  }
  const error = refused === "invalid" ? "invalid_token" : undefined;
  return refuse(
    "UNAUTHORIZED",
    error === undefined
      ? "Cannot tell who calls: expected the header Authorization: Bearer with a token."
      : "Cannot accept this token: expected one that is valid, not expired, and made for this server.",
    { "www-authenticate": challenge(authentication, [scope], error) },
  );
}

function challenge(
  { oauth }: Authentication,
  scopes: readonly Scope[],
  error: "invalid_token" | "insufficient_scope" | undefined,
): string {
  const facts = [
    ...(error === undefined ? [] : [`error="${error}"`]),
    `scope="${scopes.join(" ")}"`,
    ...(oauth === undefined ? [] : [`resource_metadata="${metadataUrl(oauth.resource)}"`]),
  ];
  return `Bearer ${facts.join(", ")}`;
}

const WELL_KNOWN = "/.well-known/oauth-protected-resource";

/** RFC 9728, section 3.1: the well-known part goes before the resource's own path. */
function metadataUrl(resource: URL): string {
  return `${resource.origin}${metadataPath(resource)}`;
}

function metadataPath({ pathname }: URL): string {
  return pathname === "/" ? WELL_KNOWN : `${WELL_KNOWN}${pathname}`;
}

/**
 * Tells where this resource's metadata is.
 *
 * @param authentication How callers are told apart.
 * @returns Paths: that of the resource, and the short one that older clients try.
 */
export function metadataPaths({ oauth }: Authentication): readonly string[] {
  return oauth === undefined ? [] : [...new Set([metadataPath(oauth.resource), WELL_KNOWN])];
}

/**
 * Tells clients where to get a token (RFC 9728, section 2).
 *
 * @param oauth The resource and its authorization server.
 * @returns The metadata, as JSON.
 */
export function metadataAnswer(
  { resource, issuer }: NonNullable<Authentication["oauth"]>,
): Response {
  return Response.json({
    resource: resource.href,
    authorization_servers: [issuer],
    scopes_supported: SCOPES,
    bearer_methods_supported: ["header"],
    resource_name: "tgtk",
  });
}
