/**
 * Metrics of exports.
 *
 * @module
 */

import { Counter, Histogram, type Registry } from "prom-client";
import type { Observer } from "../../model/observer.ts";

const BYTES = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/**
 * Registers them.
 *
 * @param registry Where.
 * @returns What they listen to.
 */
export function exportMetrics(registry: Registry): Pick<Observer, "exported"> {
  const registers = [registry];
  const exports = new Counter({
    name: "telegram_ndjson_exports_total",
    help: "Calls that worked on an export, by what they left: complete, partial or failed.",
    labelNames: ["status"],
    registers,
  });
  const sizes = new Histogram({
    name: "telegram_ndjson_export_size_bytes",
    help: "Size of complete exports.",
    buckets: BYTES,
    registers,
  });
  return {
    exported: ({ bytes, status }) => {
      exports.inc({ status });
      if (status === "complete") sizes.observe(bytes);
    },
  };
}
