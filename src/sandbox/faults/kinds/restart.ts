/**
 * The data centre goes away and comes back.
 *
 * @module
 */

import type { Milliseconds } from "./delay.ts";
import type { FaultKind } from "./kind.ts";
import { fields, wholeNumber } from "./settings.ts";

/** Closes and refuses connections for a while; sessions are forgotten, keys are kept. */
export const restart: FaultKind<Milliseconds> = {
  schema: fields({ ms: wholeNumber(0, 86_400_000) }).describe(
    "Every connection is closed, and new ones are refused for so many milliseconds of real time. " +
      "The data centre comes back on the same port with its keys, but without its sessions.",
  ),
  needsCall: false,
  isFinal: true,
  strike: ({ ms }, { centre }) => {
    centre.restart(ms);
    return { trouble: { kind: "drop", answer: "lost" } };
  },
};
