/**
 * Silence.
 *
 * @module
 */

import type { FaultKind } from "./kind.ts";
import { fields, oneOf, optional } from "./settings.ts";

/** Who falls silent. */
export interface Silence {
  /** `connection` by default. */
  readonly of?: "connection" | "call";
}

/** Leaves the connection open, and says nothing more on it, or nothing to this call. */
export const silence: FaultKind<Silence> = {
  schema: fields({ of: optional(oneOf(["connection", "call"])) }).describe(
    "The connection stays open, but nothing comes over it any more (connection, the default), or " +
      "only this call is never answered (call).",
  ),
  needsCall: false,
  isFinal: true,
  strike: ({ of = "connection" }) => ({
    trouble: { kind: of === "call" ? "unanswered" : "silence" },
  }),
};
