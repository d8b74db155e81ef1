/**
 * What each auth key is signed in as. A temporary key is what the permanent key is that it was bound
 * to; connections and sessions play no part.
 *
 * @see https://core.telegram.org/api/pfs
 * @module
 */

import type { AuthKeyStore } from "../mtproto/auth_keys.ts";

/** A permanent key that is signed in. */
export interface SignedInKey {
  readonly keyId: string;
  /** Bare id. */
  readonly userId: number;
  /** When it was signed in, in Unix seconds. */
  readonly since: number;
}

/** The state of all keys. Every method takes the id of a permanent or of a temporary key. */
export interface LoginKeys {
  /** The permanent key that a key stands for; nothing for a temporary key that was not bound. */
  permanent(keyId: string): string | undefined;
  /** Makes a temporary key stand for a permanent one; says whether it stood for no other. */
  bind(temporaryId: string, permanentId: string): boolean;
  /** Unbinds a permanent key's temporary keys, except some. */
  unbind(keyId: string, except: ReadonlySet<string>): void;
  /** Bare id of the user a key is signed in as. */
  userOf(keyId: string): number | undefined;
  signIn(keyId: string, userId: number, now: number): void;
  /** Bare id of the user who is yet to show the password. */
  waitingUserOf(keyId: string): number | undefined;
  /** Notes that the first factor was shown, and only the password is missing. */
  waitForPassword(keyId: string, userId: number): void;
  /** Forgets who a key belongs to; says whether there was anything to forget. */
  signOut(keyId: string): boolean;
  /** All keys that are signed in, in the order in which that happened. */
  signedIn(): readonly SignedInKey[];
}

/** Makes the state of a data centre that nobody has signed in to. */
export function createLoginKeys(known: Pick<AuthKeyStore, "get">): LoginKeys {
  const bindings = new Map<string, string>();
  const signedIn = new Map<string, SignedInKey>();
  const waiting = new Map<string, number>();

  const permanent = (keyId: string): string | undefined => {
    const isTemporary = known.get(keyId)?.expiresAt !== undefined;
    return isTemporary ? bindings.get(keyId) : keyId;
  };
  /** The state a key has in a table; none if the key was destroyed. */
  const stateIn = <State>(table: ReadonlyMap<string, State>, keyId: string) => {
    const id = permanent(keyId);
    return id === undefined || known.get(id) === undefined ? undefined : table.get(id);
  };
  const keyOf = (keyId: string): string => permanent(keyId) ?? keyId;

  return {
    permanent,
    bind(temporaryId, permanentId) {
      const bound = bindings.get(temporaryId) ?? permanentId;
      if (bound === permanentId) bindings.set(temporaryId, permanentId);
      return bound === permanentId;
    },
    unbind(keyId, except) {
      for (const [temporaryId, bound] of bindings) {
        if (bound === keyOf(keyId) && !except.has(temporaryId)) bindings.delete(temporaryId);
      }
    },
    userOf: (keyId) => stateIn(signedIn, keyId)?.userId,
    signIn(keyId, userId, since) {
      const id = keyOf(keyId);
      waiting.delete(id);
      signedIn.set(id, { keyId: id, userId, since });
    },
    waitingUserOf: (keyId) => stateIn(waiting, keyId),
    waitForPassword: (keyId, userId) => void waiting.set(keyOf(keyId), userId),
    signOut(keyId) {
      const id = keyOf(keyId);
      const wasWaiting = waiting.delete(id);
      return signedIn.delete(id) || wasWaiting;
    },
    signedIn: () => [...signedIn.values()].filter(({ keyId }) => known.get(keyId) !== undefined),
  };
}
