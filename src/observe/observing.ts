/**
 * Puts together what observes: log, metrics, traces and audit, each only if it is wanted. What is not
 * wanted is not even loaded.
 *
 * @module
 */

import type { Log, LogLevel } from "../model/log.ts";
import { type Observer, observers } from "../model/observer.ts";
import type { Secret } from "../model/secret.ts";
import { audit } from "./audit.ts";
import { openAuditFile } from "./audit_file.ts";
import { callLog } from "./call_log.ts";
import { lineLog, type LogOptions } from "./log.ts";
import type { Metrics } from "./metrics/metrics.ts";
import { requestIds } from "./trace_id.ts";
import type { Traces } from "./traces.ts";

/** What is wanted. */
export interface ObservingOptions {
  readonly log: Pick<LogOptions, "level" | "format">;
  /** Takes one line for stderr. */
  readonly stderr: (line: string) => void;
  /** The program's version. */
  readonly version: string;
  /** Metrics are wanted. */
  readonly metrics: boolean;
  /** If an audit is wanted: `stderr` or a file's path, and the key of its pseudonyms. */
  readonly audit?: { readonly to: string; readonly key: Secret };
}

/** What observes. */
export interface Observing {
  readonly observer: Observer;
  readonly log: Log;
  /** If they are wanted. */
  readonly metrics?: Pick<Metrics, "text" | "contentType">;
  /** Ends it. */
  readonly close: () => void;
}

/**
 * Begins to observe.
 *
 * @param options What is wanted.
 * @returns What observes, or one sentence that says why it cannot.
 */
export async function startObserving(
  options: ObservingOptions,
): Promise<Observing | { readonly error: string }> {
  const audited = openAudit(options);
  if ("error" in audited) return audited;
  const traces = await chosenTraces(options.version);
  const log = lineLog({
    ...options.log,
    write: options.stderr,
    clock: Date.now,
    traceId: traces.traceId,
  });
  const metrics = await chosenMetrics(options);
  const observer = observers([
    traces.observer,
    callsTo(log, options.log.level),
    metrics?.observer ?? {},
    audited.observerFor(log),
  ]);
  const close = () => {
    metrics?.close();
    audited.close();
  };
  return { observer, log, close, ...(metrics === undefined ? {} : { metrics }) };
}

/** Each tool call would be timed for a line that nobody sees. */
function callsTo(log: Log, level: LogLevel): Partial<Observer> {
  const { telegramCall, ...calls } = callLog(log);
  return level === "debug" ? { telegramCall, ...calls } : { telegramCall };
}

/** Where the runtime registers its providers when `OTEL_DENO` is on; the API finds them by it. */
const OTEL_GLOBAL = Symbol.for("opentelemetry.js.api.1");

async function chosenTraces(version: string): Promise<Traces> {
  if (!(OTEL_GLOBAL in globalThis)) return requestIds();
  const { createTraces } = await import("./traces.ts");
  return createTraces(version);
}

async function chosenMetrics(
  { metrics, version }: ObservingOptions,
): Promise<Metrics | undefined> {
  if (!metrics) return undefined;
  const { createMetrics } = await import("./metrics/metrics.ts");
  return createMetrics({ version });
}

/** An audit, as soon as there is a log that hears of lines that could not be written. */
interface OpenAudit {
  readonly observerFor: (log: Log) => Partial<Observer>;
  readonly close: () => void;
}

function openAudit(
  { audit: wanted, stderr }: ObservingOptions,
): OpenAudit | { readonly error: string } {
  if (wanted === undefined) return { observerFor: () => ({}), close: () => {} };
  const sink = wanted.to === "stderr"
    ? { write: stderr, close: () => {} }
    : openAuditFile(wanted.to);
  if ("error" in sink) return sink;
  const key = keyOf(wanted.key);
  const observerFor = (log: Log) => {
    const write = (line: string) => {
      try {
        sink.write(line);
      } catch (error) {
        // The call has been made: its answer is not withheld, but that a line is missing is said.
        const cause = error instanceof Error ? error.name : typeof error;
        log("error", "audit line lost", { cause });
      }
    };
    return audit({ key, write, now: Date.now });
  };
  return { observerFor, close: sink.close };
}

/** Settings hold keys in hexadecimal. */
function keyOf(key: Secret): Uint8Array {
  return Uint8Array.fromHex(key.reveal());
}
