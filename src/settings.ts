/**
 * The table of settings: each name, what it takes, and what it is when nothing is said. Data; read
 * by `config.ts` and by whatever documents or checks the configuration.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import type { ChatPolicy } from "./model/access.ts";
import { LOG_LEVELS } from "./model/log.ts";
import { type Secret, secret } from "./model/secret.ts";
import { DEFAULT_PII_KINDS, parsePiiKinds, PII_KINDS, PII_MODES } from "./privacy/policy.ts";
import type { PaceName } from "./telegram/pace.ts";

const PACES = ["gentle", "fast", "unlimited"] as const satisfies readonly PaceName[];

/** One setting. */
export interface Setting<Value> {
  /** Finishes the sentence "expected …". */
  readonly expected: string;
  /** Used when nothing is said; a setting without it may stay unset. */
  readonly fallback?: Value;
  /** Gives `undefined` for what it cannot take. */
  readonly parse: (text: string) => Value | undefined;
}

function setting<Value>(
  expected: string,
  parse: (text: string) => Value | undefined,
): Setting<Value>;
function setting<Value>(
  expected: string,
  parse: (text: string) => Value | undefined,
  fallback: Value,
): Setting<Value> & { readonly fallback: Value };
function setting<Value>(
  expected: string,
  parse: (text: string) => Value | undefined,
  fallback?: Value,
): Setting<Value> {
  return fallback === undefined ? { expected, parse } : { expected, parse, fallback };
}

function wholeNumber(least: number, most: number): (text: string) => number | undefined {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    return value >= least && value <= most ? value : undefined;
  };
}

function oneOf<const Word extends string>(
  words: readonly Word[],
): (text: string) => Word | undefined {
  return (text) => words.find((word) => word === text);
}

const KEY_EXPECTED = "at least 32 random bytes in hexadecimal or base64";

/** Keys are given in hexadecimal or base64. */
function keyBytes(text: string): Secret | undefined {
  const isHex = /^(?:[0-9a-f]{2})+$/i.test(text);
  const isBase64 = /^(?:[\w+/-]{4})*(?:[\w+/-]{2}(?:==)?|[\w+/-]{3}=?)?$/.test(text);
  if (!isHex && !isBase64) return undefined;
  const bytes = Buffer.from(text, isHex ? "hex" : "base64");
  return bytes.length >= 32 ? secret(bytes.toString("hex")) : undefined;
}

const LISTED_NAME = /^(?:@(?!(?:me|self)$)\w{1,64}|(?!(?:all|public|me|self)$)[a-z_]\w{0,63})$/i;
/** Marked ids only: a bare number could be anybody's. */
const LISTED_ID = /^-[1-9]\d{0,15}$/;

function chatPolicy(text: string): ChatPolicy | undefined {
  if (text === "public" || text === "all") return { mode: text };
  const entries = text.split(",").map((entry) => entry.trim()).filter((entry) => entry !== "");
  const names = entries.filter((entry) => LISTED_NAME.test(entry));
  const ids = entries.filter((entry) => LISTED_ID.test(entry));
  if (entries.length === 0 || names.length + ids.length !== entries.length) return undefined;
  return {
    mode: "list",
    usernames: new Set(names.map((name) => name.replace("@", "").toLowerCase())),
    ids: new Set(ids.map(Number)),
  };
}

function piiKinds(text: string) {
  const kinds = parsePiiKinds(text);
  return kinds.ok ? kinds.value : undefined;
}

const TOKEN = /^([\w.-]{1,64}):([0-9a-f]{64})$/i;

function httpTokens(text: string) {
  const entries = text.split(",").map((entry) => TOKEN.exec(entry.trim()));
  const tokens = entries.flatMap((found) => {
    const [, name, sha256] = found ?? [];
    return name === undefined || sha256 === undefined ? [] : [{ name, sha256 }];
  });
  const isEachNamedOnce = new Set(tokens.map(({ name }) => name)).size === entries.length;
  return tokens.length === entries.length && isEachNamedOnce ? tokens : undefined;
}

function address(text: string): URL | undefined {
  const url = URL.parse(text);
  if (url === null || url.hash !== "" || url.username !== "" || url.password !== "") {
    return undefined;
  }
  const isLocal = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  return url.protocol === "https:" || (url.protocol === "http:" && isLocal) ? url : undefined;
}

/** As it was written: tokens repeat it to the letter. */
function addressText(text: string): string | undefined {
  return address(text) && text;
}

function list(each: RegExp): (text: string) => readonly string[] | undefined {
  return (text) => {
    const entries = text.split(",").map((entry) => entry.trim().toLowerCase());
    return entries.every((entry) => each.test(entry)) ? entries : undefined;
  };
}

