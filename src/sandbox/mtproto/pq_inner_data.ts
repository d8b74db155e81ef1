/**
 * What a client tells the server under its RSA key.
 *
 * @see https://core.telegram.org/mtproto/auth_key#presenting-proof-of-work-server-authentication
 * @module
 */

import { tlReader } from "./tl.ts";

/** The four forms: with or without the number of the DC, for permanent or temporary keys. */
const FORMS: ReadonlyMap<number, { readonly hasDc: boolean; readonly isTemporary: boolean }> =
  new Map([
    [0x83c95aec, { hasDc: false, isTemporary: false }],
    [0xa9f55f95, { hasDc: true, isTemporary: false }],
    [0x3c6a84d4, { hasDc: false, isTemporary: true }],
    [0x56fddf88, { hasDc: true, isTemporary: true }],
  ]);

/** `p_q_inner_data`, in whichever form. */
export interface PqInnerData {
  readonly p: Uint8Array;
  readonly q: Uint8Array;
  readonly nonce: Uint8Array;
  readonly serverNonce: Uint8Array;
  readonly newNonce: Uint8Array;
  /** How long the key is to live, in seconds; absent for permanent keys. */
  readonly expiresIn?: number;
  /** How many bytes it took. */
  readonly length: number;
}

/** Reads it from the front of some bytes; nothing if something else stands there. */
export function readPqInnerData(bytes: Uint8Array): PqInnerData | undefined {
  const reader = tlReader(bytes);
  const form = FORMS.get(reader.uint());
  if (form === undefined) return undefined;
  reader.bytes(); // pq itself: its factors say the same
  const p = reader.bytes();
  const q = reader.bytes();
  const nonce = reader.raw(16);
  const serverNonce = reader.raw(16);
  const newNonce = reader.raw(32);
  // Clients disagree on how a test DC is numbered; here is but one data centre.
  if (form.hasDc) reader.int();
  const expiresIn = form.isTemporary ? reader.int() : undefined;
  if (reader.failed()) return undefined;
  const data = { p, q, nonce, serverNonce, newNonce, length: bytes.length - reader.remaining() };
  return expiresIn === undefined ? data : { ...data, expiresIn };
}
