/**
 * Cursors: a read's place, signed, so that the next page continues exactly where this one ended, on
 * any process with the same key. A cursor holds no secret and no text of the question.
 *
 * Layout, version 1, big endian: version 1, chat digest 4, query digest 6, five 32-bit numbers of the
 * place 20, HMAC-SHA-256 cut to 16; 47 bytes, 63 characters of base64url.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { type CursorReason, fail, type Outcome, succeed } from "../model/failure.ts";
import type { HistoryQuery } from "../model/query.ts";
import type { Place } from "./place.ts";

const VERSION = 1;
const CHAT_BYTES = 4;
const QUERY_BYTES = 6;
const PLACE_FIELDS = ["next_id", "ends_at", "fetched", "first_id", "last_date"] as const;
const BODY_BYTES = 1 + CHAT_BYTES + QUERY_BYTES + 4 * PLACE_FIELDS.length;
const MAC_BYTES = 16;

/** What a cursor belongs to: it opens only for the same three. */
export interface CursorScope {
  /** At least 32 bytes. */
  readonly key: Uint8Array;
  /** Who calls; one fixed name where there is only one caller. */
  readonly principal: string;
  /** Marked id. */
  readonly chatId: number;
  readonly query: HistoryQuery;
}

/**
 * Writes a cursor.
 *
 * @param scope What it belongs to.
 * @param place Where the read stands; ids and dates below 2^32.
 * @returns 63 characters of base64url.
 *
 * @example There and back
 * ```ts
 * import { openCursor, sealCursor } from "./cursor.ts";
 * import assert from "node:assert/strict";
 *
 * const query = { window: {}, direction: "desc" } as const;
 * const scope = { key: new Uint8Array(32), principal: "local", chatId: -1000000000042, query };
 * const place = { next_id: 57, ends_at: 1700000000, fetched: 50, first_id: 106, last_date: 1690000000 };
 * const cursor = sealCursor(scope, place);
 * assert.equal(cursor.length, 63);
 * assert.deepEqual(openCursor(scope, cursor), { ok: true, value: place });
 * ```
 */
export function sealCursor(scope: CursorScope, place: Place): string {
  const body = Buffer.alloc(BODY_BYTES);
  body.writeUInt8(VERSION, 0);
  chatDigest(scope).copy(body, 1);
  queryDigest(scope).copy(body, 1 + CHAT_BYTES);
  PLACE_FIELDS.forEach((field, index) => body.writeUInt32BE(place[field], placeOffset(index)));
  return Buffer.concat([body, mac(scope, body)]).toString("base64url");
}

/**
 * Opens a cursor.
 *
 * @param scope What it has to belong to.
 * @param cursor The text a caller sent back.
 * @returns The place, or `INVALID_CURSOR` with the reason.
 */
export function openCursor(scope: CursorScope, cursor: string): Outcome<Place> {
  const bytes = Buffer.from(cursor, "base64url");
  // Node's decoder skips what is no base64url; only the exact text counts.
  if (bytes.toString("base64url") !== cursor || bytes.length === 0) return refuse("malformed");
  if (bytes[0] !== VERSION) return refuse("version");
  if (bytes.length !== BODY_BYTES + MAC_BYTES) return refuse("malformed");
  const body = bytes.subarray(0, BODY_BYTES);
  if (!timingSafeEqual(bytes.subarray(BODY_BYTES), mac(scope, body))) return refuse("altered");
  if (!body.subarray(1, 1 + CHAT_BYTES).equals(chatDigest(scope))) return refuse("other_chat");
  const queryBytes = body.subarray(1 + CHAT_BYTES, 1 + CHAT_BYTES + QUERY_BYTES);
  if (!queryBytes.equals(queryDigest(scope))) return refuse("other_query");
  const numbers = PLACE_FIELDS.map((
    field,
    index,
  ) => [field, body.readUInt32BE(placeOffset(index))]);
  return succeed(Object.fromEntries(numbers) as Record<typeof PLACE_FIELDS[number], number>);
}

function placeOffset(index: number): number {
  return 1 + CHAT_BYTES + QUERY_BYTES + 4 * index;
}

/** Chat and question are inside the body, by digest; the caller is in the MAC alone. */
function mac(scope: CursorScope, body: Uint8Array): Buffer {
  return createHmac("sha256", scope.key)
    .update(`tgtk cursor\0${scope.principal}\0`)
    .update(body)
    .digest()
    .subarray(0, MAC_BYTES);
}

function chatDigest(scope: CursorScope): Buffer {
  return digest(`chat\0${scope.chatId}`, CHAT_BYTES);
}

function queryDigest(scope: CursorScope): Buffer {
  const { window, direction } = scope.query;
  return digest(JSON.stringify([direction, window.from ?? null, window.to ?? null]), QUERY_BYTES);
}

function digest(text: string, bytes: number): Buffer {
  return createHash("sha256").update(text).digest().subarray(0, bytes);
}

function refuse(reason: CursorReason): Outcome<never> {
  return fail({ code: "INVALID_CURSOR", reason });
}
