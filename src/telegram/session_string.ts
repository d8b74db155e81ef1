/**
 * Session strings: what a signed-in account's key and data centre are written as, in the two layouts
 * that are in use.
 *
 * GramJS: `"1" + base64(dc_id:1, length:2, address:length, port:2, key:256)`. Telethon:
 * `"1" + base64url(dc_id:1, address:4 or 16, port:2, key:256)`. All numbers are big-endian.
 *
 * @module
 */

import { fail, type Outcome, succeed } from "../model/failure.ts";
import { type Secret, secret } from "../model/secret.ts";

/** Where a session's data centre is, and the key that speaks for the account. */
export interface Session {
  readonly dc_id: number;
  /** IPv4, dotted. */
  readonly address: string;
  /** 1 to 65535. */
  readonly port: number;
  /** The 256 bytes of the auth key, in hexadecimal. It is the account: treat it like a password. */
  readonly auth_key: Secret;
}

const KEY_BYTES = 256;
const EXPECTED = "a session string of GramJS or Telethon, as `tgtk login` prints it";

/** Production data centres' IPv4 addresses, as `help.getConfig` lists them, and their common port. */
const DATA_CENTRES: Readonly<Record<number, string>> = {
  1: "149.154.175.53",
  2: "149.154.167.51",
  3: "149.154.175.100",
  4: "149.154.167.91",
  5: "91.108.56.130",
};
const DATA_CENTRE_PORT = 443;

/** The parts of a session string as they were written. `address` is absent where it was IPv6. */
interface Layout {
  readonly address?: string;
  readonly port: number;
}

/**
 * Reads a session string.
 *
 * An IPv4 address and its port are taken as they stand. Host names and IPv6 addresses become the
 * IPv4 address of the same data centre, because the permissions name IPv4 ranges only.
 *
 * @param text The session string; white space round it is ignored.
 * @returns The session, or `VALIDATION_ERROR` for `TELEGRAM_STRING_SESSION`, which repeats nothing of
 * the string.
 *
 * @example Telethon's layout
 * ```ts
 * import { parseSessionString } from "./session_string.ts";
 * import { Buffer } from "node:buffer";
 * import assert from "node:assert/strict";
 *
 * const bytes = Buffer.concat([Buffer.from([2, 127, 0, 0, 1, 0x1f, 0x90]), Buffer.alloc(256, 7)]);
 * const session = parseSessionString("1" + bytes.toString("base64url"));
 * assert.ok(session.ok);
 * assert.deepEqual([session.value.dc_id, session.value.address], [2, "127.0.0.1"]);
 * assert.equal(session.value.port, 8080);
 * assert.equal(String(session.value.auth_key), "[redacted]");
 * ```
 */
export function parseSessionString(text: string): Outcome<Session> {
  const bytes = decode(text.trim());
  const dc_id = bytes?.[0];
  const layout = bytes === undefined ? undefined : layoutOf(bytes);
  if (bytes === undefined || dc_id === undefined || layout === undefined) return malformed();
  const place = placeOf(dc_id, layout);
  if (place === undefined) return malformed();
  return succeed({ dc_id, ...place, auth_key: secret(hex(bytes.subarray(-KEY_BYTES))) });
}

/**
 * Writes a session string in GramJS's layout.
 *
 * @param session The session.
 * @returns The string. It is the account: show it once, to its owner.
 *
 * @example It can be read again
 * ```ts
 * import { parseSessionString, writeSessionString } from "./session_string.ts";
 * import { secret } from "../model/secret.ts";
 * import assert from "node:assert/strict";
 *
 * const auth_key = secret("07".repeat(256));
 * const text = writeSessionString({ dc_id: 4, address: "149.154.167.91", port: 443, auth_key });
 * const read = parseSessionString(text);
 * assert.ok(read.ok && read.value.dc_id === 4 && read.value.port === 443);
 * ```
 */
export function writeSessionString({ dc_id, address, port, auth_key }: Session): string {
  const key = (auth_key.reveal().match(/../g) ?? []).map((digits) => parseInt(digits, 16));
  const place = new TextEncoder().encode(address);
  const bytes = [dc_id, 0, place.length, ...place, port >> 8, port & 0xff, ...key];
  return `1${btoa(String.fromCharCode(...bytes))}`;
}

/**
 * Where a production data centre is.
 *
 * @param dc_id Its number, from 1 to 5.
 * @returns Its address and port, or `undefined` for a number that none has.
 */
export function dataCentre(dc_id: number): Omit<Session, "auth_key"> | undefined {
  const address = DATA_CENTRES[dc_id];
  return address === undefined ? undefined : { dc_id, address, port: DATA_CENTRE_PORT };
}

function malformed(): Outcome<never> {
  return fail({ code: "VALIDATION_ERROR", field: "TELEGRAM_STRING_SESSION", expected: EXPECTED });
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The bytes behind the version digit, or `undefined` for what is no base64 of either alphabet. */
function decode(text: string): Uint8Array | undefined {
  if (!/^1[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined;
  const base64 = text.slice(1).replaceAll("-", "+").replaceAll("_", "/").replace(/={1,2}$/, "");
  if (base64.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function layoutOf(bytes: Uint8Array): Layout | undefined {
  if (bytes.length < 1 + 4 + 2 + KEY_BYTES) return undefined;
  const view = new DataView(bytes.buffer);
  const length = bytes.length - (1 + 2 + 2 + KEY_BYTES);
  // Written by GramJS as a signed number, which ports above 32767 overflow: read without the sign.
  const port = view.getUint16(bytes.length - KEY_BYTES - 2);
  // A GramJS string with a 14 letter address is as long as a Telethon one with IPv6: the length that
  // only GramJS writes decides.
  if (length > 2 && view.getUint16(1) === length) {
    return { address: new TextDecoder().decode(bytes.subarray(3, 3 + length)), port };
  }
  if (bytes.length === 1 + 4 + 2 + KEY_BYTES) {
    return { address: bytes.subarray(1, 5).join("."), port };
  }
  return bytes.length === 1 + 16 + 2 + KEY_BYTES ? { port } : undefined;
}

function placeOf(dc_id: number, layout: Layout): Pick<Session, "address" | "port"> | undefined {
  if (dc_id === 0 || layout.port === 0) return undefined;
  const { address, port } = layout;
  if (address !== undefined && isIpv4(address)) return { address, port };
  if (address !== undefined && !isHostName(address) && !address.includes(":")) return undefined;
  const known = DATA_CENTRES[dc_id];
  return known === undefined ? undefined : { address: known, port: DATA_CENTRE_PORT };
}

function isIpv4(address: string): boolean {
  const parts = address.split(".");
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

function isHostName(address: string): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(address) && !/^[0-9.]+$/.test(address);
}
