/**
 * Exports, as they are downloaded over HTTP.
 *
 * @module
 */

import { ownerOf } from "../exports/identity.ts";
import type { ExportStore } from "../exports/store.ts";
import type { Exports } from "../http/deps.ts";
import { storedExports } from "../http/stored_exports.ts";
import type { PiiPolicy } from "../privacy/policy.ts";
import { renderingOf } from "../tools/export_line.ts";

/**
 * Makes the exports of a store readable for the callers who made them.
 *
 * @param store The store that tools write into.
 * @param privacy What is hidden: exports from before a change of it are nobody's any more.
 */
export function httpExports(store: ExportStore, privacy: PiiPolicy): Exports {
  const rendering = renderingOf(privacy);
  return storedExports({
    store,
    ownerOf: (principal) => ownerOf({ principal, rendering }),
    clock: Date.now,
  });
}
