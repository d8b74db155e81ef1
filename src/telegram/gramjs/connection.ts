/**
 * The account's one connection: opened when it is first needed, once for all who wait, and opened again
 * after it was lost. A session that Telegram has refused is not tried again, and a data centre that
 * could not be reached not for a while: calls that queue up would each wait for it in turn.
 *
 * @module
 */

import { Api, LAYER } from "../../gramjs.ts";
import {
  type ConnectionCode,
  fail,
  type Failure,
  type Outcome,
  succeed,
} from "../../model/failure.ts";
import type { Lease } from "../lease/lease.ts";
import type { Session } from "../session_string.ts";
import { systemTimer, type Timer } from "../timeout.ts";
import { continuedSession } from "./continued_session.ts";
import { disconnected, passing, rpcFailure, type UpstreamFailure } from "./failures.ts";
import type { Reply } from "./replies.ts";
import { QUICK_ATTEMPTS, QUICK_MS, QUICK_REST_MS, restMs } from "./rest.ts";
import { createSender, type Sender } from "./sender.ts";
import { withoutUpdates } from "./without_updates.ts";

/** What happens to the connection. `error` is what the library caught; it may hold private text. */
export type ConnectionEvent =
  | { readonly type: "connected" }
  | { readonly type: "ended"; readonly failure: Failure }
  | { readonly type: "library_error"; readonly error: unknown };

/** How to connect. */
export interface ConnectionOptions {
  readonly session: Session;
  /** From https://my.telegram.org; it belongs to the operator. */
  readonly api_id: number;
  /** Shown to the account's owner under "active sessions". */
  readonly appVersion: string;
  /** Connection and first answer together, in milliseconds. */
  readonly connectTimeoutMs: number;
  /** Takes the lease on the session; it is held from the first connection until `close()`. */
  readonly lease?: () => Promise<Outcome<Lease>>;
  readonly observe?: (event: ConnectionEvent) => void;
  /** Milliseconds since 1970; `Date.now` by default. */
  readonly clock?: () => number;
  /** Times a peer's silence, and how long connecting takes; the runtime's by default. */
  readonly timer?: Timer;
  /** From 0 up to, not including, 1; `Math.random` by default. */
  readonly random?: () => number;
}

/** The connection, as calls use it. */
export interface Connection {
  /** An open sender, or why there is none. */
  sender(): Promise<Outcome<Sender>>;
  /** Telegram has refused the session: ends the connection and makes no other. */
  refuse(): void;
  /** Telegram's clock, in Unix seconds. */
  now(): number;
  /** Ends the connection, gives the lease back; a later call connects again. */
  close(): Promise<void>;
}

const UNREACHED: ReadonlySet<string> = new Set<ConnectionCode>([
  "CONNECT_FAILED",
  "CONNECT_TIMEOUT",
]);

// Whoever joins an attempt that is under way has not waited as long as it: no seconds are told.
const CONNECT_TIMEOUT = disconnected("CONNECT_TIMEOUT");
const CLOSED = disconnected("CONNECTION_CLOSED");
const AUTH_REQUIRED: Failure = { code: "AUTH_REQUIRED" };

/** A data centre that could not be reached, or asked to be left alone, and until when it is. */
interface Unreached {
  readonly failure: Failure;
  readonly at: number;
  readonly restMs: number;
  readonly failures: number;
}

/** An attempt to connect, or what came of it. */
interface Attempt {
  readonly outcome: Promise<Outcome<Sender>>;
  end(failure: Failure): Promise<void>;
}

/**
 * Prepares a connection; nothing is opened yet.
 *
 * @param options How to connect.
 */
