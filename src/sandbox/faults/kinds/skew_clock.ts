/**
 * A clock that is wrong.
 *
 * @module
 */

import type { FaultKind } from "./kind.ts";
import { anyNumber, fields } from "./settings.ts";

/** How wrong. */
export interface SkewClock {
  /** Ahead if positive, behind if negative. */
  readonly seconds: number;
}

/** Has message identifiers and dates made, and identifiers of clients judged, by another time. */
export const skewClock: FaultKind<SkewClock> = {
  schema: fields({ seconds: anyNumber() }).describe(
    "The data centre's clock is ahead (or behind, if negative) by so many seconds from now on. " +
      "Beyond 300 s ahead or 30 s behind clients are told to mend their message identifiers. " +
      "Times in the script and flood waits do not follow.",
  ),
  needsCall: false,
  isFinal: false,
  strike: ({ seconds }, { centre }) => {
    centre.skew(seconds);
    return {};
  },
};
