/**
 * The authorization keys a data centre knows.
 *
 * @see https://core.telegram.org/mtproto/description#authorization-key
 * @module
 */

import { sha1 } from "./hashes.ts";
import { toHex } from "./tl.ts";

/** An authorization key and what the server remembers of it. */
export interface AuthKey {
  /** `auth_key_id` as 16 hexadecimal digits, in the order in which its bytes travel. */
  readonly id: string;
  /** The same as bytes: the lower 64 bits of the key's SHA-1. */
  readonly idBytes: Uint8Array;
  /** The higher 64 bits of the key's SHA-1, which a key exchange is confirmed with. */
  readonly auxHash: Uint8Array;
  /** 256 bytes. */
  readonly bytes: Uint8Array;
  /** When a temporary key ends, in milliseconds since 1970; absent for permanent keys. */
  readonly expiresAt?: number;
  /** The salt that the key exchange left behind, and when, in milliseconds since 1970. */
  readonly firstSalt?: { readonly salt: bigint; readonly since: number };
  /** How often the key's salts were changed before their time. */
  saltChanges?: number;
}

/** Known keys by id. */
export interface AuthKeyStore {
  get(id: string): AuthKey | undefined;
  put(key: AuthKey): void;
  /** Forgets a key; says whether it was known. */
  delete(id: string): boolean;
  all(): Iterable<AuthKey>;
}

/**
 * Makes a key of its 256 bytes.
 *
 * @param memory What the server remembers of it beside the bytes.
 */
export function authKeyOf(
  bytes: Uint8Array,
  memory: Pick<AuthKey, "expiresAt" | "firstSalt"> = {},
): AuthKey {
  const hash = sha1(bytes);
  const idBytes = hash.slice(12);
  return { id: toHex(idBytes), idBytes, auxHash: hash.slice(0, 8), bytes, ...memory };
}

/**
 * Makes a store.
 *
 * @param known Keys to begin with, 256 bytes each.
 *
 * @example
 * ```ts
 * import { authKeyOf, createAuthKeyStore } from "./auth_keys.ts";
 * import assert from "node:assert/strict";
 *
 * const bytes = new Uint8Array(256).fill(1);
 * const store = createAuthKeyStore([bytes]);
 * assert.deepEqual(store.get(authKeyOf(bytes).id)?.bytes, bytes);
 * ```
 */
export function createAuthKeyStore(known: Iterable<Uint8Array> = []): AuthKeyStore {
  const keys = new Map<string, AuthKey>();
  const put = (key: AuthKey): void => void keys.set(key.id, key);
  for (const bytes of known) put(authKeyOf(bytes));
  return {
    get: (id) => keys.get(id),
    put,
    delete: (id) => keys.delete(id),
    all: () => keys.values(),
  };
}
