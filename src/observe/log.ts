/**
 * The log: one line an event, to wherever `write` leads (stderr: stdout belongs to the protocol).
 *
 * @module
 */

import { type Log, LOG_LEVELS, type LogFields, type LogLevel } from "../model/log.ts";

/** How log lines are written. */
export interface LogOptions {
  /** The least urgent level that is written. */
  readonly level: LogLevel;
  readonly format: "json" | "text";
  /** Takes one line, without its line break. */
  readonly write: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** The trace that a line belongs to; none by default. */
  readonly traceId?: () => string | undefined;
}

/**
 * Makes a log.
 *
 * @param options How lines are written.
 * @returns The log.
 *
 * @example A line as JSON
 * ```ts
 * import { lineLog } from "./log.ts";
 * import assert from "node:assert/strict";
 *
 * const lines: string[] = [];
 * const log = lineLog({ level: "info", format: "json", write: (line) => lines.push(line), clock: () => 0 });
 * log("debug", "unseen");
 * log("info", "connected", { dc: 2 });
 * assert.deepEqual(lines, ['{"time":"1970-01-01T00:00:00.000Z","level":"info","event":"connected","dc":2}']);
 * ```
 */
export function lineLog(options: LogOptions): Log {
  const least = LOG_LEVELS.indexOf(options.level);
  const draw = options.format === "json" ? jsonLine : textLine;
  return (level, event, fields = {}) => {
    if (LOG_LEVELS.indexOf(level) < least) return;
    const trace_id = options.traceId?.();
    const all = trace_id === undefined ? fields : { ...fields, trace_id };
    options.write(draw(new Date(options.clock()).toISOString(), level, event, all));
  };
}

type Draw = (time: string, level: LogLevel, event: string, fields: LogFields) => string;

const jsonLine: Draw = (time, level, event, fields) =>
  JSON.stringify({ time, level, event, ...fields });

const textLine: Draw = (time, level, event, fields) => {
  const facts = Object.entries(fields).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return [time, level.toUpperCase(), event, ...facts].join(" ");
};
