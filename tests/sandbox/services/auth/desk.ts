/**
 * A login desk of its own: asks the services over it directly, as one of several auth keys, at a time
 * that the test sets.
 */

import { encodeAnswer } from "../../../../src/sandbox/encode_answer.ts";
import { createLogin, type Login } from "../../../../src/sandbox/login/login.ts";
import {
  type AuthKey,
  authKeyOf,
  createAuthKeyStore,
} from "../../../../src/sandbox/mtproto/auth_keys.ts";
import type { TlObject, TlRequest } from "../../../../src/sandbox/rpc.ts";
import { loginServices } from "../../../../src/sandbox/services/auth/auth.ts";
import { tlName } from "../../../../src/sandbox/trace.ts";
import { decode, testContext } from "../../ask.ts";

/** Permanent keys, and a temporary one that lives for a day from {@linkcode NOW} on. */
export const KEY = {
  first: authKeyOf(new Uint8Array(256).fill(1)),
  second: authKeyOf(new Uint8Array(256).fill(2)),
  third: authKeyOf(new Uint8Array(256).fill(3)),
  temporary: authKeyOf(new Uint8Array(256).fill(4), { expiresAt: 1_700_086_400_000 }),
} satisfies Record<string, AuthKey>;

export const NOW = 1_700_000_000;
export const MESSAGE_ID = 0x6553_f100_0000_0000n;
export const SESSION = "00000000000000cc";

export const APPLICATION = {
  apiId: 20_000_002,
  apiHash: "0123456789abcdef0123456789abcdef",
} as const;

/** A login desk and the ways to it. */
export interface Desk {
  readonly login: Login;
  /** What was pushed: the key's id and the update's name. */
  readonly pushed: readonly string[];
  /** The answer, or the error's code and name. */
  ask<Answer>(request: TlObject, as?: AuthKey): Promise<Answer | string>;
  /** The answer; an error fails the test. */
  answerOf<Answer>(request: TlObject, as?: AuthKey): Promise<Answer>;
  /** Lets so many seconds pass. */
  wait(seconds: number): void;
  /** Has a key signed in. */
  signIn(key: AuthKey): void;
}

/**
 * Opens a desk for the account of the tiny world: user 10 with the number 9996620010 and the code
 * 22222.
 *
 * @param password The account's, if it has one.
 */
export function openDesk(password?: string): Desk {
  const authKeys = createAuthKeyStore();
  for (const key of Object.values(KEY)) authKeys.put(key);
  const pushed: string[] = [];
  let now = NOW;
  const login = createLogin({
    account: {
      userId: 10,
      phones: new Set(["9996620010"]),
      code: "22222",
      ...(password === undefined ? {} : { password }),
    },
    application: APPLICATION,
    authKeys,
    notify: (keyId, update) => {
      pushed.push(`${keyId} ${update.className}`);
      return Promise.resolve();
    },
  });
  const services = loginServices(login);

  const ask = async <Answer>(request: TlObject, as = KEY.first): Promise<Answer | string> => {
    const decoded = decode<TlRequest>(request.getBytes());
    const method = services.map((service) => service[tlName(decoded.className)]).find(Boolean);
    if (method === undefined) throw new Error(`Cannot ask ${decoded.className}: nobody answers`);
    const userId = login.keys.userOf(as.id);
    const outcome = await method(decoded, {
      ...testContext(),
      caller: {
        authKeyId: as.id,
        sessionId: SESSION,
        messageId: MESSAGE_ID,
        ...(userId === undefined ? {} : { userId }),
      },
      now: () => now,
    });
    if ("error" in outcome) return `${outcome.error.code} ${outcome.error.message}`;
    return decode<Answer>(encodeAnswer(outcome.answer));
  };
  return {
    login,
    pushed,
    ask,
    async answerOf<Answer>(request: TlObject, as?: AuthKey) {
      const answer = await ask<Answer>(request, as);
      if (typeof answer === "string") throw new Error(`Cannot use the answer: it is ${answer}`);
      return answer;
    },
    wait: (seconds) => void (now += seconds),
    signIn: (key) => login.keys.signIn(key.id, 10, now),
  };
}
