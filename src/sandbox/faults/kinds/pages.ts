/**
 * Pages with messages missing.
 *
 * @module
 */

import { cut as cutPages, withhold as withholdMessages } from "../short_pages.ts";
import type { FaultKind } from "./kind.ts";
import { fields, share } from "./settings.ts";

/** How many. */
export interface Share {
  /** 0 to 1. */
  readonly share: number;
}

/** Withholds messages. */
export const withhold: FaultKind<Share> = {
  schema: fields({ share: share() }).describe(
    "This share of all messages, always the same ones, is not served: on no page and not by id.",
  ),
  needsCall: true,
  isFinal: false,
  strike: ({ share }, { seed }) => ({ shortPages: withholdMessages(share, seed) }),
};

/** Cuts pages short. */
export const cut: FaultKind<Share> = {
  schema: fields({ share: share() }).describe(
    "This share of pages, always the same ones, loses messages at the end farthest from the " +
      "offset. The message nearest to the offset stays.",
  ),
  needsCall: true,
  isFinal: false,
  strike: ({ share }, { seed }) => ({ shortPages: cutPages(share, seed) }),
};
