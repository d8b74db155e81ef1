/**
 * What the house says about itself while it works. `observe/` implements it.
 *
 * @module
 */

/** Least urgent first. */
export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;

/** One of {@linkcode LOG_LEVELS}. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Facts beside a log line's words: never message text, names, sessions or keys. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** Writes a line about what happened. */
export type Log = (level: LogLevel, event: string, fields?: LogFields) => void;
