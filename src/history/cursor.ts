/**
 * Cursors: a read's place, signed, so that the next page continues exactly where this one ended, on
 * any process with the same key. A cursor holds no secret and no text of the question.
 *
 * Layout, version 1, big endian: version 1, marks 1 (1: in the part before a migration; 2: that part
 * cannot be read; then two bits for the order of dates and four for messages beyond the window), chat digest 4, query digest 6, seven 32-bit numbers of the place 28, HMAC-SHA-256
 * cut to 16; 56 bytes, 75 characters of base64url.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { type CursorReason, fail, type Outcome, succeed } from "../model/failure.ts";
import { canonical } from "./canonical.ts";
import { ORDERS, type Place } from "./place.ts";

const VERSION = 1;
const CHAT_BYTES = 4;
const QUERY_BYTES = 6;
const PLACE_FIELDS = [
  "next_id",
  "ends_at",
  "fetched",
  "first_id",
  "last_date",
  "done_first_id",
  "done_next_id",
] as const;
const DIGESTS_AT = 2;
const PLACE_AT = DIGESTS_AT + CHAT_BYTES + QUERY_BYTES;
const BODY_BYTES = PLACE_AT + 4 * PLACE_FIELDS.length;
const IN_EARLIER = 1;
const EARLIER_UNREADABLE = 2;
const ORDER_AT = 2;
const MAC_BYTES = 16;

/** Who signs, and for whom. */
export interface CursorSeal {
  /** At least 32 bytes. */
  readonly key: Uint8Array;
  /** Who calls; one fixed name where there is only one caller. */
  readonly principal: string;
}

/** What a cursor belongs to: it opens only for the same three. */
export interface CursorScope extends CursorSeal {
  /** Marked id. */
  readonly chatId: number;
  /** The question: any JSON value. */
  readonly query: unknown;
}

/**
 * Writes a cursor.
 *
 * @param scope What it belongs to.
 * @param place Where the read stands; ids and dates below 2^32.
 * @returns 75 characters of base64url.
 *
 * @example There and back
 * ```ts
 * import { openCursor, sealCursor } from "./cursor.ts";
 * import { startingPlace } from "./place.ts";
 * import assert from "node:assert/strict";
 *
 * const query = { window: {}, direction: "desc" } as const;
 * const scope = { key: new Uint8Array(32), principal: "local", chatId: -1000000000042, query };
 * const place = startingPlace(query, 1700000000);
 * const cursor = sealCursor(scope, place);
 * assert.equal(cursor.length, 75);
 * assert.deepEqual(openCursor(scope, cursor), { ok: true, value: place });
 * ```
 */
export function sealCursor(scope: CursorScope, place: Place): string {
  const body = Buffer.alloc(BODY_BYTES);
  body.writeUInt8(VERSION, 0);
  body.writeUInt8(marksOf(place), 1);
  chatDigest(scope.chatId).copy(body, DIGESTS_AT);
  queryDigest(scope).copy(body, DIGESTS_AT + CHAT_BYTES);
  PLACE_FIELDS.forEach((field, index) => body.writeUInt32BE(place[field], PLACE_AT + 4 * index));
  return Buffer.concat([body, mac(scope, body)]).toString("base64url");
}

function marksOf({ earlier_unreadable, order, part }: Place): number {
  return (part === "earlier" ? IN_EARLIER : 0) + (earlier_unreadable ? EARLIER_UNREADABLE : 0) +
    (ORDERS.indexOf(order) << ORDER_AT);
}

/**
 * Opens a cursor.
 *
 * @param scope What it has to belong to.
 * @param cursor The text a caller sent back.
 * @returns The place, or `INVALID_CURSOR` with the reason.
 */
