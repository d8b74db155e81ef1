/**
 * How far an export has come, in words. Its clock is an argument.
 *
 * @module
 */

import type { ExportProgress } from "../../exports/export.ts";
import { isoDate } from "../../model/iso_date.ts";

/** The rate is that of so many milliseconds. */
const RATE_OVER_MS = 20_000;

/** Keeps what was heard last. */
export interface ProgressMeter {
  readonly hear: (progress: ExportProgress) => void;
  /** Hears of a wait that begins now. */
  readonly waits: (ms: number) => void;
  /** From 0 to 1; `undefined` where nobody knows how many messages there are. */
  readonly fraction: () => number | undefined;
  readonly words: () => string;
  /** A wait is going on. */
  readonly isWaiting: () => boolean;
}

interface Sample {
  readonly at: number;
  readonly messages: number;
}

/**
 * Makes a meter.
 *
 * @param pace The pace's name.
 * @param clock Milliseconds.
 *
 * @example Half way
 * ```ts
 * import { progressMeter } from "./progress.ts";
 * import assert from "node:assert/strict";
 *
 * let now = 0;
 * const meter = progressMeter("gentle", () => now);
 * meter.hear({ id: "", messages: 0, bytes: 0, estimated_messages: 20_000 });
 * now = 10_000;
 * meter.hear({ id: "", messages: 10_000, bytes: 0, estimated_messages: 20_000, date: 1_700_000_000 });
 * assert.equal(
 *   meter.words(),
 *   "10,000 of 20,000 messages, 1,000/s, 0:10 left, at 2023-11-14, pace gentle",
 * );
 * ```
 */
export function progressMeter(pace: string, clock: () => number): ProgressMeter {
  let last: ExportProgress = { id: "", messages: 0, bytes: 0 };
  let samples: readonly Sample[] = [];
  let waitEnds = -Infinity;

  const total = (): number | undefined =>
    last.estimated_messages && Math.max(last.estimated_messages, last.messages);

  const perSecond = (): number => {
    const [first] = samples;
    const ms = first === undefined ? 0 : clock() - first.at;
    return first === undefined || ms <= 0 ? 0 : (last.messages - first.messages) * 1000 / ms;
  };

  const leftWords = (rate: number): readonly string[] => {
    const all = total();
    return all === undefined || rate <= 0 ? [] : [`${minutes((all - last.messages) / rate)} left`];
  };

  return {
    hear(progress) {
      const at = clock();
      last = { ...last, ...progress };
      const recent = samples.filter((sample) => at - sample.at <= RATE_OVER_MS);
      samples = [...recent, { at, messages: progress.messages }];
      if (progress.waiting_s !== undefined) waitEnds = at + progress.waiting_s * 1000;
    },
    waits: (ms) => void (waitEnds = Math.max(waitEnds, clock() + ms)),
    fraction() {
      const all = total();
      return all === undefined ? undefined : last.messages / all;
    },
    isWaiting: () => waitEnds > clock(),
    words() {
      const all = total();
      const rate = perSecond();
      const wait = Math.ceil((waitEnds - clock()) / 1000);
      return [
        all === undefined
          ? `${number(last.messages)} messages`
          : `${number(last.messages)} of ${number(all)} messages`,
        ...(rate > 0 ? [`${number(rate)}/s`] : []),
        ...leftWords(rate),
        ...(last.date === undefined ? [] : [`at ${isoDate(last.date).slice(0, 10)}`]),
        wait > 0 ? `waiting ${number(wait)} s for Telegram` : `pace ${pace}`,
      ].join(", ");
    },
  };
}

/** A number as people read it. */
export function number(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** `1:02:03`, `2:03`. */
function minutes(seconds: number): string {
  const whole = Math.ceil(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const [first = 0, ...others] = parts[0] === 0 ? parts.slice(1) : parts;
  return [String(first), ...others.map((part) => String(part).padStart(2, "0"))].join(":");
}
