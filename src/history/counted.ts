/**
 * Whether Telegram's own count of an answer is the number of messages that will be in it.
 *
 * @module
 */

import { isExact, methodFor } from "./method.ts";
import type { Subject } from "./step.ts";

/** The server counts what is asked for: nothing is left to test here, and no date narrows a history. */
export function isCounted(
  { onlySender = [], query, senders }: Pick<Subject, "onlySender" | "query" | "senders">,
): boolean {
  const method = methodFor(query, senders.refTo(onlySender) !== undefined);
  const isDated = query.window.from !== undefined || query.window.to !== undefined;
  return isExact(query, method) && (method.name === "search" || !isDated);
}
