/**
 * The lease on a session where loopback ports say nothing: other processes run on other machines. It
 * is one entry of a key-value store that all of them see, with a time at which it ends unless it is
 * renewed.
 *
 * Telegram kills a session that two connections use at once. A holder that cannot renew in time is
 * told so before the entry ends, and has to end its connection at once.
 *
 * @module
 */

import { fail, type Outcome, succeed } from "../../model/failure.ts";
import type { Lease } from "./lease.ts";

/** An entry as it was read; `version` is null where there is none. */
export interface LeaseEntry {
  readonly value: unknown;
  readonly version: string | null;
}

/** The store: one entry for each session. */
export interface LeaseStore {
  readonly read: (key: string) => Promise<LeaseEntry>;
  /**
   * Writes if the entry is still the one that was read; `undefined` for a value removes it.
   *
   * @returns Whether it was written.
   */
  readonly write: (key: string, value: unknown, version: string | null) => Promise<boolean>;
}

/** What to take a lease on, and how. */
export interface KvLeaseOptions {
  /** Names the session without telling it. */
  readonly fingerprint: string;
  /** Who others are told the session is used by. */
  readonly holder: string;
  readonly store: LeaseStore;
  /** Milliseconds since 1970; the machines' clocks may differ by {@linkcode LEASE_MS} / 4. */
  readonly clock: () => number;
  /** Runs a function every so many milliseconds until the function it gives is called. */
  readonly every: (ms: number, run: () => void) => () => void;
  /** The lease is lost, or about to be: whoever uses the session has to end now. Called once. */
  readonly lost: () => void;
  /** Makes a name for this holder that no other has. */
  readonly newId: () => string;
}

/** How long an entry counts after it was last written, in milliseconds. */
export const LEASE_MS = 20_000;

const RENEW_MS = LEASE_MS / 4;

interface Held {
  readonly id: string;
  readonly holder: string;
  readonly until: number;
}

/**
 * Takes the lease.
 *
 * @param options What is taken, and the store.
 * @returns The lease, whose port is 0, or `SESSION_IN_USE` with the other holder's words.
 * @throws Whatever the store throws: without it nobody knows who uses the session.
 */
export async function acquireKvLease(options: KvLeaseOptions): Promise<Outcome<Lease>> {
  const { clock, every, fingerprint, holder, lost, newId, store } = options;
  const id = newId();
  const found = await store.read(fingerprint);
  const other = heldBy(found.value);
  if (other !== undefined && other.until > clock()) return inUse(other.holder);
  const first = { id, holder, until: clock() + LEASE_MS };
  if (!await store.write(fingerprint, first, found.version)) {
    return inUse(heldBy((await store.read(fingerprint)).value)?.holder ?? "another process");
  }

  let { until } = first;
  let isOver = false;
  const stop = every(RENEW_MS, tick);

  /** The time is looked at first: a store that is silent must not keep us. */
  function tick(): void {
    if (clock() + RENEW_MS >= until) return lose();
    renewed().then((state) => state === "taken" && lose(), () => {
      // It may answer the next time; until then the entry counts.
    });
  }

  function lose(): void {
    if (isOver) return;
    end();
    lost();
  }

  async function renewed(): Promise<"held" | "taken"> {
    const { value, version } = await store.read(fingerprint);
    if (heldBy(value)?.id !== id) return "taken";
    if (isOver) return "held";
    const next = clock() + LEASE_MS;
    if (!await store.write(fingerprint, { id, holder, until: next }, version)) return "taken";
    until = next;
    return "held";
  }

  function end(): void {
    isOver = true;
    stop();
  }

  return succeed({
    port: 0,
    async release() {
      if (isOver) return;
      end();
      const { value, version } = await store.read(fingerprint);
      if (heldBy(value)?.id === id) await store.write(fingerprint, undefined, version);
    },
  });
}

function inUse(holder: string): Outcome<never> {
  return fail({ code: "SESSION_IN_USE", holder });
}

/** Reads an entry; what is none of ours counts as no entry. */
function heldBy(value: unknown): Held | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { holder, id, until } = value as Partial<Record<keyof Held, unknown>>;
  if (typeof id !== "string" || typeof holder !== "string") return undefined;
  return typeof until === "number" ? { id, holder, until } : undefined;
}
