/**
 * Metrics of exports.
 *
 * @module
 */

import type { Registry } from "prom-client";
import type { Observer } from "../../model/observer.ts";
import { instruments } from "./instruments.ts";

const BYTES = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/**
 * Registers them.
 *
 * @param registry Where.
 * @returns What they listen to.
 */
export function exportMetrics(registry: Registry): Pick<Observer, "exported"> {
  const { counter, histogram } = instruments(registry);
  const exports = counter(
    "telegram_ndjson_exports_total",
    "Calls that worked on an export, by what they left: complete, partial or failed.",
    ["status"],
  );
  const sizes = histogram("telegram_ndjson_export_size_bytes", "Size of complete exports.", BYTES);
  return {
    exported: ({ bytes, status }) => {
      exports.inc({ status });
      if (status === "complete") sizes.observe(bytes);
    },
  };
}
