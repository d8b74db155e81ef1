/**
 * Which names this server answers to, and which web pages may ask it. A page that rebinds its own
 * name to this address (DNS rebinding) is known by its Host header; a page elsewhere by its Origin.
 *
 * @module
 */

import type { RequestHeaders } from "../mcp/operations.ts";
import { refuse } from "./refusal.ts";

/** Host names without a port, in lower case; origins as browsers write them. */
export interface AllowLists {
  readonly hosts: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
  /** Pages of this machine may ask, whatever their port. */
  readonly loopbackOrigins: boolean;
}

/** The names of this machine itself. */
export const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Judges the Host header.
 *
 * @param headers The request's.
 * @param allowed What is allowed.
 * @returns A refusal, or nothing.
 */
export function hostRefusal(headers: RequestHeaders, allowed: AllowLists): Response | undefined {
  const host = hostName(headers.get("host") ?? "");
  if (host !== undefined && allowed.hosts.has(host)) return undefined;
  return refuse(
    "HOST_NOT_ALLOWED",
    "Cannot answer to this Host: expected a name of this server (TGTK_ALLOWED_HOSTS adds names).",
  );
}

/**
 * Judges the Origin header. Programs send none; browsers always say where a page comes from.
 *
 * @param headers The request's.
 * @param allowed What is allowed.
 * @returns A refusal, or nothing.
 */
export function originRefusal(
  headers: RequestHeaders,
  allowed: AllowLists,
): Response | undefined {
  if (!headers.has("origin") || allowedOrigin(headers, allowed) !== null) return undefined;
  return refuse(
    "ORIGIN_NOT_ALLOWED",
    "Cannot answer pages of this Origin: expected one that the operator allows (TGTK_ALLOWED_ORIGINS).",
  );
}

/**
 * Names the page that asks.
 *
 * @param headers The request's.
 * @param allowed What is allowed.
 * @returns Its origin if it may ask, or `null`.
 */
export function allowedOrigin(headers: RequestHeaders, allowed: AllowLists): string | null {
  const origin = headers.get("origin") ?? null;
  return origin !== null && isAllowedOrigin(origin, allowed) ? origin : null;
}

function isAllowedOrigin(origin: string, allowed: AllowLists): boolean {
  if (allowed.origins.has(origin)) return true;
  const [, host] = /^https?:\/\/([^/]+)$/.exec(origin) ?? [];
  if (!allowed.loopbackOrigins || host === undefined) return false;
  const name = hostName(host);
  return name !== undefined && LOOPBACK_HOSTS.has(name);
}

/** The name before the port, or nothing when it is no host at all. */
function hostName(host: string): string | undefined {
  const [, name] = /^([a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i.exec(host) ?? [];
  return name?.toLowerCase();
}
