/**
 * One live process per session: Telegram kills a session that is used over two connections at once
 * (`AUTH_KEY_DUPLICATED`). Whoever connects first holds a listener on one of eight loopback ports, which
 * tells everybody who knows the session that it is taken, and can serve them over that port.
 *
 * Both-hold is impossible because everybody binds before looking: of two that claim the same session,
 * the one that looks later finds the other. While both are still claiming, the lower port goes first,
 * so one of them always gets the lease.
 *
 * Who listens on one of the ports and does not answer may be a holder that was stopped, with its
 * connection still open: nobody takes a lease beside it.
 *
 * @module
 */

import { fail, type Failure, type Outcome, succeed } from "../../model/failure.ts";
import type { LeaseKey } from "./key.ts";
import { type Host, type LeaseListener, listen } from "./listener.ts";
import { askToJoin, askWho, type Claim, type Question, type Who } from "./wire.ts";
import type { Channel } from "./sealed_channel.ts";

/** The right to use a session. */
export interface Lease {
  /** The port that stands for the session. */
  readonly port: number;
  /** Gives the session back. Again: does nothing. */
  release(): Promise<void>;
}

/** What to take a lease on. */
export interface LeaseOptions {
  /** Knowledge of the session; see {@linkcode leaseKey}. */
  readonly key: LeaseKey;
  /** Who others are told the session is used by, such as `serve, pid 123`. */
  readonly holder: string;
  /** First of the eight ports, 1 to 65528; 47110 unless the operator moves it. */
  readonly basePort: number;
  /** Serves those who join; without it they are sent away. */
  readonly host?: Host;
  /** How long somebody on a port may take to answer, in milliseconds; 2,000 by default. */
  readonly answerMs?: number;
}

/** What came of looking for the session's holder. */
export type Joining =
  | { readonly kind: "joined"; readonly channel: Channel; readonly holder: string }
  | { readonly kind: "refused"; readonly failure: Failure }
  /** No holder is ready: one is just beginning or ending, is silent, or there is none. */
  | { readonly kind: "later" };

/** How many sessions of one machine can be live at once. */
export const LEASE_PORTS = 8;

const ANSWER_MS = 2000;
const ASK_AGAIN_MS = 20;

/**
 * Takes the lease on a session.
 *
 * @param options The session and who takes it.
 * @returns The lease; `SESSION_IN_USE` with the other holder's words, or with the port of somebody who
 * does not answer; or `VALIDATION_ERROR` for
 * `TGTK_LEASE_PORT` when all eight ports are taken by others, which are named, or when the program may
 * not use one of them.
 *
 * @example Take and give back
 * ```ts
 * import { acquireLease } from "./lease.ts";
 * import { leaseKey } from "./key.ts";
 * import { secret } from "../../model/secret.ts";
 * import assert from "node:assert/strict";
 *
 * const key = await leaseKey(secret("07".repeat(256)));
 * const lease = await acquireLease({ key, holder: "example", basePort: 21_400 });
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

/**
 * Asks the session's holder to serve us.
 *
 * @param options The session and where it is held.
 * @param settings A digest of the settings that we want to be served under.
 * @returns The channel; or `SESSION_IN_USE` when the holder has other settings or serves nobody.
 */
export async function joinHolder(
  options: LeaseOptions,
  settings: string,
): Promise<Joining> {
  const asked = portsOf(options).map((port) => askToJoin(questionFor(port, options), settings));
  const [holder] = (await Promise.all(asked)).flatMap((joined) => joined ?? []);
  if (holder === undefined || holder.welcome === "later") return { kind: "later" };
  if (holder.welcome === "joined") {
    return { kind: "joined", channel: holder.channel, holder: holder.holder };
  }
  const other_settings = holder.welcome === "other_settings";
  const failure = { ...inUse(holder), ...(other_settings && { other_settings }) };
  return { kind: "refused", failure };
}

async function claimLease(options: LeaseOptions): Promise<Outcome<Lease>> {
  const bound = await bindFirst(options);
  if (!bound.ok) return bound;
  const { port, listener } = bound.value;
  let held = false;
  try {
    const rival = await findRival(port, options);
    if (rival !== undefined) return fail(inUse(rival));
    listener.hold();
    held = true;
    return succeed({ port, release: () => listener.close() });
  } finally {
    if (!held) await listener.close();
  }
}

/** Binds the first free port; whoever already stands for the session is found on the way. */
async function bindFirst(
  options: LeaseOptions,
): Promise<Outcome<{ readonly port: number; readonly listener: LeaseListener }>> {
  const neighbours: string[] = [];
  let rival: Claim | undefined;
  for (const port of portsOf(options)) {
    const listener = listen(port, { answerMs: ANSWER_MS, ...options });
    if (listener !== undefined) return succeed({ port, listener });
    const who = await askWho(questionFor(port, options));
    if (isRival(who)) rival = who;
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
    const who = await askWho(questionFor(port, options));
    if (who === "silent") return silentOn(port);
    if (!isRival(who)) return undefined;
    if (who.state === "held" || port < own) return who;
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
}

function portsOf({ basePort }: LeaseOptions): readonly number[] {
  return Array.from({ length: LEASE_PORTS }, (_, index) => basePort + index);
}

function questionFor(port: number, { key, answerMs = ANSWER_MS }: LeaseOptions): Question {
  return { port, key, answerMs };
}

function isRival(who: Who): who is Claim {
  return typeof who === "object" && who.isOurs;
}

/** What stands for a rival that cannot speak. */
function silentOn(port: number): Claim {
  return { isOurs: true, holder: `whoever is silent on 127.0.0.1:${port}`, state: "held" };
}

function notPermitted({ basePort }: LeaseOptions): Failure {
  const ports = `127.0.0.1:${basePort} to ${basePort + LEASE_PORTS - 1}`;
  const expected = `ports that the program's --allow-net permits: ${ports}`;
  return { code: "VALIDATION_ERROR", field: "TGTK_LEASE_PORT", expected };
}

function inUse({ holder }: Pick<Claim, "holder">): Failure {
  return { code: "SESSION_IN_USE", holder };
}

function describe(who: Who): string {
  return typeof who === "object" ? who.holder : "another program";
}
