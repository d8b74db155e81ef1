/**
 * From configuration and flags to what the HTTP layer is told.
 *
 * @module
 */

import type { Config } from "../config.ts";
import { type AllowLists, LOOPBACK_HOSTS } from "../http/allow_lists.ts";
import { authentication } from "../http/authentication.ts";
import type { Authentication } from "../http/caller.ts";
import type { JwtOptions } from "../http/jwt.ts";
import type { Flags } from "./command.ts";

/** Where to listen. */
export interface Listen {
  readonly hostname: string;
  readonly port: number;
}

/** What the operator has chosen. */
export interface HttpOptions {
  readonly listen: Listen;
  /** Where health, readiness and metrics have a port of their own. */
  readonly admin?: Listen;
  readonly authentication: Authentication;
  readonly allowed: AllowLists;
}

const DEFAULT_HOST = "127.0.0.1";
const DEFAULT_PORT = 8000;

/**
 * Reads what concerns HTTP.
 *
 * @param config The checked configuration.
 * @param flags `host`, `port`, `admin-host`, `admin-port`.
 * @returns The options, or all that is wrong, one sentence each.
 */
export function httpOptions(
  config: Config,
  flags: Flags,
): HttpOptions | { readonly errors: readonly string[] } {
  const listen = listenAt(flags.host, flags.port ?? String(DEFAULT_PORT));
  const jwt = jwtOptions(config);
  if ("errors" in jwt) return jwt;
  const { TGTK_HTTP_TOKENS: tokens } = config;
  const checked = authentication({ ...(tokens && { tokens }), ...jwt });
  if (checked.verify === undefined && !isLoopback(listen.hostname)) {
    return { errors: [refusalToListen(listen.hostname)] };
  }
  const adminPort = flags["admin-port"];
  return {
    listen,
    ...(adminPort && { admin: listenAt(flags["admin-host"], adminPort) }),
    authentication: checked,
    allowed: allowLists(config, listen.hostname, checked),
  };
}

function listenAt(host: string | true | undefined, port: string | true): Listen {
  return { hostname: typeof host === "string" ? host : DEFAULT_HOST, port: Number(port) };
}

function refusalToListen(hostname: string): string {
  return `Cannot listen on ${hostname} without authentication: expected TGTK_HTTP_TOKENS, ` +
    "or TGTK_JWKS_URL with TGTK_JWT_ISSUER and TGTK_JWT_AUDIENCE; " +
    "only 127.0.0.1, ::1 and localhost need none.";
}

const JWT_SETTINGS = ["TGTK_JWKS_URL", "TGTK_JWT_ISSUER", "TGTK_JWT_AUDIENCE"] as const;

function jwtOptions(
  config: Config,
): { readonly jwt?: JwtOptions } | { readonly errors: readonly string[] } {
  const { TGTK_JWKS_URL: jwksUrl, TGTK_JWT_ISSUER: issuer, TGTK_JWT_AUDIENCE: audience } = config;
  if (jwksUrl !== undefined && issuer !== undefined && audience !== undefined) {
    return { jwt: { jwksUrl, issuer, audience, clock: Date.now } };
  }
  const given = JWT_SETTINGS.filter((name) => config[name] !== undefined);
  if (given.length === 0) return {};
  const missing = JWT_SETTINGS.filter((name) => config[name] === undefined);
  return { errors: [`Cannot use ${given.join(", ")}: expected ${missing.join(", ")} as well.`] };
}

/** Everything in 127.0.0.0/8 is this machine. */
function isLoopback(hostname: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/.test(hostname);
}

function allowLists(
  { TGTK_ALLOWED_HOSTS: hosts = [], TGTK_ALLOWED_ORIGINS: origins }: Config,
  hostname: string,
  { oauth }: Authentication,
): AllowLists {
  const own = hostname.includes(":") ? `[${hostname.replace(/^\[|\]$/g, "")}]` : hostname;
  return {
    hosts: new Set([...LOOPBACK_HOSTS, own, ...(oauth ? [oauth.resource.hostname] : []), ...hosts]),
    origins: new Set(origins),
    loopbackOrigins: isLoopback(hostname) && origins === undefined,
  };
}
