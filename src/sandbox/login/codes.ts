/**
 * Login codes that were sent, and not used yet.
 *
 * @see https://core.telegram.org/api/auth
 * @module
 */

import { randomBytes, toHex } from "../mtproto/tl.ts";

/** Ways a code is sent, in the order in which they are tried. */
export const CODE_WAYS = ["app", "sms", "call"] as const;

/** How a code is sent. */
export type CodeWay = typeof CODE_WAYS[number];

/** How long a code is good for, in seconds; Telegram does not say. */
const LIFETIME_S = 300;

/** Only digits, as phone numbers are compared. */
const DIGITS = /^[1-9][0-9]{6,14}$/;

/** A code that was asked for. */
export interface CodeRequest {
  /** Digits. */
  readonly phone: string;
  /** `phone_code_hash` */
  readonly hash: string;
  readonly way: CodeWay;
  /** Unix seconds. */
  readonly expires: number;
  /** Whether the right code was given. */
  readonly isConfirmed: boolean;
}

/** Requests by auth key: each has at most one. */
export interface CodeRequests {
  create(keyId: string, request: Pick<CodeRequest, "phone" | "way">, now: number): CodeRequest;
  /** Finds a request that is still good. */
  find(keyId: string, of: Pick<CodeRequest, "phone" | "hash">, now: number):
    | CodeRequest
    | undefined;
  /** Replaces a key's request. */
  put(keyId: string, request: CodeRequest): void;
  delete(keyId: string): void;
}

/** Makes an empty register. */
export function createCodeRequests(): CodeRequests {
  const requests = new Map<string, CodeRequest>();
  return {
    create(keyId, { phone, way }, now) {
      const hash = toHex(randomBytes(9));
      const request = { phone, way, hash, expires: now + LIFETIME_S, isConfirmed: false };
      requests.set(keyId, request);
      return request;
    },
    find(keyId, { phone, hash }, now) {
      const request = requests.get(keyId);
      const isMeant = request?.hash === hash && request.phone === phone;
      return isMeant && now < request.expires ? request : undefined;
    },
    put: (keyId, request) => void requests.set(keyId, request),
    delete: (keyId) => void requests.delete(keyId),
  };
}

/**
 * Reads a phone number in international form, with or without its plus sign, spaces, hyphens and
 * brackets.
 *
 * @returns Its digits; nothing if it cannot be a number of that form.
 *
 * @example
 * ```ts
 * import { phoneDigits } from "./codes.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(phoneDigits("+999 (66) 212-34"), "9996621234");
 * assert.equal(phoneDigits("0123"), undefined);
 * ```
 */
export function phoneDigits(phone: string): string | undefined {
  const digits = phone.trim().replace(/^\+/, "").replaceAll(/[\s()-]/g, "");
  return DIGITS.test(digits) ? digits : undefined;
}

/** The way that is tried after another; none after the last. */
export function nextWay(way: CodeWay): CodeWay | undefined {
  return CODE_WAYS[CODE_WAYS.indexOf(way) + 1];
}
