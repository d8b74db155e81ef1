/**
 * Which sessions an update is for. The protocol sends one to every session that asked for updates,
 * but some are only for the sessions of one key.
 *
 * @module
 */

import type { CallMeta } from "./mtproto/server.ts";

/** Sessions beyond this number are forgotten, the ones longest unused first. */
const MAX_SESSIONS = 1000;

interface Receiver {
  readonly authKeyId: string;
  readonly wants: boolean;
  readonly set: (value: boolean) => void;
}

/** Sessions that have asked something. */
export interface Receivers {
  /** Hears whether a session wants updates. */
  heard(meta: CallMeta, wants: boolean): void;
  /** Has something pushed to the sessions of some keys only. */
  only(
    isMeant: (authKeyId: string) => boolean,
    push: () => Promise<void>,
  ): Promise<void>;
}

/** Makes an empty register. */
export function createReceivers(): Receivers {
  const known = new Map<string, Receiver>();
  return {
    heard({ authKeyId, sessionId, setReceivesUpdates }, wants) {
      const name = `${authKeyId} ${sessionId}`;
      known.delete(name);
      known.set(name, { authKeyId, wants, set: setReceivesUpdates });
      setReceivesUpdates(wants);
      if (known.size > MAX_SESSIONS) known.delete(known.keys().next().value!);
    },
    only(isMeant, push) {
      for (const { authKeyId, wants, set } of known.values()) set(wants && isMeant(authKeyId));
      // The server chooses whom to send to before it waits for anything.
      const pushed = push();
      for (const { wants, set } of known.values()) set(wants);
      return pushed;
    },
  };
}
