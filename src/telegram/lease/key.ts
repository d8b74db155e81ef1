/**
 * What everybody who knows a session can compute, and nobody else: proofs that it is known, and the
 * keys of a conversation. Nothing of it tells anything about the session.
 *
 * @module
 */

import type { Secret } from "../../model/secret.ts";

/** Knowledge of a session. */
export interface LeaseKey {
  /** Proves the knowledge: a MAC over the words, in hexadecimal. */
  prove(words: readonly string[]): Promise<string>;
  /** Whether somebody proved it, decided in constant time. */
  isProof(words: readonly string[], proof: string): Promise<boolean>;
  /** The keys of one conversation, one for what each side says. */
  conversation(words: readonly string[]): Promise<ConversationKeys>;
}

/** AES-256-GCM keys that are used once: for one conversation, in one direction. */
export interface ConversationKeys {
  readonly asker: CryptoKey;
  readonly holder: CryptoKey;
}

/**
 * Derives the knowledge from a session, with HKDF-SHA-256.
 *
 * @param authKey The session's auth key in hexadecimal.
 *
 * @example Only who knows the session can prove it
 * ```ts
 * import { leaseKey } from "./key.ts";
 * import { secret } from "../../model/secret.ts";
 * import assert from "node:assert/strict";
 *
 * const [ours, other] = [await leaseKey(secret("07".repeat(256))), await leaseKey(secret("08"))];
 * const proof = await ours.prove(["a", "b"]);
 * assert.ok(await ours.isProof(["a", "b"], proof));
 * assert.ok(!await ours.isProof(["ab"], proof));
 * assert.ok(!await other.isProof(["a", "b"], proof));
 * ```
 */
export async function leaseKey(authKey: Secret): Promise<LeaseKey> {
  const source = await crypto.subtle.importKey(
    "raw",
    bytesOf(authKey.reveal()),
    "HKDF",
    false,
    ["deriveKey"],
  );
  const mac = { name: "HMAC", hash: "SHA-256", length: 256 };
  const info = derivation(["tgtk lease proof"]);
  const proving = await crypto.subtle.deriveKey(info, source, mac, false, ["sign", "verify"]);
  const sealing = (words: readonly string[]) =>
    crypto.subtle.deriveKey(
      derivation(["tgtk lease conversation", ...words]),
      source,
      { name: "AES-GCM", length: 256 },
      false,
      ["encrypt", "decrypt"],
    );
  return {
    prove: async (words) => hexOf(await crypto.subtle.sign("HMAC", proving, encode(words))),
    isProof: (words, proof) => crypto.subtle.verify("HMAC", proving, bytesOf(proof), encode(words)),
    conversation: async (words) => ({
      asker: await sealing(["asker", ...words]),
      holder: await sealing(["holder", ...words]),
    }),
  };
}

/**
 * A number that was never used before.
 *
 * @returns 32 random bytes in hexadecimal.
 */
export function newNonce(): string {
  return hexOf(crypto.getRandomValues(new Uint8Array(32)).buffer);
}

function derivation(words: readonly string[]): HkdfParams {
  return { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: encode(words) };
}

/** Unambiguous, whatever the words are. */
function encode(words: readonly string[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(words));
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/[0-9a-f]{2}/g) ?? [], (digits) => parseInt(digits, 16));
}

function hexOf(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
