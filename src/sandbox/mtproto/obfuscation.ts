/**
 * Transport obfuscation: the client's first 64 bytes hold the keys of two AES-256-CTR streams, one
 * for each direction, and, encrypted, which transport runs inside.
 *
 * @see https://core.telegram.org/mtproto/mtproto-transports#transport-obfuscation
 * @module
 */

import { type Cipheriv, createCipheriv } from "node:crypto";
import { tlReader } from "./tl.ts";

/** How long the client's first packet is. */
export const OBFUSCATION_HEADER = 64;

/** Both directions of an obfuscated connection, and the four bytes that name the inner transport. */
export interface Obfuscation {
  readonly tag: number;
  /** Decrypts what comes from the client, in order. */
  readonly reveal: (bytes: Uint8Array) => Uint8Array;
  /** Encrypts what goes to the client, in order. */
  readonly hide: (bytes: Uint8Array) => Uint8Array;
  /** Frees both ciphers; neither may be used any more. */
  readonly close: () => void;
}

/**
 * Reads the client's first packet.
 *
 * @param header 64 bytes.
 */
export function openObfuscation(header: Uint8Array): Obfuscation {
  const secret = header.slice(8, 56);
  const incoming = createStream(secret);
  const outgoing = createStream(secret.slice().reverse());
  const tag = tlReader(incoming.update(header).subarray(56, 60)).uint();
  return {
    tag,
    reveal: (bytes) => new Uint8Array(incoming.update(bytes)),
    hide: (bytes) => new Uint8Array(outgoing.update(bytes)),
    close() {
      incoming.final();
      outgoing.final();
    },
  };
}

/** @param secret A key of 32 bytes and a counter of 16. */
function createStream(secret: Uint8Array): Cipheriv {
  return createCipheriv("aes-256-ctr", secret.subarray(0, 32), secret.subarray(32, 48));
}