export function openCursor(scope: CursorScope, cursor: string): Outcome<Place> {
  const opened = signedBody(scope, cursor);
  if (!opened.ok) return opened;
  const body = opened.value;
  if (!isChatIn(body, scope)) return refuse("other_chat");
  if (!body.subarray(DIGESTS_AT + CHAT_BYTES, PLACE_AT).equals(queryDigest(scope))) {
    return refuse("other_query");
  }
  return succeed(placeIn(body));
}

/**
 * Checks what needs no knowledge of the chat, so that a bad cursor costs no call: form, signature and
 * version.
 *
 * @param seal Who has to have signed it, and for whom.
 * @param cursor The text a caller sent back; absent for a first page.
 * @returns Nothing, or `INVALID_CURSOR` with the reason.
 */
export function checkCursor(seal: CursorSeal, cursor: string | undefined): Outcome<undefined> {
  const opened = cursor === undefined ? succeed(undefined) : signedBody(seal, cursor);
  return opened.ok ? succeed(undefined) : opened;
}

/**
 * Tells the place in a cursor of whichever chat and question: where its chat cannot be found any more.
 *
 * @param seal Who has to have signed it, and for whom.
 * @param cursor The text a caller sent back.
 * @returns The place; nothing if the cursor is not sound.
 */
export function placeInCursor(seal: CursorSeal, cursor: string): Place | undefined {
  const opened = signedBody(seal, cursor);
  return opened.ok ? placeIn(opened.value) : undefined;
}

/** Tells whether a cursor is sound and belongs to a chat, whichever the question. */
export function isOfChat(scope: Omit<CursorScope, "query">, cursor: string): boolean {
  const opened = signedBody(scope, cursor);
  return opened.ok && isChatIn(opened.value, scope);
}

function isChatIn(body: Buffer, { chatId }: Pick<CursorScope, "chatId">): boolean {
  return body.subarray(DIGESTS_AT, DIGESTS_AT + CHAT_BYTES).equals(chatDigest(chatId));
}

function signedBody(seal: CursorSeal, cursor: string): Outcome<Buffer> {
  const bytes = Buffer.from(cursor, "base64url");
  // Node's decoder skips what is no base64url; only the exact text counts.
  if (bytes.toString("base64url") !== cursor) return refuse("malformed");
  if (bytes.length !== BODY_BYTES + MAC_BYTES) return refuse("malformed");
  const body = bytes.subarray(0, BODY_BYTES);
  if (!timingSafeEqual(bytes.subarray(BODY_BYTES), mac(seal, body))) return refuse("altered");
  return body[0] === VERSION ? succeed(body) : refuse("version");
}

function placeIn(body: Buffer): Place {
  const marks = body.readUInt8(1);
  const numbers = PLACE_FIELDS.map((
    field,
    index,
  ) => [field, body.readUInt32BE(PLACE_AT + 4 * index)]);
  return {
    part: (marks & IN_EARLIER) === 0 ? "own" : "earlier",
    earlier_unreadable: (marks & EARLIER_UNREADABLE) !== 0,
    order: ORDERS[(marks >> ORDER_AT) & 3] ?? "trusted",
    ...Object.fromEntries(numbers) as Record<typeof PLACE_FIELDS[number], number>,
  };
}

/** Chat and question are inside the body, by digest; the caller is in the MAC alone. */
function mac({ key, principal }: CursorSeal, body: Uint8Array): Buffer {
  return createHmac("sha256", key)
    .update(`tgtk cursor\0${principal}\0`)
    .update(body)
    .digest()
    .subarray(0, MAC_BYTES);
}

function chatDigest(chatId: number): Buffer {
  return digest(`chat\0${chatId}`, CHAT_BYTES);
}

/** The same question gives the same digest, in whichever order its fields were written. */
function queryDigest({ query }: CursorScope): Buffer {
  return digest(canonical(query), QUERY_BYTES);
}

function digest(text: string, bytes: number): Buffer {
  return createHash("sha256").update(text).digest().subarray(0, bytes);
}

function refuse(reason: CursorReason): Outcome<never> {
  return fail({ code: "INVALID_CURSOR", reason });
}
