/**
 * Metrics of the process itself, read when they are asked for.
 *
 * @module
 */

import { Gauge, type Registry } from "prom-client";
import type { LagWatch } from "./event_loop_lag.ts";

/**
 * Registers them.
 *
 * @param registry Where.
 * @param version The program's version.
 * @param lag The event loop's delay.
 */
export function processMetrics(registry: Registry, version: string, lag: LagWatch): void {
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge(
    "process_resident_memory_bytes",
    "Resident memory of the process.",
    () => Deno.memoryUsage().rss,
  );
  gauge(
    "process_heap_bytes",
    "Memory in use on the JavaScript heap.",
    () => Deno.memoryUsage().heapUsed,
  );
  gauge(
    "process_event_loop_lag_seconds",
    "The event loop's greatest delay since the last scrape.",
    lag.take,
  );
  new Gauge({
    name: "tgtk_build_info",
    help: "Always 1; the labels say what runs.",
    labelNames: ["version", "deno"],
    registers,
  }).set({ version, deno: Deno.version.deno }, 1);
}
