/**
 * Which processes may answer for each other: those of one version whose settings say the same.
 *
 * @module
 */

import type { Config } from "../config.ts";
import type { Secret } from "../model/secret.ts";
import { VERSION } from "../version.ts";

/**
 * Settings that change no answer: the account is proved by its session, and the others concern how
 * this process is reached and what it logs. Whatever is not listed here has to be the same.
 */
const OWN_AFFAIRS =
  /^(?:TELEGRAM_.*|TGTK_(?:LEASE_PORT|LOG|LOG_FORMAT|HTTP_.*|JWKS_.*|JWT_.*|ALLOWED_.*|RATE_.*))$/;

/**
 * Digests what decides how a process answers: who it lets read what, what it masks, how fast it asks.
 *
 * @param config The checked configuration.
 * @param version This program's version.
 * @returns SHA-256 in hexadecimal. It goes to nobody who has not proved to know the session.
 *
 * @example Another log level is no other policy
 * ```ts
 * import { settingsDigest } from "./settings_digest.ts";
 * import { checkConfig } from "../config.ts";
 * import assert from "node:assert/strict";
 *
 * const digest = (environment: Record<string, string>) =>
 *   settingsDigest(checkConfig(environment, []).config!);
 * assert.equal(await digest({ TGTK_LOG: "debug" }), await digest({}));
 * assert.notEqual(await digest({ TGTK_PII: "off" }), await digest({}));
 * ```
 */
export async function settingsDigest(config: Config, version = VERSION): Promise<string> {
  const shared = Object.entries(config).filter(([name]) => !OWN_AFFAIRS.test(name));
  const bytes = new TextEncoder().encode(canonical({ version, ...Object.fromEntries(shared) }));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The same text for the same value, whatever the order in which it was written down. */
function canonical(value: unknown): string {
  if (isSecret(value)) return canonical(value.reveal());
  if (value instanceof Set) return `{${[...value].map(canonical).sort().join()}}`;
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "absent";
  const fields = Object.entries(value).map(([name, each]) =>
    `${canonical(name)}:${canonical(each)}`
  );
  return `{${fields.sort().join()}}`;
}

function isSecret(value: unknown): value is Secret {
  return typeof value === "object" && value !== null && "reveal" in value;
}
