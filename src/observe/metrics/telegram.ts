/**
 * Metrics of what is asked of Telegram.
 *
 * @module
 */

import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { Observer } from "../../model/observer.ts";
import type { Timed } from "../timed.ts";
import { SECONDS } from "./buckets.ts";

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
  const registers = [registry];
  const calls = new Counter({
    name: "telegram_api_calls_total",
    help: "Calls to Telegram, by method and outcome: ok, or the failure's code.",
    labelNames: ["method", "status"],
    registers,
  });
  const durations = new Histogram({
    name: "telegram_api_duration_seconds",
    help: "Time Telegram took to answer, connecting included, waiting for a turn not.",
    labelNames: ["method"],
    buckets: SECONDS,
    registers,
  });
  const floodWaits = new Counter({
    name: "telegram_flood_wait_events_total",
    help: "Times Telegram asked to wait, by method.",
    labelNames: ["method"],
    registers,
  });
  const floodSeconds = new Histogram({
    name: "telegram_flood_wait_duration_seconds",
    help: "How long Telegram asked to wait.",
    buckets: WAIT_SECONDS,
    registers,
  });
  const connections = new Gauge({
    name: "telegram_active_connections",
    help: "Connections to Telegram that are up.",
    registers,
  });
  const lookup = (name: string, help: string) =>
    new Counter({ name, help, labelNames: ["cache"], registers });
  const lookups = {
    hit: lookup("telegram_cache_hits_total", "Lookups that a cache answered."),
    miss: lookup("telegram_cache_misses_total", "Lookups that a cache could not answer."),
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
