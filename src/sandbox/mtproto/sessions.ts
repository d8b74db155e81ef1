/**
 * All sessions of a server.
 *
 * @module
 */

import type { AuthKey } from "./auth_keys.ts";
import { createSession, type Session, type SessionContext } from "./session.ts";

/** Sessions without a connection beyond this number are forgotten, the ones longest unused first. */
const MAX_SESSIONS = 1000;

/** Sessions by auth key and identifier. */
export interface Sessions {
  /** Finds a session or begins it. */
  open(key: AuthKey, id: bigint): Session;
  /** Forgets a session; says whether it was known. */
  destroy(key: AuthKey, id: bigint): boolean;
  /** Forgets all sessions of a key. */
  destroyAll(key: AuthKey): void;
  /** Forgets all sessions. */
  clear(): void;
  /** Those that have a connection. */
  live(): Session[];
}

/** Makes an empty register. */
export function createSessions(context: SessionContext): Sessions {
  const sessions = new Map<string, Session>();

  const trim = (kept: Session): void => {
    for (const [name, session] of sessions) {
      if (sessions.size <= MAX_SESSIONS) return;
      if (session !== kept && session.link() === undefined) sessions.delete(name);
    }
  };
  return {
    open(key, id) {
      const name = nameOf(key, id);
      const session = sessions.get(name) ?? createSession(key, id, context);
      sessions.delete(name);
      sessions.set(name, session);
      trim(session);
      return session;
    },
    destroy: (key, id) => sessions.delete(nameOf(key, id)),
    destroyAll(key) {
      for (const [name, session] of sessions) {
        if (session.key.id === key.id) sessions.delete(name);
      }
    },
    clear: () => sessions.clear(),
    live: () => [...sessions.values()].filter((session) => session.link() !== undefined),
  };
}

function nameOf(key: AuthKey, id: bigint): string {
  return `${key.id} ${id}`;
}
