/**
 * One live process per session: Telegram kills a session that is used over two connections at once
 * (`AUTH_KEY_DUPLICATED`). Whoever connects first holds a listener on one of eight loopback ports, which
 * tells everybody who asks which session it stands for.
 *
 * Both-hold is impossible because everybody binds before looking: of two that claim the same session,
 * the one that looks later finds the other. While both are still claiming, the lower port goes first,
 * so one of them always gets the lease.
 *
 * @module
 */

import { fail, type Failure, type Outcome, succeed } from "../model/failure.ts";
import type { Secret } from "../model/secret.ts";
import { askWho, type Claim, listen, type Who } from "./lease_wire.ts";

/** The right to use a session. */
export interface Lease {
  /** The port that stands for the session. */
  readonly port: number;
  /** Gives the session back. Again: does nothing. */
  release(): Promise<void>;
}

/** What to take a lease on. */
export interface LeaseOptions {
  /** Names the session without telling it; see {@linkcode sessionFingerprint}. */
  readonly fingerprint: string;
  /** Who others are told the session is used by, such as `serve, pid 123`. */
  readonly holder: string;
  /** First of the eight ports, 1 to 65528; 47110 unless the operator moves it. */
  readonly basePort: number;
  /** How long a stranger may take to answer, in milliseconds; 2,000 by default. */
  readonly answerMs?: number;
}

/** How many sessions of one machine can be live at once. */
export const LEASE_PORTS = 8;

const ANSWER_MS = 2000;
const ASK_AGAIN_MS = 20;

/**
 * A session's public name: the first 16 hexadecimal digits of SHA-256("tgtk lease\0" + auth key).
 *
 * @param authKey The session's auth key in hexadecimal.
 *
 * @example It tells nothing of the key
 * ```ts
 * import { sessionFingerprint } from "./lease.ts";
 * import { secret } from "../model/secret.ts";
 * import assert from "node:assert/strict";
 *
 * assert.match(await sessionFingerprint(secret("07".repeat(256))), /^[0-9a-f]{16}$/);
 * ```
 */
export async function sessionFingerprint(authKey: Secret): Promise<string> {
  const key = authKey.reveal().match(/../g) ?? [];
  const salt = new TextEncoder().encode("tgtk lease\0");
  const bytes = Uint8Array.from([...salt, ...key.map((digits) => parseInt(digits, 16))]);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Takes the lease on a session.
 *
 * @param options The session's fingerprint and who takes it.
 * @returns The lease; `SESSION_IN_USE` with the other holder's words; or `VALIDATION_ERROR` for
 * `TGTK_LEASE_PORT` when all eight ports are taken by others, which are named, or when the program may
 * not use one of them.
 *
 * @example Take and give back
 * ```ts
 * import { acquireLease } from "./lease.ts";
 * import assert from "node:assert/strict";
 *
 * const options = { fingerprint: "0123456789abcdef", holder: "example", basePort: 21_400 };
 * const lease = await acquireLease(options);
 * assert.ok(lease.ok);
 * await lease.value.release();
 * ```
 */
export async function acquireLease(options: LeaseOptions): Promise<Outcome<Lease>> {
  try {
    return await claimLease(options);
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) return fail(notPermitted(options));
    throw error;
  }
}

async function claimLease(options: LeaseOptions): Promise<Outcome<Lease>> {
  const claim: Claim = { session: options.fingerprint, holder: options.holder, state: "claiming" };
  const bound = await bindFirst(options, claim);
  if (!bound.ok) return bound;
  const { port, listener } = bound.value;
  let held = false;
  try {
    const rival = await findRival(port, options);
    if (rival !== undefined) return fail(inUse(rival));
    listener.set({ ...claim, state: "held" });
    held = true;
    return succeed({ port, release: () => listener.close() });
  } finally {
    if (!held) await listener.close();
  }
}

type Listener = ReturnType<typeof listen> & object;

/** Binds the first free port; whoever already stands for the session is found on the way. */
async function bindFirst(
  options: LeaseOptions,
  claim: Claim,
): Promise<Outcome<{ readonly port: number; readonly listener: Listener }>> {
  const neighbours: string[] = [];
  let rival: Claim | undefined;
  for (const port of portsOf(options)) {
    const listener = listen(port, claim);
    if (listener !== undefined) return succeed({ port, listener });
    const who = await askWho(port, options.answerMs ?? ANSWER_MS);
    if (isRival(who, options)) rival = who;
    if (rival?.state === "held") return fail(inUse(rival));
    neighbours.push(`${port}: ${describe(who)}`);
  }
  if (rival !== undefined) return fail(inUse(rival));
  const expected = `the first of ${LEASE_PORTS} loopback ports of which one is free; ` +
    `taken now are ${neighbours.join("; ")}`;
  return fail({ code: "VALIDATION_ERROR", field: "TGTK_LEASE_PORT", expected });
}

/** Looks at every other port, once we are visible ourselves. */
async function findRival(own: number, options: LeaseOptions): Promise<Claim | undefined> {
  const others = portsOf(options).filter((port) => port !== own);
  const rivals = await Promise.all(others.map((port) => rivalAt(port, own, options)));
  return rivals.find((rival) => rival !== undefined);
}

/** A rival that we yield to. One that is claiming on a higher port yields to us: ask until it has. */
async function rivalAt(
  port: number,
  own: number,
  options: LeaseOptions,
): Promise<Claim | undefined> {
  while (true) {
    const who = await askWho(port, options.answerMs ?? ANSWER_MS);
    if (!isRival(who, options)) return undefined;
    if (who.state === "held" || port < own) return who;
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
}

function portsOf({ basePort }: LeaseOptions): readonly number[] {
  return Array.from({ length: LEASE_PORTS }, (_, index) => basePort + index);
}

function isRival(who: Who, { fingerprint }: LeaseOptions): who is Claim {
  return typeof who === "object" && who.session === fingerprint;
}

function notPermitted({ basePort }: LeaseOptions): Failure {
  const ports = `127.0.0.1:${basePort} to ${basePort + LEASE_PORTS - 1}`;
  const expected = `ports that the program's --allow-net permits: ${ports}`;
  return { code: "VALIDATION_ERROR", field: "TGTK_LEASE_PORT", expected };
}

function inUse({ holder }: Claim): Failure {
  return { code: "SESSION_IN_USE", holder };
}

function describe(who: Who): string {
  return typeof who === "object" ? who.holder : "another program";
}
