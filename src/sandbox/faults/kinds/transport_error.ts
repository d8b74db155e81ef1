/**
 * Errors below the API.
 *
 * @see https://core.telegram.org/mtproto/mtproto-transports#transport-errors
 * @module
 */

import type { FaultKind } from "./kind.ts";
import { fields, wholeNumber } from "./settings.ts";

/** Which error. */
export interface TransportError {
  readonly code: number;
}

/** Sends four bytes instead of a packet, and closes the connection. */
export const transportError: FaultKind<TransportError> = {
  schema: fields({ code: wholeNumber(-999, -1) }).describe(
    "A transport error instead of an answer: -404, -429, -444. The connection is closed then.",
  ),
  needsCall: false,
  isFinal: true,
  strike: ({ code }) => ({ trouble: { kind: "transport_error", code } }),
};
