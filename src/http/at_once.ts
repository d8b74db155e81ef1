/**
 * How many requests are served at the same time. One counts until its answer has been sent.
 *
 * @module
 */

import type { Concurrency } from "./deps.ts";
import { refuse } from "./refusal.ts";

/** Counts requests under way. */
export interface AtOnce {
  /** Takes a place; gives what frees it, or a refusal. */
  readonly enter: (principal: string) => (() => void) | Response;
}

/**
 * Makes the count.
 *
 * @param most How many, in all and for each principal.
 * @returns The count; names without requests under way are not kept.
 */
export function atOnce(most: Concurrency): AtOnce {
  const counts = new Map<string, number>();
  let total = 0;
  return {
    enter(principal) {
      const own = counts.get(principal) ?? 0;
      if (total >= most.total) {
        return refuse("UNAVAILABLE", "Cannot serve more at once: expected a pause.", LATER);
      }
      if (own >= most.perPrincipal) {
        return refuse(
          "RATE_LIMIT_EXCEEDED",
          `Cannot serve more for one caller: expected at most ${most.perPrincipal} at once.`,
          LATER,
        );
      }
      counts.set(principal, own + 1);
      total += 1;
      return once(() => {
        total -= 1;
        const left = (counts.get(principal) ?? 1) - 1;
        if (left === 0) counts.delete(principal);
        else counts.set(principal, left);
      });
    },
  };
}

const LATER = { "retry-after": "1" };

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) act();
    isDone = true;
  };
}

/**
 * Frees a place when an answer has been sent, or nobody wants it any more.
 *
 * @param response The answer.
 * @param free Frees the place.
 * @returns The answer; one that streams goes through a stream that watches its end.
 */
export function whenSent(response: Response, free: () => void): Response {
  const { status, headers } = response;
  // Asking for a body makes a stream of it, which costs more than the answer: only streams are asked.
  const body = STREAMS.test(headers.get("content-type") ?? "") ? response.body : null;
  if (body === null) {
    free();
    return response;
  }
  const reader = body.getReader();
  const watched = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        free();
        controller.close();
      } catch (error) {
        free();
        controller.error(error);
      }
    },
    cancel(reason) {
      free();
      return reader.cancel(reason);
    },
  });
  return new Response(watched, { status, headers });
}

const STREAMS = /^(?:text\/event-stream|application\/x-ndjson)/;