export function createConnection(options: ConnectionOptions): Connection {
  const clock = options.clock ?? Date.now;
  const random = options.random ?? Math.random;
  const observe = options.observe ?? (() => {});
  const continued = continuedSession(clock);
  let refused = false;
  let attempt: Attempt | undefined;
  let lease: Lease | undefined;
  let offsetMs = 0;
  let unreached: Unreached | undefined;
  let hasConnected = false;

  async function takeLease(): Promise<Outcome<void>> {
    if (lease !== undefined || options.lease === undefined) return succeed(undefined);
    const outcome = await options.lease();
    if (!outcome.ok) return outcome;
    lease = outcome.value;
    return succeed(undefined);
  }

  function start(): Attempt {
    let sender: Sender | undefined;
    let ended: Failure | undefined;
    const self: Attempt = { outcome: open().catch(giveUp), end };

    /** A bug: the next call begins anew. */
    function giveUp(error: unknown): never {
      if (attempt === self) attempt = undefined;
      throw error;
    }

    async function open(): Promise<Outcome<Sender>> {
      const leased = await takeLease();
      if (!leased.ok) return forget(leased.failure);
      sender = await createSender({
        session: options.session,
        onEnd: (failure) => void forget(failure),
        onError: (error) => observe({ type: "library_error", error }),
        continued,
        timer: options.timer,
      });
      if (ended !== undefined) return forget(ended);
      const failure = await introduced(sender);
      if (failure !== undefined) return await end(failure).then(() => fail(hopeful(failure)));
      hasConnected = true;
      unreached = undefined;
      observe({ type: "connected" });
      return succeed(sender);
    }

    async function end(failure: Failure): Promise<void> {
      ended ??= failure;
      await sender?.end(failure);
    }

    function forget(reason: Failure): Outcome<never> {
      if (attempt === self) attempt = undefined;
      if (reason.code === "AUTH_REQUIRED") refused = true;
      const failure = hopeful(reason);
      const left = restAfter(failure);
      if (left !== undefined) unreached = { failure, at: clock(), ...left };
      observe({ type: "ended", failure });
      return fail(failure);
    }

    return self;
  }

  /** What was reached before will be again; what never was may be a wrong address. */
  function hopeful(failure: Failure): Failure {
    return hasConnected && isUnreached(failure) ? passing(failure) : failure;
  }

  /** A flood wait that meets the introduction holds back every connection, or they would undercut it. */
  function restAfter(failure: Failure): Pick<Unreached, "failures" | "restMs"> | undefined {
    if (failure.code === "FLOOD_WAIT") return { failures: 0, restMs: failure.retry_after_s * 1000 };
    if (!isUnreached(failure)) return undefined;
    const failures = (unreached?.failures ?? 0) + 1;
    const ms = restMs(failures, random());
    return { failures, restMs: isReturning() ? Math.min(QUICK_REST_MS, ms) : ms };
  }

  /** What was lost on the way is not sent again for long: quick attempts find a network that is back. */
  function isReturning(): boolean {
    return hasConnected && (unreached?.failures ?? 0) < QUICK_ATTEMPTS;
  }

  /** Connects and says who we are; gives the reason when that fails or takes too long. */
  async function introduced(sender: Sender): Promise<Failure | undefined> {
    const giveUp = () => void sender.end(CONNECT_TIMEOUT);
    const { connectTimeoutMs, timer = systemTimer } = options;
    const ms = isReturning() ? Math.min(QUICK_MS, connectTimeoutMs) : connectTimeoutMs;
    const stop = timer(ms, giveUp);
    try {
      const failure = await sender.connect();
      if (failure !== undefined) return failure;
      return learnClock(await sender.ask(introduction(options), new AbortController().signal));
    } finally {
      stop();
    }
  }

  function learnClock(reply: Reply): Failure | undefined {
    if ("failure" in reply) return reply.failure;
    if ("error" in reply) return rpcFailure(reply.error, "help.getConfig");
    offsetMs = (reply.answer as Api.Config).date * 1000 - clock();
    return undefined;
  }

  /** Why nothing is to be tried now. */
  function obstacle(): Failure | undefined {
    if (refused) return AUTH_REQUIRED;
    if (attempt !== undefined || unreached === undefined) return undefined;
    const age = clock() - unreached.at;
    // A clock that was set back does not prolong it.
    return age >= 0 && age < unreached.restMs ? withAge(unreached.failure, age) : undefined;
  }

  return {
    sender: () => {
      const failure = obstacle();
      if (failure !== undefined) return Promise.resolve(fail(failure));
      attempt ??= start();
      return attempt.outcome;
    },
    refuse: () => {
      refused = true;
      void attempt?.end(AUTH_REQUIRED);
    },
    now: () => Math.floor((clock() + offsetMs) / 1000),
    close: async () => {
      const closing = attempt;
      attempt = undefined;
      unreached = undefined;
      await closing?.end(CLOSED);
      // Whoever waited for it hears how it ended; here it only has to be over.
      await Promise.allSettled([closing?.outcome]);
      const held = lease;
      lease = undefined;
      await held?.release();
    },
  };
}

/** Who comes later waits for less. */
function withAge(failure: Failure, ms: number): Failure {
  if (failure.code !== "FLOOD_WAIT") return failure;
  return { ...failure, retry_after_s: Math.ceil(failure.retry_after_s - ms / 1000) };
}

function isUnreached(failure: Failure): failure is UpstreamFailure {
  return failure.code === "UPSTREAM" && UNREACHED.has(failure.rpc_code);
}

/**
 * The first request of every connection (https://core.telegram.org/api/invoking).
 *
 * @param client Who connects.
 */
export function introduction(
  { api_id, appVersion }: Pick<ConnectionOptions, "api_id" | "appVersion">,
): Api.InvokeWithLayer {
  return new Api.InvokeWithLayer({
    layer: LAYER,
    query: new Api.InitConnection({
      apiId: api_id,
      deviceModel: "tgtk",
      systemVersion: "Deno",
      appVersion,
      systemLangCode: "en",
      langPack: "",
      langCode: "en",
      query: withoutUpdates(new Api.help.GetConfig()),
    }),
  });
}
