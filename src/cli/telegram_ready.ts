/**
 * Whether Telegram can be asked right now: the lease is held, the connection is made, and the session
 * is authorised.
 *
 * @module
 */

import { CONNECTION_CODES, type Failure } from "../model/failure.ts";
import type { ChatRef, Telegram } from "../telegram/port.ts";
import { failureSentence } from "../tools/failure_answer.ts";
import type { ConnectionWatch } from "./watch_connection.ts";

/** What is looked at. */
export interface TelegramReadyOptions {
  readonly telegram: Pick<Telegram, "chats">;
  readonly watch: Pick<ConnectionWatch, "current" | "isRefused">;
  /** Milliseconds. */
  readonly clock: () => number;
  /** Ends the wait for Telegram; after 5 s by default, sooner than whoever asks loses patience. */
  readonly patience?: () => AbortSignal;
}

/** Anybody may ask, often: Telegram is not asked more often than this. */
const CHECK_AGAIN_MS = 5000;
const PATIENCE_MS = 5000;

/** Telegram's own account for notices. Only authorised sessions are told that it cannot be found so. */
const SOMEBODY: ChatRef = { type: "user", id: 777_000, access_hash: "0" };

/** What says that tools cannot answer; anything else Telegram says to authorised sessions only. */
const OBSTACLES: ReadonlySet<Failure["code"]> = new Set<Failure["code"]>([
  "AUTH_REQUIRED",
  "SESSION_IN_USE",
  "VALIDATION_ERROR",
  "TIMEOUT",
  "INTERNAL",
]);

const SILENCE = "Telegram has not answered within 5 s.";

/**
 * Makes the question. It costs nothing while a connection lasts that was found good; otherwise it
 * connects and asks Telegram, once for all who wait.
 *
 * @param options What is looked at.
 * @returns One sentence that says what is missing; nothing when tools can answer.
 */
export function telegramReady(
  { telegram, watch, clock, patience = () => AbortSignal.timeout(PATIENCE_MS) }:
    TelegramReadyOptions,
): () => Promise<string | undefined> {
  let good = 0;
  let checking: Promise<string | undefined> | undefined;
  let last: { readonly problem: string | undefined; readonly at: number } | undefined;

  async function check(): Promise<string | undefined> {
    const signal = patience();
    const found = await telegram.chats.getChat(SOMEBODY, { signal });
    const problem = signal.aborted ? SILENCE : found.ok ? undefined : problemOf(found.failure);
    if (problem === undefined) good = watch.current();
    last = { problem, at: clock() };
    return problem;
  }

  return async () => {
    // What was found a moment ago does not hold any more.
    if (watch.isRefused()) return failureSentence({ code: "AUTH_REQUIRED" });
    const current = watch.current();
    if (current !== 0 && current === good) return undefined;
    if (last !== undefined && clock() - last.at < CHECK_AGAIN_MS) return last.problem;
    checking ??= check().finally(() => checking = undefined);
    return await checking;
  };
}

function problemOf(failure: Failure): string | undefined {
  const isObstacle = failure.code === "UPSTREAM"
    ? failure.transient === true || CONNECTION_CODES.includes(failure.rpc_code)
    : OBSTACLES.has(failure.code);
  return isObstacle ? failureSentence(failure) : undefined;
}
