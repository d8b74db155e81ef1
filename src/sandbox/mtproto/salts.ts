/**
 * Server salts. Each half hour has its own, derived from the authorization key, so that nothing has
 * to be remembered; a salt is accepted for another half hour.
 *
 * @see https://core.telegram.org/mtproto/description#server-salt
 * @see https://core.telegram.org/mtproto/service_messages#request-for-several-future-salts
 * @module
 */

import type { AuthKey } from "./auth_keys.ts";
import { sha256 } from "./hashes.ts";
import { tlLong, tlReader } from "./tl.ts";

const PERIOD_MS = 30 * 60 * 1000;
const VALID_PERIODS = 2;

/** A salt and when it is valid, in Unix seconds. */
export interface FutureSalt {
  readonly validSince: number;
  readonly validUntil: number;
  readonly salt: bigint;
}

/** Has every salt of a key, the one of its key exchange included, replaced by others. */
export function changeSalts(key: AuthKey): void {
  key.saltChanges = (key.saltChanges ?? 0) + 1;
}

/** The salt a client should use now. */
export function currentSalt(key: AuthKey, now: number): bigint {
  return saltOf(key, periodOf(now));
}

/**
 * Whether a salt may be used now: this half hour's or the last one's, or within an hour the one that
 * the key exchange left behind.
 */
export function isValidSalt(key: AuthKey, salt: bigint, now: number): boolean {
  const period = periodOf(now);
  return salt === saltOf(key, period) || salt === saltOf(key, period - 1) ||
    isFirstSalt(key, salt, now);
}

/**
 * The next salts, the current one first.
 *
 * @param count 1 to 64; more or less is cut to that.
 */
export function futureSalts(key: AuthKey, now: number, count: number): FutureSalt[] {
  const length = Math.min(64, Math.max(1, count));
  return Array.from({ length }, (_, index) => {
    const period = periodOf(now) + index;
    return {
      validSince: period * PERIOD_MS / 1000,
      validUntil: (period + VALID_PERIODS) * PERIOD_MS / 1000,
      salt: saltOf(key, period),
    };
  });
}

function isFirstSalt({ firstSalt, saltChanges }: AuthKey, salt: bigint, now: number): boolean {
  return firstSalt?.salt === salt && saltChanges === undefined &&
    now - firstSalt.since < VALID_PERIODS * PERIOD_MS;
}

function periodOf(now: number): number {
  return Math.floor(now / PERIOD_MS);
}

function saltOf({ bytes, saltChanges = 0 }: AuthKey, period: number): bigint {
  const parts = [
    bytes,
    tlLong(BigInt(period)),
    ...(saltChanges ? [tlLong(BigInt(saltChanges))] : []),
  ];
  return tlReader(sha256(...parts)).long();
}
