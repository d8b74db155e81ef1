/**
 * What outlives a connection: MTProto's session. The next connection goes on with it, so that Telegram
 * sees one session and not many, knows the salt and the clock already, and gets the answers that were
 * lost with the connection before. Pages among them are dropped, for what is asked again is answered
 * afresh; flood waits count, or they would be undercut by who never heard of them.
 *
 * What is not acknowledged is sent again over each connection, before anything else. So what was
 * received is acknowledged over the next one, if it may not have been before; and where the way breaks
 * again and again before an answer is through that somebody waits for, a new session begins, to which
 * nothing is owed: else what is sent again would grow with each try, and stop them all.
 *
 * @see https://core.telegram.org/mtproto/description#session
 * @see https://core.telegram.org/mtproto/service_messages_about_messages#acknowledgment-of-receipt
 * @module
 */

import type { Buffer } from "node:buffer";
import type { RequestState } from "../../gramjs.ts";
import { rpcFailure } from "./failures.ts";
import { readReply, type Reply, type Request } from "./replies.ts";

/** GramJS's own account of a session, as far as it is handed on. */
export interface LibraryState {
  id: unknown;
  salt: unknown;
  timeOffset: number;
  _sequence: number;
  _lastMsgId: unknown;
}

/** A session. */
export interface ContinuedSession {
  /**
   * A connection goes on with the session, or begins it.
   *
   * @param state Takes over where the connection before left off.
   * @param acks Is filled with the messages that Telegram may not know to have arrived.
   */
  adopt(state: LibraryState, acks: Set<unknown>): void;
  /** A connection has ended: what came over it, and which messages it may not have acknowledged. */
  left(came: Came, acks: Iterable<unknown>): void;
  /** Nobody waits for the answers to these any more; they may come all the same. */
  lost(requests: Iterable<RequestState>): void;
  /** An answer came that nobody waits for. */
  late(messageId: unknown, body: Buffer): void;
  /** The flood wait that a request would undercut. */
  refusal(request: Request): Reply | undefined;
}

/** What came over a connection: an answer that was waited for, other bytes while one was, or nothing. */
export type Came = "answer" | "bytes" | "nothing";

/** Connections in a row that broke before the answer was through until a new session begins. */
const MAX_CHOKED = 5;

/** Answers that may still come; an account's calls in flight are far fewer. */
const MAX_LOST = 256;

/** The code of flood waits: core.telegram.org/api/errors */
const FLOOD = 420;

/** A flood wait, and when it was heard of. */
interface Flood {
  readonly at: number;
  readonly seconds: number;
}

/**
 * Makes a session that has no connection yet.
 *
 * @param clock Milliseconds.
 */
export function continuedSession(clock: () => number): ContinuedSession {
  const unanswered = new Map<string, Request>();
  const floods = new Map<number, Flood>();
  let current: LibraryState | undefined;
  let owed: ReadonlySet<unknown> = new Set();
  let choked = 0;

  return {
    adopt(state, acks) {
      if (current !== undefined) {
        const { id, salt, timeOffset, _lastMsgId, _sequence } = current;
        Object.assign(state, { salt, timeOffset, _lastMsgId });
        if (choked < MAX_CHOKED) Object.assign(state, { id, _sequence });
      }
      if (choked < MAX_CHOKED) { for (const ack of owed) acks.add(ack); }
      else choked = 0;
      current = state;
    },
    left(came, acks) {
      owed = new Set(acks);
      if (came !== "nothing") choked = came === "bytes" ? choked + 1 : 0;
    },
    lost(requests) {
      for (const { msgId, request } of requests) {
        if (msgId === undefined) continue;
        unanswered.set(String(msgId), request as Request);
        const [oldest] = unanswered.keys();
        if (unanswered.size > MAX_LOST && oldest !== undefined) unanswered.delete(oldest);
      }
    },
    late(messageId, body) {
      const request = unanswered.get(String(messageId));
      if (request === undefined || !unanswered.delete(String(messageId))) return;
      const seconds = floodIn(readReply(body, request));
      if (seconds === undefined) return;
      floods.set(methodOf(request), { at: clock(), seconds });
    },
    refusal(request) {
      const method = methodOf(request);
      const flood = floods.get(method);
      if (flood === undefined) return undefined;
      const age = (clock() - flood.at) / 1000;
      const left = Math.ceil(flood.seconds - age);
      // A clock that was set back does not prolong it.
      if (age >= 0 && left > 0) return { error: { code: FLOOD, message: `FLOOD_WAIT_${left}` } };
      floods.delete(method);
      return undefined;
    },
  };
}

function floodIn(reply: Reply): number | undefined {
  if (!("error" in reply)) return undefined;
  const failure = rpcFailure(reply.error, "");
  return failure.code === "FLOOD_WAIT" ? failure.retry_after_s : undefined;
}

/** What the wrappers are round. */
function methodOf({ CONSTRUCTOR_ID, query }: Request): number {
  return query === undefined ? CONSTRUCTOR_ID : methodOf(query);
}
