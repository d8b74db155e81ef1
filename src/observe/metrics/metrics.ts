/**
 * The metrics, in the text format of Prometheus. Their names are stable: dashboards and alerts depend
 * on them. Labels are bounded: no chat, user, principal or token is ever one.
 *
 * @module
 */

import { Registry } from "prom-client";
import type { Observer } from "../../model/observer.ts";
import { timer } from "../timed.ts";
import { type LagWatch, watchLag } from "./event_loop_lag.ts";
import { exportMetrics } from "./exports.ts";
import { processMetrics } from "./process.ts";
import { protocolMetrics } from "./protocol.ts";
import { telegramMetrics } from "./telegram.ts";

/** What metrics are made of. */
export interface MetricsOptions {
  /** The program's version. */
  readonly version: string;
  /** Milliseconds; the system's monotonic clock by default. */
  readonly clock?: () => number;
  /** The event loop's delay; watched by a timer by default. */
  readonly lag?: LagWatch;
}

/** Metrics that are being collected. */
export interface Metrics {
  readonly observer: Partial<Observer>;
  /** All metrics as they are now. */
  readonly text: () => Promise<string>;
  /** The text's media type. */
  readonly contentType: string;
  readonly close: () => void;
}

/**
 * Begins to collect.
 *
 * @param options The version, and where time comes from.
 */
export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry();
  const clock = options.clock ?? (() => performance.now());
  const lag = options.lag ?? watchLag();
  processMetrics(registry, options.version, lag);
  const timed = timer(clock);
  return {
    observer: {
      ...protocolMetrics(registry, timed),
      ...telegramMetrics(registry, timed),
      ...exportMetrics(registry),
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
    close: lag.close,
  };
}
