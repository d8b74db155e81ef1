/**
 * Sessions that have ended.
 *
 * @module
 */

import type { RpcError, TlAnswer } from "../rpc.ts";

/** Endings by auth key. */
export interface Endings {
  /** Ends a session; with a dead key nothing works any more, otherwise what needs no login does. */
  end(key: string, error: RpcError, isKeyDead: boolean): void;
  /** Refuses a call, if the session has ended. */
  refusal(key: string, needsLogin: boolean): RpcError | undefined;
  /** Hears of answers: a login begins a new session. */
  heard(key: string, answer: TlAnswer): void;
}

/** What a login is answered with. */
const LOGINS: ReadonlySet<string> = new Set(["auth.Authorization", "auth.LoginTokenSuccess"]);

/** Makes an empty memory of endings. */
export function createEndings(): Endings {
  const endings = new Map<string, { readonly error: RpcError; readonly isKeyDead: boolean }>();
  return {
    end: (key, error, isKeyDead) => void endings.set(key, { error, isKeyDead }),
    refusal(key, needsLogin) {
      const ending = endings.get(key);
      return ending?.isKeyDead || needsLogin ? ending?.error : undefined;
    },
    heard(key, answer) {
      const isLogin = typeof answer === "object" && "className" in answer &&
        LOGINS.has(answer.className);
      if (isLogin) endings.delete(key);
    },
  };
}
