/**
 * Endings of a session or of its auth key.
 *
 * @see https://core.telegram.org/api/errors#401-unauthorized
 * @see https://core.telegram.org/api/errors#406-not-acceptable
 * @module
 */

import type { FaultKind } from "./kind.ts";
import { fields, oneOf } from "./settings.ts";

/** Endings, with the error's code and whether nothing can be done with the auth key any more. */
const ENDINGS = {
  AUTH_KEY_UNREGISTERED: { code: 401, isKeyDead: false },
  SESSION_REVOKED: { code: 401, isKeyDead: false },
  SESSION_EXPIRED: { code: 401, isKeyDead: false },
  USER_DEACTIVATED: { code: 401, isKeyDead: false },
  USER_DEACTIVATED_BAN: { code: 401, isKeyDead: false },
  AUTH_KEY_INVALID: { code: 401, isKeyDead: true },
  AUTH_KEY_PERM_EMPTY: { code: 401, isKeyDead: true },
  AUTH_KEY_DUPLICATED: { code: 406, isKeyDead: true },
} as const;

/** Which ending. */
export interface EndSession {
  readonly error: keyof typeof ENDINGS;
}

/** Refuses the call, and from then on all that needs a login or, for some endings, all there is. */
export const endSession: FaultKind<EndSession> = {
  schema: fields({
    error: oneOf(Object.keys(ENDINGS) as [keyof typeof ENDINGS, ...(keyof typeof ENDINGS)[]]),
  }).describe(
    "The session ends: this call and later ones of its auth key get the error. After a new login " +
      "the key works again, but not after AUTH_KEY_INVALID, AUTH_KEY_PERM_EMPTY and " +
      "AUTH_KEY_DUPLICATED.",
  ),
  needsCall: true,
  isFinal: true,
  strike: ({ error: message }, { key, centre }) => {
    const { code, isKeyDead } = ENDINGS[message];
    centre.end(key, { code, message }, isKeyDead);
    return { error: { code, message } };
  },
};
