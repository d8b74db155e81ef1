/**
 * Flood waits.
 *
 * @see https://core.telegram.org/api/errors#420-flood
 * @module
 */

import type { RpcError } from "../../rpc.ts";
import type { FaultKind } from "./kind.ts";
import { fields, oneOf, optional, wholeNumber } from "./settings.ts";

/** The names that Telegram has for it. */
const FLOOD_NAMES = [
  "FLOOD_WAIT",
  "FLOOD_PREMIUM_WAIT",
  "SLOWMODE_WAIT",
  "TAKEOUT_INIT_DELAY",
] as const;

/** How long to wait. */
export interface FloodWait {
  readonly seconds: number;
  /** `FLOOD_WAIT` by default. `FLOOD` carries no number: the client has to guess. */
  readonly name?: typeof FLOOD_NAMES[number] | "FLOOD";
}

/** Refuses the call, and all calls of that method by the same auth key until the wait is over. */
export const floodWait: FaultKind<FloodWait> = {
  schema: fields({
    seconds: wholeNumber(1, 2 ** 31 - 1),
    name: optional(oneOf([...FLOOD_NAMES, "FLOOD"])),
  }).describe(
    "Error 420 with seconds to wait. Whoever calls the method again earlier, with the same auth " +
      "key, waits twice as long from then on; calls within half a second of the error were under " +
      "way and only wait, too. FLOOD carries no number.",
  ),
  needsCall: true,
  isFinal: true,
  strike: ({ seconds, name = "FLOOD_WAIT" }, { key, event, centre }) => {
    centre.flood(key, event.method ?? "", name, seconds);
    return { error: floodError(name, seconds) };
  },
};

/** The error as it is sent. */
export function floodError(name: string, seconds: number): RpcError {
  return { code: 420, message: name === "FLOOD" ? name : `${name}_${seconds}` };
}
