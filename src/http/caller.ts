/**
 * Who calls, and what for.
 *
 * @module
 */

/** What a token may be good for. */
export const SCOPES = ["tg:read", "tg:export"] as const;

/** One of {@linkcode SCOPES}. */
export type Scope = (typeof SCOPES)[number];

/** Somebody who was let in. */
export interface Caller {
  /** Names the caller in cursors, exports, limits and the audit log; no secret. */
  readonly principal: string;
  readonly scopes: ReadonlySet<Scope>;
}

/** The outcome of looking at a request's credentials. */
export type Verdict =
  | { readonly caller: Caller }
  | { readonly refused: "missing" | "invalid" | "unavailable" };

/** Looks at a bearer token. Tells nothing but who it is. */
export type VerifyToken = (token: string) => Promise<Verdict>;

/** How callers are told apart. */
export interface Authentication {
  /** Absent where everybody who reaches the server is the same person: on loopback. */
  readonly verify?: VerifyToken;
  /** Where clients find the authorization server (RFC 9728), if there is one. */
  readonly oauth?: {
    /** This server's own address, which tokens name as their audience. */
    readonly resource: URL;
    readonly issuer: string;
  };
}

/** The one who calls where no authentication is set up. */
export const LOCAL_CALLER: Caller = { principal: "local", scopes: new Set(SCOPES) };
