/**
 * Changes of exports, as the SDK hands them to clients that listen.
 *
 * @module
 */

import type { ServerEventBus } from "@modelcontextprotocol/server";
import type { ExportResources } from "../tools/export_resources.ts";

/**
 * Makes a bus that carries the changes of one caller's exports, and nothing else.
 *
 * @param changes Tells of changes.
 * @param principal Whose exports.
 */
export function changesBus(
  changes: ExportResources["changes"],
  principal: string,
): ServerEventBus {
  return {
    // Nothing else changes while the process lives.
    publish: () => {},
    subscribe: (listener) =>
      changes(principal, (uris) => {
        for (const uri of uris) listener({ kind: "resource_updated", uri });
      }),
  };
}
