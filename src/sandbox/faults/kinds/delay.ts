/**
 * Answers and connections that take their time.
 *
 * @module
 */

import type { FaultKind } from "./kind.ts";
import { fields, wholeNumber } from "./settings.ts";

/** How long. */
export interface Milliseconds {
  readonly ms: number;
}

/** Lets an answer wait, or a new connection before anything is read from it. */
export const delay: FaultKind<Milliseconds> = {
  schema: fields({ ms: wholeNumber(0, 86_400_000) }).describe(
    "The answer comes later by so many milliseconds of real time; a new connection is not read " +
      "for so long.",
  ),
  needsCall: false,
  isFinal: false,
  strike: ({ ms }) => ({ delayMs: ms }),
};
