/**
 * A session that several processes of one machine use through one of them, its holder.
 *
 * @module
 */

import { fail, type Failure, type FailureCode, type Outcome, succeed } from "../model/failure.ts";
import {
  acquireLease,
  joinHolder,
  type Lease,
  type LeaseOptions,
} from "../telegram/lease/lease.ts";
import type { Host } from "../telegram/lease/listener.ts";
import type { Channel } from "../telegram/lease/sealed_channel.ts";

/** This process's place at the session. */
export type Seat =
  | { readonly kind: "holder" }
  | { readonly kind: "joined"; readonly channel: Channel; readonly holder: string }
  | { readonly kind: "refused"; readonly code: FailureCode };

/** The session, as one process uses it. */
export interface SharedSession {
  /** Takes the lease, once for all who ask, or says why not. */
  lease(): Promise<Outcome<Lease>>;
  /**
   * Becomes the session's holder, or joins it. While one holder ends and the next begins, it tries
   * again for up to 5 seconds.
   *
   * @param ended Stops trying.
   */
  seat(ended: AbortSignal): Promise<Seat>;
  /** Says something to those who have joined. */
  tell(text: string): void;
  /** Sends away those who have joined, and lets nobody join any more: they find another holder. */
  sendAway(): void;
  /** Gives the lease back, after Telegram was left. */
  release(): Promise<void>;
}

/** Which session it is, and under which settings this process uses it. */
export interface SessionIdentity extends Pick<LeaseOptions, "key"> {
  /** A digest of what decides how this process answers. */
  readonly settings: string;
}

/** What a shared session is made of. */
export interface SharedSessionOptions extends Pick<LeaseOptions, "holder" | "basePort"> {
  readonly identity: Promise<SessionIdentity>;
  /** Serves one who has joined until the channel ends. */
  readonly serve: (channel: Channel) => Promise<void>;
  /** From 0 up to, not including, 1; `Math.random` by default. */
  readonly random?: () => number;
}

const TRY_FOR_MS = 5000;
/** The next try comes after half of it at least: those who lost their holder do not come all at once. */
const TRY_AGAIN_MS = 60;

/**
 * Prepares a session; nothing is taken yet.
 *
 * @param options The session, and how others are served.
 */
export function sharedSession(options: SharedSessionOptions): SharedSession {
  const { holder, basePort, identity, random = Math.random } = options;
  const guests = new Set<Channel>();
  let isEnding = false;
  let refusal: Failure | undefined;
  let lease: Lease | undefined;
  let taking: Promise<Outcome<Lease>> | undefined;

  const hostFor = (settings: string): Host => ({
    answer: (theirs) => {
      if (isEnding) return "later";
      return theirs === settings ? "joined" : "other_settings";
    },
    serve: (channel) => {
      guests.add(channel);
      void options.serve(channel).finally(() => guests.delete(channel));
    },
  });

  async function take(): Promise<Outcome<Lease>> {
    const { key, settings } = await identity;
    const taken = await acquireLease({ key, holder, basePort, host: hostFor(settings) });
    if (!taken.ok) return fail(betterKnown(taken.failure));
    lease = ours(taken.value);
    if (isEnding) await lease.release();
    return succeed(lease);
  }

  function ours({ port, release }: Lease): Lease {
    return {
      port,
      release: () => {
        lease = undefined;
        return release();
      },
    };
  }

  /** A holder that refused us before has said more than that it holds the session. */
  function betterKnown(failure: Failure): Failure {
    const isSame = refusal?.code === failure.code && holderOf(refusal) === holderOf(failure);
    return isSame ? refusal ?? failure : failure;
  }

  function takeOnce(): Promise<Outcome<Lease>> {
    if (lease !== undefined) return Promise.resolve(succeed(lease));
    taking ??= take().finally(() => taking = undefined);
    return taking;
  }

  async function sit(): Promise<Seat | Failure> {
    const taken = await takeOnce();
    if (taken.ok) return { kind: "holder" };
    const { failure } = taken;
    if (failure.code !== "SESSION_IN_USE") return refusedFor(failure);
    const { key, settings } = await identity;
    const joining = await joinHolder({ key, holder, basePort }, settings);
    if (joining.kind !== "refused") return joining.kind === "joined" ? joining : failure;
    refusal = joining.failure;
    return refusedFor(refusal);
  }

  return {
    lease: takeOnce,
    seat: async (ended) => {
      const start = performance.now();
      while (true) {
        const seat = await sit();
        if ("kind" in seat) return seat;
        const isLate = performance.now() - start > TRY_FOR_MS;
        if (isLate || ended.aborted) return refusedFor(seat);
        const ms = TRY_AGAIN_MS * (1 + random()) / 2;
        await new Promise((resolve) => setTimeout(resolve, ms));
      }
    },
    tell: (text) => {
      for (const channel of guests) void channel.send(text);
    },
    sendAway: () => {
      isEnding = true;
      for (const channel of guests) channel.close();
    },
    release: async () => await lease?.release(),
  };
}

function refusedFor({ code }: Failure): Seat {
  return { kind: "refused", code };
}

function holderOf(failure: Failure): string | undefined {
  return "holder" in failure ? failure.holder : undefined;
}
