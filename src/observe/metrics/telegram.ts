/**
 * Metrics of what is asked of Telegram.
 *
 * @module
 */

import { Gauge, type Registry } from "prom-client";
import type { Observer } from "../../model/observer.ts";
import type { Timed } from "../timed.ts";
import { SECONDS } from "./buckets.ts";
import { instruments } from "./instruments.ts";

/** From a moment to a day. */
const WAIT_SECONDS = [1, 5, 10, 20, 60, 300, 900, 3600, 14_400, 86_400];

/**
 * Registers them.
 *
 * @param registry Where.
 * @param timed Times what begins.
 * @returns What they listen to.
 */
export function telegramMetrics(
  registry: Registry,
  timed: Timed,
): Pick<Observer, "telegramCall" | "connection" | "chatLookup"> {
  const { counter, histogram } = instruments(registry);
  const calls = counter(
    "telegram_api_calls_total",
    "Calls to Telegram, by method and outcome: ok, or the failure's code.",
    ["method", "status"],
  );
  const durations = histogram(
    "telegram_api_duration_seconds",
    "Time Telegram took to answer, connecting included, waiting for a turn not.",
    SECONDS,
    ["method"],
  );
  const floodWaits = counter(
    "telegram_flood_wait_events_total",
    "Times Telegram asked to wait, by method.",
    ["method"],
  );
  const floodSeconds = histogram(
    "telegram_flood_wait_duration_seconds",
    "How long Telegram asked to wait.",
    WAIT_SECONDS,
  );
  const connections = new Gauge({
    name: "telegram_active_connections",
    help: "Connections to Telegram that are up.",
    registers: [registry],
  });
  const lookups = {
    hit: counter("telegram_cache_hits_total", "Lookups that a cache answered.", ["cache"]),
    miss: counter("telegram_cache_misses_total", "Lookups that a cache could not answer.", [
      "cache",
    ]),
  };
  return {
    telegramCall: ({ method }) =>
      timed(({ floodWaitS, status }, seconds) => {
        calls.inc({ method, status });
        durations.observe({ method }, seconds);
        if (floodWaitS === undefined) return;
        floodWaits.inc({ method });
        floodSeconds.observe(floodWaitS);
      }),
    connection: (state) => connections.set(state === "up" ? 1 : 0),
    chatLookup: (result) => lookups[result].inc({ cache: "chats" }),
  };
}
