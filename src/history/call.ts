/**
 * Makes the calls that the planner plans.
 *
 * @module
 */

import type { Outcome } from "../model/failure.ts";
import type {
  CallOptions,
  ChatRef,
  RepliesPage,
  SearchRequest,
  Telegram,
} from "../telegram/port.ts";
import type { PlannedCall } from "./plan.ts";

/** Whom a call asks, and for whose messages where. */
export interface Target {
  readonly ref: ChatRef;
  /** What a search is narrowed by, beside what the plan says. */
  readonly search: Pick<SearchRequest, "sender" | "topic_id">;
}

/**
 * Makes a call.
 *
 * @param telegram The port.
 * @param planned The call.
 * @param target Whom it asks.
 * @param options Its limits.
 * @returns The page.
 */
export function callFor(
  { messages }: Telegram,
  planned: PlannedCall,
  { ref, search }: Target,
  options: CallOptions,
): Promise<Outcome<RepliesPage>> {
  switch (planned.name) {
    case "history":
      return messages.getHistory({ ref, ...planned.request }, options);
    case "replies":
      return messages.getReplies({ ref, ...planned.request }, options);
    case "search":
      return messages.search({ ref, ...planned.request, ...search }, options);
  }
}
