/**
 * Connections that break off.
 *
 * @module
 */

import type { FaultKind } from "./kind.ts";
import { fields, oneOf, optional } from "./settings.ts";

/** What becomes of the answer. */
export interface Drop {
  /** `lost` by default. */
  readonly answer?: "lost" | "half" | "whole";
}

/** Closes the connection before the answer, in the middle of it, or after it. */
export const drop: FaultKind<Drop> = {
  schema: fields({ answer: optional(oneOf(["lost", "half", "whole"])) }).describe(
    "The connection is closed: before the answer (lost, the default), in the middle of its packet " +
      "(half) or after it (whole). The call is carried out in any case, and a lost answer is sent " +
      "when the session comes back. A new connection is closed at once.",
  ),
  needsCall: false,
  isFinal: true,
  strike: ({ answer = "lost" }) => ({ trouble: { kind: "drop", answer } }),
};