const HOST_NAME = /^(?:[a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])$/;
const ORIGIN = /^https?:\/\/(?:[a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/;

/** A path has a separator, so that a mistyped `stderr` is no file's name. */
function auditSink(text: string): string | undefined {
  return text === "stderr" || /[/\\][^/\\]+$/.test(text) ? text : undefined;
}

/** Every setting that has an effect, by its name in the environment. */
export const SETTINGS = {
  TELEGRAM_API_ID: setting(
    "the number that my.telegram.org shows as api_id",
    wholeNumber(1, 2 ** 31 - 1),
  ),
  TELEGRAM_API_HASH: setting(
    "the 32 hexadecimal digits that my.telegram.org shows as api_hash",
    (text) => /^[0-9a-f]{32}$/i.test(text) ? secret(text) : undefined,
  ),
  TELEGRAM_STRING_SESSION: setting(
    "a session string of GramJS or Telethon, which begins with 1",
    (text) => /^1[\w+/=-]+$/.test(text) && text.length > 200 ? secret(text) : undefined,
  ),
  TGTK_CHATS: setting(
    "public, all, or a list such as @name,-1001234567890",
    chatPolicy,
    { mode: "public" } as ChatPolicy,
  ),
  TGTK_PII: setting("mask, pseudonymize or off", oneOf(PII_MODES), "mask"),
  TGTK_PII_KINDS: setting(
    `a comma-separated list of +kind and -kind, where kind is one of ${PII_KINDS.join(", ")}`,
    piiKinds,
    DEFAULT_PII_KINDS,
  ),
  TGTK_PII_KEY: setting(KEY_EXPECTED, keyBytes),
  TGTK_AUDIT: setting("stderr, or a file's path such as /var/log/tgtk/audit.jsonl", auditSink),
  TGTK_CURSOR_KEY: setting(KEY_EXPECTED, keyBytes),
  TGTK_PACE: setting(PACES.join(", "), oneOf(PACES), "gentle"),
  TGTK_LEASE_PORT: setting("a port from 1024 to 65528", wholeNumber(1024, 65_528), 47_110),
  TGTK_FLOOD_WAIT_MAX_S: setting("seconds, from 0 to 3600", wholeNumber(0, 3600), 20),
  TGTK_REQUEST_TIMEOUT_S: setting("seconds, from 1 to 300", wholeNumber(1, 300), 30),
  TGTK_HTTP_TOKENS: setting(
    "a comma-separated list of name:sha256, where sha256 is the 64 hexadecimal digits of the token's SHA-256",
    httpTokens,
  ),
  TGTK_JWKS_URL: setting("the https address of the authorization server's keys", address),
  TGTK_JWT_ISSUER: setting(
    "the https address that the authorization server's tokens name as iss",
    addressText,
  ),
  TGTK_JWT_AUDIENCE: setting(
    "this server's own https address, with /mcp, which tokens name as aud",
    addressText,
  ),
  TGTK_ALLOWED_HOSTS: setting(
    "a comma-separated list of host names without ports, such as tgtk.example.org",
    list(HOST_NAME),
  ),
  TGTK_ALLOWED_ORIGINS: setting(
    "a comma-separated list of origins, such as https://app.example.org",
    list(ORIGIN),
  ),
  TGTK_RATE_PER_MINUTE: setting(
    "tool calls a minute, from 1 to 1000000",
    wholeNumber(1, 1_000_000),
    30,
  ),
  TGTK_RATE_BURST: setting("tool calls in 10 s, from 1 to 1000000", wholeNumber(1, 1_000_000), 10),
  TGTK_EXPORT_DIR: setting("the path of a folder", (text) => text),
  TGTK_EXPORT_TTL_HOURS: setting("hours, from 1 to 8760", wholeNumber(1, 8760), 24),
  TGTK_EXPORT_MAX_MB: setting("megabytes, from 2 to 1000000", wholeNumber(2, 1_000_000)),
  TGTK_LOG: setting(LOG_LEVELS.join(", "), oneOf(LOG_LEVELS), "info"),
  TGTK_LOG_FORMAT: setting("json or text", oneOf(["json", "text"]), "json"),
} as const;

/** Settings that are refused without another one; with a `value`, only where they have it. */
export const NEEDED_BESIDE: readonly {
  readonly name: keyof typeof SETTINGS;
  readonly value?: string;
  readonly needed: keyof typeof SETTINGS;
}[] = [
  { name: "TGTK_PII", value: "pseudonymize", needed: "TGTK_PII_KEY" },
  { name: "TGTK_AUDIT", needed: "TGTK_PII_KEY" },
];
