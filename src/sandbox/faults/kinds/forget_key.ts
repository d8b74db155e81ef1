/**
 * The data centre forgets an auth key.
 *
 * @module
 */

import type { FaultKind } from "./kind.ts";
import { fields } from "./settings.ts";

/** No settings. */
export type Nothing = Readonly<Record<never, never>>;

/** Ends the connection with the transport error -404, and each later one that uses the key. */
export const forgetKey: FaultKind<Nothing> = {
  schema: fields({}).describe(
    "The auth key is unknown from now on: the transport error -404, on this connection and on " +
      "each one that uses the key again.",
  ),
  needsCall: true,
  isFinal: true,
  strike: (_, { key, usedKey, centre }) => {
    for (const id of new Set([key, usedKey])) centre.forgetKey(id);
    return { trouble: { kind: "transport_error", code: -404 } };
  },
};
